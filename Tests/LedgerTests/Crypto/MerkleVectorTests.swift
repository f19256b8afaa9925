// Published vectors of RFC 6962's proofs: what must hold, and what must not.

import Foundation
import Testing

@testable import Ledger

@Suite(
    "Proofs, given published vectors,",
    .enabled(
        if: FileManager.default.fileExists(atPath: merkleVectors.path),
        "needs the published vectors"
    )
)
struct MerkleVectorTests {
    /// One published case: a proof, and whether it must be refused.
    private struct Case: Decodable {
        let leafIdx, treeSize, size1, size2: UInt64?
        let root, leafHash, root1, root2: String?
        let proof: [String]?
        let wantErr: Bool
    }

    /// A size or a number as ours are; what is too large for that is no size of any journal.
    private static func number(_ number: UInt64?) -> Int? { number.flatMap(Int.init(exactly:)) }

    /// A digest of base64; nil where that is not of 32 bytes.
    private static func digest(_ text: String?) -> Digest? {
        Data(base64Encoded: text ?? "").flatMap { Digest(bytes: $0) }
    }

    /// A root, which one case has of 12 bytes that are only to be the same twice: a digest of what
    /// is of another length stands for it.
    private static func root(_ text: String?) -> Digest? {
        digest(text) ?? Data(base64Encoded: text ?? "").map { Digest(of: $0) }
    }

    private static func digests(_ texts: [String]?) -> [Digest]? {
        let digests = (texts ?? []).map(digest)
        return digests.contains(nil) ? nil : digests.compactMap(\.self)
    }

    private static func holds(inclusion given: Case) -> Bool {
        guard let index = number(given.leafIdx), let size = number(given.treeSize),
            let hashes = digests(given.proof), let leaf = digest(given.leafHash),
            let root = root(given.root)
        else { return false }
        let proof = InclusionProof(index: index, size: size, hashes: hashes)
        return (try? proof.check(leaf, root: root)) != nil
    }

    private static func holds(consistency given: Case) -> Bool {
        guard let old = number(given.size1), let new = number(given.size2),
            let hashes = digests(given.proof), let before = root(given.root1),
            let after = root(given.root2)
        else { return false }
        let proof = ConsistencyProof(from: old, to: new, hashes: hashes)
        return (try? proof.check(from: before, to: after)) != nil
    }

    private static func cases(_ folder: String) throws -> [(name: String, given: Case)] {
        let folder = merkleVectors.appending(path: "testdata/\(folder)")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try paths.filter { $0.hasSuffix(".json") }.map { path in
            let data = try Data(contentsOf: folder.appending(path: path))
            return (path, try JSONDecoder().decode(Case.self, from: data))
        }
    }

    @Test("hold and fail as they must: 98 of leaves and 98 of growth")
    func published() throws {
        let (leaves, growth) = (try Self.cases("inclusion"), try Self.cases("consistency"))
        #expect(leaves.count == 98 && growth.count == 98)
        for (name, given) in leaves {
            #expect(Self.holds(inclusion: given) == !given.wantErr, "\(name)")
        }
        for (name, given) in growth {
            #expect(Self.holds(consistency: given) == !given.wantErr, "\(name)")
        }
        #expect((leaves + growth).filter { !$0.given.wantErr }.count == 12)
    }

    @Test("are those of the reference tree: 36 of leaves and 36 of growth")
    func reference() throws {
        struct Reference: Decodable {
            struct Leaf: Decodable {
                let size, index: Int
                let proof: [String]
            }
            struct Growth: Decodable {
                let first, second: Int
                let proof: [String]
            }
            let leaf_inputs_hex: [String]
            let inclusion: [Leaf]
            let consistency: [Growth]
        }
        let data = try Data(contentsOf: merkleVectors.appending(path: "reference-tree.json"))
        let reference = try JSONDecoder().decode(Reference.self, from: data)
        let leaves = reference.leaf_inputs_hex.map { MerkleTree.leaf(bytes($0)) }
        #expect(reference.inclusion.count == 36 && reference.consistency.count == 36)
        for expected in reference.inclusion {
            let tree = Array(leaves.prefix(expected.size))
            let proof = try InclusionProof(of: expected.index, in: tree)
            #expect(proof.hashes.map(\.hex) == expected.proof)
        }
        for expected in reference.consistency {
            let tree = Array(leaves.prefix(expected.second))
            let proof = try ConsistencyProof(from: expected.first, in: tree)
            #expect(proof.hashes.map(\.hex) == expected.proof)
        }
    }

    @Test("have the accumulated digests: 131 roots, 8,515 proofs of leaves and 8,515 of growth")
    func accumulated() throws {
        struct Accumulated: Decodable {
            struct Digests: Decodable { let roots, inclusion, consistency: Line }
            struct Line: Decodable {
                let digest: String
                let cases: Int
            }
            let generated_here_plain_rfc6962: Digests
        }
        let data = try Data(contentsOf: merkleVectors.appending(path: "accumulated.json"))
        let expected = try JSONDecoder().decode(Accumulated.self, from: data)
            .generated_here_plain_rfc6962
        let leaves = (0..<130).map { MerkleTree.leaf([UInt8($0)]) }
        var (roots, inclusion, consistency) = ([String](), [String](), [String]())
        for size in 0...130 {
            let tree = Array(leaves.prefix(size))
            roots.append("\(size) \(MerkleTree(of: tree).root.hex)\n")
            for index in 0..<size {
                let proof = try InclusionProof(of: index, in: tree).hashes.map(\.hex)
                inclusion.append((["\(index)", "\(size)"] + proof).joined(separator: " ") + "\n")
            }
            for old in 1..<(size + 1) {
                let proof = try ConsistencyProof(from: old, in: tree).hashes.map(\.hex)
                consistency.append((["\(old)", "\(size)"] + proof).joined(separator: " ") + "\n")
            }
        }
        for (lines, expected) in [
            (roots, expected.roots), (inclusion, expected.inclusion),
            (consistency, expected.consistency),
        ] {
            #expect(lines.count == expected.cases)
            #expect(Digest(of: Array(lines.joined().utf8)).hex == expected.digest)
        }
    }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.utf8.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
