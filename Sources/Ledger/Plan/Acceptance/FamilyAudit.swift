// What a compact test leaves in doubt: which entries are to be audited in full, and which events
// of them.

/// A few entries that are audited together, because the rules look at them together.
struct FamilyAudit {
    /// The numbers of the entries, in order.
    fileprivate(set) var entries: [Int] = []
    /// The codes of the actions of its families; none in the audit of what is about no family.
    fileprivate var codes: Set<Code> = []
    /// The events and entries that are in doubt, by number and place.
    fileprivate var doubts: Set<EventPlace> = []
    /// Doubted events that speak of what is not in the plan.
    fileprivate var unknownReferences: Set<EventPlace> = []
    /// Where the first strike of an entry of each action stands: from there on whatever rests on
    /// what was recorded before is in doubt.
    fileprivate var doubtFrom: [Code: EventPlace] = [:]

    /// The place of an event in a journal.
    struct EventPlace: Hashable, Comparable {
        let seq: Int
        let place: Int

        static func < (left: EventPlace, right: EventPlace) -> Bool {
            (left.seq, left.place) < (right.seq, right.place)
        }
    }

    /// Whether a finding on the event at `place` of `entry` holds for the whole journal.
    func concerns(_ entry: Entry, _ place: Int, _ refusal: Refusal?) -> Bool {
        let event = EventPlace(seq: entry.seq, place: place)
        switch refusal {
        case .codeMustBeKnown(_, kind: .lead)?, .codeMustBeKnown(_, kind: .priorityOrAction)?:
            // The plan of a few families does not know what the others are called.
            if !unknownReferences.contains(event) { return false }
        default: break
        }
        if doubts.contains(event) { return true }
        guard place >= 0, let action = entry.act.events[place].action,
            let first = doubtFrom[action]
        else { return false }
        return first < event && entry.act.events[place].restsOnItsFamily
    }
}

extension Event {
    /// Whether what was recorded of the action before decides on it, more than that there is one.
    fileprivate var restsOnItsFamily: Bool {
        switch self {
        case .date, .delivery, .progress(.helpAsked), .progress(.helpGiven): true
        case .board, .structure, .progress, .trust: false
        }
    }

    /// Whether no rule looks at it once it stands, but those of strikes that name its entry.
    fileprivate var isInert: Bool {
        switch self {
        case .progress(.noted), .progress(.ratingDeclared), .progress(.measureRead),
            .progress(.riskAnswered), .structure(.actionReworded), .structure(.actionLinked),
            .delivery(.evidenceFiled), .board(.decisionMinuted), .board(.assuranceGiven),
            .board(.paperWorded):
            true
        case .board, .structure, .date, .progress, .delivery, .trust: false
        }
    }

    /// Whether a strike of it bears on more than the family of its action.
    fileprivate var bearsOnMore: Bool {
        if isInert { return false }
        switch self {
        case .structure(.leadsNamed), .structure(.milestoneAdded), .date, .delivery,
            .progress(.helpAsked), .progress(.helpGiven):
            return false
        case .board, .structure, .progress, .trust: return true
        }
    }
}

// MARK: Which audits

extension Acceptance {
    /// What is to be audited in full; nil where that is the whole journal.
    ///
    /// - Parameter struck: The struck entries, by their numbers.
    mutating func audits(struck: [Int: Entry]) -> [FamilyAudit]? {
        var groups = Groups()
        var strikeFamilies: [[Int32]] = []
        var doubtFrom: [Int32: FamilyAudit.EventPlace] = [:]
        let counts = Dictionary(grouping: strikes, by: \.entry).mapValues(\.count)
        let mentioned = minuted.union(corrections.map(\.entry))
        for strike in strikes {
            guard let entry = struck[strike.entry] else { return nil }
            if entry.act.events.contains(where: \.bearsOnMore) { return nil }
            let families = families(of: entry)
            strikeFamilies.append(families)
            let isFree = counts[strike.entry] == 1 && !mentioned.contains(strike.entry)
            if isFree, entry.act.events.allSatisfy(\.isInert) { continue }
            // Who refers to an entry that is about no action may be of any family.
            guard let family = families.first else { return nil }
            doubts.append(Doubt(seq: strike.seq, place: strike.place, family: family))
            groups.join(families)
            let place = FamilyAudit.EventPlace(seq: strike.seq, place: strike.place)
            for family in families {
                doubtFrom[family] = min(doubtFrom[family] ?? place, place)
            }
        }
        if needsWhole { return nil }
        if doubts.isEmpty { return [] }
        let correcting = Set(corrections.map { FamilyAudit.EventPlace($0) })
        var correctedIn: [FamilyAudit.EventPlace: Int32] = [:]
        for doubt in doubts where doubt.family >= 0 {
            let place = FamilyAudit.EventPlace(seq: doubt.seq, place: doubt.place)
            if correcting.contains(place) { correctedIn[place] = doubt.family }
        }
        let struckFamilies = Dictionary(
            zip(strikes.map(\.entry), strikeFamilies),
            uniquingKeysWith: { first, _ in first }
        )
        for correction in corrections {
            let others = struckFamilies[correction.entry]
            guard let family = correctedIn[FamilyAudit.EventPlace(correction)] else {
                if others != nil { return nil }
                continue
            }
            // The entry it names may be of another family.
            groups.join((others ?? []) + [family])
        }
        return audits(groups, strikeFamilies, doubtFrom)
    }

    private func families(of entry: Entry) -> [Int32] {
        let numbers = entry.act.events.compactMap { event in
            event.action.flatMap { code(Name($0.text)) }
        }
        return Set(numbers.map { codes[$0].family }.filter { $0 >= 0 }).sorted()
    }

    private func audits(
        _ groups: Groups,
        _ strikeFamilies: [[Int32]],
        _ doubtFrom: [Int32: FamilyAudit.EventPlace]
    ) -> [FamilyAudit] {
        var audits = [FamilyAudit](repeating: FamilyAudit(), count: groups.count + 1)
        var seqs = [Set<Int>](repeating: wanted, count: 1)
        seqs += [Set<Int>](repeating: [], count: groups.count)
        // Families that nothing amends share the first audit with what is of no family.
        var audited: Set<Int32> = []
        for doubt in doubts {
            let audit = groups.number(of: doubt.family)
            audited.insert(doubt.family)
            let place = FamilyAudit.EventPlace(seq: doubt.seq, place: doubt.place)
            audits[audit].doubts.insert(place)
            seqs[audit].insert(doubt.seq)
            if unknownReferences.contains(doubt) { audits[audit].unknownReferences.insert(place) }
        }
        audited.formUnion(groups.families)
        audited.remove(-1)
        var auditOfAction = [Int32](repeating: -1, count: codes.count)
        for number in codes.indices {
            let family = codes[number].family
            guard family >= 0, audited.contains(family) else { continue }
            let audit = groups.number(of: family)
            auditOfAction[number] = Int32(truncatingIfNeeded: audit)
            let code = Code(wellFormed: names[number].text)
            audits[audit].codes.insert(code)
            audits[audit].doubtFrom[code] = doubtFrom[family]
        }
        for (strike, families) in zip(strikes, strikeFamilies) {
            for audit in Set(families.filter(audited.contains).map(groups.number(of:))) {
                seqs[audit].insert(strike.seq)
                seqs[audit].insert(strike.entry)
            }
        }
        collect(auditOfAction, into: &seqs)
        for index in audits.indices { audits[index].entries = seqs[index].sorted() }
        return audits.filter { !$0.doubts.isEmpty || !$0.doubtFrom.isEmpty }
    }

    /// Adds the lines of the actions of each audit, and to all of them those of the frame.
    private func collect(_ auditOfAction: [Int32], into seqs: inout [Set<Int>]) {
        var ofFrame: [Int] = []
        lines.forEach { seq, subject in
            switch subject {
            case .none: break
            case .frame: ofFrame.append(seq)
            case .action(let number):
                let audit = Int(auditOfAction[number])
                if audit >= 0 { seqs[audit].insert(seq) }
            }
        }
        for other in lines.others {
            let audit = Int(auditOfAction[other.action])
            if audit >= 0 { seqs[audit].insert(other.seq) }
        }
        for index in seqs.indices where !seqs[index].isEmpty { seqs[index].formUnion(ofFrame) }
    }
}

extension FamilyAudit.EventPlace {
    fileprivate init(_ amendment: Acceptance.Amendment) {
        self.init(seq: amendment.seq, place: amendment.place)
    }
}

/// Families that have to be audited together, and apart from all others.
private struct Groups {
    private var numbers: [Int32: Int] = [:]
    private(set) var count = 0

    var families: [Int32] { Array(numbers.keys) }

    /// The number of the group of `family`, from 1; 0 where it is in none.
    func number(of family: Int32) -> Int { numbers[family] ?? 0 }

    /// Puts `families` into one group, with all that are in one with any of them.
    mutating func join(_ families: [Int32]) {
        guard !families.isEmpty else { return }
        let known = Set(families.compactMap { numbers[$0] })
        count += 1
        if !known.isEmpty {
            for (family, number) in numbers where known.contains(number) {
                numbers[family] = count
            }
        }
        for family in families { numbers[family] = count }
    }
}
