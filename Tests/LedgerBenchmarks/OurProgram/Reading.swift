// Reading a whole journal, beside those who only hash its bytes or count its lines.

extension Bench {
    /// `verify`, against the hashes that the machine has.
    func verifying(_ name: String) throws -> Contest {
        let journal = try MadeJournal(name, in: folder)
        return Contest(
            title: "verify \(grouped(journal.entries)) entries, \(grouped(journal.bytes)) bytes",
            contestants: [
                peer("openssl", ["dgst", "-sha256", journal.file], as: "`openssl dgst -sha256`"),
                peer("sha256sum", [journal.file]),
                peer("wc", ["-l", journal.file], as: "`wc -l`"),
                ours(["verify"], journal, .atMost(0.85)),
            ]
        )
    }
}
