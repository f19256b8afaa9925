// The rows that some facts are about, found before any of them is applied.

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

    /// Finds what `facts` name in `standing`.
    mutating func find(_ facts: Span<StandingFacts.Fact>, in standing: Standing) {
        var all = places.mutableSpan
        for index in facts.indices {
            let fact = facts[index]
            all[index] = (standing.names.number(ofShort: fact.name, fact.spread), -1)
        }
        for index in facts.indices where facts[index].milestone > 0 && all[index].action >= 0 {
            let last = standing.actions[Int(all[index].action)].lastMilestone
            let number = Int(facts[index].milestone)
            let place = standing.circles.place(of: number, last: last) ?? -1
            all[index].milestone = Int32(truncatingIfNeeded: place)
        }
    }
}
