// Papers as PDF, by renderers that stand in for the real ones, and by those on the machine.

import Foundation
import Testing

@testable import ledgerctl

@Suite("A PDF")
struct PDFTests {
    /// A folder of its own, in which `name` is a program of these lines of shell.
    private func folder(_ name: String? = nil, _ script: String = "") throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        let programs = folder.appending(path: "bin")
        try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
        if let name {
            let lines = programs.appending(path: "lines")
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: lines)
            // By a process of its own: a program that this one wrote could not be started while
            // a child that another test starts meanwhile still holds it open.
            let install = Process()
            install.executableURL = URL(filePath: "/usr/bin/install")
            install.arguments = ["-m", "755", lines.path, programs.appending(path: name).path]
            try install.run()
            install.waitUntilExit()
        }
        return folder
    }

    private func world(_ folder: URL) -> World {
        Witness().world(environment: ["PATH": "relative:\(folder.path)/bin"])
    }

    private func files(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "bin" }
    }

    /// Shell that writes a PDF of what the standard input holds, or the page named last.
    private static let weasyprint = #"test "$1" = - && { printf '%%PDF-'; cat; } >"$2""#
    private static let chromium = #"""
        for word; do
            case "$word" in
                --print-to-pdf=*) out="${word#*=}" ;;
                file://*) page="${word#file://}" ;;
            esac
        done
        { printf '%%PDF-'; cat "$page"; } >"$out"
        """#

    @Test(
        "is printed by the renderer that is there, and nothing else stays",
        arguments: [
            ("weasyprint", weasyprint), ("chromium", chromium), ("chromium-browser", chromium),
            ("google-chrome", chromium),
        ]
    )
    func renders(name: String, script: String) throws {
        let folder = try folder(name, script)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "paper.pdf").path
        try PDF.render(html: "<p>é</p>", to: path, in: world(folder))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "%PDF-<p>é</p>")
        #expect(try files(folder) == ["paper.pdf"])
    }

    @Test(
        "is not made in part: the reason is said and nothing stays",
        arguments: [
            (
                "echo one >&2; echo two >&2; printf %%PDF- >\"$2\"; exit 3",
                "it ended with exit code 3, saying: two."
            ),
            ("kill -9 $$", "signal 9 ended it."), ("kill -2 $$", "it was interrupted."),
            ("true", "it wrote no PDF."), ("echo '<html>' >\"$2\"", "it wrote no PDF."),
        ]
    )
    func fails(script: String, reason: String) throws {
        let folder = try folder("weasyprint", script)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "paper.pdf").path
        let expected = CommandError.refused(
            "\(folder.path)/bin/weasyprint made no PDF for \(path): \(reason)"
        )
        #expect(throws: expected) { try PDF.render(html: "x", to: path, in: world(folder)) }
        #expect(try files(folder) == [])
    }

    @Test("leaves a file that is there, unless it is told to replace it")
    func replaces() throws {
        let folder = try folder("weasyprint", Self.weasyprint)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "paper.pdf").path
        try Data("old".utf8).write(to: URL(filePath: path))
        let expected = CommandError.refused(
            "\(path) is there already. Name another file, or give --force."
        )
        #expect(throws: expected) { try PDF.render(html: "x", to: path, in: world(folder)) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        try PDF.render(html: "new", to: path, in: world(folder), replacing: true)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "%PDF-new")
    }

    @Test("says what to install where there is no renderer")
    func nothingThere() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let expected = CommandError.refused(
            "No program that makes PDF is on this machine: none of weasyprint, chromium, "
                + "chromium-browser, google-chrome is on PATH. Install WeasyPrint (apt-get "
                + "install weasyprint) or Chromium (apt-get install chromium), or take another "
                + "format."
        )
        let path = folder.appending(path: "paper.pdf").path
        #expect(throws: expected) { try PDF.render(html: "x", to: path, in: world(folder)) }
        #expect(try files(folder) == [])
    }

    @Test("is refused where it cannot be written")
    func unwritable() throws {
        let folder = try folder("weasyprint", Self.weasyprint)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "none/paper.pdf").path
        #expect(throws: CommandError.self) {
            try PDF.render(html: "x", to: path, in: world(folder))
        }
    }

    @Test(
        "gives a page's path as an address",
        arguments: [("/a/b-1.html", "/a/b-1.html"), ("/a b?#%é", "/a%20b%3F%23%25%C3%A9")]
    )
    func addresses(path: String, address: String) {
        #expect(PDF.encoded(path) == address)
    }

    /// Where a real renderer is, if one is on this machine.
    private static let real = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":").contains { folder in
            ["weasyprint", "chromium", "chromium-browser", "google-chrome"].contains {
                FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
            }
        }

    @Test("is made by the machine's own renderer", .enabled(if: real, "no renderer is on PATH"))
    func realRenderer() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "paper & more.pdf").path
        let world = Witness().world(environment: ProcessInfo.processInfo.environment)
        try PDF.render(html: "<!doctype html><title>T</title><p>Words</p>", to: path, in: world)
        #expect(try Data(contentsOf: URL(filePath: path)).count > 500)
        #expect(try files(folder) == ["paper & more.pdf"])
    }
}
