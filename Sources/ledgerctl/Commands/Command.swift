// A verb: its grammar and what it does. One file for each, and the list of all.

/// One verb of the command.
struct Command: Sendable {
    /// What a verb is for; the words are the headings of help.
    enum Kind: String, CaseIterable, Sendable {
        /// Builds or changes the plan's structure.
        case planning = "The plan and its people"
        /// Records what happened.
        case recording = "Dates, progress and delivery"
        /// Records what the board does.
        case board = "The board"
        /// Answers from the journal.
        case reading = "Reading"
        /// Looks for damage.
        case checking = "Trust"
        /// Makes and checks what others can trust.
        case proving = "Keys, checkpoints and proofs"
        /// Stands outside every plan.
        case besides = "Besides"
    }

    /// What it is for.
    let kind: Kind
    /// What may stand on its command line.
    let grammar: Grammar
    /// Does the work: data to standard output, words for people to standard error.
    let run: @Sendable (Invocation, World) throws(CommandError) -> ExitCode
    /// Answers of several plans together, in words; nil where each is answered by itself.
    let overSeveral: (@Sendable (SeveralPlans) throws(CommandError) -> ExitCode)?

    /// Whether its output is shown through a pager on a terminal.
    var pages: Bool { kind == .reading || kind == .checking }

    /// A verb that does its work with `run`.
    init(
        _ kind: Kind,
        _ grammar: Grammar,
        overSeveral: (@Sendable (SeveralPlans) throws(CommandError) -> ExitCode)? = nil,
        run: @escaping @Sendable (Invocation, World) throws(CommandError) -> ExitCode
    ) {
        self.kind = kind
        self.grammar = grammar
        self.overSeveral = overSeveral
        self.run = run
    }
}

/// A verb by its name alone, made where it is asked for: one run of the program needs one of them.
struct LazyCommand: Sendable {
    /// The name: `add plan`.
    let name: String
    private let make: @Sendable () -> Command

    /// `command` under `name`, which its grammar says too.
    init(_ name: String, _ command: @autoclosure @escaping @Sendable () -> Command) {
        self.name = name
        make = command
    }

    /// The words of the name.
    var words: [String] { name.split(separator: " ").map(String.init) }

    /// The verb.
    var command: Command { make() }

    /// Every verb, in the order that help lists them.
    static let all = [
        LazyCommand("add plan", .addPlan),
        LazyCommand("add person", .addPerson),
        LazyCommand("add body", .addBody),
        LazyCommand("add priority", .addPriority),
        LazyCommand("add action", .addAction),
        LazyCommand("add milestone", .addMilestone),
        LazyCommand("add meeting", .addMeeting),
        LazyCommand("add link", .addLink),
        LazyCommand("add risk", .addRisk),
        LazyCommand("add measure", .addMeasure),
        LazyCommand("assign", .assign),
        LazyCommand("reword", .reword),
        LazyCommand("leave", .leave),
        LazyCommand("approve plan", .approvePlan),
        LazyCommand("import", .importFolder),
        LazyCommand("date", .date),
        LazyCommand("forecast", .forecast),
        LazyCommand("note", .note),
        LazyCommand("rate", .rate),
        LazyCommand("ask", .ask),
        LazyCommand("answer", .answer),
        LazyCommand("measure", .measure),
        LazyCommand("deliver", .deliver),
        LazyCommand("evidence", .evidence),
        LazyCommand("confirm", .confirm),
        LazyCommand("return", .returnDelivery),
        LazyCommand("close", .close),
        LazyCommand("approve closure", .approveClosure),
        LazyCommand("reopen", .reopen),
        LazyCommand("strike", .strike),
        LazyCommand("cancel", .cancel),
        LazyCommand("minute", .minute),
        LazyCommand("word", .word),
        LazyCommand("assure", .assure),
        LazyCommand("adopt policy", .adoptPolicy),
        LazyCommand("close plan", .closePlan),
        LazyCommand("status", .status),
        LazyCommand("list", .list),
        LazyCommand("show", .show),
        LazyCommand("history", .history),
        LazyCommand("blame", .blame),
        LazyCommand("replay", .replay),
        LazyCommand("diff", .diff),
        LazyCommand("gaps", .gaps),
        LazyCommand("chase", .chase),
        LazyCommand("report", .report),
        LazyCommand("verify", .verify),
        LazyCommand("checkpoint", .checkpoint),
        LazyCommand("prove", .prove),
        LazyCommand("check", .check),
        LazyCommand("witness", .witness),
        LazyCommand("keys new", .newKey),
        LazyCommand("keys list", .listKeys),
        LazyCommand("keys show", .showKey),
        LazyCommand("keys retire", .retireKey),
        LazyCommand("keys register", .registerKey),
        LazyCommand("keys revoke", .revokeKey),
        LazyCommand("restore", .restore),
        LazyCommand("export", .export),
        LazyCommand("init", .initialise),
        LazyCommand("copy", .copy),
        LazyCommand("users add", .addUser),
        LazyCommand("users link", .linkUser),
        LazyCommand("users change", .changeUser),
        LazyCommand("users remove", .removeUser),
        LazyCommand("users list", .listUsers),
        LazyCommand("serve", .serve),
        LazyCommand("demo", .demo),
    ]
}
