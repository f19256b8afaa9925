// Links that work once: each lets one user set a passphrase.

import Ledger

/// Why a link did not set a passphrase.
enum LinkFault: Error, Equatable {
    /// No user has it: it was used, or a newer one was made, or it was never one.
    case unknown
    /// It was good for 72 hours, which are over.
    case expired
    /// The passphrase cannot be taken; the link can be used with another.
    case passphrase(PassphraseFault)
    /// Too many are signing in at this moment.
    case busy
    /// The users file could not be read or written.
    case file(CommandError)

    /// What is wrong and what to do next, as sentences.
    var words: String {
        switch self {
        case .unknown:
            "This link does nothing: it was used already, or a newer one was made. Ask whoever "
                + "gave it to you for a new one."
        case .expired:
            "This link worked for \(User.Link.duration / 3600) hours, which are over. Ask whoever "
                + "gave it to you for a new one."
        case .passphrase(let fault): fault.words
        case .busy: "Many people are signing in at this moment. Try again in a few seconds."
        case .file: "The server cannot read or write who may use it. Tell whoever keeps it."
        }
    }
}

extension UsersFile {
    /// Whose the link with `secret` is, at `now`.
    func user(ofLink secret: Secret, now: Instant) throws(LinkFault) -> User {
        let digest = secret.digest
        let users: [User]
        do throws(CommandError) { users = try all() } catch { throw .file(error) }
        guard let user = users.first(where: { $0.link?.digest == digest }), let link = user.link
        else { throw .unknown }
        if now >= link.expires { throw .expired }
        return user
    }

    /// Uses the link with `secret` up, at `now`, to set `passphrase`; the user whose it is.
    ///
    /// Whoever signed in with the old passphrase is out. Of two who use one link at once, one does.
    ///
    /// - Throws: why nothing was set; then the link is as it was.
    @discardableResult
    func setPassphrase(
        _ passphrase: String,
        byLink secret: Secret,
        now: Instant,
        lane: PassphraseLane = .only
    ) throws(LinkFault) -> User {
        let user = try user(ofLink: secret, now: now)
        let hash: PassphraseHash?
        do throws(PassphraseFault) {
            hash = try lane.work { () throws(PassphraseFault) in
                try PassphraseHash(of: passphrase, key: user.key.text)
            }
        } catch { throw .passphrase(error) }
        guard let hash else { throw .busy }
        let set: User?
        do throws(CommandError) {
            set = try change { (users: inout [User]) throws(CommandError) -> User? in
                // It may have been used, or the user removed, while the hash was made.
                let place = users.firstIndex { $0.key == user.key && $0.link == user.link }
                guard let place else { return nil }
                users[place].passphrase = hash
                users[place].link = nil
                return users[place]
            }
        } catch { throw .file(error) }
        guard let set else { throw .unknown }
        return set
    }
}
