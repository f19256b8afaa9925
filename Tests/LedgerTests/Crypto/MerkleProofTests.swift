// Proofs in Merkle trees: every one of small trees, each spoilt in every hash.

import Foundation
import Testing

@testable import Ledger

/// Trees of the leaves 0, 1, 2 and so on, with the roots of their subtrees as the definition
/// makes them (RFC 6962, section 2.1), each made once.
private struct PlainTree {
    private let leaves: [Digest]
    private var made: [Range<Int>: Digest] = [:]

    init(size: Int) {
        leaves = (0..<size).map { MerkleTree.leaf([UInt8($0 & 255), UInt8($0 >> 8)]) }
    }

    func leaf(_ index: Int) -> Digest { leaves[index] }

    mutating func root(_ range: Range<Int>) -> Digest {
        if range.count == 1 { return leaves[range.lowerBound] }
        if let root = made[range] { return root }
        var left = 1
        while left * 2 < range.count { left *= 2 }
        let middle = range.lowerBound + left
        let halves = (root(range.lowerBound..<middle), root(middle..<range.upperBound))
        let root = Digest(of: [1] + halves.0.bytes + halves.1.bytes)
        made[range] = root
        return root
    }
}

extension Digest {
    /// The digest with one of its bits turned.
    fileprivate func flipped(_ bit: Int) -> Digest {
        var bytes = bytes
        bytes[bit / 8 % 32] ^= 1 << (bit % 8)
        return Digest(bytes: bytes) ?? self
    }
}

extension [Digest] {
    /// The hashes spoilt in every way that is tried: each with a bit turned, one left out at
    /// either end, one more at either end.
    fileprivate func spoilt(_ bit: Int) -> [[Digest]] {
        var all = indices.map { place in
            var hashes = self
            hashes[place] = self[place].flipped(bit + place)
            return hashes
        }
        if !isEmpty { all += [Array(dropFirst()), Array(dropLast())] }
        return all + [self + [.zero], [.zero] + self]
    }
}

@Suite("A proof in a Merkle tree")
struct MerkleProofTests {
    @Test("that a leaf is in it holds for every leaf of up to 300, and spoilt for none")
    func inclusion() throws {
        var tree = PlainTree(size: 300)
        for size in 1...300 {
            let root = tree.root(0..<size)
            for index in 0..<size {
                let hashes = try InclusionProof.subtrees(beside: index, in: size).map {
                    tree.root($0)
                }
                let leaf = tree.leaf(index)
                let check = { (hashes: [Digest], leaf: Digest, root: Digest) in
                    try InclusionProof(index: index, size: size, hashes: hashes)
                        .check(leaf, root: root)
                }
                let refused = try refusals(of: hashes, leaf, root, size, check)
                #expect(refused == hashes.count + (hashes.isEmpty ? 4 : 6), "\(index) of \(size)")
            }
        }
    }

    @Test("that it has grown holds for every pair of sizes up to 300, and spoilt for none")
    func consistency() throws {
        var tree = PlainTree(size: 300)
        for new in 1...300 {
            let later = tree.root(0..<new)
            for old in 1...new {
                let hashes = try ConsistencyProof.subtrees(from: old, to: new).map {
                    tree.root($0)
                }
                let earlier = tree.root(0..<old)
                let check = { (hashes: [Digest], earlier: Digest, later: Digest) in
                    try ConsistencyProof(from: old, to: new, hashes: hashes)
                        .check(from: earlier, to: later)
                }
                let refused = try refusals(of: hashes, earlier, later, new, check)
                #expect(refused == hashes.count + (hashes.isEmpty ? 4 : 6), "\(old) to \(new)")
            }
        }
    }

    /// How many ways to spoil a proof that holds are refused: its hashes, and the digests it is
    /// checked against.
    private func refusals(
        of hashes: [Digest],
        _ first: Digest,
        _ second: Digest,
        _ bit: Int,
        _ check: ([Digest], Digest, Digest) throws -> Void
    ) throws -> Int {
        try check(hashes, first, second)
        let spoilt = hashes.spoilt(bit).map { ($0, first, second) }
        let others = [(hashes, first.flipped(bit), second), (hashes, first, second.flipped(bit))]
        return (spoilt + others).count { (try? check($0.0, $0.1, $0.2)) == nil }
    }

    @Test("is made of a journal's leaves as its subtrees say")
    func made() throws {
        var tree = PlainTree(size: 21)
        let leaves = (0..<21).map(tree.leaf)
        for index in 0..<21 {
            let proof = try InclusionProof(of: index, in: leaves)
            let subtrees = try InclusionProof.subtrees(beside: index, in: 21)
            #expect(proof.hashes == subtrees.map { tree.root($0) })
            #expect(proof.index == index && proof.size == 21)
        }
        for old in 1...21 {
            let proof = try ConsistencyProof(from: old, in: leaves)
            let subtrees = try ConsistencyProof.subtrees(from: old, to: 21)
            #expect(proof.hashes == subtrees.map { tree.root($0) })
            #expect(proof.old == old && proof.new == 21)
        }
    }

    @Test("of sizes that no tree has is refused, however large they are")
    func noTree() {
        for (index, size) in [(0, 0), (1, 1), (-1, 3), (3, 3), (0, -1), (Int.max, Int.max)] {
            #expect(throws: ProofError.noLeaf(index: index, size: size)) {
                try InclusionProof(index: index, size: size, hashes: []).check(.zero, root: .zero)
            }
        }
        for (old, new) in [(0, 0), (0, 1), (-1, 1), (2, 1), (Int.max, 1), (1, Int.min)] {
            #expect(throws: ProofError.noEarlierTree(old: old, new: new)) {
                try ConsistencyProof(from: old, to: new, hashes: []).check(from: .zero, to: .zero)
            }
        }
        // The largest trees that can be written down are still divided.
        #expect(throws: ProofError.wrongCount(found: 0, expected: 63)) {
            try InclusionProof(index: 0, size: .max, hashes: []).check(.zero, root: .zero)
        }
        // 61 steps leave three leaves, the 62nd the first two of them, which are the last hash.
        #expect(throws: ProofError.wrongCount(found: 0, expected: 63)) {
            try ConsistencyProof(from: .max - 1, to: .max, hashes: [])
                .check(from: .zero, to: .zero)
        }
    }

    @Test("says what is wrong with it, counting entries from 1")
    func words() throws {
        let digest = try #require(Digest(hex: String(repeating: "ab", count: 32)))
        #expect(
            ProofError.noLeaf(index: 4, size: 4).words
                == "The proof is of entry 5, and its journal has 4: it proves nothing. Ask whoever"
                + " made it for another."
        )
        #expect(
            ProofError.noEarlierTree(old: 9, new: 4).words
                == "The proof leads from 9 entries to 4; the earlier number is to be at least 1 and"
                + " no more than the later. Give the older checkpoint first."
        )
        #expect(
            ProofError.wrongCount(found: 2, expected: 3).words
                == "The proof has 2 hashes, where journals of these sizes ask for 3: it was cut, or"
                + " is of other checkpoints."
        )
        #expect(
            ProofError.wrongRoot(size: 7, found: .zero, expected: digest).words
                == "The proof leads to the root 000000000000… for 7 entries, and the checkpoint"
                + " says abababababab…: one of the two is not of this journal."
        )
    }
}
