// Files that were uploaded and are not recorded yet: between a form and its preview.

import Ledger
import Synchronization

/// Files of evidence that wait for whoever sent them to look at what will be recorded.
///
/// They lie in a folder of the server's own, under random names, for an hour. Nothing of a name
/// that came with one is ever part of a path.
final class Uploads: Sendable {
    /// How long a file may be.
    static let byteCountMax = 10 << 20
    private static let countMax = 64
    private static let seconds = 3_600

    /// One file.
    struct Upload: Sendable {
        /// What it is asked back by.
        let name: String
        /// Who sent it.
        let by: Key
        let at: Instant
    }

    private let folder: String
    private let waiting = Mutex<[Upload]>([])

    /// Files in `folder`, which is made with the first and is nobody else's.
    init(folder: String) {
        self.folder = folder
    }

    /// Keeps `bytes` of `by`, and says by what name.
    func keep(_ bytes: [UInt8], of by: Key, at now: Instant) throws(CommandError) -> String {
        try waiting.withLock { waiting throws(CommandError) in
            sweep(&waiting, now)
            if waiting.count >= Uploads.countMax {
                throw .refused(
                    "Too many files wait to be recorded just now. Try again in an hour, or file "
                        + "the address of the evidence instead."
                )
            }
            if !Files.isThere(folder) { try Files.makePrivateFolder(folder) }
            let name = Secret.random().text
            try Files.save(bytes, at: "\(folder)/\(name)", replacing: false)
            waiting.append(Upload(name: name, by: by, at: now))
            return name
        }
    }

    /// The file `name` that `by` sent.
    func bytes(_ name: String, of by: Key, at now: Instant) throws(CommandError) -> [UInt8] {
        try waiting.withLock { waiting throws(CommandError) in
            sweep(&waiting, now)
            guard waiting.contains(where: { $0.name == name && $0.by == by }) else {
                throw .refused("The file that you chose is no longer here. Choose it again.")
            }
            return try Files.read("\(folder)/\(name)", atMost: Uploads.byteCountMax)
        }
    }

    /// Takes away the file `name` that `by` sent, which is recorded or was given up.
    func drop(_ name: String, of by: Key) {
        waiting.withLock { waiting in
            waiting.removeAll { upload in
                let isIt = upload.name == name && upload.by == by
                if isIt { remove(upload) }
                return isIt
            }
        }
    }

    /// Takes all files away, and the folder.
    func end() {
        waiting.withLock { waiting in
            for upload in waiting { remove(upload) }
            waiting = []
            Files.remove(folder)
        }
    }

    private func sweep(_ waiting: inout [Upload], _ now: Instant) {
        waiting.removeAll { upload in
            let isOld = now.seconds - upload.at.seconds > Uploads.seconds
            if isOld { remove(upload) }
            return isOld
        }
    }

    private func remove(_ upload: Upload) { Files.remove("\(folder)/\(upload.name)") }
}
