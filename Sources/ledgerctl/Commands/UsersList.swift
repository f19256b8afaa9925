// `users list` shows who may use the server.

extension Command {
    /// Shows who may use the server.
    static let listUsers = Command(
        .besides,
        Grammar(
            "users list",
            "shows who may use the server, and never a passphrase",
            examples: [
                Example(
                    "users list",
                    "each with the role, and whether a passphrase is set"
                )
            ],
            common: [.users] + Option.showing,
            seeAlso: ["users add", "users change"]
        )
    ) { given, world throws(CommandError) in
        try Users.list(given, world)
    }
}
