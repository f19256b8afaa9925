// One proof of several leaves: every choice of leaves of small trees, each proof spoilt.

import Testing

@testable import Ledger

@Suite("A joint proof")
struct JointProofTests {
    /// The leaves 0, 1, 2 and so on.
    private static func leaves(_ size: Int) -> [Digest] {
        (0..<size).map { MerkleTree.leaf([UInt8($0 & 255), UInt8($0 >> 8)]) }
    }

    private static func proof(_ indices: [Int], _ leaves: [Digest]) throws -> JointProof {
        let subtrees = try JointProof.subtrees(beside: indices, in: leaves.count)
        return JointProof(
            indices: indices,
            size: leaves.count,
            hashes: subtrees.map { MerkleTree(of: leaves[$0]).root }
        )
    }

    private static func holds(_ proof: JointProof, _ leaves: [Digest], _ root: Digest) -> Bool {
        (try? proof.check(leaves, root: root)) != nil
    }

    @Test("holds for every choice of leaves of up to 10, and spoilt for none")
    func everyChoice() throws {
        for size in 1...10 {
            let leaves = Self.leaves(size)
            let root = MerkleTree(of: leaves).root
            for choice in 1..<(1 << size) {
                let indices = (0..<size).filter { choice >> $0 & 1 == 1 }
                let proof = try Self.proof(indices, leaves)
                let proved = indices.map { leaves[$0] }
                #expect(Self.holds(proof, proved, root))
                for place in proved.indices {
                    var others = proved
                    others[place] = MerkleTree.leaf([99])
                    #expect(!Self.holds(proof, others, root))
                }
                for place in proof.hashes.indices {
                    var hashes = proof.hashes
                    hashes[place] = MerkleTree.leaf([99])
                    let other = JointProof(indices: indices, size: size, hashes: hashes)
                    #expect(!Self.holds(other, proved, root))
                }
                let longer = JointProof(
                    indices: indices,
                    size: size,
                    hashes: proof.hashes + [root]
                )
                #expect(!Self.holds(longer, proved, root))
                #expect(!Self.holds(proof, Array(proved.dropLast()), root))
            }
        }
    }

    @Test("of one leaf has the hashes of its proof of inclusion, from left to right")
    func single() throws {
        for size in 1...70 {
            let leaves = Self.leaves(size)
            for index in 0..<size {
                let single = try InclusionProof.subtrees(beside: index, in: size)
                let joint = try JointProof.subtrees(beside: [index], in: size)
                #expect(joint == single.sorted { $0.lowerBound < $1.lowerBound })
                let hashes = joint.map { MerkleTree(of: leaves[$0]).root }
                #expect(hashes.count == single.count)
            }
        }
    }

    @Test("of all leaves needs no hash, and of two neighbours fewer than two proofs")
    func smaller() throws {
        #expect(try JointProof.subtrees(beside: Array(0..<300), in: 300).isEmpty)
        // The path from a pair among 1,024 is 9 subtrees long; two proofs have 10 hashes each.
        #expect(try JointProof.subtrees(beside: [512, 513], in: 1_024).count == 9)
    }

    @Test("names leaves that are there, in order, each once")
    func refuses() {
        func fault(_ indices: [Int], _ size: Int) -> ProofError? {
            do throws(ProofError) {
                _ = try JointProof.subtrees(beside: indices, in: size)
                return nil
            } catch { return error }
        }
        #expect(fault([3], 3) == .noLeaf(index: 3, size: 3))
        #expect(fault([-1], 3) == .noLeaf(index: -1, size: 3))
        #expect(fault([], 3) == .noLeaf(index: 0, size: 3))
        #expect(fault([1, 1], 3) == .notInOrder(index: 1))
        #expect(fault([2, 0], 3) == .notInOrder(index: 0))
        #expect(fault([0], .max) == nil)
        #expect(
            ProofError.notInOrder(index: 1).words
                == "The proof names entry 2 twice, or after a later one; entries are proved in their"
                + " order, each once."
        )
    }
}
