// `users change` gives a user another role.

extension Command {
    /// Gives a user another role.
    static let changeUser = Command(
        .besides,
        Grammar(
            "users change",
            "gives a user another role, from the next request on",
            examples: [
                Example(
                    "users change KT --role officer",
                    "KT keeps the plan from now on"
                )
            ],
            positionals: [.user],
            options: [.role],
            common: [.users],
            seeAlso: ["users list", "users remove"]
        )
    ) { given, world throws(CommandError) in
        try Users.change(given, world)
    }
}
