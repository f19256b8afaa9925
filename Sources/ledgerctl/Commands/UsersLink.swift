// `users link` makes a new link for a user.

extension Command {
    /// Makes a new link for a user.
    static let linkUser = Command(
        .besides,
        Grammar(
            "users link",
            "makes a new link by which a user sets a passphrase",
            examples: [
                Example(
                    "users link KT",
                    "for KT, who forgot the old passphrase or let the first link lapse"
                )
            ],
            positionals: [.user],
            options: [.address],
            common: [.users],
            seeAlso: ["users list", "users add"]
        )
    ) { given, world throws(CommandError) in
        try Users.link(given, world)
    }
}
