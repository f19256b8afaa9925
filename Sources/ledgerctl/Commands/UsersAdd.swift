// `users add` lets a person use the server.

extension Command {
    /// Lets a person use the server.
    static let addUser = Command(
        .besides,
        Grammar(
            "users add",
            "lets a person use the server, and makes the link to begin with",
            examples: [
                Example(
                    "users add KT --role leader",
                    "KT sets a passphrase by the link, then signs in"
                ),
                Example(
                    "users add AB --role secretary --address https://plan.example.org",
                    "the link as people reach the server"
                ),
            ],
            positionals: [.user],
            options: [.role, .address],
            common: [.users],
            seeAlso: ["users list", "users link"]
        )
    ) { given, world throws(CommandError) in
        try Users.add(given, world)
    }
}
