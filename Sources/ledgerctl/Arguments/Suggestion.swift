// What somebody may have meant by a word that is none of those expected.

/// Finds the words nearest to a mistyped one.
enum Suggestion {
    /// The most words that are ever suggested.
    static let countMax = 3

    /// The words of `words` that `typed` may have been meant for: those nearest to it, where they
    /// are near enough, else those it is the beginning of. In the order of `words`.
    ///
    /// Near enough is one slip for every three characters typed, and one at least.
    static func nearest(to typed: String, among words: [String]) -> [String] {
        let limit = max(1, typed.count / 3)
        let distances = words.map { distance(from: typed.lowercased(), to: $0.lowercased()) }
        if let best = distances.min(), best <= limit {
            return Array(zip(words, distances).filter { $0.1 == best }.map(\.0).prefix(countMax))
        }
        let begun = words.filter {
            typed.count > 1 && $0.lowercased().hasPrefix(typed.lowercased())
        }
        return begun.count <= countMax ? begun : []
    }

    /// How many slips lie between two words: a character left out, added, replaced, or two
    /// neighbours exchanged (the optimal string alignment distance).
    ///
    /// - Complexity: O(m × n) in the lengths of the two.
    static func distance(from left: String, to right: String) -> Int {
        let left = Array(left)
        let right = Array(right)
        var above: [Int] = []
        var row = Array(0...right.count)
        for (i, character) in left.enumerated() {
            let below = next(row, above, i, character, left, right)
            above = row
            row = below
        }
        return row[right.count]
    }

    /// The row of distances that takes in `character`, number `i` of `left`.
    private static func next(
        _ row: [Int],
        _ above: [Int],
        _ i: Int,
        _ character: Character,
        _ left: [Character],
        _ right: [Character]
    ) -> [Int] {
        var below = [i + 1]
        for (j, other) in right.enumerated() {
            let replaced = row[j] + (character == other ? 0 : 1)
            var least = min(replaced, row[j + 1] + 1, below[j] + 1)
            if i > 0, j > 0, character == right[j - 1], left[i - 1] == other {
                least = min(least, above[j - 1] + 1)
            }
            below.append(least)
        }
        return below
    }
}
