// A plan laid out as fields of subjects, so that two plans can be compared.

/// Every field of every subject of a plan, with what it says.
///
/// Every subject has at least one field. What only tells where a fact stands in the journal (entry,
/// recorder, reason) is no field: two moments that say the same do not differ.
struct PlanFields {
    /// A field, and which one of several.
    struct Name: Hashable, Comparable {
        let field: Field
        let part: String?
        /// Where the field stands in the order of a page.
        private let place: Int

        init(field: Field, part: String?) {
            (self.field, self.part) = (field, part)
            place = Name.fields.firstIndex(of: field) ?? 0
        }

        /// The order of a page; parts that are numbers by their size.
        static func < (left: Name, right: Name) -> Bool {
            left.order < right.order
        }

        private var order: (Int, Int, String) {
            (place, part?.utf8.count ?? 0, part ?? "")
        }

        private static let fields = Field.allCases
    }

    /// The subjects, in plan order: the plan, each priority with its actions and milestones, risks,
    /// measures, people and bodies, meetings.
    private(set) var subjects: [Subject] = []
    /// The fields of each.
    private(set) var fields = OrderedMap<Subject, OrderedMap<Name, FieldValue>>()

    private var subject = Subject.plan

    /// Lays out `plan`; only its actions and milestones where `actionsAlone`.
    init(_ plan: Plan, actionsAlone: Bool = false) {
        if actionsAlone {
            for action in plan.orderedActions { layOutWithMilestones(action, plan) }
            return
        }
        if plan.opening != nil { layOut(planItself: plan) }
        var actions = OrderedMap<Code, [Action]>()
        for action in plan.orderedActions {
            actions[plan.priorityCode(of: action.code), default: []].append(action)
        }
        for priority in plan.priorities {
            layOut(priority, plan)
            for action in actions[priority.code] ?? [] { layOutWithMilestones(action, plan) }
        }
        for risk in plan.risks { layOut(risk) }
        for series in plan.measures { layOut(series) }
        for key in plan.keys {
            if let person = plan.people[key] { layOut(person, plan) }
            if let body = plan.bodies[key] { layOut(body) }
        }
        for meeting in plan.meetings { layOut(meeting) }
        layOutPapers(plan)
    }

    private mutating func layOutWithMilestones(_ action: Action, _ plan: Plan) {
        layOut(action, plan)
        for milestone in action.milestones { layOut(milestone, plan) }
    }

    private mutating func begin(_ subject: Subject) {
        self.subject = subject
        if fields[subject] == nil { subjects.append(subject) }
        fields[subject] = fields[subject] ?? .init()
    }

    private mutating func put(_ field: Field, _ value: FieldValue?, part: String? = nil) {
        if let value { fields[subject]?[Name(field: field, part: part)] = value }
    }

    private mutating func layOut(planItself plan: Plan) {
        begin(.plan)
        let opening = plan.opening?.fact
        put(.title, FieldValue(opening?.title))
        put(.board, FieldValue(opening?.board))
        put(.place, FieldValue(opening?.place))
        put(.source, FieldValue(opening?.source))
        put(.sourceDigest, FieldValue(opening?.sourceDigest?.hex))
        for (number, approval) in plan.approvals.enumerated() {
            put(.approval, .day(approval.fact.meeting), part: String(number + 1))
        }
        put(.closure, FieldValue(plan.closed?.fact.meeting))
        put(.policy, FieldValue(plan.policies.last?.fact.policy))
        if let policy = plan.policies.last?.fact {
            for (threshold, value) in policy.thresholds {
                put(.policy, .number(value), part: threshold.rawValue)
            }
            put(.policy, FieldValue(list: policy.levels), part: "levels")
        }
        for (number, restore) in plan.restores.enumerated() {
            guard case .ledgerRestored(let size, _, let lost, _) = restore.fact else { continue }
            put(.restore, .text("size \(size), lost \(lost)"), part: String(number + 1))
        }
        for correction in plan.corrections {
            let part = "\(correction.milestone), entry \(correction.entry)"
            put(.correction, .date(correction.due), part: part)
        }
        for (entry, stamp) in plan.struck {
            put(.strike, .number(stamp.seq), part: String(entry))
        }
    }

    private mutating func layOut(_ priority: Priority, _ plan: Plan) {
        begin(.priority(priority.code))
        put(.title, .text(priority.title))
        put(.under, FieldValue(priority.under))
        put(.aim, FieldValue(priority.aim))
        put(.assurance, FieldValue(plan.assurances[priority.code]?.latest?.fact.level))
    }

    private mutating func layOut(_ action: Action, _ plan: Plan) {
        begin(.action(action.code))
        put(.title, .text(action.title))
        put(.under, .code(action.under))
        put(.aim, FieldValue(action.aim))
        for (role, leads) in action.leads {
            put(role.field, leads.latest.map { .keys($0.fact) })
        }
        put(.rating, FieldValue(action.declared?.fact.rawValue))
        put(.note, FieldValue(action.notes.latest?.fact.text))
        if !action.notes.facts.isEmpty { put(.notes, .number(action.notes.facts.count)) }
        for (number, steps) in action.helps {
            for step in steps.facts {
                switch step.fact {
                case .asked(let words): put(.help, .text(words), part: number.description)
                case .given(let words): put(.answer, .text(words), part: number.description)
                }
            }
        }
        put(plan.closure(of: action.code))
        put(evidenceOf: action, nil)
        for link in plan.links where link.fact.from == action.code {
            put(.link, .text(link.fact.words), part: link.fact.to.description)
        }
    }

    private mutating func put(_ closure: StandingClosure?) {
        put(.closure, FieldValue(closure?.closed.fact.words))
        put(.closureApproval, closure?.approved.map { .keys([$0.fact.by]) })
    }

    private mutating func put(evidenceOf action: Action, _ milestone: Ordinal?) {
        for evidence in action.evidence.facts where evidence.fact.milestone == milestone {
            put(.evidence, .text(evidence.fact.title), part: evidence.fact.place.words)
        }
    }

    private mutating func layOut(_ milestone: Milestone, _ plan: Plan) {
        begin(.milestone(milestone.name))
        put(.label, FieldValue(milestone.start.label))
        put(.written, FieldValue(milestone.start.written))
        put(.depends, FieldValue(milestone.start.depends))
        put(.meeting, FieldValue(milestone.start.meeting))
        // A milestone always has this field, so that an undated one is there too.
        put(.due, milestone.current.map(FieldValue.date) ?? .text("no date agreed"))
        put(.original, FieldValue(milestone.original))
        put(.forecast, FieldValue(milestone.forecast))
        put(.request, FieldValue(milestone.openRequest?.fact))
        put(.delivered, FieldValue(milestone.delivery?.declared.day))
        put(.confirmed, FieldValue(milestone.delivery?.confirmed?.stamp.day))
        put(plan.closure(of: milestone.name.action, milestone.name.number))
        if let action = plan.actions[milestone.name.action] {
            put(evidenceOf: action, milestone.name.number)
        }
    }

    private mutating func layOut(_ risk: Risk) {
        begin(.risk(risk.code))
        put(.about, .code(risk.about))
        put(.title, .text(risk.title))
        put(.mitigation, FieldValue(risk.mitigations.latest?.fact))
        put(.closure, FieldValue(risk.closed?.day))
    }

    private mutating func layOut(_ series: MeasureSeries) {
        let measure = series.measure
        begin(.measure(measure.code))
        put(.about, .code(measure.about))
        put(.title, .text(measure.title))
        put(.unit, FieldValue(measure.unit))
        put(.direction, FieldValue(measure.direction?.rawValue))
        put(.target, measure.target.map(FieldValue.quantity))
        put(.due, FieldValue(measure.due))
        put(.reading, series.readings.latest.map { .quantity($0.fact) })
    }

    private mutating func layOut(_ person: Person, _ plan: Plan) {
        begin(.person(person.key))
        put(.name, .text(person.office.name))
        put(.role, FieldValue(person.office.role))
        put(.organisation, FieldValue(person.office.organisation))
        put(.left, FieldValue(person.left?.day))
        for vkey in plan.signingKeys[person.key] ?? [] {
            put(.signingKey, .text("registered"), part: vkey)
        }
    }

    private mutating func layOut(_ body: Body) {
        begin(.body(body.key))
        put(.name, .text(body.name))
        put(.organisation, FieldValue(body.organisation))
        if !body.members.isEmpty { put(.members, .keys(body.members)) }
    }

    private mutating func layOut(_ meeting: Meeting) {
        begin(.meeting(meeting.day, board: meeting.board))
        // Of two calls for one day the later one is the meeting.
        fields[subject] = .init()
        put(.title, .text(meeting.call.title))
        put(.papers, FieldValue(meeting.call.papers))
        put(.movedFrom, FieldValue(meeting.call.movedFrom))
        put(.movedTo, FieldValue(meeting.movedTo))
        put(.cancelled, FieldValue(meeting.cancelled?.day))
    }

    /// What was minuted, worded and published for meetings, called or not.
    private mutating func layOutPapers(_ plan: Plan) {
        for minute in plan.minutes {
            begin(.meeting(minute.fact.meeting, board: plan.board))
            put(.decision, .text(minute.fact.text), part: "entry \(minute.stamp.seq)")
        }
        let papers = plan.words.sorted { left, right in
            (left.key.meeting.number, left.key.part.rawValue)
                < (right.key.meeting.number, right.key.part.rawValue)
        }
        for (paper, words) in papers {
            begin(.meeting(paper.meeting, board: plan.board))
            put(.words, FieldValue(words.latest?.fact), part: paper.part.rawValue)
        }
        for publication in plan.publications {
            begin(.meeting(publication.fact.meeting, board: plan.board))
            let part = "entry \(publication.stamp.seq)"
            put(.publication, .text(publication.fact.words), part: part)
        }
    }
}

extension FieldValue {
    fileprivate init?(list: [String]) {
        guard !list.isEmpty else { return nil }
        self = .text(list.joined(separator: ", "))
    }
}
