// The file that says who may use the server: read by it at every request, changed by it and by
// `ledgerctl users` at once.

import Ledger
import Synchronization

/// The users of one server: a file of one line for each, by their keys.
final class UsersFile: Sendable {
    private let file: PrivateFile
    private let known = Mutex<Known?>(nil)

    /// What the file said when it was like this.
    private struct Known {
        let mark: PrivateFile.Mark
        let users: [User]
    }

    /// The users in the file at `path`. Nothing is read yet.
    init(path: String) {
        file = PrivateFile(path: path)
    }

    /// Where the file is.
    var path: String { file.path }

    /// Everybody, by their keys; nobody where there is no file.
    ///
    /// - Throws: that the file cannot be read, or that others may read or write it.
    /// - Complexity: one look at the file, as long as nobody changes it.
    func all() throws(CommandError) -> [User] {
        // Not looked at while others wait: that is a call of the system.
        let mark = try file.mark()
        return try known.withLock { known throws(CommandError) in
            if let known, known.mark == mark { return known.users }
            guard let (bytes, mark) = try file.read() else {
                known = nil
                return []
            }
            let users = try parse(bytes)
            known = mark.isSettled ? Known(mark: mark, users: users) : nil
            return users
        }
    }

    /// The user called `key`; nil where there is none.
    func user(_ key: Key) throws(CommandError) -> User? {
        try all().first { $0.key == key }
    }

    /// Changes the users by `body`, while nobody else does.
    ///
    /// - Throws: what `body` does, or why the file could not be written; then nothing is changed.
    @discardableResult
    func change<Result>(
        _ body: (inout [User]) throws(CommandError) -> Result
    ) throws(CommandError) -> Result {
        try Files.makeFolder(file.folder)
        return try file.alone { () throws(CommandError) in
            let before = try parse(file.read()?.bytes ?? [])
            var users = before
            let result = try body(&users)
            users.sort { $0.key < $1.key }
            if users != before {
                try file.replace(with: users.flatMap { $0.line + [UInt8(ascii: "\n")] })
            }
            return result
        }
    }

    private func parse(_ bytes: [UInt8]) throws(CommandError) -> [User] {
        var users: [User] = []
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for (index, line) in lines.enumerated() {
            do throws(UserFault) {
                let user = try User(line: line)
                if let last = users.last, last.key >= user.key {
                    let isThere = users.contains { $0.key == user.key }
                    throw UserFault(
                        words: isThere
                            ? "is about \(user.key), who stands above already"
                            : "is about \(user.key), who comes before \(last.key)"
                    )
                }
                users.append(user)
            } catch {
                throw .refused(
                    "\(path): line \(index + 1) is no user: it \(error.words). Mend the line, or "
                        + "take it out and add the user again with `ledgerctl users add`."
                )
            }
        }
        return users
    }
}
