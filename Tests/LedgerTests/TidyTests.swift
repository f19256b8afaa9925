// The source, read as text: the order of the folders, the lengths, the documentation.

import Foundation
import Testing

/// One Swift file of the package.
private struct SourceFile {
    let path: String
    let lines: [String]

    /// The lines without what stands behind `//` or in quotation marks, of one line or of many, so
    /// that words may point upwards.
    var code: [String] {
        let marks = "\"" + "\"" + "\""
        var isInString = false
        return lines.map { line in
            if line.contains(marks) {
                isInString.toggle()
                return isInString ? line.prefix { $0 != "\"" }.description : ""
            }
            if isInString { return "" }
            let code = line.range(of: "//").map { String(line[..<$0.lowerBound]) } ?? line
            return code.replacing(/"[^"]*"/, with: "")
        }
    }

    var isTest: Bool { path.hasPrefix("Tests/") }

    /// The folder of the library it stands in, nil for other targets and for the root.
    var folder: String? {
        let parts = path.split(separator: "/")
        return parts.count > 3 && parts[1] == "Ledger" ? String(parts[2]) : nil
    }
}

private let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private let sources: [SourceFile] = ["Sources", "Tests"].flatMap { top -> [SourceFile] in
    let folder = packageRoot.appending(path: top)
    let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (walker?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }.map {
        SourceFile(
            path: String($0.path.dropFirst(packageRoot.path.count + 1)),
            lines: ((try? String(contentsOf: $0, encoding: .utf8)) ?? "")
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        )
    }.sorted { $0.path < $1.path }
}

@Suite("The source")
struct TidyTests {
    /// The reading order, lowest first; a folder uses those before it alone.
    private static let folders = [
        "Crypto", "Entry", "Journal", "Plan", "Projections", "Assurance", "Publishing",
    ]

    /// The types each folder declares at the top of a file.
    private static var declared: [String: [String]] {
        var names: [String: [String]] = [:]
        for file in sources {
            guard let folder = file.folder else { continue }
            for line in file.lines {
                let type = /^(public )?(final )?(struct|enum|class|protocol|actor) (?<name>\w+)/
                guard let match = line.firstMatch(of: type) else { continue }
                names[folder, default: []].append(String(match.name))
            }
        }
        return names
    }

    @Test("is found")
    func isFound() {
        #expect(sources.contains { $0.path == "Sources/Ledger/Entry/Entry.swift" })
        #expect(Set(sources.compactMap(\.folder)).isSubset(of: Self.folders))
    }

    @Test("uses in each folder what stands before it, never what stands after it")
    func readsUpwards() {
        let declared = Self.declared
        for file in sources {
            guard let folder = file.folder, let rank = Self.folders.firstIndex(of: folder) else {
                continue
            }
            let own = Set(Self.folders[...rank].flatMap { declared[$0] ?? [] })
            let higher = Set(
                Self.folders[(rank + 1)...].flatMap { declared[$0] ?? [] }
                    + ["ActionLedger", "LedgerError"]
            ).subtracting(own)
            for (number, line) in file.code.enumerated() {
                for word in line.matches(of: /\b[A-Z]\w+/) where higher.contains(String(word.0)) {
                    // A nested type of its own may bear the name of a higher one.
                    if line.contains(".\(word.0)") || line.contains("enum \(word.0)") { continue }
                    Issue.record("\(file.path):\(number + 1) uses \(word.0), which stands above it")
                }
            }
        }
        // Plan knows nothing of files: replay takes entries from anywhere.
        let journal = Set(declared["Journal"] ?? [])
        for file in sources where file.folder == "Plan" {
            for (number, line) in file.code.enumerated() {
                for word in line.matches(of: /\b[A-Z]\w+/) where journal.contains(String(word.0)) {
                    Issue.record("\(file.path):\(number + 1) uses \(word.0) of Journal")
                }
            }
        }
    }

    @Test("has files of at most 400 lines, of tests 500, and lines of at most 100 columns")
    func lengths() {
        for file in sources {
            #expect(
                file.lines.count <= (file.isTest ? 500 : 400),
                "\(file.path) is too long"
            )
            for (number, line) in file.lines.enumerated() where line.count > 100 {
                // A literal that cannot be broken is left alone; the formatter sees to the rest.
                if line.contains("\"") || line.contains("[/^") { continue }
                Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
            }
        }
    }

    @Test("has functions of at most 50 lines")
    func functionLengths() {
        for file in sources where !file.isTest {
            var start: (line: Int, indent: Int)?
            for (number, line) in file.code.enumerated() {
                let indent = line.prefix { $0 == " " }.count
                if line.contains(/\b(func|init)\b.*\(/), start == nil {
                    start = (number, indent)
                }
                guard let open = start, indent <= open.indent, number > open.line,
                    line.trimmingCharacters(in: .whitespaces).hasPrefix("}")
                else { continue }
                #expect(
                    number - open.line < 50,
                    "\(file.path):\(open.line + 1) is \(number - open.line + 1) lines long"
                )
                start = nil
            }
        }
    }

    @Test("opens every file by saying what it is")
    func opens() {
        for file in sources where file.lines.count > 3 {
            #expect(file.lines[0].hasPrefix("// "), "\(file.path) does not say what it is")
        }
    }

    @Test("documents every public declaration")
    func documents() {
        for file in sources where !file.isTest {
            for (number, line) in file.lines.enumerated() {
                guard line.contains(/^\s*public (?!extension|import)/) else { continue }
                var above = number - 1
                while above >= 0, file.lines[above].contains(/^\s*@/) { above -= 1 }
                let comment = above >= 0 && file.lines[above].contains(/^\s*\/\/\//)
                #expect(comment, "\(file.path):\(number + 1) is not documented")
            }
        }
    }

    @Test("speaks of itself alone")
    func speaksOfItself() {
        let unwanted = [
            "TO" + "DO", "FIX" + "ME", "try" + "!", "nonisolated(" + "unsafe)", "@_" + "exported",
            "/wo" + "rk/",
        ]
        for file in sources {
            for (number, line) in file.lines.enumerated() {
                for word in unwanted where line.contains(word) {
                    Issue.record("\(file.path):\(number + 1) has `\(word)`")
                }
                if !file.isTest, line.contains("../" + "shared") {
                    Issue.record("\(file.path):\(number + 1) points out of the project")
                }
            }
        }
    }

    @Test("keeps `unsafe` to the files that call C, and to the bytes of a scan")
    func unsafeIsConfined() {
        let files = sources.filter { file in
            !file.isTest && file.code.contains { $0.contains(/\bunsafe\b/) }
        }.map(\.path)
        let allowed = [
            "Sources/Ledger/Crypto/Digest.swift", "Sources/Ledger/Entry/Scan/Bytes.swift",
            "Sources/Ledger/Journal/SystemFiles.swift", "Sources/Ledger/Journal/Threads.swift",
            "Sources/Ledger/Journal/PostgreSQL/PostgresAddress.swift",
            "Sources/Ledger/Journal/PostgreSQL/PostgresBytes.swift",
            "Sources/Ledger/Journal/PostgreSQL/PostgresConnection.swift",
            "Sources/Ledger/Crypto/CRC32.swift", "Sources/Ledger/Crypto/Notes/Ed25519.swift",
            "Sources/Ledger/Crypto/SecretBytes.swift",
            "Sources/ledgerctl/Files.swift", "Sources/ledgerctl/Web/Users/PrivateFile.swift",
            "Sources/ledgerctl/Output/PDF.swift", "Sources/ledgerctl/Output/PagerProcess.swift",
            "Sources/ledgerctl/System.swift", "Sources/ledgerctl/Web/ListenAddress.swift",
            "Sources/ledgerctl/Web/Server/Sending.swift",
            "Sources/ledgerctl/Web/Server/Callbacks.swift",
            "Sources/ledgerctl/Web/Server/Door.swift", "Sources/ledgerctl/Web/Server/Errand.swift",
            "Sources/ledgerctl/Web/Server/PostedForm.swift",
            "Sources/ledgerctl/Web/Server/HTTPServer.swift",
            "Sources/ledgerctl/Web/Server/Wire.swift",
            "Sources/ledgerctl/Web/Server/Listener.swift",
            "Sources/ledgerctl/Web/Server/Serving.swift",
            "Sources/ledgerctl/Web/Server/Passage.swift",
            "Sources/ledgerctl/Web/Server/Workers.swift",
        ]
        #expect(Set(files).isSubset(of: allowed), "found in \(files)")
    }
}
