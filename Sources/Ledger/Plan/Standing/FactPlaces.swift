// The rows that some facts are about, found before anything is done with any of them.

/// What a fact is about, in 14 bytes.
struct FactSubject: Sendable {
    /// Nothing that is found by its name.
    static var none: FactSubject { FactSubject(name: 0, milestone: 0) }

    /// The code of an action or a measure, of at most eight bytes, and what that spreads to.
    let name: UInt64
    let spread: UInt32
    /// The number of the milestone, 0 where it is about none.
    let milestone: UInt16

    @inline(__always)
    private init(name: UInt64, milestone: Int) {
        (self.name, spread) = (name, Name.spread(name))
        self.milestone = UInt16(truncatingIfNeeded: milestone)
    }

    /// The code at `code` and the milestone at `milestone`, which may be empty, of the line that
    /// begins at `start`; nil where they take more room.
    @inline(__always)
    init?(_ code: Slice, _ milestone: Slice, of start: Int, _ bytes: Span<UInt8>) {
        var number = 0
        if !milestone.isEmpty {
            var cursor = Cursor(start + Int(milestone.start))
            number = cursor.number(bytes) ?? 0
        }
        guard code.count <= 8, number <= UInt16.max else { return nil }
        self.init(name: bytes.shortName(at: code.range(from: start)), milestone: number)
    }
}

/// What a line says of an action, a milestone or a measure.
protocol NamedFact {
    var subject: FactSubject { get }
}

extension NameTable {
    /// The number of the row of what `subject` names; -1 where it has none.
    @inline(__always)
    func number(of subject: FactSubject) -> Int32 {
        number(ofShort: subject.name, subject.spread)
    }
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
            all[index] = (names.mark(facts[index].subject.spread), -1)
        }
        for index in facts.indices {
            all[index].action = names.number(of: facts[index].subject)
        }
        for index in facts.indices
        where facts[index].subject.milestone > 0 && all[index].action >= 0 {
            all[index].milestone = circles.last(of: Int(all[index].action))
        }
        for index in facts.indices where all[index].milestone >= 0 {
            let number = Int(facts[index].subject.milestone)
            let place = circles.place(of: number, last: all[index].milestone) ?? -1
            all[index].milestone = Int32(truncatingIfNeeded: place)
        }
    }
}
