// Calendars as another program reads them, where it is there: the icalendar package for Python.

import Foundation
import Testing

@testable import Ledger

/// A Python that has the package, and the reader beside this file.
private enum OtherReader {
    static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Independent/read.py").path

    /// `LEDGER_CALENDAR_PYTHON`, or `python3`.
    static let python: String? = {
        let named = ProcessInfo.processInfo.environment["LEDGER_CALENDAR_PYTHON"]
        let program = named ?? "/usr/bin/python3"
        let found = try? run(program, ["-c", "import icalendar"])
        return found?.status == 0 ? program : nil
    }()

    static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, out: Data) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let out = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, out)
    }

    /// What the package finds in a calendar.
    struct Found: Decodable {
        let name: String
        let events: [[String: String]]
        let problems: [String]

        init(in file: String) throws {
            let path = FileManager.default.temporaryDirectory
                .appending(path: "\(UUID().uuidString).ics")
            try Data(file.utf8).write(to: path)
            defer { try? FileManager.default.removeItem(at: path) }
            let python = try #require(OtherReader.python)
            let result = try run(python, [OtherReader.script, path.path])
            try #require(result.status == 0)
            self = try JSONDecoder().decode(Found.self, from: result.out)
        }
    }
}

@Suite(
    "A calendar read by another program",
    .enabled(if: OtherReader.python != nil, "needs icalendar for Python (python3-icalendar)")
)
struct CalendarInPythonTests {
    /// A backslash before an n is left out: icalendar 4, which Debian 12 has, reads a line feed.
    private static let hostile = [
        "END:VCALENDAR", "a;b,c\\d\\:\"e\"", "one\ntwo\n\n", "שלום, עולם; مرحبا",
        String(repeating: "a", count: 61) + "😀👩🏽‍⚕️", String(repeating: "😀 ", count: 3_333),
    ]

    @Test("has the same names, days, words and numbers")
    func same() throws {
        let events = Self.hostile.enumerated().map { index, words in
            ICalendar.Event(
                uid: "milestone_A\(index)_1@x.invalid",
                day: Day(number: 19_849 + index),
                summary: words,
                details: [words, "and", words],
                categories: ["Milestone", words],
                isCancelled: index == 1,
                sequence: index
            )
        }
        let stamp = Instant(seconds: 19_849 * 86_400 + 25_689)
        let file = ICalendar(
            name: "County plan",
            description: Self.hostile[2],
            stamp: stamp,
            events: events
        ).format()
        let found = try OtherReader.Found(in: file)
        #expect(found.problems == [])
        #expect(found.name == "County plan")
        try #require(found.events.count == events.count)
        for (event, read) in zip(events, found.events) {
            #expect(read["uid"] == event.uid)
            #expect(read["day"] == event.day.description)
            #expect(read["days"] == "1")
            #expect(read["summary"] == event.summary)
            #expect(read["description"] == event.details.joined(separator: "\n"))
            #expect(read["status"] == (event.isCancelled ? "CANCELLED" : "CONFIRMED"))
            #expect(read["sequence"] == String(event.sequence))
            #expect(read["stamp"] == stamp.description)
        }
    }

    @Test("follows a meeting that was moved, under the name it had")
    func moved() throws {
        var scene = Scene.county()
        scene.record(.called("2024-05-16"), .called("2024-07-18"))
        let before = try Self.read(scene)
        scene.on("2024-04-02", act(.called("2024-05-30", from: "2024-05-16")))
        let after = try Self.read(scene)
        #expect(before.map { $0["day"] } == ["2024-05-31", "2024-05-16", "2024-07-18"])
        #expect(after.map { $0["day"] } == ["2024-05-31", "2024-05-30", "2024-07-18"])
        #expect(before.map { $0["uid"] } == after.map { $0["uid"] })
        #expect(after.map { $0["sequence"] } == ["0", "1", "0"])
    }

    @Test("has what is asked under the same names, on the same days")
    func asked() throws {
        var scene = Scene.county(due: "2024-04")
        scene.record(.called("2024-05-16"), .milestone("A1", 2, due: nil))
        let chase = try Chase(scene.ratings("2024-05-02"))
        let events = ChaseCalendar.events(chase)
        let file = ChaseCalendar.render(chase, knownUntil: scene.clock)
        let found = try OtherReader.Found(in: file)
        #expect(found.problems == [])
        #expect(events.map(\.summary).prefix(1) == ["A1/1 overdue: AB"])
        #expect(found.events.map { $0["uid"] } == events.map(\.uid))
        #expect(found.events.map { $0["summary"] } == events.map(\.summary))
        #expect(Set(found.events.map { $0["day"] }) == ["2024-05-16"])
    }

    private static func read(_ scene: Scene) throws -> [[String: String]] {
        let report = try AssuranceReport(
            of: scene.history,
            meeting: "2024-07-18",
            asAt: "2024-04-30",
            knownAt: scene.history.entries.count
        )
        return try OtherReader.Found(in: ReportCalendar.render(report)).events
    }
}
