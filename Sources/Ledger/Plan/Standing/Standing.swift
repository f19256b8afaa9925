// The plan as it stands now, in as few bytes as its ratings need: what a journal of any length
// comes to.

/// The current plan, built from lines in order, of which no text is kept but titles of priorities
/// and what a board decides.
///
/// It grows with the plan, not with its history: of notes, ratings and forecasts only the latest
/// stays. What is seldom (a moved date, a closure) is kept as ``Plan`` keeps it, for the one
/// milestone. What cannot be told without going back, as after a strike, makes an action
/// *unsettled*: it has to be replayed from its own entries.
struct Standing: Sendable {
    /// An action, in few bytes. Places are numbers in the arrays of the plan, -1 where there is
    /// none. What most events are about is kept apart, in ``notes`` and ``declarations``.
    struct ActionRow: Sendable {
        /// Whether it is an action at all: the codes of priorities have rows too.
        let kind: Kind
        /// Whether it and all under it have to be replayed.
        var isUnsettled = false
        /// Whether anybody was named last to answer for it, and where.
        var hasAccountable = false
        /// The last of the actions right under it; the one after that is the first.
        var lastPart: Int32 = -1
        /// The one after it of those under the same, in a circle.
        var nextPart: Int32 = -1
        /// The action or priority it stands under.
        var under: Int32 = -1
        var accountableStamp = CompactStamp.none
        /// Where it was reopened last.
        var reopened = CompactStamp.none
    }

    /// What a code names.
    enum Kind: Sendable {
        case action, priority
    }

    /// A milestone, in few bytes.
    struct MilestoneRow: Sendable {
        let action: Int32
        /// What is special about it: its place among ``Standing/rich``, -1 where nothing is.
        var rich: Int32 = -1
        var declaredPrecision = StatedDate.Precision.day
        var isConfirmed = false
        var forecast = LatestTwo(CompactDate.none)
        /// Whether an approval stands behind it.
        var isApproved = false
        /// The numbers of the days for which delivery was declared, and first declared since the
        /// milestone was reopened; ``noDay`` where it was not.
        var declared = noDay
        var firstDeclared = noDay
        var lastStep = CompactStamp.none
        let added: CompactStamp
        /// The date it was added with, and the date at approval.
        let due: CompactDate
        var original = CompactDate.none
        /// The place of the last of its ``Standing/agreements``, where nothing is special about
        /// it; -1 where there is none.
        var lastAgreement: Int32 = -1
        /// Where it was reopened last, by itself.
        var reopened = CompactStamp.none

        static var noDay: Int32 { .min }
    }

    /// An agreed date, in few bytes.
    struct Agreement: Sendable {
        let stamp: CompactStamp
        /// The number of the day it was recorded on.
        let recordedOn: Int32
        /// The place of the agreement before it for the same milestone; -1 for the first.
        let before: Int32
        let due: CompactDate
        /// The forecast that stood when it was agreed.
        let forecastStamp: CompactStamp
        let forecast: CompactDate
    }

    /// The codes, and where they lead.
    var names = NameTable()
    /// A row for every code, in the order in which they came.
    var actions: ContiguousArray<ActionRow> = []
    /// Where something was written about each of them, and what a lead declared of it.
    var notes: ContiguousArray<LatestTwo<Void>> = []
    var declarations: ContiguousArray<LatestTwo<Rating.Declared>> = []
    /// The milestones, in the order in which they were added.
    var milestones: ContiguousArray<MilestoneRow> = []
    /// Which of them belong together.
    var circles = MilestoneCircles()
    /// The dates that were agreed for milestones about which nothing else is special.
    var agreements: ContiguousArray<Agreement> = []
    /// The milestones that something seldom happened to.
    var rich: [Milestone] = []
    /// The closures of actions and their approvals; of what was reopened the last is in the rows.
    var closures: [Int: Timeline<ClosureStep>] = [:]
    /// The board, its meetings, policies and approvals, and the priorities.
    var frame = Plan()
    /// The entries that were struck.
    var struck: [Int] = []
    /// The latest day that anything counts from.
    var lastDay = Day(number: .min)
    /// The number of entries.
    var size = 0
    /// Whether the plan as a whole has to be replayed.
    var needsReplay = false
    /// Where some of the lines begin, about as far from each other: their numbers, and their
    /// places in the file.
    private(set) var marks: [(seq: Int, offset: Int)] = [(1, 0)]
    /// How many lines are between them at least.
    private var markDistance = 1
    /// How many there are at most.
    private static var markCountMax: Int { 32_768 }

    private var scanner = LineScanner()

    /// The plan before anything is recorded.
    init() {}
}

extension Standing: CondensedFollower {
    mutating func follow(_ facts: StandingFacts, _ bytes: Span<UInt8>, at offset: Int) {
        guard let last = facts.last else { return }
        if facts.needsReplay { needsReplay = true }
        for mark in facts.marks { add(mark.seq, at: offset + mark.start) }
        let all = facts.facts.span
        var plain = facts.plain.makeIterator()
        var places = FactPlaces()
        var start = 0
        while start < all.count {
            let batch = all.extracting(start..<min(all.count, start + FactPlaces.countMax))
            places.find(batch, names, circles)
            for index in batch.indices {
                let fact = batch[index]
                switch fact.kind {
                case .more:
                    let (event, line) = facts.events[fact.event]
                    apply(event, Context(line, fact.stamp), bytes)
                case .plain: if let entry = plain.next() { follow(entry) }
                default: apply(fact, places[index])
                }
            }
            start += batch.count
        }
        begin(last.seq, last.latestDay)
    }

    mutating func follow(_ entry: Entry) {
        begin(entry.seq, entry.day)
        if entry.act.events.count > CompactStamp.placeMax { needsReplay = true }
        for (place, event) in entry.act.events.enumerated() {
            if event.isOfFrame {
                applyToFrame(event, Stamp(entry, place: place))
            } else {
                applyAlone(event, of: entry, place)
            }
        }
    }

    /// Marks where line `seq` begins, unless a mark is near.
    private mutating func add(_ seq: Int, at offset: Int) {
        guard let last = marks.last, seq - last.seq >= markDistance else { return }
        if marks.count == Standing.markCountMax {
            markDistance = 2 * (last.seq / marks.count)
            marks = stride(from: 0, to: marks.count, by: 2).map { marks[$0] }
        }
        marks.append((seq, offset))
    }

    private mutating func begin(_ seq: Int, _ day: Day) {
        size = seq
        lastDay = max(lastDay, day)
        if seq > CompactStamp.seqMax { needsReplay = true }
    }

    /// Applies an event of an entry that was read in the plain way, by scanning it alone.
    private mutating func applyAlone(_ event: Event, of entry: Entry, _ place: Int) {
        var scanner = LineScanner()
        swap(&scanner, &self.scanner)
        defer { swap(&scanner, &self.scanner) }
        guard let bytes = scanner.scanAlone(event, of: entry), let line = scanner.lines.first,
            let scanned = scanner.events.first
        else { return }
        let stamp = CompactStamp(entry.day, entry.seq, place: place)
        apply(scanned, Context(line, stamp), bytes.span)
    }

    private mutating func applyToFrame(_ event: Event, _ stamp: Stamp) {
        switch event {
        case .board(.planOpened), .board(.planClosed): frame.apply(event, stamp)
        case .board(.planApproved):
            frame.apply(event, stamp)
            approve()
        case .board(.meetingCalled), .board(.meetingCancelled), .board(.policyAdopted):
            frame.apply(event, stamp)
        case .structure(.priorityAdded(let code, _, _, _)):
            let count = frame.priorities.count
            guard number(of: Name(code.text)) == nil else { return }
            frame.apply(event, stamp)
            if frame.priorities.count > count { add(Name(code.text), .priority) }
        default: break
        }
    }

    /// Gives every milestone without an original date the one that stands.
    private mutating func approve() {
        guard let first = frame.approvals.first?.stamp else { return }
        for index in milestones.indices {
            milestones[index].isApproved = true
            let place = Int(milestones[index].rich)
            if place >= 0 {
                rich[place].facts.approved = first
                if rich[place].original == nil {
                    rich[place].facts.original = rich[place].current
                }
            } else if milestones[index].original.isNone {
                milestones[index].original = current(milestones[index])
            }
        }
    }
}

extension Event {
    /// Whether it is about no action, milestone, risk or measure, but about the board, the plan,
    /// its priorities, or who is who.
    var isOfFrame: Bool {
        switch self {
        case .board, .structure(.priorityAdded), .structure(.personNamed),
            .structure(.personLeft), .structure(.bodyNamed), .trust(.ledgerRestored),
            .trust(.keyRegistered), .trust(.keyRevoked):
            true
        case .structure, .date, .progress, .delivery, .trust: false
        }
    }
}

extension ScannedLine {
    /// The day that counts for what happened: see ``Entry/day``.
    @inline(__always)
    func day(_ bytes: Span<UInt8>) -> Day {
        if on.isEmpty { return at.day }
        let date = statedDay(bytes)
        return date.day ?? min(date.end, at.day)
    }
}
