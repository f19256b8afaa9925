// Small files that are read and written as a whole.

private import Glibc

extension FileSystem {
    /// The bytes of the file at `path`.
    ///
    /// - Complexity: O(n) in its bytes, which are all held in memory.
    func bytes(at path: String) throws(FileError) -> [UInt8] {
        let file = try open(path, for: .reading)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(try file.node().size)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try file.read(into: &buffer, at: bytes.count)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// The bytes of the document at `path`; nil where there is none.
    ///
    /// - Throws: that it is longer than such a document may be, or that others than its owner may
    ///   read what `isPrivate`.
    func document(
        at path: String,
        _ document: NoteDocument,
        isPrivate: Bool = false
    ) throws(JournalError) -> [UInt8]? {
        let node: FileNode?
        do throws(FileError) { node = try self.node(at: path) } catch { throw JournalError(error) }
        guard let node else { return nil }
        if node.kind != .file { throw .notAFile(path: path) }
        if isPrivate, node.isOpenToOthers { throw .keyOpenToOthers(path: path) }
        if node.size > document.byteCountMax {
            let max = document.byteCountMax
            throw .unreadable(path: path, .tooLong(document, bytes: node.size, max: max))
        }
        do throws(FileError) { return try bytes(at: path) } catch { throw JournalError(error) }
    }

    /// The names in the folder at `path`; none where there is no folder.
    func names(in path: String) throws(JournalError) -> [String] {
        do throws(FileError) { return try list(path) } catch {
            if error.reason == .missing { return [] }
            throw JournalError(error)
        }
    }

    /// Writes `bytes` beside `path`, and gives the file its name, in the place of what may stand
    /// there, once the device has its bytes. Its folder is not flushed.
    func save(
        _ bytes: [UInt8],
        at path: String,
        for use: FileUse = .creating
    ) throws(FileError) {
        let (file, beside) = try create(beside: path, for: use)
        do throws(FileError) {
            try file.writeAll(bytes)
            try file.flush()
            try rename(beside, to: path)
        } catch {
            try? remove(beside)
            // Whoever reads of the failure knows the file by its own name.
            throw FileError(call: error.call, path: path, code: error.code, fault: error.fault)
        }
    }

    /// A new file beside `path`. What another process writes, or left when it was stopped, is not
    /// touched.
    private func create(
        beside path: String,
        for use: FileUse
    ) throws(FileError) -> (any OpenFile, String) {
        var attempts = 1
        while true {
            let name = "\(path).part" + (attempts == 1 ? "" : "-\(attempts)")
            do throws(FileError) {
                return (try open(name, for: use), name)
            } catch {
                guard error.reason == .exists else {
                    throw FileError(
                        call: error.call,
                        path: path,
                        code: error.code,
                        fault: error.fault
                    )
                }
                attempts += 1
            }
        }
    }

    /// Makes the folder at `path`, and those it stands in, where they are not there, and all their
    /// names durable: also of those that are there, since whoever made them may have been stopped
    /// before that.
    func makeFolders(_ path: String) throws(FileError) {
        var parent = path.hasPrefix("/") ? "/" : "."
        for end in path.indices.dropFirst() + [path.endIndex]
        where end == path.endIndex || path[end] == "/" {
            let folder = String(path[..<end])
            do throws(FileError) { try makeFolder(folder) } catch {
                if error.reason != .exists { throw error }
            }
            do throws(FileError) { try flushFolder(parent) } catch {
                // What this user may not look into was not made by this user either, and some
                // file systems, which nobody makes folders on, have nothing to flush.
                if error.reason != .permission, error.code != EINVAL { throw error }
            }
            parent = folder
        }
    }
}
