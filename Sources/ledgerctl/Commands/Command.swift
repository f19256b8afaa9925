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
        /// Stands outside every plan.
        case besides = "Besides"
    }

    /// What it is for.
    let kind: Kind
    /// What may stand on its command line.
    let grammar: Grammar
    /// Does the work: data to standard output, words for people to standard error.
    let run: @Sendable (Invocation, World) throws(CommandError) -> ExitCode

    /// Whether its output is shown through a pager on a terminal.
    var pages: Bool { kind == .reading || kind == .checking }

    /// A verb that does its work with `run`.
    init(
        _ kind: Kind,
        _ grammar: Grammar,
        run: @escaping @Sendable (Invocation, World) throws(CommandError) -> ExitCode
    ) {
        self.kind = kind
        self.grammar = grammar
        self.run = run
    }

    /// Every verb, in the order that help lists them.
    static let all: [Command] = [
        addPlan, addPerson, addBody, addPriority, addAction, addMilestone, addMeeting, addLink,
        addRisk, addMeasure, assign, reword, leave, approvePlan, importFolder,
        date, forecast, note, rate, ask, answer, measure, deliver, evidence, confirm,
        returnDelivery, close, approveClosure, reopen, strike,
        cancel, minute, word, assure, adoptPolicy, closePlan,
        status, list, show, history, blame, replay, diff, gaps, chase, report,
        verify,
        demo,
    ]
}
