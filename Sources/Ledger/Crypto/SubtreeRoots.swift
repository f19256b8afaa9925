// The roots of some subtrees of a Merkle tree, found on one way over its leaves.

/// Goes over the leaves of a tree in order and keeps none of them, only the roots that were asked
/// for: of the whole tree as it was at some sizes, and of subtrees that a proof names.
struct SubtreeRoots: Sendable {
    /// The tree of all leaves so far.
    private(set) var tree: MerkleTree
    /// The roots found so far, by the leaves they are over.
    private(set) var found: [Range<Int>: Digest] = [:]
    /// What is still to be begun, the lowest last.
    private var ahead: [Range<Int>]
    /// What is being added up; those that begin with the first leaf without a tree of their own.
    private var open: [(range: Range<Int>, tree: MerkleTree?)] = []
    /// The next number of leaves at which there is something to be done.
    private var next = 0

    /// Ready for the leaf behind those of `tree`, to find the roots of `ranges` of leaves. A range
    /// that begins among those behind is not found, nor one that ends before them.
    init(of ranges: some Sequence<Range<Int>>, behind tree: MerkleTree = MerkleTree()) {
        self.tree = tree
        ahead = Set(ranges).filter { range in
            !range.isEmpty && range.upperBound > tree.size
                && (range.lowerBound == 0 || range.lowerBound >= tree.size)
        }
        .sorted { $0.lowerBound > $1.lowerBound }
        if tree.size > 0 { found[0..<tree.size] = tree.root }
        look()
    }

    /// Adds the next leaf, whose hash is `leaf`.
    ///
    /// - Complexity: a hash or two on average, and as many again for each subtree it is in that
    ///   does not begin with the first leaf.
    mutating func add(_ leaf: Digest) {
        tree.append(leaf: leaf)
        for place in open.indices { open[place].tree?.append(leaf: leaf) }
        if tree.size == next { look() }
    }

    /// Ends what ends with the leaves so far, and begins what begins behind them.
    private mutating func look() {
        for (range, tree) in open where range.upperBound == self.tree.size {
            found[range] = (tree ?? self.tree).root
        }
        open.removeAll { $0.range.upperBound == tree.size }
        while let range = ahead.last, range.lowerBound <= tree.size {
            ahead.removeLast()
            open.append((range, range.lowerBound == 0 ? nil : MerkleTree()))
        }
        next = (open.map(\.range.upperBound) + ahead.suffix(1).map(\.lowerBound)).min() ?? .max
    }
}
