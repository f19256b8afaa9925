// The Merkle tree over the lines of a journal (RFC 6962): its root.

/// A Merkle tree that grows by one leaf at a time (RFC 6962, section 2.1). It keeps only the roots
/// of the whole subtrees that it is made of, one for each bit of its size.
public struct MerkleTree: Hashable, Sendable {
    /// The number of leaves.
    public private(set) var size = 0
    /// The roots of the whole subtrees, the largest first.
    private(set) var subtrees: [Digest] = []

    /// A tree without leaves.
    public init() {}

    /// The tree of `size` leaves that is made of the whole subtrees with the roots `subtrees`, the
    /// largest first; nil where their number is not that of the bits of `size`.
    init?(size: Int, subtrees: [Digest]) {
        guard size >= 0, size.nonzeroBitCount == subtrees.count else { return nil }
        (self.size, self.subtrees) = (size, subtrees)
    }

    /// The tree of the leaves whose hashes are `leaves`.
    ///
    /// - Complexity: O(n) hashes in the leaves.
    public init(of leaves: some Sequence<Digest>) {
        for leaf in leaves { append(leaf: leaf) }
    }

    /// The hash of the leaf `data`: for a journal the bytes of a line without its line feed.
    public static func leaf(_ data: some Collection<UInt8>) -> Digest {
        Digest(of: data, after: 0x00)
    }

    /// The hash of the leaf `data`, of which no copy is made.
    static func leaf(_ data: Span<UInt8>) -> Digest { Digest(of: data, after: 0x00) }

    /// Adds the leaf `data`.
    ///
    /// - Complexity: one hash of the leaf, and on average one of two digests.
    public mutating func append(_ data: some Collection<UInt8>) {
        append(leaf: MerkleTree.leaf(data))
    }

    /// Adds the leaf whose hash is `leaf`.
    public mutating func append(leaf: Digest) {
        var root = leaf
        // Two subtrees of one size become one, as a carry does.
        var carry = size
        while carry & 1 == 1, let left = subtrees.popLast() {
            root = MerkleTree.join(left, root)
            carry >>= 1
        }
        subtrees.append(root)
        size += 1
    }

    /// The root: for no leaves the digest of nothing.
    ///
    /// - Complexity: at most one hash for each bit of the size.
    public var root: Digest {
        guard var root = subtrees.last else { return Digest(of: []) }
        for left in subtrees.dropLast().reversed() { root = MerkleTree.join(left, root) }
        return root
    }

    /// The hash of what `left` and `right` are the two halves of.
    static func join(_ left: Digest, _ right: Digest) -> Digest {
        Digest(after: 0x01, left, right)
    }
}
