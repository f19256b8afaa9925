// A list of short words that are looked up as they stand in a line, eight bytes at a time.

/// A word of up to 23 bytes and the quotation mark after it as three numbers, the first byte the
/// lowest; zeros stand after the last. The mark belongs to it, so that a word which ends in zeros
/// of its own is another one.
struct Word: Hashable, Sendable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0

    init() {}

    /// The word `text`, ASCII, at most 23 bytes.
    init(_ text: String) {
        for (index, byte) in "\(text)\"".utf8.enumerated() {
            let part = UInt64(byte) << (index % 8 * 8)
            switch index / 8 {
            case 0: first |= part
            case 1: second |= part
            default: third |= part
            }
        }
    }

    /// A number below 256 that spreads words over a table: the factor is one by which no two words
    /// of the vocabulary meet.
    var spread: Int {
        let mixed = (first ^ second &* 31 ^ third &* 977) &* 0x3C36_637F_09AB_4861
        return Int(truncatingIfNeeded: mixed &>> 56)
    }
}

/// Words in an order, each found by one look at a table, or few more.
struct Wordlist: Sendable {
    /// A word, and its place in the order plus one; 0 where there is none.
    private struct Row: Sendable {
        var word = Word()
        var number: UInt8 = 0
    }

    private var rows = ContiguousArray(repeating: Row(), count: 256)

    /// A list of at most a hundred words, none of them empty.
    init(_ words: [String]) {
        for (number, text) in words.enumerated() {
            let word = Word(text)
            var place = word.spread
            while rows[place].number != 0 { place = (place + 1) % 256 }
            rows[place] = Row(word: word, number: UInt8(truncatingIfNeeded: number + 1))
        }
    }

    /// The place of `word` in the order; nil where it is not in the list.
    func place(of word: Word) -> Int? {
        var place = word.spread
        while true {
            let row = rows[place]
            if row.number == 0 { return nil }
            if row.word == word { return Int(row.number) - 1 }
            place = (place + 1) % 256
        }
    }
}
