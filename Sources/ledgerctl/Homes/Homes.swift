// What `init` and `copy` do with the places that ledgers are kept in.

import Ledger

/// Ledgers as wholes.
enum Homes {
    static func initialise(
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) -> ExitCode {
        let home = given.home(in: world)
        let isNew: Bool
        do throws(JournalError) { isNew = try home.initialise() } catch {
            throw CommandError(.journal(error))
        }
        guard isNew else {
            world.show("There is a ledger in \(home) already; nothing was changed.")
            return .done
        }
        world.show("Made a ledger in \(home).")
        if let name = home.databaseName {
            let database = name.replacing("\"", with: "\"\"")
            world.show(
                "Let people in with GRANT \"\(database)_writer\" TO … for those who record, and GRANT"
                    + " \"\(database)_reader\" TO … for those who read."
            )
        }
        return .done
    }

    static func copy(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let from = LedgerHome(try given.required("FROM", expected: "a ledger") { $0 })
        let to = LedgerHome(try given.required("TO", expected: "a ledger") { $0 })
        let plans = try given.plans(of: from)
        var objects: [JSONValue] = []
        for plan in plans {
            var world = world
            world.about = plan
            let copied: CopiedPlan
            do throws(LedgerError) {
                copied = try from.copy(plan, to: to, progress: world.progress)
            } catch { throw CommandError(error) }
            for notice in copied.notices { world.say(notice) }
            objects.append(JSONValue(copied))
            if !given.has("json") { world.show(copied.words) }
        }
        if given.has("json") { world.output(JSONValue.array(objects).indented()) }
        return .done
    }
}

extension Invocation {
    /// The plans of `home` that are named; all, where none is.
    fileprivate func plans(of home: LedgerHome) throws(CommandError) -> [Code] {
        if has("plan") { return try namedPlans(in: home) }
        let all = try plans(in: home)
        if all.isEmpty { throw .refused("There is no plan in \(home) to copy.") }
        return all
    }
}

extension CopiedPlan {
    /// What was copied, in lines.
    fileprivate var words: String {
        let added = contents.size - entryCountBefore
        let before = entryCountBefore == 0 ? "" : ", and \(entryCountBefore) were there"
        let files = fileCount == 0 ? "" : ", with \(fileCount) files of evidence"
        return "\(plan): \(added) entries copied\(before)\(files); both journals are the same\n"
            + "head \(contents.head.hex)\nroot \(root.hex)"
    }
}

extension JSONValue {
    fileprivate init(_ copied: CopiedPlan) {
        self = .object([
            .init(name: "plan", value: .string(copied.plan.text)),
            .init(name: "entries", value: .integer(copied.contents.size)),
            .init(name: "before", value: .integer(copied.entryCountBefore)),
            .init(name: "bytes", value: .integer(copied.contents.byteCount)),
            .init(name: "head", value: .string(copied.contents.head.hex)),
            .init(name: "root", value: .string(copied.root.hex)),
            .init(name: "evidence", value: .integer(copied.fileCount)),
        ])
    }
}
