// metadata.json, and the files of a report as Python's csv module reads them.

import Foundation
import Testing

@testable import Ledger

private enum Python {
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/python3" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Reads each file as strictly as the module can, and writes all of them as JSON.
    private static let script = """
        import csv, json, pathlib, sys
        files = {}
        csv.field_size_limit(10**8)
        for path in pathlib.Path(sys.argv[1]).glob("*.csv"):
            with open(path, newline="", encoding="utf-8") as file:
                files[path.name] = list(csv.reader(file, strict=True))
        json.dump(files, sys.stdout)
        """

    /// The records of every file of CSV among `files`, the header first.
    static func read(_ files: [(name: String, contents: String)]) throws -> [String: [[String]]] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in files {
            try Data(file.contents.utf8).write(to: folder.appending(path: file.name))
        }
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = ["-c", script, folder.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let out = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode([String: [[String]]].self, from: out)
    }
}

@Suite("The files of a report in CSV")
struct ReportMetadataTests {
    private struct Metadata: Decodable {
        struct Table: Decodable {
            struct Schema: Decodable {
                let columns: [Column]
            }
            struct Column: Decodable {
                let name: String
                let titles: String
                let description: String
                let separator: String?

                enum CodingKeys: String, CodingKey {
                    case name, titles, separator
                    case description = "dc:description"
                }
            }
            struct Note: Decodable {
                let target: String
            }
            let url: String
            let tableSchema: Schema
            let notes: [Note]?
        }
        struct Property: Decodable {
            let name: String
            let value: Value

            enum CodingKeys: String, CodingKey {
                case name = "schema:name"
                case value = "schema:value"
            }

            enum Value: Decodable, Equatable {
                case text(String)
                case number(Int)

                init(from decoder: any Decoder) throws {
                    let value = try decoder.singleValueContainer()
                    if let number = try? value.decode(Int.self) {
                        self = .number(number)
                    } else {
                        self = .text(try value.decode(String.self))
                    }
                }
            }
        }
        let title: String
        let language: String
        let publisher: String
        let properties: [Property]
        let tables: [Table]

        enum CodingKeys: String, CodingKey {
            case tables
            case title = "dc:title"
            case language = "dc:language"
            case publisher = "dc:publisher"
            case properties = "schema:additionalProperty"
        }
    }

    private func metadata(_ report: AssuranceReport) throws -> Metadata {
        let file = ReportCSV.files(report).first { $0.name == "metadata.json" }
        return try JSONDecoder().decode(Metadata.self, from: Data(#require(file).contents.utf8))
    }

    @Test("are one a table, under names that stay, and what describes them")
    func names() throws {
        #expect(
            ReportCSV.files(try Scene.papers().report()).map(\.name) == [
                "plan.csv", "position.csv", "exceptions.csv", "due-at-meeting.csv",
                "dates-requested.csv", "dates-agreed.csv", "closures.csv", "deliveries.csv",
                "next-period.csv", "ratings-that-differ.csv", "changes.csv", "restatements.csv",
                "reconciliation.csv", "risks.csv", "dependencies.csv", "assurance.csv",
                "evidence.csv", "gaps.csv", "recorded-late.csv", "corrections.csv",
                "delivery-curve.csv", "slips.csv", "help.csv", "words.csv", "close-out.csv",
                "undelivered.csv", "metadata.json",
            ]
        )
    }

    @Test("have the columns that the metadata says, in its order")
    func columns() throws {
        let report = try Scene.papers().report()
        let files = ReportCSV.files(report).dropLast()
        let tables = try metadata(report).tables
        #expect(tables.map(\.url) == files.map(\.name))
        for (file, table) in zip(files, tables) {
            let columns = table.tableSchema.columns
            let header = file.contents.prefix { $0 != "\r\n" }
            #expect(header == columns.map(\.titles).joined(separator: ","), "\(file.name)")
            #expect(Set(columns.map(\.titles)).count == columns.count, "\(file.name)")
            for column in columns {
                #expect(column.titles.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil)
                #expect(column.name == column.titles.replacing("-", with: "_"))
                #expect(column.description.hasSuffix("."))
            }
        }
    }

    @Test("say what they rest on")
    func basis() throws {
        let scene = Scene.papers()
        let metadata = try metadata(scene.report())
        #expect(metadata.title == "County plan: assurance report")
        #expect(metadata.language == "en-GB")
        #expect(metadata.publisher == "Board")
        let properties = metadata.properties.map { ($0.name, $0.value) }
        let values = Dictionary(properties) { first, _ in first }
        #expect(values["plan"] == .text("county"))
        #expect(values["board"] == .text("Board"))
        #expect(values["meeting"] == .text("2024-07-18"))
        #expect(values["as-at"] == .text("2024-07-01"))
        #expect(values["known-at"] == .number(11))
        #expect(values["known-until"] == .text("2024-06-22T12:00:00Z"))
        #expect(values["head"] == .text(Digest(of: scene.history.entries[10].format()).hex))
        // Nothing was published, so the approval of entry 4 is what the report is compared with.
        #expect(values["compared-with-meeting"] == nil)
        #expect(values["compared-with-as-at"] == .text("2024-03-21"))
        #expect(values["compared-with-known-at"] == .number(4))
    }

    /// A plan with `text` wherever its recorders write words.
    private static func scene(_ text: String) -> Scene {
        var scene = Scene("2024-03-01")
        let name: MilestoneName = "A1/1"
        scene.record(  // 1
            because: text,
            .board(.planOpened(.init(plan: "county", title: text, board: text))),
            .structure(.personNamed("AB", name: text, role: text, organisation: text)),
            .structure(.priorityAdded("A", title: text, under: nil, aim: text)),
            .structure(.actionAdded("A1", under: "A", title: text)),
            .leads("A1", "AB"),
            .leads("A1", "AB", as: .responsible),
            .structure(
                .milestoneAdded(.init(name: name, due: "2024-05", label: text, written: text))
            ),
            .board(.meetingCalled(.init(meeting: "2024-07-18", title: text)))
        )
        scene.record(  // 2
            by: "AB",
            because: text,
            .note(text),
            .progress(.helpAsked("A1", help: 1, note: text)),
            .progress(.riskRaised("R1", about: "A1", title: text)),
            .progress(.riskAnswered("R1", mitigation: text)),
            .requested("2024-06"),
            .delivery(.evidenceFiled(.init(action: "A1", title: text, place: .url(text)))),
            .delivery(.closed(.init(action: "A1", way: .transferred, place: text))),
            .board(.paperWorded(meeting: "2024-07-18", part: .summary, text: text))
        )
        return scene
    }

    static let hostile = [
        "=1+1", "=HYPERLINK(\"https://evil.invalid\",\"see\")", "+44 1865", "- first", "@SUM(1)",
        "\tx", "\rx", "a,b", "\"", "\"\"", "a\"b,c", "a\nb", "a\r\nb", "\n", "a;b", "; ", " a ",
        "\u{FEFF}a", "'a'", "אב\u{202E}", "é – £ 🏥", "#a", "\\\"", "a|b", "NULL", "true", "0123",
        String(repeating: "x,\"", count: 10_000),
    ]

    @Test(
        "are read by Python as they were recorded, whatever stands in them",
        .enabled(if: Python.path != nil, "needs python3"),
        arguments: hostile
    )
    func readBack(_ text: String) throws {
        let report = try Self.scene(text).report()
        let files = try Python.read(ReportCSV.files(report))
        let sheets = ReportSheets(report).all
        #expect(files.count == sheets.count)
        for sheet in sheets {
            let read = try #require(files[sheet.file])
            #expect(bytes(read) == bytes([sheet.columns.map(\.name)] + sheet.records))
        }
        let held = [
            "plan.csv": ["title", "accountable", "responsible", "label", "written", "note"],
            "position.csv": ["title"], "dates-requested.csv": ["title", "who", "because"],
            "closures.csv": ["title", "place", "because"], "help.csv": ["asked", "who", "because"],
            "risks.csv": ["title", "mitigation"], "evidence.csv": ["title", "url", "because"],
            "words.csv": ["words"], "assurance.csv": ["title"],
        ]
        for (file, columns) in held {
            let records = try #require(files[file])
            for column in columns {
                let index = try #require(records[0].firstIndex(of: column))
                #expect(Array(records[1][index].utf8) == Array(text.utf8), "\(file) \(column)")
            }
        }
    }

    private func bytes(_ records: [[String]]) -> [[[UInt8]]] {
        records.map { $0.map { Array($0.utf8) } }
    }

    @Test(
        "name every cell that a spreadsheet would run",
        arguments: ["=1", "+1", "-1", "@1", "\t1"]
    )
    func formulas(_ text: String) throws {
        let notes = try metadata(Self.scene(text).report()).tables.compactMap { table in
            table.notes.map { (table.url, $0.map(\.target)) }
        }
        let found = Dictionary(notes) { first, _ in first }
        // Title, both leads, label, written and note: columns 4, 5, 7, 10, 11 and 25 of row 2.
        #expect(
            found["plan.csv"] == [4, 5, 7, 10, 11, 25].map { "plan.csv#cell=2,\($0)" }
        )
        #expect(found["words.csv"] == ["words.csv#cell=2,2"])
        #expect(found["delivery-curve.csv"] == nil)
    }

    @Test("name no cell where none would be run")
    func harmless() throws {
        #expect(try metadata(Scene.papers().report()).tables.allSatisfy { $0.notes == nil })
        for text in ["a=b", "'=1", " =1", "1-1"] {
            let tables = try metadata(Self.scene(text).report()).tables
            #expect(tables.allSatisfy { $0.notes == nil })
        }
    }
}
