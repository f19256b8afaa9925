// Which verbs the API offers, and of each what it takes. What is not named here is not offered.

import Ledger

/// A verb as a request asks for it.
struct Operation: Sendable {
    /// What stands in the path: `add-action`.
    let name: String
    let command: Command
    /// Whether it records, and is asked for with POST.
    let records: Bool
    let parameters: [Parameter]

    var method: String { records ? "POST" : "GET" }

    private init(_ verb: String, as name: String? = nil, records: Bool) {
        guard let lazy = LazyCommand.all.first(where: { $0.name == verb }) else {
            preconditionFailure("there is no verb \(verb)")
        }
        let grammar = lazy.command.grammar
        self.name = name ?? verb.replacing(" ", with: "-")
        self.records = records
        command = lazy.command
        let kept = Operation.keptOf[verb] ?? []
        let options = grammar.allOptions.filter {
            Operation.options.contains($0.name) && !kept.contains($0.name)
        }
        parameters =
            grammar.positionals.map { positional in
                let names = Operation.names[verb] ?? [:]
                return Parameter(
                    positional,
                    called: names[positional.name] ?? positional.name.lowercased()
                )
            } + options.map(Parameter.init)
    }

    /// What asks.
    static let readers =
        [
            "status", "list", "show", "history", "blame", "replay", "diff", "gaps", "chase",
            "report", "verify",
        ].map { Operation($0, records: false) } + [Operation("prove", as: "proof", records: false)]

    /// What records.
    static let recorders = [
        "add person", "add body", "add priority", "add action", "add milestone", "add meeting",
        "add link", "add risk", "add measure", "assign", "reword", "leave", "approve plan", "date",
        "forecast", "note", "rate", "ask", "answer", "measure", "deliver", "evidence", "confirm",
        "return", "close", "approve closure", "reopen", "strike", "cancel", "minute", "word",
        "assure", "adopt policy", "close plan",
    ].map { Operation($0, records: true) }

    /// The verbs that are of whoever keeps the server's machine: files and keys of it, its users,
    /// whole plans.
    static let leftOut: Set<String> = [
        "add plan", "import", "checkpoint", "check", "witness", "keys new", "keys list",
        "keys show", "keys retire", "keys register", "keys revoke", "restore", "export", "init",
        "copy", "users add", "users link", "users change", "users remove", "users list", "serve",
        "demo",
    ]

    /// The options that are offered, of whichever verb.
    static let options: Set<String> = [
        // Of verbs that read.
        "as-at", "known-at", "field", "from", "to", "meeting", "for", "beside", "highlight",
        "period", "rules", "entry", "action",
        // Of every verb that records.
        "on", "because", "key", "dry-run",
        // Of some of them.
        "about", "accountable", "agreed-by", "aim", "board", "by-when", "corrects", "depends",
        "direction", "due", "entries", "evidence-days", "exempt", "how", "inferred", "kind",
        "label", "levels", "line", "members", "moved-from", "near-days", "note", "organisation",
        "papers", "place", "quiet-days", "refuse", "request", "responsible", "role", "stale-days",
        "start-days", "target", "title", "tolerance-days", "tolerance-months", "under", "unit",
        "written",
    ]

    /// The options of offered verbs that are not: they name files of the machine, other plans or
    /// other people than the path and the session do, or another form than JSON.
    static let hidden: Set<String> = [
        "ledger", "plan", "all", "by", "clock-was-wrong", "json", "plain", "no-color", "no-pager",
        "output", "force", "follow", "policy", "trust", "since", "check", "publish", "portfolio",
        "format",
    ]

    /// What of single verbs is not offered though others have it: a file of the machine, and what
    /// goes with papers that are not.
    static let keptOf: [String: Set<String>] = [
        "prove": ["from"], "report": ["dry-run", "board"],
    ]

    /// What is called otherwise than on the command line: `key` names a request, and a place on the
    /// server's disk is never given.
    private static let names = [
        "add person": ["KEY": "person"], "add body": ["KEY": "body"], "leave": ["KEY": "person"],
        "evidence": ["PLACE": "url"],
    ]

    private static let byName: [String: Operation] = Dictionary(
        uniqueKeysWithValues: (readers + recorders).map { ($0.name, $0) }
    )

    /// The operation of a path; nil where there is none of that name.
    static func called(_ name: String) -> Operation? { byName[name] }
}

extension Operation {
    /// What the verb is given: the plan, and `values` by the names that programs call them.
    ///
    /// - Throws: what of it cannot be, in sentences.
    func invocation(
        _ plan: Code,
        _ values: [(name: String, value: GivenValue)],
        by key: Key?
    ) throws(Problem) -> Invocation {
        var given: OrderedMap<String, [String]> = ["plan": [plan.text]]
        if let key, records { given["by"] = [key.text] }
        // Proofs have a form of their own.
        if name != "proof" { given["json"] = [] }
        for (name, value) in values {
            guard let parameter = parameters.first(where: { $0.name == name }) else {
                throw .unreadable(unknown(name))
            }
            if let line = try parameter.line(value) { given[parameter.place] = line }
        }
        for parameter in parameters where parameter.isRequired && given[parameter.place] == nil {
            throw .unreadable("`\(parameter.name)` is missing: \(parameter.meaning).")
        }
        for names in command.grammar.alternatives {
            let there = names.filter { given[$0] != nil }
            if there.count > 1 {
                throw .unreadable("`\(there[0])` and `\(there[1])` cannot stand together.")
            }
        }
        return Invocation(verb: command.grammar.name, usageLine: "", given: given)
    }

    private func unknown(_ name: String) -> String {
        let names = parameters.map(\.name)
        let kind = records ? "member" : "parameter"
        return "`\(self.name)` has no \(kind) `\(name)`. "
            + (names.isEmpty ? "It takes none." : "It takes \(names.strung(", ")).")
    }
}
