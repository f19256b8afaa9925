// Bytes that nobody may guess, by libcrypto: drawn, compared, and made of passphrases.

private import CCrypto

/// What libcrypto does with bytes that are secret.
enum SecretBytes {
    /// `count` random bytes that nobody knows; nil where the machine has none to give.
    static func random(count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return unsafe RAND_priv_bytes(&bytes, CInt(count)) == 1 ? bytes : nil
    }

    /// Whether both are the same, in a time that does not tell where they differ.
    static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        unsafe left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }

    /// What scrypt costs and gives (RFC 7914, section 2).
    struct Scrypt: Hashable, Sendable {
        /// The work and the memory: N is two to this power.
        let power: Int
        /// The size of a block, r: the memory is 128 r N bytes.
        let blockSize: Int
        /// How often it is done, p.
        let rounds: Int

        /// The bytes of memory that it takes: V, B and what libcrypto holds besides.
        var byteCount: Int { 128 * blockSize * (1 << power + rounds + 2) }

        /// `count` bytes made of `password` and `salt`; nil where libcrypto fails, for want of
        /// memory or of sense in the parameters.
        func bytes(of password: [UInt8], salt: [UInt8], count: Int) -> [UInt8]? {
            var key = [UInt8](repeating: 0, count: count)
            let made = unsafe password.withUnsafeBytes { password in
                unsafe EVP_PBE_scrypt(
                    password.baseAddress?.assumingMemoryBound(to: CChar.self),
                    password.count,
                    salt,
                    salt.count,
                    1 << UInt64(power),
                    UInt64(blockSize),
                    UInt64(rounds),
                    UInt64(byteCount),
                    &key,
                    key.count
                )
            }
            return made == 1 ? key : nil
        }
    }
}
