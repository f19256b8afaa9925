// `restore` says that the journal came back from a backup.

extension Command {
    /// Records ledger-restored.
    static let restore = Command(
        .proving,
        Grammar(
            "restore",
            "says that the journal came back from a backup and lost entries that were signed",
            examples: [
                Example(
                    #"restore --because "Disk failed on 3 May" --by KT"#,
                    "after the backup is in its place: says what is missing, and under which name checkpoints go on"
                )
            ],
            options: [
                Option(
                    "signed",
                    "FILE",
                    "the last checkpoint before; else the last one signed here"
                ),
                Option("lost", "N", "how many entries are missing; else as many as are fewer"),
                Option("origin", "NAME", "the new origin; else one made of the old"),
            ],
            common: Option.recording(because: "how it came to that"),
            seeAlso: ["checkpoint", "verify"]
        )
    ) { given, world throws(CommandError) in
        try Record.restore(given, world)
    }
}
