// `users remove` ends what a user may do on the server.

extension Command {
    /// Ends what a user may do on the server.
    static let removeUser = Command(
        .besides,
        Grammar(
            "users remove",
            "ends what a user may do on the server, from the next request on",
            examples: [
                Example(
                    "users remove KT",
                    "KT is signed out"
                )
            ],
            positionals: [.user],
            common: [.users],
            seeAlso: ["users list", "users add"]
        )
    ) { given, world throws(CommandError) in
        try Users.remove(given, world)
    }
}
