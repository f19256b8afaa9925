// The rows that some facts are about, found before anything is done with any of them.

/// What a line says of an action, a milestone or a measure.
protocol NamedFact {
    /// The code it is about, of at most eight bytes, and what that spreads to.
    var name: UInt64 { get }
    var spread: UInt32 { get }
    /// The number of the milestone it is about, 0 where it is about none.
    var milestone: UInt16 { get }
}

/// Where the rows are that some facts name.
///
/// In a long plan each step, from a name to its slot, from that to the action, from that to the
/// milestone, waits for memory. Here each is taken for many facts at once, so that a processor
/// waits for all of them together.
struct FactPlaces {
    /// For how many facts at once: few enough that the rows are still at hand afterwards.
    static var countMax: Int { 256 }

    /// The number of an action, and the place of a milestone; -1 where it was not there before.
    typealias Place = (action: Int32, milestone: Int32)

    private var places = InlineArray<256, Place>(repeating: (-1, -1))

    /// What fact `index` names.
    @inline(__always)
    subscript(index: Int) -> Place { places[index] }

    /// Finds what `facts`, at most ``countMax``, name.
    ///
    /// - Parameters:
    ///   - names: The codes of the rows.
    ///   - circles: Which milestones belong together.
    @inline(__always)
    mutating func find(
        _ facts: Span<some NamedFact>,
        _ names: borrowing NameTable,
        _ circles: borrowing MilestoneCircles
    ) {
        var all = places.mutableSpan
        for index in facts.indices {
            all[index] = (names.mark(facts[index].spread), -1)
        }
        for index in facts.indices {
            all[index].action = names.number(ofShort: facts[index].name, facts[index].spread)
        }
        for index in facts.indices where facts[index].milestone > 0 && all[index].action >= 0 {
            all[index].milestone = circles.last(of: Int(all[index].action))
        }
        for index in facts.indices where all[index].milestone >= 0 {
            let number = Int(facts[index].milestone)
            let place = circles.place(of: number, last: all[index].milestone) ?? -1
            all[index].milestone = Int32(truncatingIfNeeded: place)
        }
    }
}
