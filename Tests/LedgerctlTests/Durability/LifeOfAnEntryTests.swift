// What the durability article says is done to which file, held against the calls that are made.

import Foundation
import Testing

private let packageRoot = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private let article =
    (try? String(
        contentsOf: packageRoot.appending(path: "Sources/Ledger/Ledger.docc/Durability.md"),
        encoding: .utf8
    )) ?? ""

@Suite("The life of an entry")
struct LifeOfAnEntryTests {
    /// The sections of the article, and the command that each is about.
    private static let commands = [
        "One entry": "note A1 \"x\"",
        "The first entry of a plan": "add plan q --title \"Q\" --board HWB",
        "An entry that names a file": "evidence A1 ./paper.txt",
        "A checkpoint": "checkpoint",
        "A key": "keys new --person KT",
        "A torn tail": "note A1 \"x\"",
        "A line without its end": "note A1 \"x\"",
        "A report that is published": "report --meeting 2018-11-15 --publish",
    ]

    private static let before = [
        "A checkpoint": "\"$L\" keys new --plan p",
        "An entry that names a file": "echo words > paper.txt",
        "A torn tail": "printf '{\"at\"' >> p.jsonl",
        "A line without its end": "truncate -s -1 p.jsonl",
        "A report that is published": "\"$L\" add meeting 2018-11-15 \"The Board\"",
    ]

    @Test(
        "is what the article says, call by call",
        .enabled(if: Shell.traces, "strace is missing or may not trace here"),
        arguments: commands.keys.sorted()
    )
    func section(_ title: String) throws {
        let told = try #require(LifeOfAnEntryTests.steps(of: title, in: article))
        let ledger = try SmallLedger()
        let command = try #require(LifeOfAnEntryTests.commands[title])
        let ran = try ledger.run(
            """
            cd "$LEDGER" && export XDG_CONFIG_HOME="$LEDGER/config"
            \(LifeOfAnEntryTests.before[title] ?? "true")
            strace -f -y -o trace -e trace=\(LifeOfAnEntryTests.traced) "$L" \(command)
            """
        )
        #expect(ran.code == 0, "\(ran.errors)")
        let trace = try String(contentsOf: ledger.folder.appending(path: "trace"), encoding: .utf8)
        let made = trace.split(separator: "\n").compactMap {
            LifeOfAnEntryTests.step(String($0), in: ledger.folder.path)
        }
        #expect(made == told)
    }

    @Test("the table of faults names tests that are there")
    func faults() throws {
        let tests = try FileManager.default.subpathsOfDirectory(
            atPath: packageRoot.appending(path: "Tests").path
        ).compactMap { $0.split(separator: "/").last }
        let table = try #require(article.range(of: "## The table of faults"))
        let rows = article[table.upperBound...].prefix(while: { $0 != "#" }).split(separator: "\n")
            .filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.count > 15)
        for row in rows {
            let shown = try #require(row.split(separator: "|").last)
            let names = shown.matches(of: /`([^`]*)`/).map(\.1)
            #expect(!names.isEmpty, "\(row)")
            for name in names where name != ".ci/fuzz" {
                #expect(tests.contains("\(name).swift"), "\(name)")
            }
        }
    }

    private static let traced =
        "openat,write,pwrite64,ftruncate,truncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,"
        + "fsync,fdatasync,sync_file_range,flock"

    /// The lines of the block below the heading `title`, which says no more than that.
    private static func steps(of title: String, in article: String) -> [String]? {
        guard let start = article.range(of: "### \(title)\n") else { return nil }
        let parts = article[start.upperBound...].components(separatedBy: "```")
        return parts.count < 3 ? nil : parts[1].split(separator: "\n").map(String.init)
    }

    /// What a call does to a file of the ledger, in the words of the article; nil where it only
    /// reads, or is about another file.
    private static func step(_ line: String, in folder: String) -> String? {
        let call = line.drop { $0.isNumber || $0 == " " }
        guard call.contains("\(folder)/") || call.contains("\(folder)>") else { return nil }
        let told = call.replacing(#/AT_FDCWD<[^>]*>, /#, with: "")
        let paths = told.matches(of: /[<"]([^<>"]*)[>"]/).map { match in
            String(match.1).replacingOccurrences(of: folder + "/", with: "")
                .replacing(/[0-9a-f]{64}/, with: "DIGEST").replacing(
                    #/-[0-9a-f]{8}\./#,
                    with: "-ID."
                )
                .replacing(/[0-9]{8}T[0-9]{6}Z/, with: "TIME")
        }
        guard let path = paths.first else { return nil }
        let isFolder = path == folder
        switch told.prefix(while: { $0 != "(" }) {
        case "openat":
            if told.contains("O_CREAT") { return "make \(path)" }
            return told.contains("O_RDWR") ? "open \(path)" : nil
        case "write": return "write \(path)"
        case "ftruncate": return "cut \(path)"
        case "fdatasync": return "flush \(path)"
        case "fsync": return isFolder ? "flush the folder" : "flush \(path)/"
        case "mkdir": return isFolder ? nil : "make \(path)/"
        case "rename": return "rename \(path) to \(paths.last ?? "")"
        case "unlink": return "remove \(path)"
        case "flock":
            if told.contains("LOCK_EX") { return "lock \(path)" }
            return told.contains("LOCK_SH") ? "share \(path)" : "unlock \(path)"
        default: return String(told)
        }
    }
}
