// How many bytes each command hashes, counted outside the program: where it calls libcrypto.

import Foundation
import Testing

@testable import Ledger

/// A library that stands before libcrypto in a process, counts the bytes that it is given to hash
/// and the hashes that it gives, and writes both to the file `HASHED` when the process ends.
private enum HashCounter {
    private static let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stdatomic.h>
        #include <stdio.h>
        #include <stdlib.h>
        static atomic_ullong count, hashes;
        static int (*_Atomic hash)(void *, const void *, size_t);
        static int (*_Atomic end)(unsigned char *, void *);
        int SHA256_Final(unsigned char *digest, void *context) {
            if (!end) end = dlsym(RTLD_NEXT, "SHA256_Final");
            hashes++;
            return end(digest, context);
        }
        int SHA256_Update(void *context, const void *bytes, size_t length) {
            if (!hash) hash = dlsym(RTLD_NEXT, "SHA256_Update");
            count += length;
            return hash(context, bytes, length);
        }
        __attribute__((destructor)) static void tell(void) {
            const char *path = getenv("HASHED");
            FILE *file = path ? fopen(path, "w") : 0;
            if (!file) return;
            fprintf(file, "%llu %llu", (unsigned long long)count, (unsigned long long)hashes);
            fclose(file);
        }
        """

    /// Where the library is, built once; nil where there is no C compiler.
    static let library: String? = {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "count.c")
        try? Data(source.utf8).write(to: file)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let build = """
            $(command -v clang cc gcc | head -1) -shared -fPIC -o "$1/count.so" "$1/count.c" -ldl
            """
        let ran = try? Shell.run(build, ["PATH": path], [folder.path])
        return ran?.code == 0 ? folder.appending(path: "count.so").path : nil
    }()
}

@Suite(
    "What a command hashes",
    .enabled(if: HashCounter.library != nil, "needs a C compiler")
)
struct HashingCostTests {
    /// How many bytes the command `arguments` hashes in `ledger`.
    private func hashed(_ arguments: String, _ ledger: SmallLedger) throws -> Int {
        try counted(arguments, ledger).bytes
    }

    /// The same, and how many hashes that makes.
    private func counted(
        _ arguments: String,
        _ ledger: SmallLedger
    ) throws -> (bytes: Int, hashes: Int) {
        let count = ledger.folder.appending(path: "count").path
        let library = try #require(HashCounter.library)
        let home = ledger.folder.appending(path: "home").path
        let script = """
            export XDG_CONFIG_HOME='\(home)'
            LD_PRELOAD='\(library)' HASHED='\(count)' "$L" \(arguments)
            """
        let ran = try ledger.run(script)
        try #require(ran.code == 0, "\(ran.errors)")
        let numbers = try String(contentsOfFile: count, encoding: .utf8).split(separator: " ")
        return (try #require(Int(numbers[0])), try #require(Int(numbers[1])))
    }

    /// The bytes of the lines, without their LFs: what has to be hashed once to know the chain.
    private func lineByteCount(_ ledger: SmallLedger) throws -> Int {
        let bytes = try ledger.bytes()
        return bytes.count - bytes.count { $0 == 0x0A }
    }

    @Test("is every line once, whatever it reads for")
    func reading() throws {
        let ledger = try SmallLedger()
        let all = try lineByteCount(ledger)
        for arguments in ["verify", "verify --rules", "status", "list", "show A1", "history A1"] {
            #expect(try hashed(arguments, ledger) == all, "\(arguments)")
        }
    }

    @Test("is every line of every plan once, where all of them are asked")
    func several() throws {
        let ledger = try SmallLedger()
        let script = "\"$L\" add plan q --title Q --board B && \"$L\" add priority B B --plan q"
        try #require(ledger.run(script).code == 0)
        let bytes = try Data(contentsOf: ledger.folder.appending(path: "q.jsonl"))
        let all = try lineByteCount(ledger) + bytes.count { $0 != 0x0A }
        for arguments in ["verify --all", "status --all", "list --all", "gaps --all --json"] {
            #expect(try hashed(arguments, ledger) == all, "\(arguments)")
        }
    }

    @Test("is every line once and the new one once, to record")
    func recording() throws {
        let ledger = try SmallLedger()
        let found = try hashed("note A1 'Ward open'", ledger)
        #expect(try found == lineByteCount(ledger))
    }

    /// A journal of 400 notes, each of 1,000 bytes: long enough for a snapshot.
    @Test("is little of a long journal, with a snapshot; verify hashes all of it")
    func snapshot() throws {
        let ledger = try SmallLedger()
        let acts = (1...400).map { number in
            Entry.Act(
                by: Key(wellFormed: "KT"),
                events: [
                    .progress(
                        .noted(
                            Code(wellFormed: "A1"),
                            note: "\(number) " + String(repeating: "x", count: 1_000),
                            line: nil,
                            byWhen: nil
                        )
                    )
                ]
            )
        }
        let plan = Code(wellFormed: "p")
        _ = try ActionLedger(folder: ledger.folder.path, plan: plan).record { _ in acts }
        let all = try lineByteCount(ledger)
        #expect(all > 400_000)
        // The first answer hashes every line, and what it saves.
        let first = try hashed("status", ledger)
        #expect(first > all && first < all + 64 * 1_024)
        // The next hashes the last line, to see that the journal still ends in it, and those
        // blocks of 2 KiB that it reads, with the table of all blocks.
        #expect(try hashed("status", ledger) < 16 * 1_024)
        #expect(try hashed("status --all", ledger) < 16 * 1_024)
        #expect(try hashed("verify", ledger) == all)
    }

    @Test("is for a checkpoint after one more entry a few, of a tree of thousands of lines")
    func checkpoint() throws {
        let ledger = try SmallLedger()
        let note = ProgressEvent.noted(
            Code(wellFormed: "A1"),
            note: "x",
            line: nil,
            byWhen: nil
        )
        let act = Entry.Act(by: Key(wellFormed: "KT"), events: [.progress(note)])
        let plan = ActionLedger(folder: ledger.folder.path, plan: Code(wellFormed: "p"))
        _ = try plan.record { _ in Array(repeating: act, count: 5_000) }
        _ = try counted("keys new --plan p", ledger)
        let size = SmallLedger.size + 5_000
        // Each line once for the chain and once as a leaf, and one hash less than leaves for the
        // tree; besides, what keys and files are told by.
        let all = try counted("checkpoint", ledger).hashes
        #expect(all >= 3 * size - 1 && all < 3 * size + 100)
        _ = try plan.record { _ in [act] }
        // The new line, the last known one, the path to the root, which is as long as the bits of
        // the size.
        let more = try counted("checkpoint", ledger).hashes
        #expect(more < 100 && more * 100 < 3 * size)
        print("a checkpoint of \(size) entries: \(all) hashes; after one more \(more)")
    }
}
