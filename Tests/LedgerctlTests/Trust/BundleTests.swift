// The bundle for an auditor: its page is done step by step, without the program.

import Foundation
import Testing

@Suite("The bundle")
struct BundleTests {
    /// A folder with nothing but the tools that the page names; nil where one of them is missing.
    private static let tools: URL? = {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // The system's own first: what else is in the way may itself need more than these.
        let path = "/usr/bin:/bin:" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
        for tool in ["sha256sum", "python3", "openssl"] {
            let found = path.split(separator: ":").map { "\($0)/\(tool)" }
                .first { FileManager.default.isExecutableFile(atPath: $0) }
            guard let found,
                (try? FileManager.default.createSymbolicLink(
                    atPath: folder.appending(path: tool).path,
                    withDestinationPath: found
                )) != nil
            else { return nil }
        }
        return folder
    }()

    /// What stands on the page between lines of ```.
    private func steps(in bundle: URL) throws -> [String] {
        let page = try String(contentsOf: bundle.appending(path: "CHECK.txt"), encoding: .utf8)
        let parts = page.components(separatedBy: "```\n")
        #expect(parts.count % 2 == 1)
        return parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }

    /// Does the steps in order, as far as the first that fails; the number of that one.
    private func firstFailing(in bundle: URL) throws -> Int? {
        let tools = try #require(Self.tools)
        for (number, step) in try steps(in: bundle).enumerated() {
            let script = "cd '\(bundle.path)' && set -e\n\(step)"
            let ran = try Shell.run(script, ["PATH": tools.path, "L": "", "LC_ALL": "C.UTF-8"])
            if ran.code != 0 {
                print("step \(number): \(ran.errors)")
                return number
            }
            #expect(ran.output.contains("OK"), "step \(number): \(ran.output)\(ran.errors)")
        }
        return nil
    }

    /// A bundle of a plan with evidence and a report that was published.
    private func bundle() throws -> (scene: TrustLedger, folder: URL) {
        let scene = try TrustLedger()
        let ran = try scene.keeper(
            """
            set -e
            echo "The strategy as adopted" > strategy.txt
            "$L" evidence A1 strategy.txt --title "The strategy, as “adopted”"
            "$L" add body HWB "Health and Wellbeing Board"
            "$L" approve plan --meeting today --agreed-by HWB
            "$L" add meeting 2099-01-15 "Board"
            "$L" report --meeting 2099-01-15 --publish
            "$L" note A1 "Élan: naïve façade"
            "$L" checkpoint
            "$L" export --bundle bundle
            cp -r "$LEDGER/evidence" bundle
            """
        )
        #expect(ran.code == 0, "\(ran.errors)")
        return (scene, scene.folder.appending(path: "bundle"))
    }

    @Test(
        "is checked by its page with sha256sum, python3 and openssl alone",
        .enabled(if: BundleTests.tools != nil, "needs sha256sum, python3 and openssl")
    )
    func page() throws {
        let (scene, folder) = try bundle()
        #expect(try steps(in: folder).count == 7)
        #expect(try firstFailing(in: folder) == nil)
        // The files of evidence, the report that was published, the first line and the last.
        let proofs = try FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: "proofs").path
        )
        let count = try scene.lines().count
        let published = try scene.lines().firstIndex {
            String(decoding: $0, as: UTF8.self).contains("report-published")
        }
        let named = [1, try #require(published) + 1, count].map { "entry-\($0).tlog-proof" }
        #expect(Set(proofs) == Set(named))
        #expect(!FileManager.default.fileExists(atPath: folder.path + ".part"))
    }

    @Test(
        "that was changed fails its page, at the step that is about it",
        .enabled(if: BundleTests.tools != nil, "needs sha256sum, python3 and openssl"),
        arguments: [
            ("p.jsonl", "\"title\":\"Work as one\"", "\"title\":\"Work as two\"", 2),
            ("p.jsonl", "Élan", "Elan", 3), ("p.checkpoint", "county.example", "other.example", 4),
            ("policy", "county.example/p+", "county.example/q+", 4),
            ("proofs/entry-1.tlog-proof", "index 0", "index 1", 5),
        ]
    )
    func changed(_ name: String, _ words: String, _ other: String, _ step: Int) throws {
        let (scene, folder) = try bundle()
        defer { withExtendedLifetime(scene) {} }
        let file = folder.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains(words))
        try text.replacing(words, with: other).write(to: file, atomically: true, encoding: .utf8)
        #expect(try firstFailing(in: folder) == step)
    }

    @Test(
        "without a file of evidence, or with another, fails the step about evidence",
        .enabled(if: BundleTests.tools != nil, "needs sha256sum, python3 and openssl")
    )
    func evidence() throws {
        let (scene, folder) = try bundle()
        defer { withExtendedLifetime(scene) {} }
        let files = folder.appending(path: "evidence")
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: files.path).first
        )
        try Data("another".utf8).write(to: files.appending(path: name))
        #expect(try firstFailing(in: folder) == 6)
    }

    @Test("is refused where no checkpoint covers the whole journal, and where something is there")
    func refuses() throws {
        let scene = try TrustLedger()
        let bare = try scene.keeper("\"$L\" export --bundle bundle")
        #expect(bare.code == 1)
        #expect(
            bare.errors
                == "ledgerctl: The journal of p is unanchored: no trusted checkpoint covers 3"
                + " of its lines. Sign one with `ledgerctl checkpoint` first, or name the key with"
                + " --trust.\n"
        )
        try scene.keeper("\"$L\" checkpoint; mkdir bundle")
        let there = try scene.keeper("\"$L\" export --bundle bundle")
        #expect(there.code == 1)
        #expect(there.errors == "ledgerctl: bundle is there already. Name another folder.\n")
        // An auditor who has been told the key can hand it on as well.
        let handed = try scene.auditor(
            "\"$L\" export --bundle other --trust $K && cat other/policy"
        )
        #expect(handed.code == 0 && handed.output == "log \(scene.key)\nquorum none\n")
        let names = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path)
        #expect(Set(names) == ["bundle", "other"])
    }
}
