// Verbs about who may use the server: add, link, change, remove, list.

import Ledger

extension Option {
    /// Where the users are.
    static let users = Option(
        "users",
        "FILE",
        "the users file; else $XDG_CONFIG_HOME/ledgerctl/users.json, or that of ~/.config"
    )

    /// What the address of the server is, in a link.
    static let address = Option(
        "address",
        "URL",
        "where people reach the server; else http://127.0.0.1:8018"
    )

    /// What a user may do.
    static let role = Option(
        "role",
        choices: RecorderRole.allCases.map(\.rawValue),
        "what the person may do",
        isRequired: true
    )
}

extension Positional {
    /// A user.
    static let user = Positional("KEY", "the person, by the key that the plans have, such as KT")
}

extension Invocation {
    /// Who may use the server: what `--users` names, else the file beside this user's keys.
    func users(in world: World) throws(CommandError) -> UsersFile {
        if let path = self["users"] { return UsersFile(path: path) }
        if let store = optionalKeys(in: world) {
            return UsersFile(path: "\(store.folder)/users.json")
        }
        throw .refused(
            "There is no place for users: neither HOME nor XDG_CONFIG_HOME is set. Set one of them "
                + "to a folder that is yours alone, or name a file with --users."
        )
    }

    fileprivate func userRole() throws(CommandError) -> RecorderRole {
        let roles = RecorderRole.allCases.map(\.rawValue).strung(", ")
        return try required("role", expected: "one of \(roles)", RecorderRole.init)
    }
}

/// The verbs about users.
enum Users {
    static func add(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let (key, role) = (try given.key("KEY"), try given.userRole())
        let address = try given.webAddress() ?? "http://127.0.0.1:8018"
        let (secret, now) = (Secret.random(), world.now())
        try given.users(in: world).change { (users: inout [User]) throws(CommandError) in
            if let known = users.first(where: { $0.key == key }) {
                throw .refused(
                    "\(key) is a user already, with the role \(known.role.rawValue). `ledgerctl "
                        + "users change \(key) --role ROLE` gives another role, `ledgerctl users "
                        + "link \(key)` a new link."
                )
            }
            let link = User.Link(secret, madeAt: now)
            users.append(User(key: key, role: role, passphrase: nil, link: link, since: now))
        }
        show(secret, at: address, for: key, now, in: world)
        return .done
    }

    static func link(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let key = try given.key("KEY")
        let address = try given.webAddress() ?? "http://127.0.0.1:8018"
        let (secret, now) = (Secret.random(), world.now())
        let user = try given.users(in: world).change { users throws(CommandError) in
            let place = try place(of: key, in: users)
            users[place].link = User.Link(secret, madeAt: now)
            return users[place]
        }
        show(secret, at: address, for: key, now, in: world)
        if user.passphrase != nil { world.say("Until then the old passphrase of \(key) works.") }
        return .done
    }

    static func change(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let (key, role) = (try given.key("KEY"), try given.userRole())
        let before = try given.users(in: world).change { users throws(CommandError) in
            let place = try place(of: key, in: users)
            let before = users[place].role
            users[place].role = role
            return before
        }
        world.say(
            before == role
                ? "\(key) has the role \(role.rawValue) already; nothing is changed."
                : "\(key) has the role \(role.rawValue) now, and had \(before.rawValue)."
        )
        return .done
    }

    static func remove(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let key = try given.key("KEY")
        try given.users(in: world).change { users throws(CommandError) in
            users.remove(at: try place(of: key, in: users))
        }
        world.say(
            "\(key) is no user any more, and is signed out. What \(key) recorded stays in the plans."
        )
        return .done
    }

    static func list(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let file = try given.users(in: world)
        let users = try file.all()
        if given.has("json") {
            world.show(JSONValue.array(users.map(json)))
            return .done
        }
        if users.isEmpty {
            world.say(
                "\(file.path) names no users. `ledgerctl users add KEY --role ROLE` adds one."
            )
        }
        let now = world.now()
        let rows = users.map { user in
            [user.key.text, user.role.rawValue, user.since.description, user.standing(at: now)]
        }
        given.page(world).table(["user", "role", "since", ""], rows)
        return .done
    }

    private static func json(_ user: User) -> JSONValue {
        .object([
            .init(name: "user", value: .string(user.key.text)),
            .init(name: "role", value: .string(user.role.rawValue)),
            .init(name: "since", value: .string(user.since.description)),
            .init(name: "passphrase", value: .bool(user.passphrase != nil)),
            .init(
                name: "link-expires",
                value: user.link.map { .string($0.expires.description) } ?? .null
            ),
        ])
    }

    private static func place(of key: Key, in users: [User]) throws(CommandError) -> Int {
        if let place = users.firstIndex(where: { $0.key == key }) { return place }
        throw .refused(
            "There is no user \(key). `ledgerctl users list` shows all; `ledgerctl users add \(key) "
                + "--role ROLE` adds one."
        )
    }

    private static func show(
        _ secret: Secret,
        at address: String,
        for key: Key,
        _ now: Instant,
        in world: World
    ) {
        world.output("\(address)/welcome/\(secret.text)\n")
        let expires = User.Link(secret, madeAt: now).expires
        world.say(
            "Give this link to \(key) and to nobody else: whoever opens it first sets the passphrase "
                + "of \(key). It works once, within \(User.Link.duration / 3600) hours, until "
                + "\(expires)."
        )
    }
}

extension User {
    /// How the user may sign in, in words.
    fileprivate func standing(at now: Instant) -> String {
        let first = passphrase == nil ? "no passphrase yet" : "has a passphrase"
        guard let link else {
            return passphrase == nil ? "\(first); needs a link" : first
        }
        return now < link.expires
            ? "\(first); link until \(link.expires)" : "\(first); link expired \(link.expires)"
    }
}
