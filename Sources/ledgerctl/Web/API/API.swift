// The same as data: what programs ask for, and record.

import Ledger

extension LedgerSite {
    /// The answer to a request under `/api` of somebody who was let in.
    func api(_ request: Request, _ parts: [String], as visitor: Visitor) -> Response {
        do throws(Problem) {
            guard !parts.contains("") else { throw Problem.noSuchPath }
            switch (parts.dropFirst().first ?? "", parts.count) {
            case ("session", 2): return try session(request, visitor)
            case ("plans", 2): return try plans(request)
            case ("plans", 4...5):
                return try answer(Array(parts.dropFirst(3)), of: parts[2], request, visitor)
            default: throw Problem.noSuchPath
            }
        } catch { return error.response }
    }

    /// The answer to whoever is not signed in.
    func apiSignInFirst() -> Response { Problem.signInFirst.response }

    /// What describes the API, to anybody.
    func apiDescription(_ request: Request) -> Response {
        do throws(Problem) {
            try request.expect("GET", [])
            return OpenAPI.response
        } catch { return error.response }
    }

    private func session(_ request: Request, _ visitor: Visitor) throws(Problem) -> Response {
        try request.expect("GET", [])
        return .json(
            .object([
                .init(name: "key", value: visitor.key.map { .string($0.text) } ?? .null),
                .init(name: "role", value: .string(visitor.role.rawValue)),
                .init(name: "token", value: .string(visitor.token)),
            ])
        )
    }

    private func plans(_ request: Request) throws(Problem) -> Response {
        try request.expect("GET", [])
        do throws(JournalError) {
            return .json(.array(try home.plans().map { .string($0.text) }))
        } catch { throw Problem(status: 503, words: error.words) }
    }

    /// The answer to what is asked of one plan.
    private func answer(
        _ rest: [String],
        of plan: String,
        _ request: Request,
        _ visitor: Visitor
    ) throws(Problem) -> Response {
        let operation = rest.count == 1 ? Operation.called(rest[0]) : nil
        guard operation != nil || rest[0] == "entries" else { throw Problem.noSuchPath }
        try request.expectMethod(operation?.method ?? "GET")
        guard let code = Code(plan), let open = try openPlan(code) else {
            throw .missing("There is no plan `\(plan)`. GET /api/plans names those there are.")
        }
        let visit = Visit(request, visitor, self, code, open)
        guard let operation else {
            return try rest.count == 1 ? lines(visit) : line(rest[1], visit)
        }
        return operation.records ? try record(operation, visit) : try read(operation, visit)
    }

    private func openPlan(_ code: Code) throws(Problem) -> OpenPlan? {
        do throws(CommandError) { return try plan(code) } catch { throw Problem(error) }
    }

    // MARK: Reading

    private func read(_ operation: Operation, _ visit: Visit) throws(Problem) -> Response {
        let values = try operation.values(of: visit.request.query)
        let given = try operation.invocation(visit.plan, values, by: nil)
        // `verify` tells of a damaged journal; nothing else is told of one.
        let warning = operation.name == "verify" ? nil : try visit.current().warning
        let (output, _) = try run(visit) { world throws(CommandError) in
            _ = try operation.command.answer(given, world)
        }
        if operation.name == "proof" {
            let name = "\(visit.plan)-\(visit.request.asked("entry") ?? "action").tlog-proof"
            return .download(Array(output.utf8), type: "text/plain; charset=utf-8", name: name)
        }
        return .data(output, warning: warning)
    }

    /// What `work` writes, and what it says besides.
    private func run(
        _ visit: Visit,
        _ work: (World) throws(CommandError) -> Void
    ) throws(Problem) -> (output: String, errors: String) {
        var (output, errors) = ("", "")
        let world = visit.world(output: { output += $0 }, errors: { errors += $0 })
        do throws(CommandError) { try work(world) } catch { throw Problem(error) }
        return (output, errors)
    }

    /// The lines of the journal as they are.
    private func lines(_ visit: Visit) throws(Problem) -> Response {
        let query = visit.request.query
        try visit.request.expect("GET", ["from", "to"])
        let entries = try visit.current().history.entries
        var bounds = (from: 1, to: entries.count)
        if let from = try query.number("from") { bounds.from = from }
        if let to = try query.number("to") { bounds.to = min(to, entries.count) }
        var bytes: [UInt8] = []
        for entry in entries.dropFirst(bounds.from - 1).prefix(max(0, bounds.to - bounds.from + 1))
        {
            bytes += entry.format()
            bytes.append(UInt8(ascii: "\n"))
        }
        return .data(String(decoding: bytes, as: UTF8.self), type: "application/jsonl")
    }

    /// One line, without its line feed, so that its digest is what the next line names.
    private func line(_ number: String, _ visit: Visit) throws(Problem) -> Response {
        try visit.request.expect("GET", [])
        let entries = try visit.current().history.entries
        guard let seq = Int(number), seq > 0, String(seq) == number, seq <= entries.count else {
            throw .missing("There is no entry `\(number)`; the journal has \(entries.count).")
        }
        return .data(String(decoding: entries[seq - 1].format(), as: UTF8.self))
    }

    // MARK: Recording

    private func record(_ operation: Operation, _ visit: Visit) throws(Problem) -> Response {
        guard let key = visit.visitor.key else { throw Problem.signInFirst }
        guard entrance.isOwnForm(visit.request, visit.visitor) else { throw Problem.forged }
        if !visit.request.query.isEmpty {
            throw .unreadable("What is recorded stands in the body; the address takes no query.")
        }
        let body = try PostedBody(operation, visit.request)
        let given = try operation.invocation(visit.plan, body.values, by: key)
        // A journal that was found damaged takes nothing. It is not read again for each entry: the
        // server looks at what was written once a second.
        do throws(LedgerError) { _ = try visit.open.lastEdition() } catch {
            throw Problem(status: 503, words: error.words)
        }
        let (output, errors) = try run(visit) { world throws(CommandError) in
            if let file = body.file {
                _ = try Record.evidence(given, world, file: file.name, file.bytes)
            } else {
                _ = try operation.command.answer(given, world)
            }
        }
        return .data(output, warning: errors.isEmpty ? nil : errors)
    }
}

extension Problem {
    fileprivate static let noSuchPath = Problem.missing(
        "There is no such address. GET /openapi.json describes those there are."
    )
}

extension Visit {
    /// All that stands in the journal now.
    fileprivate func current() throws(Problem) -> ActionLedger.Reading {
        do throws(LedgerError) { return try open.edition().reading } catch {
            throw Problem(status: 503, words: error.words)
        }
    }
}

extension Request {
    fileprivate func expectMethod(_ expected: String) throws(Problem) {
        if method != expected { throw .method(method, allowed: expected) }
    }

    /// Refuses another method, and parameters of the query besides `names`.
    fileprivate func expect(_ expected: String, _ names: [String]) throws(Problem) {
        try expectMethod(expected)
        for field in query where !names.contains(field.name) {
            throw .unreadable(
                "There is no parameter `\(field.name)` here. "
                    + (names.isEmpty ? "None is taken." : "Those there are: \(names.strung(", ")).")
            )
        }
    }
}

extension [Request.Field] {
    /// The number of an entry that stands under `name`.
    fileprivate func number(_ name: String) throws(Problem) -> Int? {
        let fields = filter { $0.name == name }
        guard let field = fields.first else { return nil }
        guard fields.count == 1, let number = field.text.flatMap({ Int($0) }), number > 0 else {
            throw .unreadable("`\(name)` is the number of an entry, from 1, and stands once.")
        }
        return number
    }
}

extension Response {
    /// What a verb wrote, and what was said besides.
    fileprivate static func data(
        _ text: String,
        type: String = "application/json",
        warning: String? = nil
    ) -> Response {
        var response = Response.json(.null)
        response.headers.removeAll { $0.name == "Content-Type" }
        response.headers.append(("Content-Type", type))
        if let warning { response.headers.append(("Ledger-Warning", HTML.encoded(warning))) }
        response.body = Array(text.utf8)
        return response
    }
}
