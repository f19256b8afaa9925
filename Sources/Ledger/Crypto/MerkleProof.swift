// Proofs in a Merkle tree (RFC 6962, sections 2.1.1 and 2.1.2): which subtrees they name, and what
// they show. Arithmetic alone: where the hashes come from is the caller's affair.

/// Shows that a leaf is in a tree, to whoever knows the tree's root (RFC 6962, section 2.1.1).
public struct InclusionProof: Hashable, Sendable {
    /// The number of the leaf, from 0.
    public let index: Int
    /// The number of leaves of the tree.
    public let size: Int
    /// The roots of the subtrees beside the path from the leaf up to the root.
    public let hashes: [Digest]

    /// A proof that somebody made. Nothing is checked yet.
    public init(index: Int, size: Int, hashes: [Digest]) {
        (self.index, self.size, self.hashes) = (index, size, hashes)
    }

    /// Proves that leaf `index` is in the tree of `leaves`.
    ///
    /// - Throws: that there is no such leaf.
    /// - Complexity: O(n) hashes in the leaves.
    public init(of index: Int, in leaves: [Digest]) throws(ProofError) {
        let subtrees = try InclusionProof.subtrees(beside: index, in: leaves.count)
        let hashes = subtrees.map { MerkleTree(of: leaves[$0]).root }
        self.init(index: index, size: leaves.count, hashes: hashes)
    }

    /// The subtrees whose roots prove that leaf `index` is in a tree of `size` leaves, in order.
    ///
    /// - Throws: that there is no such leaf.
    /// - Complexity: O(log n) in the leaves.
    public static func subtrees(
        beside index: Int,
        in size: Int
    ) throws(ProofError) -> [Range<Int>] {
        guard (0..<max(size, 0)).contains(index) else { throw .noLeaf(index: index, size: size) }
        return (0..<size).path(to: index) { $0.count == 1 }.beside
    }

    /// Checks that the leaf whose hash is `leaf` is in the tree whose root is `root`.
    ///
    /// - Throws: why the proof does not show that.
    /// - Complexity: a hash for each of the proof.
    public func check(_ leaf: Digest, root: Digest) throws(ProofError) {
        let subtrees = try InclusionProof.subtrees(beside: index, in: size)
        try ProofError.compare(hashes.count, with: subtrees.count)
        var found = leaf
        for (subtree, hash) in zip(subtrees, hashes) {
            found =
                subtree.lowerBound > index
                ? MerkleTree.join(found, hash) : MerkleTree.join(hash, found)
        }
        if found != root { throw .wrongRoot(size: size, found: found, expected: root) }
    }
}

/// Shows that a tree is what an earlier one has become by leaves added to it, to whoever knows the
/// roots of both (RFC 6962, section 2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
    /// The number of leaves of the earlier tree.
    public let old: Int
    /// The number of leaves of the later one.
    public let new: Int
    /// The roots of the subtrees that both are made of, or the later one alone.
    public let hashes: [Digest]

    /// A proof that somebody made. Nothing is checked yet.
    public init(from old: Int, to new: Int, hashes: [Digest]) {
        (self.old, self.new, self.hashes) = (old, new, hashes)
    }

    /// Proves that the tree of `leaves` is what that of the first `old` of them has become.
    ///
    /// - Throws: that there is no such earlier tree.
    /// - Complexity: O(n) hashes in the leaves.
    public init(from old: Int, in leaves: [Digest]) throws(ProofError) {
        let subtrees = try ConsistencyProof.subtrees(from: old, to: leaves.count)
        let hashes = subtrees.map { MerkleTree(of: leaves[$0]).root }
        self.init(from: old, to: leaves.count, hashes: hashes)
    }

    /// The subtrees whose roots prove that a tree of `old` leaves became one of `new`, in order.
    ///
    /// - Throws: that `old` is no number from 1 to `new`: a tree without leaves becomes any, and
    ///   there is nothing to be proved.
    /// - Complexity: O(log n) in the leaves.
    public static func subtrees(from old: Int, to new: Int) throws(ProofError) -> [Range<Int>] {
        guard old > 0, old <= new else { throw .noEarlierTree(old: old, new: new) }
        let path = (0..<new).path(to: old - 1) { $0.upperBound == old }
        // The earlier tree as a whole is known by its root.
        return path.end.lowerBound > 0 ? [path.end] + path.beside : path.beside
    }

    /// Checks that the tree whose root is `newRoot` is what the one with `oldRoot` has become.
    ///
    /// - Throws: why the proof does not show that.
    /// - Complexity: two hashes for each of the proof.
    public func check(from oldRoot: Digest, to newRoot: Digest) throws(ProofError) {
        let subtrees = try ConsistencyProof.subtrees(from: old, to: new)
        try ProofError.compare(hashes.count, with: subtrees.count)
        var steps = Array(zip(subtrees, hashes))[...]
        var (before, after) = (oldRoot, oldRoot)
        if let first = steps.first, first.0.upperBound == old, first.0.lowerBound > 0 {
            (before, after) = (first.1, first.1)
            steps = steps.dropFirst()
        }
        for (subtree, hash) in steps {
            if subtree.lowerBound >= old {
                after = MerkleTree.join(after, hash)
            } else {
                before = MerkleTree.join(hash, before)
                after = MerkleTree.join(hash, after)
            }
        }
        if before != oldRoot { throw .wrongRoot(size: old, found: before, expected: oldRoot) }
        if after != newRoot { throw .wrongRoot(size: new, found: after, expected: newRoot) }
    }
}

/// Why a proof shows nothing.
public enum ProofError: Error, Hashable, Sendable {
    /// There is no such leaf in a tree of that size.
    case noLeaf(index: Int, size: Int)
    /// Leaves are proved in order, each once, and this one is not.
    case notInOrder(index: Int)
    /// A tree of `new` leaves has not grown out of one of `old`.
    case noEarlierTree(old: Int, new: Int)
    /// It has more or fewer hashes than its tree asks for.
    case wrongCount(found: Int, expected: Int)
    /// Its hashes lead to another root than the one that is trusted.
    case wrongRoot(size: Int, found: Digest, expected: Digest)

    /// What is wrong and what that means, in a sentence.
    public var words: String {
        switch self {
        case .noLeaf(let index, let size):
            "The proof is of entry \(counted(index)), and its journal has \(size): it proves"
                + " nothing. Ask whoever made it for another."
        case .notInOrder(let index):
            "The proof names entry \(counted(index)) twice, or after a later one; entries are proved"
                + " in their order, each once."
        case .noEarlierTree(let old, let new):
            "The proof leads from \(old) entries to \(new); the earlier number is to be at least 1"
                + " and no more than the later. Give the older checkpoint first."
        case .wrongCount(let found, let expected):
            "The proof has \(found) hashes, where journals of these sizes ask for \(expected): it"
                + " was cut, or is of other checkpoints."
        case .wrongRoot(let size, let found, let expected):
            "The proof leads to the root \(found.hex.prefix(12))… for \(size) entries, and the"
                + " checkpoint says \(expected.hex.prefix(12))…: one of the two is not of this"
                + " journal."
        }
    }

    /// People count entries from 1; a size that no journal has stays as it is.
    private func counted(_ index: Int) -> String {
        index < Int.max ? String(index + 1) : String(index)
    }

    static func compare(_ found: Int, with expected: Int) throws(ProofError) {
        if found != expected { throw .wrongCount(found: found, expected: expected) }
    }
}

extension Range<Int> {
    /// The path from the tree of these leaves down to leaf `index`, as far as the first subtree
    /// that `isEnd`: that one, and those beside the path, the lowest first.
    fileprivate func path(
        to index: Int,
        until isEnd: (Range<Int>) -> Bool
    ) -> (end: Range<Int>, beside: [Range<Int>]) {
        var (rest, beside) = (self, [Range<Int>]())
        while !isEnd(rest) {
            let (left, right) = rest.halves
            beside.append(index < right.lowerBound ? right : left)
            rest = index < right.lowerBound ? left : right
        }
        return (rest, beside.reversed())
    }

    /// The two that the tree of these leaves, of which there are several, is divided into: behind
    /// the largest power of two of its leaves that leaves some (RFC 6962, section 2.1).
    var halves: (left: Range<Int>, right: Range<Int>) {
        let half = 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
        let middle = lowerBound + half
        return (lowerBound..<middle, middle..<upperBound)
    }
}
