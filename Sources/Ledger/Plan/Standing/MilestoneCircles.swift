// Which milestones belong to one action, apart from what is known of them: to find one by its
// number takes few bytes.

/// The milestones of all actions, in the order in which they were added; those of one action lie
/// in a circle, which is entered by its last.
struct MilestoneCircles: Sendable {
    private struct Link: Sendable {
        /// The place of the one after it of the same action; behind the last comes the first.
        var next: Int32
        let number: UInt16
    }

    private var links: ContiguousArray<Link> = []

    init() {}

    /// How many milestones there are.
    var count: Int { links.count }

    /// The number of the milestone at `place`.
    func number(_ place: Int) -> Int { Int(links[place].number) }

    /// The place of milestone `number` in the circle that ends in `last`, -1 for an empty one.
    @inline(__always)
    func place(of number: Int, last: Int32) -> Int? {
        guard last >= 0 else { return nil }
        var place = last
        repeat {
            let link = links[Int(place)]
            if link.number == number { return Int(place) }
            place = link.next
        } while place != last
        return nil
    }

    /// The places of a circle, from its first to `last`.
    func places(last: Int32) -> [Int] {
        var places: [Int] = []
        while let place = place(after: places.last, last: last) { places.append(place) }
        return places
    }

    /// The place after `place` in a circle that ends in `last`, the first where that is nil; nil
    /// after the last.
    @inline(__always)
    func place(after place: Int?, last: Int32) -> Int? {
        if last < 0 || last == place.map({ Int32(truncatingIfNeeded: $0) }) { return nil }
        return Int(links[place ?? Int(last)].next)
    }

    /// Adds milestone `number` behind `last`.
    ///
    /// - Returns: Its place, which is the last of the circle now.
    mutating func add(_ number: Int, last: Int32) -> Int32 {
        let place = Int32(truncatingIfNeeded: links.count)
        let first = last < 0 ? place : links[Int(last)].next
        links.append(Link(next: first, number: UInt16(truncatingIfNeeded: number)))
        if last >= 0 { links[Int(last)].next = place }
        return place
    }
}
