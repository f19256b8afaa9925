// `add person` names an office-holder, or a new role of one.

extension Command {
    /// Records person-named.
    static let addPerson = Command(
        .planning,
        Grammar(
            "add person",
            "names a person by key, or a new role of one already named",
            examples: [
                Example(
                    #"add person KT "Director of Planning" --organisation CCG"#,
                    "an office by its title, without a name"
                ),
                Example(
                    #"add person KT "Director of Planning" --role "Acting Chief Executive""#,
                    "a new role for the same key"
                ),
            ],
            positionals: [
                Positional("KEY", "the key, such as KT; one key means one person in all plans"),
                Positional("NAME", "what the person, or the office, is called"),
            ],
            options: [
                Option("role", "ROLE", "the public role"),
                Option("organisation", "NAME", "the organisation"),
            ],
            common: Option.recording(),
            seeAlso: ["add body", "assign", "leave"]
        )
    ) { given, world throws(CommandError) in
        try Record.addPerson(given, world)
    }
}
