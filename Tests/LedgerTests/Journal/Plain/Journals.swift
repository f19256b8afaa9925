// The journals that both readings are tried on: the shipped one, a demonstration, all samples.

import Foundation

@testable import Ledger

/// Journals and lines to read in both ways.
enum Journals {
    private static let packageRoot = (0..<5).reduce(URL(filePath: #filePath)) { url, _ in
        url.deletingLastPathComponent()
    }

    /// The bytes of the shipped journal.
    static let shipped = Array(
        FileManager.default.contents(
            atPath: packageRoot.appending(path: "events/cqc-2018.jsonl").path
        ) ?? Data()
    )

    /// The bytes of the demonstration, as the built command beside the tests writes it.
    static let demonstration = demo([])

    /// A demonstration made to be large, here of 4 actions.
    static let large = demo(["--actions", "4"])

    private static func demo(_ options: [String]) -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
            .deletingLastPathComponent().appending(path: "ledgerctl")
        process.arguments = ["demo", folder.path] + options
        process.standardOutput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return [] }
        process.waitUntilExit()
        let path = folder.appending(path: "moorland-2024.jsonl").path
        return Array(FileManager.default.contents(atPath: path) ?? Data())
    }

    /// The entries of a journal of `bytes`.
    static func entries(_ bytes: [UInt8]) -> [Entry] {
        lines(bytes).compactMap { try? Entry.parse($0[...]) }
    }

    /// The whole lines of `bytes`, without their LFs.
    static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: 0x0A).map(Array.init)
    }

    /// Entries of one event each: those of the shipped journal taken apart.
    static let shippedActs = entries(shipped).flatMap { entry in
        entry.act.events.map { event in
            var one = entry
            one.act.events = [event]
            return one
        }
    }

    /// Entries with every event type and member, some of them alone and some in pairs, in entries
    /// with every member and with those alone that are required.
    static let sampleActs: [Entry] = EventSample.all.enumerated().flatMap { number, sample in
        [
            line(of: sample.full), line(of: sample.minimal),
            line(of: sample.full, EventSample.all[number / 2].minimal),
        ].compactMap { try? Entry.parse($0[...]) }.enumerated().map { way, plain in
            var entry = plain
            if way == 1 { return entry }
            entry.act.because = "It was due.\nIt is \"done\"."
            entry.act.behalf = "IH"
            entry.act.key = "web:7._-Z"
            entry.act.on = ["2018-05-30", "2018-05", "2017", "2018-05/2018-06"][number % 4]
            entry.sig = String(repeating: "A", count: 86) + "=="
            return entry
        }
    }

    /// Short lines from all of them.
    static let shortLines: [[UInt8]] =
        (entries(demonstration) + shippedActs + sampleActs).map { $0.format() }
        .filter { $0.count < 400 }

    /// A journal of `acts`, chained anew; `rewrite` may change the bytes of a line before the
    /// digest of the next one is taken.
    static func chained(
        _ acts: [Entry],
        rewrite: (Int, [UInt8]) -> [UInt8] = { $1 }
    ) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for (number, act) in acts.enumerated() {
            var entry = act
            entry.seq = number + 1
            entry.prev = lines.last.map { Digest(of: $0) } ?? .zero
            lines.append(rewrite(number, entry.format()))
        }
        return lines
    }
}
