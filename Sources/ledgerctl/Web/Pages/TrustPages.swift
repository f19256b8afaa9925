// What an auditor checks and takes away: the verdict, the journal, its bundle, kept files.

import Ledger

extension LedgerSite {
    /// What `verify --rules` says now. It answers also where the journal is damaged.
    func verifyPage(_ visit: Visit) throws(CommandError) -> Response {
        let ledger = visit.open.ledger
        let found: Verification
        do throws(LedgerError) { found = try ledger.verify(rules: true, trust: trust) } catch {
            throw CommandError(error)
        }
        let contents = found.contents
        let isTorn = found.verdict == .torn
        let main: HTML = """
            <p>\(Self.opening(found))Looked at \(HTML.when(clock())).</p>
            <p><strong>\(found.verdict.rawValue)</strong>: \(Self.meaning(of: found))</p>
            \(HTML.terms(terms(found, visit)))\(isTorn ? "<p>\(contents.tailWords)</p>\n" as HTML : "")\
            <h2>What is wrong</h2>
            \(Self.findings(found))\(anchors(found, ledger))
            <h2>To check it without this server</h2>
            <p><a href="\(visit.path("journal"))">Download the journal</a>, or \
            <a href="\(visit.path("bundle"))">the audit bundle</a>, which says how. Whoever believes \
            nobody here checks with a key and an old checkpoint that came to them otherwise.</p>

            """
        return page(
            WebPage(title: "What verification finds now", main: main, part: "verify"),
            of: visit.plan.text,
            in: visit
        )
    }

    private static func meaning(of found: Verification) -> String {
        switch found.verdict {
        case .tampered: "the bytes of the journal are not what was written."
        case .torn: "the last line is not whole, as after a loss of power."
        case .anchored: "a trusted checkpoint covers all \(found.contents.size) entries."
        case .unanchored:
            "every line names the one before it; no checkpoint that this server trusts covers "
                + "\(found.after) of the \(found.contents.size) entries."
        }
    }

    private func terms(_ found: Verification, _ visit: Visit) -> [(String, HTML)] {
        let contents = found.contents
        var terms: [(String, HTML)] = [
            ("Whole lines", "\(contents.size)"),
            ("Head: SHA-256 of the last", "<code>\(lines: contents.head.hex)</code>"),
        ]
        // The root is of what could be read whole.
        if found.damage == nil, let edition = try? visit.edition().reading,
            edition.contents.size == contents.size, edition.contents.head == contents.head
        {
            let root = edition.history.merkleRoot(known: contents.size)
            terms.append(("Merkle root (RFC 6962)", "<code>\(lines: root.hex)</code>"))
        }
        for restore in contents.restores { terms.append(("Restored", "\(restore.words)")) }
        let signed = EntryNumbers.words(found.signed.map(\.seq))
        terms.append(("Entries with a signature that holds", "\(signed.isEmpty ? "none" : signed)"))
        return terms
    }

    /// How much is wrong; a last line that is not whole is told of below.
    private static func opening(_ found: Verification) -> HTML {
        switch found.findings.count {
        case 0 where found.verdict == .torn: ""
        case 0: "<strong>Nothing is wrong.</strong> "
        case 1: "<strong>One thing is wrong.</strong> "
        case let count: "<strong>\(count) things are wrong.</strong> "
        }
    }

    private static func findings(_ found: Verification) -> HTML {
        if found.findings.isEmpty {
            return "<p>Nothing: every line, every rule and every kept file was looked at.</p>\n"
        }
        return HTML.table(
            "Findings, in the order of the lines",
            id: "findings",
            ["Line", "Kind", "What is wrong"],
            found.findings.map { finding in
                [
                    "\(finding.line.map(String.init) ?? "")", "\(finding.kind.rawValue)",
                    "\(finding.why)",
                ]
            },
            wide: [2]
        )
    }

    private func anchors(_ found: Verification, _ ledger: ActionLedger) -> HTML {
        let items = found.anchors.map { "<li>\($0.fact)</li>\n" as HTML }
        var kept: HTML = ""
        if items.isEmpty {
            do throws(LedgerError) {
                kept =
                    try ledger.keptCheckpoint().map { signed in
                        let names = signed.note.signatures.map(\.name).strung(", ")
                        return """
                            <p>Beside the journal lies a checkpoint of \
                            \(signed.checkpoint.origin) over \
                            \(signed.checkpoint.size) entries, root \
                            <code>\(lines: signed.checkpoint.root.hex)</code>. It names \
                            \(names.isEmpty ? "nobody" : names) as its signers; this server was told of no \
                            key by which that could be believed.</p>

                            """
                    } ?? "<p>There is none.</p>\n"
            } catch { kept = "<p>\(error.words)</p>\n" }
        }
        let list: HTML = items.isEmpty ? kept : "<ul>\n\(items)</ul>\n"
        return "<h2>Checkpoints</h2>\n\(list)"
    }

    // MARK: Files

    /// The bytes of the journal, as they are.
    func journalFile(_ visit: Visit) throws(CommandError) -> Response {
        let count = try visit.edition().reading.contents.byteCount
        return .download(
            try journal(visit, count),
            type: "application/octet-stream",
            name: "\(visit.plan).jsonl"
        )
    }

    /// The audit bundle in one archive.
    func bundleFile(_ visit: Visit) throws(CommandError) -> Response {
        let bundle: AuditBundle
        do throws(LedgerError) {
            bundle = try visit.open.ledger.bundle(trust: trust, policy: nil)
        } catch { throw CommandError(error) }
        let folder = "\(visit.plan)-bundle"
        var files = bundle.files.map { file in
            ZIP.File(name: "\(folder)/\(file.name)", bytes: Array(file.contents.utf8))
        }
        let journal = try journal(visit, bundle.journalByteCount)
        files.append(ZIP.File(name: "\(folder)/\(bundle.journal)", bytes: journal))
        return .download(ZIP.archive(files), type: "application/zip", name: "\(folder).zip")
    }

    /// How many bytes of a journal are sent at most; an archive holds less than 4 GB.
    private static var journalByteCountMax: Int { 1 << 30 }

    private func journal(_ visit: Visit, _ count: Int) throws(CommandError) -> [UInt8] {
        guard count <= Self.journalByteCountMax else {
            throw .refused(
                "The journal has \(count) bytes, more than a browser is sent. Have it exported with "
                    + "`ledgerctl export --bundle`."
            )
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        do throws(LedgerError) {
            try visit.open.ledger.readBytes(upTo: count) { piece in
                bytes += piece
                return true
            }
        } catch { throw CommandError(error) }
        return bytes
    }

    /// A kept file that an entry of this plan names, under the name it was filed by.
    func evidenceFile(_ visit: Visit, _ hex: String) throws(CommandError) -> Response {
        guard let digest = Digest(hex: hex), digest.hex == hex else {
            return notFound(visit.visitor)
        }
        let names = try visit.edition().reading.history.entries.flatMap { entry in
            entry.act.events.compactMap { $0.keptName(of: digest) }
        }
        // Kept from the public by one entry is kept from it, whatever another says.
        let isExempt = names.contains(where: \.isExempt)
        guard let first = names.first, !isExempt || visit.visitor.seesExempt else {
            return notFound(visit.visitor)
        }
        let bytes: [UInt8]
        do throws(JournalError) { bytes = try visit.open.ledger.evidence.read(digest) } catch {
            throw CommandError(.journal(error))
        }
        return .download(bytes, type: "application/octet-stream", name: first.name)
    }
}

extension Event {
    /// What the file of `digest` is called, where the event names it.
    fileprivate func keptName(of digest: Digest) -> (name: String, isExempt: Bool)? {
        switch self {
        case .delivery(.evidenceFiled(let evidence)):
            guard case .file(digest, let name, _) = evidence.place else { return nil }
            return (name, evidence.exempt)
        case .board(.reportPublished(let publication)):
            guard publication.bytes == digest else { return nil }
            let end = publication.format == .markdown ? "md" : publication.format.rawValue
            return ("paper-\(publication.meeting).\(end)", false)
        case .board, .structure, .date, .progress, .delivery, .trust: return nil
        }
    }
}
