// One proof that several leaves are in a Merkle tree: smaller than one for each of them.

/// Shows that some leaves are in a tree, to whoever knows the tree's root. Of the hashes that
/// their ``InclusionProof``s have it leaves out those that are there twice, and those that follow
/// from the leaves; for one leaf it has the same hashes, from left to right.
public struct JointProof: Hashable, Sendable {
    /// The numbers of the leaves, from 0, in order.
    public let indices: [Int]
    /// The number of leaves of the tree.
    public let size: Int
    /// The roots of the largest subtrees that hold none of the leaves, from left to right.
    public let hashes: [Digest]

    /// A proof that somebody made. Nothing is checked yet.
    public init(indices: [Int], size: Int, hashes: [Digest]) {
        (self.indices, self.size, self.hashes) = (indices, size, hashes)
    }

    /// The subtrees whose roots prove that the leaves `indices` are in a tree of `size` leaves,
    /// from left to right.
    ///
    /// - Throws: that there is no such leaf, or that they are not in order, each once.
    /// - Complexity: O(k log n) in the leaves that are proved and in all leaves.
    public static func subtrees(
        beside indices: [Int],
        in size: Int
    ) throws(ProofError) -> [Range<Int>] {
        var beside: [Range<Int>] = []
        try down(indices, size) { _ in
            Digest.zero
        } beside: { subtree in
            beside.append(subtree)
            return Digest.zero
        }
        return beside
    }

    /// Checks that the leaves whose hashes are `leaves`, in the order of ``indices``, are in the
    /// tree whose root is `root`.
    ///
    /// - Throws: why the proof does not show that.
    /// - Complexity: O(k log n) hashes.
    public func check(_ leaves: [Digest], root: Digest) throws(ProofError) {
        try ProofError.compare(leaves.count, with: indices.count)
        var asked = 0
        try JointProof.down(indices, size) { _ in
            Digest.zero
        } beside: { _ in
            asked += 1
            return Digest.zero
        }
        try ProofError.compare(hashes.count, with: asked)
        var (leaves, hashes) = (leaves.makeIterator(), hashes.makeIterator())
        let found = try JointProof.down(indices, size) { _ in
            leaves.next() ?? .zero
        } beside: { _ in
            hashes.next() ?? .zero
        }
        if found != root { throw .wrongRoot(size: size, found: found, expected: root) }
    }

    /// Goes down a tree of `size` leaves from left to right, as far as `indices` are below, and
    /// joins what `leaf` says of each of them and `beside` of the subtrees that hold none.
    @discardableResult
    private static func down(
        _ indices: [Int],
        _ size: Int,
        leaf: (Int) -> Digest,
        beside: (Range<Int>) -> Digest
    ) throws(ProofError) -> Digest {
        for (place, index) in indices.enumerated() {
            guard index >= 0, index < size else { throw .noLeaf(index: index, size: size) }
            if place > 0, indices[place - 1] >= index { throw .notInOrder(index: index) }
        }
        guard !indices.isEmpty else { throw .noLeaf(index: 0, size: max(size, 0)) }
        func root(of tree: Range<Int>, _ indices: ArraySlice<Int>) -> Digest {
            if indices.isEmpty { return beside(tree) }
            if tree.count == 1 { return leaf(tree.lowerBound) }
            let (left, right) = tree.halves
            let middle = indices.firstIndex { $0 >= right.lowerBound } ?? indices.endIndex
            let leftRoot = root(of: left, indices[..<middle])
            return MerkleTree.join(leftRoot, root(of: right, indices[middle...]))
        }
        return root(of: 0..<size, indices[...])
    }
}
