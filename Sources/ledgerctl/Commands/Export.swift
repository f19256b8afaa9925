// `export` hands a journal over for an audit.

extension Command {
    /// Writes a bundle for an auditor.
    static let export = Command(
        .proving,
        Grammar(
            "export",
            "hands a journal over with its checkpoint, proofs, and how to check it all by hand",
            examples: [
                Example(
                    "export --bundle for-the-auditor",
                    "a folder with CHECK.txt: sha256sum, python3 and openssl are all it needs"
                )
            ],
            options: [
                Option("bundle", "FOLDER", "the folder to write, which is made", isRequired: true)
            ] + Option.trusting,
            common: Option.place,
            seeAlso: ["checkpoint", "prove", "verify"]
        )
    ) { given, world throws(CommandError) in
        try Answer.export(given, world)
    }
}
