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
    /// The place of the last milestone of each action, by the number of its row; -1 where there is
    /// none.
    private var lasts: ContiguousArray<Int32> = []

    init() {}

    /// Adds the next row, which has no milestones yet.
    mutating func addRow() { lasts.append(-1) }

    /// The number of the milestone at `place`.
    func number(_ place: Int) -> Int { Int(links[place].number) }

    /// The place of the last milestone of `row`; -1 where it has none.
    @inline(__always)
    func last(of row: Int) -> Int32 { lasts[row] }

    /// The place of milestone `number` of `row`.
    func place(of number: Int, in row: Int) -> Int? {
        place(of: number, last: lasts[row])
    }

    /// The place of milestone `number` of the row whose last is at `last`.
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

    /// The places of the milestones of `row`, in the order in which they came.
    func places(in row: Int) -> [Int] {
        var places: [Int] = []
        while let place = place(after: places.last, in: row) { places.append(place) }
        return places
    }

    /// The place after `place` of the milestones of `row`, the first where that is nil; nil after
    /// the last.
    @inline(__always)
    func place(after place: Int?, in row: Int) -> Int? {
        let last = lasts[row]
        if last < 0 || last == place.map({ Int32(truncatingIfNeeded: $0) }) { return nil }
        return Int(links[place ?? Int(last)].next)
    }

    /// Adds milestone `number` behind the last of `row`.
    ///
    /// - Returns: Its place.
    mutating func add(_ number: Int, to row: Int) -> Int {
        let (place, last) = (Int32(truncatingIfNeeded: links.count), lasts[row])
        let first = last < 0 ? place : links[Int(last)].next
        links.append(Link(next: first, number: UInt16(truncatingIfNeeded: number)))
        if last >= 0 { links[Int(last)].next = place }
        lasts[row] = place
        return Int(place)
    }
}
