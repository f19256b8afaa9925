// Unicode's normal form C, in which text is written down and passphrases are hashed.

@_spi(_Unicode) private import Swift

extension String {
    /// The text in Unicode's normal form C, the standard library's own, which string comparison
    /// rests on too.
    var inNormalFormC: String {
        var scalars = String.UnicodeScalarView()
        for character in _nfc { scalars.append(character) }
        return String(scalars)
    }
}
