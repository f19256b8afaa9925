// One promise of a plan and all that is known of it.

/// One promise, `A1`; a sub-action, `C1.iii`, is an action under an action.
public struct Action: Sendable {
    /// The facts, in an array of one: a copy of an action is one reference, and the facts are
    /// copied only where shared ones are changed.
    private var one: [Facts]

    /// What is known of an action.
    struct Facts: Sendable {
        let code: Code
        let under: Code
        let aim: String?
        let added: Stamp
        var titles: [Stamped<String>]
        var milestones: [Milestone] = []
        var parts: [Code] = []
        var leads = OrderedMap<LeadRole, Timeline<[Key]>>()
        var declarations = Timeline<Rating.Declared>()
        var notes = Timeline<Note>()
        var helps = OrderedMap<Ordinal, Timeline<HelpStep>>()
        var evidence = Timeline<Evidence>()
        var closures = Timeline<ClosureStep>()
    }

    init(_ code: Code, under: Code, title: String, aim: String?, _ stamp: Stamp) {
        let titles = [Stamped(stamp, title)]
        one = [Facts(code: code, under: under, aim: aim, added: stamp, titles: titles)]
    }

    /// The facts, to be changed.
    var facts: Facts {
        get { one[0] }
        _modify { yield &one[0] }
    }

    /// Its code.
    public var code: Code { one[0].code }
    /// The priority or action it stands under.
    public var under: Code { one[0].under }
    /// What it is to bring about, where the plan says so.
    public var aim: String? { one[0].aim }
    /// Where it was added.
    public var added: Stamp { one[0].added }
    /// Its wordings, the latest in the journal last.
    public var titles: [Stamped<String>] { one[0].titles }
    /// Its milestones, in the order they were added.
    public var milestones: [Milestone] { one[0].milestones }
    /// The actions under it, in the order they were added.
    public var parts: [Code] { one[0].parts }
    /// Who was named to answer for it, and who to do the work.
    public var leads: OrderedMap<LeadRole, Timeline<[Key]>> { one[0].leads }
    /// What leads declared.
    public var declarations: Timeline<Rating.Declared> { one[0].declarations }
    /// What was written about its progress.
    public var notes: Timeline<Note> { one[0].notes }
    /// The calls for help.
    public var helps: OrderedMap<Ordinal, Timeline<HelpStep>> { one[0].helps }
    /// What shows that it was done.
    public var evidence: Timeline<Evidence> { one[0].evidence }
    /// Its own closures and their answers.
    public var closures: Timeline<ClosureStep> { one[0].closures }

    /// Its words as they stand.
    public var title: String { titles.last?.fact ?? "" }

    /// The rating a lead declared last.
    public var declared: Stamped<Rating.Declared>? { declarations.latest }

    /// Its milestone `number`.
    public func milestone(_ number: Ordinal) -> Milestone? {
        milestones.first { $0.name.number == number }
    }
}

/// A progress note.
public struct Note: Sendable {
    /// What was written.
    public let text: String
    /// The line of assurance it comes from.
    public let line: AssuranceLine?
    /// By when what it speaks of should be done.
    public let byWhen: StatedDate?
}

/// A step in a call for help.
public enum HelpStep: Sendable {
    /// What is asked for.
    case asked(String)
    /// What was answered.
    case given(String)
}

/// A strategic priority, `A` to `O`.
public struct Priority: Sendable {
    /// Its code.
    public let code: Code
    /// What it is called.
    public let title: String
    /// The priority it stands under.
    public let under: Code?
    /// What it is for.
    public let aim: String?
    /// Where it was added.
    public let added: Stamp
}

/// A person who holds an office that bears on the plan.
public struct Person: Sendable {
    /// The person's key.
    public let key: Key
    /// The name and offices, the latest in the journal last.
    public internal(set) var offices: [Stamped<Office>]
    /// Where it was recorded that the person left.
    public internal(set) var left: Stamp?

    /// A name with its office.
    public struct Office: Hashable, Sendable {
        /// The person's name.
        public let name: String
        /// What the person does.
        public let role: String?
        /// For whom.
        public let organisation: String?
    }

    /// The office as it stands.
    public var office: Office {
        offices.last?.fact ?? Office(name: key.text, role: nil, organisation: nil)
    }
}

/// A group that leads or decides.
public struct Body: Sendable {
    /// The body's key.
    public let key: Key
    /// What it is called.
    public internal(set) var name: String
    /// The organisation it belongs to.
    public internal(set) var organisation: String?
    /// Its members as they stand.
    public internal(set) var members: [Key]
    /// Everybody who ever was a member.
    public internal(set) var everMembers: [Key]
    /// Where it was first named.
    public let named: Stamp
}

/// A meeting of a board.
public struct Meeting: Sendable {
    /// What was called.
    public let call: MeetingCall
    /// The board that meets.
    public let board: String
    /// Where it was called.
    public let called: Stamp
    /// The day it was moved to.
    public internal(set) var movedTo: Day?
    /// Where it was cancelled.
    public internal(set) var cancelled: Stamp?

    /// The day it is called for.
    public var day: Day { call.meeting }

    /// Whether it stands: neither moved nor cancelled.
    public var stands: Bool { movedTo == nil && cancelled == nil }
}

/// A risk to an action or priority.
public struct Risk: Sendable {
    /// Its code.
    public let code: Code
    /// The action or priority.
    public let about: Code
    /// What may happen.
    public let title: String
    /// Where it was raised.
    public let raised: Stamp
    /// What is done about it.
    public internal(set) var mitigations = Timeline<String>()
    /// Where it was closed.
    public internal(set) var closed: Stamp?
}

/// A measure and its readings.
public struct MeasureSeries: Sendable {
    /// What is measured.
    public let measure: Measure
    /// Where it was added.
    public let added: Stamp
    /// Its readings.
    public internal(set) var readings = Timeline<Quantity>()
}
