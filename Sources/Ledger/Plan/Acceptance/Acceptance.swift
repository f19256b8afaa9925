// What of a journal breaks no rule for sure, told from few bytes while its lines are followed.

/// Tests entries in their order against the rules that ``Plan`` decides by, on as much of the plan
/// as the rules look at.
///
/// What it accepts, ``History/audit(_:)`` finds nothing wrong with. What it does not accept is a
/// *doubt*: broken, or more than it keeps the means to tell. The family of an action that a doubt
/// is about (all under one priority's action) is *marked*: from there on nothing that rests on
/// earlier events of the family is accepted. Whoever needs to know what is wrong audits the
/// entries of the marked families in full.
struct Acceptance: Sendable {
    /// The plan that the journal is of.
    let plan: Code

    /// The codes and where they lead, and a row for each, in the order in which they came.
    var names = NameTable()
    var codes: ContiguousArray<CodeRow> = []
    /// What each of them names, apart from the rows, for most events ask for no more.
    var kinds: ContiguousArray<Kind> = []
    var milestones: ContiguousArray<MilestoneRow> = []
    /// Which of the milestones belong together.
    var circles = MilestoneCircles()
    var leads: ContiguousArray<LeadRow> = []
    var helps: ContiguousArray<HelpRow> = []
    /// The keys and where they lead, and a row for each.
    var keyNames = NameTable()
    var keys: ContiguousArray<KeyRow> = []
    /// The closures of families, by the numbers of these.
    var closures: [Int32: FamilyClosure] = [:]
    /// What is known of the board, its meetings and policies, of people, bodies and priorities.
    var frame = Plan()
    /// Where idempotency keys were first used, by their hashes.
    var usedKeys: [UInt64: Int] = [:]

    /// What is left to the audit, in the order of the journal.
    var doubts: [Doubt] = []
    /// Doubted events that speak of a code which is not in the plan.
    var unknownReferences: Set<Doubt> = []
    /// Lines that the audit needs besides those of its families.
    var wanted: Set<Int> = []
    /// The files that entries name, which lie beside the journal.
    var files: [(seq: Int, digest: Digest)] = []
    var strikes: [Amendment] = []
    var corrections: [Amendment] = []
    /// The entries that minutes refer to.
    var minuted: Set<Int> = []
    /// Whether the journal has to be audited as a whole.
    var needsWhole = false
    /// The lines, to find again what a family is made of.
    var lines = LineMarks()
    /// The number of entries.
    var size = 0

    private var scanner = LineScanner()

    /// Nothing followed yet of the journal of `plan`.
    init(plan: Code) { self.plan = plan }

    /// Where an event stands, and what its entry says of itself.
    struct Context {
        let seq: Int
        let place: Int
        let day: Int32
        /// Where in the bytes the line begins.
        let start: Int
        let by: Int32
        let behalf: Int32
        let hasBecause: Bool
        /// What it names, as far as that was found before.
        var found: FactPlaces.Place = (-1, -1)

        /// Where `slice` of the line stands.
        @inline(__always)
        func range(_ slice: Slice) -> Range<Int> { slice.range(from: start) }

        /// A doubt about the event.
        func doubt(_ family: Int32) -> Doubt { Doubt(seq: seq, place: place, family: family) }
    }
}

extension Acceptance: CondensedFollower {
    mutating func follow(_ facts: AcceptanceFacts, _ bytes: Span<UInt8>, at offset: Int) {
        lines.begin(facts.lineCount)
        let all = facts.facts.span
        var plain = facts.plain.makeIterator()
        var kept = facts.lines.makeIterator()
        var isOpen = frame.isOpen
        var places = FactPlaces()
        var start = 0
        while start < all.count {
            let batch = all.extracting(start..<min(all.count, start + FactPlaces.countMax))
            places.find(batch, names, circles)
            for index in batch.indices {
                guard batch[index].kind == .more, let line = kept.next() else {
                    take(batch[index], places[index], isOpen: isOpen, at: offset)
                    continue
                }
                lines.add(offset: offset + line.start)
                if !line.isPlain {
                    follow(line, facts.events, places[index], bytes)
                } else if let entry = plain.next() {
                    take(entry)
                }
                isOpen = frame.isOpen
            }
            start += batch.count
        }
    }

    private mutating func follow(
        _ line: ScannedLine,
        _ scanned: ContiguousArray<ScannedEvent>,
        _ found: FactPlaces.Place,
        _ bytes: Span<UInt8>
    ) {
        size = line.seq
        let by = key(line.name(line.by, bytes))
        let behalf = line.behalf.isEmpty ? -1 : key(line.name(line.behalf, bytes))
        if keys[Int(by)].hasLeft || keys[Int(by)].mustSign || !line.sig.isEmpty
            || (behalf >= 0 && !keys[Int(behalf)].isKnown)
        {
            doubts.append(Doubt(seq: line.seq, place: -1, family: -1))
        }
        if !line.key.isEmpty {
            let first = line.start + Int(line.key.start)
            use(bytes.extracting(first..<first + Int(line.key.count)), line.seq)
        }
        let day = line.day(bytes)
        let events = line.events
        if events.count > 30_000 { needsWhole = true }
        for event in events {
            let context = Context(
                seq: line.seq,
                place: event - events.lowerBound,
                day: Int32(truncatingIfNeeded: day.number),
                start: line.start,
                by: by,
                behalf: behalf,
                hasBecause: !line.because.isEmpty,
                found: found
            )
            take(scanned[event], context, bytes)
        }
    }

    mutating func follow(_ entry: Entry) {
        lines.add(entry)
        take(entry)
    }

    /// Notes an idempotency key; where one of the same hash was used both lines are looked at.
    private mutating func use(_ key: Span<UInt8>, _ seq: Int) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in key.indices { hash = (hash ^ UInt64(key[place])) &* 0x0000_0100_0000_01B3 }
        guard let first = usedKeys[hash] else {
            usedKeys[hash] = seq
            return
        }
        wanted.insert(first)
        doubts.append(Doubt(seq: seq, place: -1, family: -1))
    }

    // MARK: Entries read in the plain way

    private mutating func take(_ entry: Entry) {
        size = entry.seq
        lines.last = .frame
        let isSound: Bool
        do throws(Refusal) {
            try frame.decide(entry)
            isSound = frame.signature(of: entry) == .none
        } catch { isSound = false }
        if !isSound { doubts.append(Doubt(seq: entry.seq, place: -1, family: -1)) }
        if let key = entry.act.key { use(Array(key.utf8).span, entry.seq) }
        if entry.act.events.count > 30_000 { needsWhole = true }
        let by = key(Name(entry.act.by.text))
        let behalf = entry.act.behalf.map { key(Name($0.text)) } ?? -1
        for (place, event) in entry.act.events.enumerated() {
            if case .board = event, let digest = event.keptFile {
                files.append((entry.seq, digest))
            }
            if event.isOfFrame {
                takeOfFrame(event, Stamp(entry, place: place))
                continue
            }
            let context = Context(
                seq: entry.seq,
                place: place,
                day: Int32(truncatingIfNeeded: entry.day.number),
                start: 0,
                by: by,
                behalf: behalf,
                hasBecause: entry.act.because != nil
            )
            takeAlone(event, of: entry, context)
        }
        lines.last = .frame
    }

    /// Takes an event of an entry that was read in the plain way, by scanning it alone.
    private mutating func takeAlone(_ event: Event, of entry: Entry, _ context: Context) {
        var scanner = LineScanner()
        swap(&scanner, &self.scanner)
        defer { swap(&scanner, &self.scanner) }
        guard let bytes = scanner.scanAlone(event, of: entry), let scanned = scanner.events.first
        else {
            needsWhole = true
            return
        }
        take(scanned, context, bytes.span)
    }

    /// Decides an event of the frame in full, and applies it.
    mutating func takeOfFrame(_ event: Event, _ stamp: Stamp) {
        var isAllowed: Bool
        do throws(Refusal) {
            try frame.decide(event, stamp, [], Entry(stamp, event))
            isAllowed = true
        } catch { isAllowed = false }
        switch event {
        case .board(.planOpened(let opening)): isAllowed = isAllowed && opening.plan == plan
        case .board(.planClosed(_, let agreedBy)):
            // A person who leads nothing: who leads what now is more than is kept.
            if frame.bodies[agreedBy] == nil { needsWhole = true }
        case .structure(.priorityAdded(let code, _, _, _)):
            let name = Name(code.text)
            if self.code(name) != nil {
                needsWhole = true
                return
            }
            frame.apply(event, stamp)
            if frame.priority(code) != nil { _ = add(name, .priority) }
        default: break
        }
        if !isAllowed {
            doubts.append(Doubt(seq: stamp.seq, place: stamp.place, family: -1))
        }
        applyToFrame(event, stamp)
    }

    private mutating func applyToFrame(_ event: Event, _ stamp: Stamp) {
        switch event {
        case .board(.decisionMinuted(_, _, let entries)): minuted.formUnion(entries)
        case .board(.assuranceGiven), .board(.paperWorded), .board(.reportPublished),
            .structure(.priorityAdded):
            break
        case .structure(.personNamed(let key, _, _, _)), .structure(.personLeft(let key)),
            .structure(.bodyNamed(let key, _, _, _)), .trust(.keyRegistered(let key, _)),
            .trust(.keyRevoked(let key, _)):
            frame.apply(event, stamp)
            refresh(key)
        default: frame.apply(event, stamp)
        }
    }
}

extension Plan {
    /// Whether it was opened, and not closed.
    fileprivate var isOpen: Bool { opening != nil && closed == nil }
}

extension ScannedLine {
    /// The code or key at `slice`.
    @inline(__always)
    fileprivate func name(_ slice: Slice, _ bytes: Span<UInt8>) -> Name {
        let first = start + Int(slice.start)
        return Name(bytes, first..<first + Int(slice.count))
    }
}

extension Entry {
    /// An entry of one event, for rules that look at no other.
    fileprivate init(_ stamp: Stamp, _ event: Event) {
        self.init(
            seq: stamp.seq,
            prev: .zero,
            at: stamp.at,
            act: Act(by: stamp.by, events: [event])
        )
    }
}
