// The keys of a user: kept so that nobody else reads them, and told apart.

import Foundation
import Testing

@testable import Ledger

@Suite("The keys of a user")
struct KeyStoreTests {
    private func refusal(_ work: () throws(JournalError) -> some Any) -> JournalError? {
        do throws(JournalError) {
            _ = try work()
            return nil
        } catch { return error }
    }

    @Test("are in a folder of their own, each in a file that nobody else may read")
    func kept() throws {
        let scene = try TrustScene(0, keyed: false)
        let store = scene.others("a/b/keys")
        #expect(try store.keys().isEmpty)
        let owners: [KeyOwner] = [.plan("cqc-2018"), .plan("a-1.b"), .person("K-T"), .witness]
        for owner in owners {
            let held = try store.make(owner, name: owner.usualName)
            let mode = try FileManager.default.attributesOfItem(atPath: held.path)[
                .posixPermissions
            ]
            #expect(mode as? Int == 0o600)
            #expect(try store.keys(of: owner).map(\.key) == [held.key])
            #expect(held.key.kind == (owner == .witness ? .cosignature : .note))
        }
        #expect(try Set(store.keys().map(\.owner)) == Set(owners))
        #expect(try store.keys(of: .plan("a-1")).isEmpty && store.planKeys().count == 2)
        #expect(
            refusal { () throws(JournalError) in try store.make(.witness, name: "a b") }
                == .keyNotMade(name: "a b")
        )
    }

    @Test("that others may read, or that are damaged, are not used")
    func refused() throws {
        let scene = try TrustScene(1)
        let path = try scene.store.keys()[0].path
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let open = refusal { () throws(JournalError) in try scene.store.keys() }
        #expect(open == .keyOpenToOthers(path: path))
        #expect(
            open?.words
                == "Others than its owner may read the private key \(path), so it is not used."
                + " If nobody has read it, run `chmod 600` on it; else retire it and make another."
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let name = "keys/" + (path.split(separator: "/").last ?? "")
        let bytes = try #require(scene.scratch.bytes(name))
        for place in bytes.indices.dropLast() {
            for other in [bytes.flipped(place), Array(bytes[..<place])] {
                try scene.scratch.put(other, name)
                let found = refusal { () throws(JournalError) in try scene.store.keys() }
                guard case .unreadable(path, let error)? = found else {
                    Issue.record("byte \(place) of a key changed: \(String(describing: found))")
                    continue
                }
                // What is said of a key shows nothing of it.
                #expect(!error.words.contains("PRIVATE+KEY+county"))
            }
        }
        try scene.scratch.put([UInt8](repeating: 65, count: 5_000), name)
        #expect(
            refusal { () throws(JournalError) in try scene.store.keys() }
                == .unreadable(path: path, .tooLong(.key, bytes: 5_000, max: 4_096))
        )
    }

    @Test("that are retired sign no more, whatever fails on the way")
    func retired() throws {
        let count = try TrustScene(1).callCount { scene in
            try scene.store.retire(try scene.store.keys()[0])
        }
        for nth in 1...count {
            let scene = try TrustScene(1)
            let held = try scene.store.keys()[0]
            scene.scratch.files.fail(nil, nth: nth, with: EIO)
            let isDone = (try? scene.store.retire(held)) != nil
            scene.scratch.files.heal()
            // Never lost: it signs, or it is known.
            let now = try scene.store.keys()
            #expect(now.map(\.key) == [held.key])
            if isDone { #expect(now[0].signer == nil) }
        }
    }
}
