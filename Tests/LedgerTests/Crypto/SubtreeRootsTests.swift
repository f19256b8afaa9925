// The roots of subtrees, found on one way over the leaves.

import Testing

@testable import Ledger

@Suite("Roots of subtrees on the way over the leaves")
struct SubtreeRootsTests {
    private static let leaves = (0..<40).map { MerkleTree.leaf([UInt8($0)]) }

    @Test("are those of the leaves alone, for every range of 40, all asked for at once")
    func everyRange() {
        let ranges = (0..<40).flatMap { start in (start + 1...40).map { start..<$0 } }
        var roots = SubtreeRoots(of: ranges)
        for leaf in Self.leaves { roots.add(leaf) }
        for range in ranges {
            #expect(roots.found[range] == MerkleTree(of: Self.leaves[range]).root)
        }
        #expect(roots.tree == MerkleTree(of: Self.leaves))
        #expect(roots.found.count == ranges.count)
    }

    @Test("are found from any size on, as far as they lie behind it", arguments: 0...40)
    func from(size: Int) {
        let ranges = (0..<40).flatMap { start in (start + 1...40).map { start..<$0 } }
        var roots = SubtreeRoots(of: ranges, behind: MerkleTree(of: Self.leaves[..<size]))
        for leaf in Self.leaves[size...] { roots.add(leaf) }
        let expected = ranges.filter { range in
            range.upperBound >= max(size, 1)
                && (range.lowerBound >= size || (range.lowerBound == 0 && range.upperBound >= size))
        }
        #expect(Set(roots.found.keys) == Set(expected))
        for range in expected {
            #expect(roots.found[range] == MerkleTree(of: Self.leaves[range]).root)
        }
    }

    @Test("are not there where the leaves end before")
    func tooFew() {
        var roots = SubtreeRoots(of: [0..<50, 38..<42, 39..<40])
        for leaf in Self.leaves { roots.add(leaf) }
        #expect(Array(roots.found.keys) == [39..<40])
    }

    @Test("go on from a tree that was written down")
    func written() {
        for size in 0...40 {
            let tree = MerkleTree(of: Self.leaves[..<size])
            #expect(MerkleTree(size: size, subtrees: tree.subtrees) == tree)
            #expect(MerkleTree(size: size, subtrees: tree.subtrees + [.zero]) == nil)
        }
        #expect(MerkleTree(size: -1, subtrees: []) == nil)
    }
}
