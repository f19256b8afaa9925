// Every call that a real process makes on the files of a ledger fails once, from outside, and is
// the last thing it does once.

import Foundation
import Testing

/// `INJECT=full swift test --filter InjectionTests` lets every call fail in every way.
@Suite(
    "A process of which any call fails",
    .serialized,
    .enabled(if: Shell.traces, "strace is missing or may not trace here")
)
struct InjectionTests {
    /// A command, what it answers where it records, and whether it may be called again.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let command: String
        /// What must be there before.
        var before = "true"
    }

    static let cases = [
        Case(testDescription: "note", command: "note A1 \"once\" --plan p --key k1"),
        Case(
            testDescription: "evidence",
            command: "evidence A1 ./paper.txt --title \"A paper\" --plan p --key k1",
            before: "echo words > paper.txt"
        ),
        Case(
            testDescription: "a first checkpoint",
            command: "checkpoint --plan p",
            before: "\"$L\" keys new --plan p"
        ),
        Case(
            testDescription: "a later checkpoint",
            command: "checkpoint --plan p",
            before: "\"$L\" keys new --plan p && \"$L\" checkpoint --plan p && \"$L\" note A1 x"
        ),
        Case(testDescription: "a key", command: "keys new --plan p"),
        Case(testDescription: "a new plan", command: "add plan q --title Q --board HWB --key k1"),
        Case(
            testDescription: "an import",
            command: "import plans --plan i --title I --board \"HWB=The Board\" --on 2018-03-22",
            before: """
                mkdir plans && printf 'code,title\\nA,First\\n' > plans/i.priorities.csv \
                && printf 'code,parent,title\\nA1,A,One\\n' > plans/i.actions.csv
                """
        ),
        Case(
            testDescription: "a torn tail",
            command: "note A1 \"once\" --plan p --key k1",
            before: "printf '{\"at\"' >> p.jsonl"
        ),
    ]

    private static let isFull = ProcessInfo.processInfo.environment["INJECT"] == "full"
    private static let faults =
        isFull
        ? [
            "error=EIO", "error=ENOSPC", "error=EACCES", "error=EMFILE", "error=EINTR",
            "signal=KILL",
        ]
        : ["error=EIO", "signal=KILL"]

    @Test("says so, has recorded all or nothing, and the next one goes on", arguments: cases)
    func everyCall(_ one: Case) throws {
        let sample = try InjectedLedger(one)
        let calls = try InjectionTests.calls(one, sample.copy())
        var runs = 0
        for call in calls {
            for fault in InjectionTests.faults {
                let inject = "\(call.name):\(fault):when=\(call.number)"
                try check(one, inject, on: sample.copy(), call.name)
                runs += 1
            }
        }
        print("injected into \(one.testDescription): \(calls.count) calls, \(runs) runs")
        #expect(calls.count > 4)
    }

    private func check(
        _ one: Case,
        _ inject: String,
        on scene: InjectedLedger,
        _ name: String
    ) throws {
        let before = try scene.bytes()
        let whole = before.wholeLines
        let ran = try scene.run(
            "strace -f --seccomp-bpf -o /dev/null -e trace=\(name) -e inject=\(inject) \"$L\" "
                + one.command
        )
        let said = "\(one.testDescription), \(inject): \(ran.errors)"
        let lines = try scene.bytes()
        #expect(lines.starts(with: whole), "\(said)")
        if ran.code == 1 {
            // A sentence, of which the first word says who speaks.
            #expect(ran.errors.contains("ledgerctl: ") && ran.errors.hasSuffix(".\n"), "\(said)")
            #expect(!ran.output.hasPrefix("Recorded"), "\(said)")
        }
        if ran.output.hasPrefix("Recorded") { #expect(ran.code == 0, "\(said)") }
        let acknowledged = ran.output.hasPrefix("Recorded entry")
        let again = try scene.run("\"$L\" \(one.command)")
        #expect(again.code == 0, "\(said) again: \(again.errors)")
        if acknowledged, one.command.contains("--key") {
            #expect(again.output.contains("recorded this already"), "\(said)")
        }
        let verified = try scene.run("\"$L\" verify --all --rules")
        #expect(verified.code == 0, "\(said) then: \(verified.output)\(verified.errors)")
        let count = try scene.count(of: "\"key\":\"k1\"")
        #expect(count == (one.command.contains("--key") ? 1 : 0), "\(said)")
    }

    /// A call by its name, and which of that name it is in its process.
    private struct Call { let name: String, number: Int }

    /// The calls of a command that have to do with its files.
    private static func calls(_ one: Case, _ scene: InjectedLedger) throws -> [Call] {
        let names =
            "openat,read,pread64,write,ftruncate,rename,unlink,mkdir,fsync,fdatasync,flock,statx"
        let ran = try scene.run("strace -f -y -o trace -e trace=\(names) \"$L\" \(one.command)")
        guard ran.code == 0 else { throw CocoaError(.featureUnsupported) }
        let trace = try String(contentsOf: scene.folder.appending(path: "trace"), encoding: .utf8)
        var counts: [String: Int] = [:]
        var calls: [Call] = []
        for line in trace.split(separator: "\n") {
            // With -f each line begins with the number of its process.
            let words = line.drop { $0.isNumber || $0 == " " }
            let name = String(words.prefix { $0 != "(" })
            guard name.allSatisfy({ $0.isLetter || $0.isNumber }), !name.isEmpty else { continue }
            counts[name, default: 0] += 1
            // The folder that a path is relative to is told with every path.
            let told = words.replacing(/AT_FDCWD<[^>]*>, "\//, with: "\"/")
            let isOurs = told.contains(scene.folder.lastPathComponent)
            if isOurs, !words.contains("/trace") {
                calls.append(Call(name: name, number: counts[name] ?? 0))
            }
        }
        return calls
    }
}

/// A small ledger in which a command is about to be run, gone after the test.
private final class InjectedLedger {
    let folder: URL

    init(_ one: InjectionTests.Case) throws {
        let ledger = try SmallLedger()
        folder = ledger.folder.appendingPathExtension("injected")
        try FileManager.default.copyItem(at: ledger.folder, to: folder)
        let ran = try run(one.before)
        if ran.code != 0 { throw CocoaError(.featureUnsupported) }
    }

    private init(copying other: URL) throws {
        folder = other.deletingLastPathComponent().appending(path: UUID().uuidString)
        try FileManager.default.copyItem(at: other, to: folder)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func copy() throws -> InjectedLedger { try InjectedLedger(copying: folder) }

    /// Runs a script in the folder of the ledger, where the keys are too.
    func run(_ script: String) throws -> Shell.Ran {
        let settings = [
            "LEDGER": folder.path, "LEDGER_BY": "KT", "XDG_CONFIG_HOME": "\(folder.path)/config",
        ]
        return try Shell.run("cd \"$LEDGER\" && \(script)", settings)
    }

    func bytes() throws -> Data { try Data(contentsOf: folder.appending(path: "p.jsonl")) }

    /// How often `text` stands in the journals.
    func count(of text: String) throws -> Int {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.filter { $0.hasSuffix(".jsonl") }.reduce(0) { count, name in
            let url = folder.appending(path: name)
            let journal = try String(contentsOf: url, encoding: .utf8)
            return count + journal.components(separatedBy: text).count - 1
        }
    }
}
