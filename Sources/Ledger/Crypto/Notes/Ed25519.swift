// Ed25519 signatures (RFC 8032), made and checked by libcrypto.

private import CCrypto

/// A public Ed25519 key.
struct PublicKey: Hashable, Sendable {
    /// The number of bytes in a key, public or private.
    static let byteCount = 32
    /// The number of bytes in a signature.
    static let signatureByteCount = 64

    /// The key as RFC 8032 writes it.
    let bytes: [UInt8]

    /// The key that these bytes are; nil where they are not 32.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == PublicKey.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// Whether `signature` was made of `message` with the private key that belongs to this one.
    ///
    /// - Complexity: O(n) in the bytes of the message, and some 0.1 ms.
    func verifies(_ signature: some Collection<UInt8>, of message: [UInt8]) -> Bool {
        let signature = Array(signature)
        guard signature.count == PublicKey.signatureByteCount,
            let key = unsafe EVP_PKEY_new_raw_public_key(NID_ED25519, nil, bytes, bytes.count)
        else { return false }
        defer { unsafe EVP_PKEY_free(key) }
        guard let context = unsafe EVP_MD_CTX_new() else { return false }
        defer { unsafe EVP_MD_CTX_free(context) }
        return unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}

/// A private Ed25519 key. It is never printed but into the file that keeps it.
struct PrivateKey: Sendable {
    /// The 32 bytes that all else is made of (RFC 8032, section 5.1.5).
    let seed: [UInt8]
    /// The public key that belongs to it.
    let publicKey: PublicKey

    /// A new key, by the random numbers of libcrypto; nil where the machine has none to give.
    init?() {
        var seed = [UInt8](repeating: 0, count: PublicKey.byteCount)
        guard unsafe RAND_priv_bytes(&seed, CInt(seed.count)) == 1 else { return nil }
        self.init(seed: seed)
    }

    /// The key of `seed`; nil where that is not 32 bytes.
    init?(seed: some Collection<UInt8>) {
        let seed = Array(seed)
        guard seed.count == PublicKey.byteCount,
            let key = unsafe EVP_PKEY_new_raw_private_key(NID_ED25519, nil, seed, seed.count)
        else { return nil }
        defer { unsafe EVP_PKEY_free(key) }
        var bytes = [UInt8](repeating: 0, count: PublicKey.byteCount)
        var count = bytes.count
        guard unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1,
            let publicKey = PublicKey(bytes: bytes.prefix(count))
        else { return nil }
        (self.seed, self.publicKey) = (seed, publicKey)
    }

    /// The signature of `message`, 64 bytes, the same each time; nil where libcrypto fails.
    func sign(_ message: [UInt8]) -> [UInt8]? {
        let key = unsafe EVP_PKEY_new_raw_private_key(NID_ED25519, nil, seed, seed.count)
        guard let key = unsafe key else { return nil }
        defer { unsafe EVP_PKEY_free(key) }
        guard let context = unsafe EVP_MD_CTX_new() else { return nil }
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: PublicKey.signatureByteCount)
        var count = signature.count
        guard unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
            unsafe EVP_DigestSign(context, &signature, &count, message, message.count) == 1,
            count == signature.count
        else { return nil }
        return signature
    }
}
