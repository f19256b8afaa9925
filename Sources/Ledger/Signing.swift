// Signing what is recorded, where whoever records it has registered a key.

extension Entry {
    /// The entry with the signature that `plan` asks for, made with a key that is in `store`.
    ///
    /// - Throws: that the key is not there, or cannot be read.
    func signed(as plan: Plan, asks store: KeyStore?) throws(LedgerError) -> Entry {
        guard plan.isUnsigned(self) else { return self }
        var wanted = plan.signingKeys[act.by] ?? []
        for event in act.events where wanted.isEmpty {
            // What registers the first key is signed with that key.
            if case .trust(.keyRegistered(act.by, let vkey)) = event { wanted = [vkey] }
        }
        let held: [KeyStore.Held]
        do throws(JournalError) {
            held = try store?.keys(of: .person(act.by)) ?? []
        } catch { throw .journal(error) }
        let signer = held.compactMap(\.signer).first { wanted.contains($0.key.vkey) }
        guard let signer else { throw .refused(.recorderMustSign(act.by)) }
        do throws(NoteError) {
            return try signed(with: signer)
        } catch { throw .journal(.unreadable(path: signer.key.short, error)) }
    }
}
