// The jobs of leaders, secretaries and auditors, done in a real browser against a real server.

#if Web
    import Foundation
    import Testing

    /// The Python that has what the jobs need: `LEDGER_BROWSER_PYTHON`, or `python3`.
    private let python: String? = {
        let named = ProcessInfo.processInfo.environment["LEDGER_BROWSER_PYTHON"]
        let program = named ?? "/usr/bin/python3"
        let needs =
            "import selenium, axe_playwright_python, shutil, sys; "
            + "sys.exit(not (shutil.which('chromium') and shutil.which('chromedriver')))"
        return (try? run(program, ["-c", needs]))?.status == 0 ? program : nil
    }()

    private func run(
        _ program: String,
        _ arguments: [String]
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    /// One person's job.
    struct BrowserJob: CustomTestStringConvertible {
        let name: String
        var scripts = true
        var testDescription: String { scripts ? name : "\(name), with scripts off" }

        static let all =
            ["leader", "secretary", "auditor"].flatMap { name in
                [name, "\(name)-keyboard"].flatMap {
                    [BrowserJob(name: $0), BrowserJob(name: $0, scripts: false)]
                }
            } + [BrowserJob(name: "together")]
    }

    @Suite(
        "People at a browser",
        .enabled(if: python != nil, "needs chromium, and selenium and axe for Python"),
        .serialized
    )
    struct BrowserJobsTests {
        /// The invented county, with a checkpoint by a key that the server is told of.
        private static let county = """
            "$L" demo "$LEDGER" >/dev/null 2>&1
            "$L" keys new --origin moorland.invalid/plan >/dev/null 2>&1
            "$L" checkpoint >/dev/null
            echo --trust; "$L" keys show moorland-2024
            """

        /// With `LEDGER_PICTURES` naming a folder, pictures of every page are left there.
        @Test("do their job from end to end on pages without a fault", arguments: BrowserJob.all)
        func job(_ job: BrowserJob) throws {
            let server = try WebServer(Self.county)
            let check = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "Browser/jobs.py").path
            var arguments = [
                "-B", check, job.name, "--site", server.address, "--command", Shell.command,
                "--ledger", server.ledger, "--config", server.config,
            ]
            if !job.scripts { arguments.append("--without-scripts") }
            if let pictures = ProcessInfo.processInfo.environment["LEDGER_PICTURES"] {
                arguments += ["--pictures", pictures]
            }
            let result = try run(#require(python), arguments)
            #expect(result.output == "")
            #expect(result.status == 0)
            #expect(server.stop() == 0, "\(server.log)")
        }
    }
#endif
