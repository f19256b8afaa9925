// The Merkle tree against the published roots of RFC 6962's reference tree.

import Foundation
import Testing

@testable import Ledger

/// The published vectors, beside the repository where there are any.
let merkleVectors = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Crypto
    .deletingLastPathComponent()  // LedgerTests
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()  // the package
    .appending(path: "../shared/vectors/rfc6962-merkle")

@Suite("A Merkle tree")
struct MerkleTreeTests {
    private func root(_ leaves: [[UInt8]]) -> String {
        var tree = MerkleTree()
        for leaf in leaves { tree.append(leaf) }
        #expect(tree.size == leaves.count)
        return tree.root.hex
    }

    @Test("without leaves has the digest of nothing")
    func empty() {
        #expect(
            root([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
    }

    @Test("of one, two and three leaves is what the definition says")
    func small() {
        let leaf = { (text: String) in Digest(of: [0] + Array(text.utf8)) }
        let join = { (left: Digest, right: Digest) in Digest(of: [1] + left.bytes + right.bytes) }
        #expect(root([Array("a".utf8)]) == leaf("a").hex)
        #expect(root([Array("a".utf8), Array("b".utf8)]) == join(leaf("a"), leaf("b")).hex)
        #expect(
            root(["a", "b", "c"].map { Array($0.utf8) })
                == join(join(leaf("a"), leaf("b")), leaf("c")).hex
        )
    }

    @Test(
        "has the roots of the reference tree",
        .enabled(
            if: FileManager.default.fileExists(atPath: merkleVectors.path),
            "needs the published vectors"
        )
    )
    func reference() throws {
        let data = try Data(contentsOf: merkleVectors.appending(path: "reference-tree.json"))
        let tree = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let leaves = try #require(tree["leaf_inputs_hex"] as? [String])
        let roots = try #require(tree["roots_by_size"] as? [String])
        #expect(roots.count == leaves.count + 1)
        for (size, expected) in roots.enumerated() {
            #expect(root(leaves.prefix(size).map(bytes)) == expected)
        }
    }

    private func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.count, by: 2).compactMap { offset in
            let start = hex.index(hex.startIndex, offsetBy: offset)
            return UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16)
        }
    }
}
