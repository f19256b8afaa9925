// Verbs about keys: new, list, show, retire; and of people's keys, register and revoke.

import Ledger

extension Answer {
    static func newKey(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let store = try given.keys(in: world)
        let person = try given.optionalKey("person")
        let owner: KeyOwner =
            if let person {
                .person(person)
            } else if given.has("witness") {
                .witness
            } else {
                .plan(try given.plan(in: given.home(in: world)))
            }
        let held: KeyStore.Held
        do throws(LedgerError) {
            var name = given["witness"] ?? given["origin"]
            if case .plan(let plan) = owner {
                let there = try given.ledger(of: plan, in: world).origin(in: store)
                if let there, let name, there != name {
                    throw LedgerError.journal(.originTaken(plan: plan, origin: there))
                }
                name = name ?? there
            }
            held = try store.make(owner, called: name)
        } catch { throw CommandError(error) }
        world.output("\(held.key.vkey)\n")
        world.say(
            "That is the public key, for everybody. The private key is in \(held.path); nobody else "
                + "may read it, and without a copy of it this key signs no more once it is lost."
        )
        return .done
    }

    static func listKeys(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let keys = try allKeys(given, world)
        if given.has("json") {
            let objects = keys.map { held in
                JSONValue.object([
                    .init(name: "owner", value: .string(held.owner.words)),
                    .init(name: "name", value: .string(held.key.name)),
                    .init(name: "number", value: .string(held.key.digits)),
                    .init(name: "vkey", value: .string(held.key.vkey)),
                    .init(name: "signs", value: .bool(held.signer != nil)),
                    .init(name: "file", value: .string(held.path)),
                ])
            }
            world.output(JSONValue.array(objects).indented())
            return .done
        }
        let rows = keys.map { held in
            [
                held.owner.words, held.key.name, held.key.digits,
                held.signer == nil ? "retired" : "signs",
            ]
        }
        Page(world, given).table(["whose", "name", "number", ""], rows)
        return .done
    }

    static func showKey(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        for held in try namedKeys(given, world) { world.output("\(held.key.vkey)\n") }
        return .done
    }

    static func retireKey(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let keys = try namedKeys(given, world).filter { $0.signer != nil }
        guard let key = keys.first, keys.count == 1 else {
            throw .refused(
                keys.isEmpty
                    ? "That key signs no more already. `ledgerctl keys list` shows all."
                    : "Several keys are called that. Give the number of one; `ledgerctl keys list` "
                        + "shows them."
            )
        }
        let store = try given.keys(in: world)
        do throws(JournalError) {
            try store.retire(key)
        } catch { throw CommandError(.journal(error)) }
        world.output("\(key.key.vkey)\n")
        world.say("It signs no more; its private part is gone. What it signed still counts here.")
        return .done
    }

    private static func allKeys(
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) -> [KeyStore.Held] {
        let store = try given.keys(in: world)
        do throws(JournalError) { return try store.keys() } catch {
            throw CommandError(.journal(error))
        }
    }

    /// The keys that are called by `NAME`: their name, their number, or whose they are.
    private static func namedKeys(
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) -> [KeyStore.Held] {
        let keys = try allKeys(given, world)
        guard let name = given["NAME"] else { return keys }
        let found = keys.filter { held in
            [held.key.name, held.key.digits, held.key.vkey, held.owner.words].contains(name)
                || held.owner.words.hasSuffix(" \(name)")
        }
        if found.isEmpty {
            throw .refused("No key here is called `\(name)`. `ledgerctl keys list` shows them.")
        }
        return found
    }
}

extension Record {
    static func registerKey(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let recording = try Recording(given, world)
        let person = recording.recorder
        let store = try given.keys(in: world)
        let held: [KeyStore.Held]
        do throws(JournalError) {
            held = try store.keys(of: .person(person))
        } catch { throw CommandError(.journal(error)) }
        let keys = held.filter { $0.signer != nil }
            .filter { given["NUMBER"] == nil || $0.key.digits == given["NUMBER"] }
        guard let key = keys.first, keys.count == 1 else {
            throw .refused(
                keys.isEmpty
                    ? "There is no such key of \(person) here. Make one with `ledgerctl keys new "
                        + "--person \(person)`."
                    : "\(person) has \(keys.count) keys here: "
                        + keys.map(\.key.digits).joined(separator: ", ")
                        + ". Give the number of one."
            )
        }
        return try recording.record(
            .trust(.keyRegistered(person, public: key.key.vkey))
        )
    }

    static func revokeKey(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let person = try given.key("PERSON")
        let number = given["NUMBER"]
        return try Recording(given, world).record { plan throws(Refusal) -> [Event] in
            let registered = plan.signingKeys[person] ?? []
            let found = registered.filter { vkey in
                number == nil || vkey == number || (try? NoteKey(parsing: vkey))?.digits == number
            }
            guard let vkey = found.first, found.count == 1 else {
                throw .signingKeyMustBeRegistered(person)
            }
            return [.trust(.keyRevoked(person, public: vkey))]
        }
    }
}

extension KeyStore {
    /// A new key of `owner`, by its usual name where `name` is nil.
    fileprivate func make(
        _ owner: KeyOwner,
        called name: String?
    ) throws(LedgerError) -> Held {
        do throws(JournalError) { return try make(owner, name: name ?? owner.usualName) } catch {
            throw .journal(error)
        }
    }
}
