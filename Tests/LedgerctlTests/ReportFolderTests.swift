// `report --format csv`: one table on standard output, or a folder of all of them.

import Foundation
import Testing

@testable import ledgerctl

@Suite("A report in CSV files")
struct ReportFolderTests {
    private let county = County()
    private let manager = FileManager.default
    private static let report = "report --meeting 2018-04-12 --format csv"
    /// What a folder holds: 26 tables and what describes them.
    private static let count = 27

    private var path: String { "\(county.folder)/tables" }

    private func names(_ folder: String? = nil) throws -> [String] {
        try manager.contentsOfDirectory(atPath: folder ?? path).sorted()
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    private func put(_ text: String, _ name: String) throws {
        try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
    }

    private func makeFolder(_ name: String = "") throws {
        try manager.createDirectory(
            atPath: "\(path)\(name)",
            withIntermediateDirectories: true
        )
    }

    @Test("is the plan as one table on standard output")
    func output() throws {
        let said = county.run(Self.report)
        #expect(said.code == .done)
        #expect(said.errors.isEmpty)
        let lines = said.output.components(separatedBy: "\r\n")
        #expect(lines.count == 3, "the header, the one milestone, and the end")
        #expect(lines[1].hasPrefix("A1,A,,Visit everyone,Ann Bell,AB,,,1,,,,2018-05-31,"))
        #expect(county.run("\(Self.report) -o \(path)").code == .done)
        #expect(try Array(text("plan.csv").utf8) == Array(said.output.utf8))
    }

    @Test("makes a folder, whole, and leaves nothing beside it", arguments: ["", "/"])
    func makes(end: String) throws {
        let said = county.run("\(Self.report) -o \(path)\(end)")
        #expect(said == Said(code: .done, output: "", errors: ""))
        #expect(try names().count == Self.count)
        #expect(try names().allSatisfy { $0.hasSuffix(".csv") || $0 == "metadata.json" })
        #expect(county.names == ["marsh.jsonl", "tables"])
    }

    @Test("fills an empty folder")
    func fills() throws {
        try makeFolder()
        #expect(county.run("\(Self.report) -o \(path)").code == .done)
        #expect(try names().count == Self.count)
    }

    @Test("refuses a folder that holds anything, and with --force replaces its own files alone")
    func replaces() throws {
        try makeFolder()
        try put("mine", "mine.txt")
        try put("old", "plan.csv")
        county.expect(
            "\(Self.report) -o \(path)",
            stops: .refused,
            "LEDGER/tables is there already and is not empty. Name another folder, or give --force "
                + "to replace the report's own files in it."
        )
        #expect(try names() == ["mine.txt", "plan.csv"])
        #expect(try text("plan.csv") == "old")
        #expect(county.run("\(Self.report) -o \(path) --force").code == .done)
        #expect(try names().count == Self.count + 1)
        #expect(try text("mine.txt") == "mine")
        #expect(try text("plan.csv") == county.run(Self.report).output)
    }

    @Test("refuses a file, and a folder in one that is not there")
    func refuses() throws {
        county.expect(
            "\(Self.report) -o \(county.path) --force",
            stops: .refused,
            "LEDGER/marsh.jsonl is there already and is no folder. Name another."
        )
        county.expect(
            "\(Self.report) -o \(path)/deeper",
            stops: .refused,
            "The system could not make LEDGER/tables/deeper: No such file or directory. Check the "
                + "path; a folder of it is not there."
        )
        #expect(county.names == ["marsh.jsonl"])
    }

    @Test("leaves nothing half-written where a file cannot be put in its place")
    func leavesNothing() throws {
        // A folder stands where the first of the files should go.
        try makeFolder("/plan.csv")
        county.expect(
            "\(Self.report) -o \(path) --force",
            stops: .refused,
            "The system could not write LEDGER/tables/plan.csv: Is a directory."
        )
        #expect(try names() == ["plan.csv"])
    }

    @Test(
        "leaves no folder where a file cannot be written whole",
        .enabled(if: canLimit, "needs a limit on the size of files")
    )
    func tooLarge() throws {
        // No file may grow beyond 1,024 bytes; the first tables do not, and metadata.json does.
        let ran = try Shell.run(
            "trap '' XFSZ; ulimit -f 1; "
                + "LEDGER='\(county.folder)' \"$L\" \(Self.report) -o '\(path)'"
        )
        #expect(ran.code == 1)
        #expect(ran.errors.contains("/tables/"))
        #expect(ran.errors.hasSuffix(": File too large.\n"))
        #expect(county.names == ["marsh.jsonl"])
    }

    private static let canLimit = (try? Shell.run("ulimit -f 1"))?.code == 0
}
