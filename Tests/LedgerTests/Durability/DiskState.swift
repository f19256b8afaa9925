// What stands on a disk, and all that may be left of it when the machine stops.

import Glibc

@testable import Ledger

/// Files and names, each as processes see them and as the device has them.
struct DiskState: Sendable {
    /// A change of a file that the device has not confirmed.
    enum Change: Hashable, Sendable {
        case write(at: Int, [UInt8])
        case cut(Int)

        func apply(to bytes: inout [UInt8]) {
            switch self {
            case .write(let place, let new):
                // What was never written between the end and the place reads as zeros.
                bytes += repeatElement(0, count: max(0, place - bytes.count))
                let end = min(bytes.count, place + new.count)
                bytes.replaceSubrange(place..<end, with: new)
            case .cut(let size):
                bytes.removeLast(max(0, bytes.count - size))
            }
        }
    }

    struct File: Hashable, Sendable {
        let kind: FileNode.Kind
        var isPrivate = false
        /// As processes see it.
        var bytes: [UInt8] = []
        /// As the device has it.
        var durable: [UInt8] = []
        /// What the device will be told by the next flush.
        var pending: [Change] = []

        mutating func flush() {
            for change in pending { change.apply(to: &durable) }
            pending = []
        }

        mutating func forgetWrites() {
            pending.removeAll { change in
                if case .write = change { true } else { false }
            }
        }

        /// As it is where the device had `bytes` when the machine stopped.
        func left(with bytes: [UInt8]) -> File {
            File(kind: kind, isPrivate: isPrivate, bytes: bytes, durable: bytes)
        }
    }

    /// A change of a name that the device has not confirmed.
    enum NameChange: Hashable, Sendable {
        case add(String, Int)
        case remove(String)
        case move(String, String)

        var path: String {
            switch self {
            case .add(let path, _), .remove(let path), .move(let path, _): path
            }
        }

        func apply(to names: inout [String: Int]) {
            switch self {
            case .add(let path, let number): names[path] = number
            case .remove(let path): names[path] = nil
            case .move(let path, let other):
                names[other] = names[path]
                names[path] = nil
            }
        }
    }

    var files: [Int: File] = [:]
    var names: [String: Int] = [:]
    var durableNames: [String: Int] = [:]
    var pendingNames: [NameChange] = []

    /// A disk with these folders, all of it on the device.
    init(folders: [String]) {
        for folder in folders { _ = make(.folder, at: folder) }
        pendingNames = []
        durableNames = names
    }

    mutating func make(_ kind: FileNode.Kind, at path: String, isPrivate: Bool = false) -> Int {
        let number = files.count + 1
        files[number] = File(kind: kind, isPrivate: isPrivate)
        change(.add(path, number))
        return number
    }

    mutating func change(_ change: NameChange) {
        change.apply(to: &names)
        pendingNames.append(change)
    }

    mutating func change(_ number: Int, _ change: Change) {
        guard var file = files.removeValue(forKey: number) else { return }
        change.apply(to: &file.bytes)
        file.pending.append(change)
        files[number] = file
    }

    mutating func flushNames(in folder: String) {
        for change in pendingNames where DiskState.folder(of: change.path) == folder {
            change.apply(to: &durableNames)
        }
        pendingNames.removeAll { DiskState.folder(of: $0.path) == folder }
    }

    static func folder(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    func checkFolder(of path: String) throws(FileError) {
        let folder = DiskState.folder(of: path)
        if folder.isEmpty { return }
        guard let number = names[folder], files[number]?.kind == .folder else {
            throw FileError(call: "open", path: path, code: ENOENT)
        }
    }

    func node(_ number: Int) -> FileNode? {
        files[number].map { file in
            FileNode(
                identity: .init(device: 1, number: UInt64(number)),
                kind: file.kind,
                size: file.bytes.count,
                isOpenToOthers: !file.isPrivate
            )
        }
    }

    // MARK: As somebody looks at it

    /// The bytes of the file at `path`; nil where there is none.
    subscript(path: String) -> [UInt8]? { names[path].flatMap { files[$0]?.bytes } }

    /// The same, of what the device has.
    func durable(_ path: String) -> [UInt8]? { durableNames[path].flatMap { files[$0]?.durable } }

    /// Writes a file, down to the device.
    mutating func put(_ bytes: [UInt8], at path: String) {
        let number = names[path] ?? make(.file, at: path)
        files[number] = files[number]?.left(with: bytes)
        flushNames(in: DiskState.folder(of: path))
    }

    /// All files that are seen, but for those in folders for snapshots.
    var visible: [String: [UInt8]] {
        names.filter { !$0.key.contains("/.derived") }.compactMapValues { files[$0]?.bytes }
    }
}

// MARK: When the machine stops

/// What is left of a disk after the machine stopped, or a process on it.
struct DiskImage: Sendable {
    enum Kind: Hashable, Sendable {
        /// The process was killed: all that was written is seen, and what was not flushed is not
        /// yet on the device.
        case killed
        /// The power was lost, with all that was not flushed.
        case powerLost
        /// The same, but the device has the names, or the bytes, that were not flushed.
        case namesKept, bytesKept
        /// The same, and of the unflushed changes of a file those up to a byte were kept.
        case torn
        /// The same, and of the sectors of an unflushed write only some were.
        case sectors
    }

    let kind: Kind
    let words: String
    let state: DiskState
}

extension DiskState {
    /// How much is written as a whole or not at all.
    static let sectorByteCount = 512

    /// What may be left of it.
    ///
    /// - Parameter everyByte: Whether unflushed bytes are torn at every place, or only where
    ///   something begins or ends, at sectors and around the ends of lines.
    func images(everyByte: Bool) -> [DiskImage] {
        var images = [
            DiskImage(kind: .killed, words: "killed", state: self),
            DiskImage(
                kind: .powerLost,
                words: "power lost",
                state: left(names: durableNames) { _, file in file.durable }
            ),
        ]
        if !pendingNames.isEmpty || files.values.contains(where: { !$0.pending.isEmpty }) {
            images.append(
                DiskImage(
                    kind: .namesKept,
                    words: "power lost, names kept",
                    state: left(names: allNames) { _, file in file.durable }
                )
            )
            images.append(
                DiskImage(
                    kind: .bytesKept,
                    words: "power lost, bytes kept",
                    state: left(names: durableNames) { _, file in file.allFlushed }
                )
            )
        }
        for (path, number) in allNames.sorted(by: { $0.key < $1.key }) {
            guard let file = files[number], !file.pending.isEmpty else { continue }
            for (words, kind, bytes) in file.tornBytes(everyByte: everyByte) {
                let state = left(names: allNames) { $0 == number ? bytes : $1.durable }
                let name = path.split(separator: "/").last ?? ""
                images.append(DiskImage(kind: kind, words: "\(name) \(words)", state: state))
            }
        }
        return images
    }

    /// The names where the device has all of them.
    private var allNames: [String: Int] {
        var names = durableNames
        for change in pendingNames { change.apply(to: &names) }
        return names
    }

    private func left(
        names: [String: Int],
        _ bytes: (Int, File) -> [UInt8]
    ) -> DiskState {
        var state = self
        // A name in a folder that is gone is gone with it.
        let kept = names.filter { path, _ in
            let folder = DiskState.folder(of: path)
            return folder.isEmpty || !self.names.keys.contains(folder) || names[folder] != nil
        }
        (state.names, state.durableNames, state.pendingNames) = (kept, kept, [])
        state.files = [:]
        for (number, file) in files { state.files[number] = file.left(with: bytes(number, file)) }
        return state
    }
}

extension DiskState.File {
    /// Its bytes where the device has all of them.
    var allFlushed: [UInt8] {
        var file = self
        file.flush()
        return file.durable
    }

    /// What may be left of its unflushed changes: every one but the last whole, the last in part.
    fileprivate func tornBytes(
        everyByte: Bool
    ) -> [(words: String, kind: DiskImage.Kind, bytes: [UInt8])] {
        var found: [(words: String, kind: DiskImage.Kind, bytes: [UInt8])] = []
        var before = durable
        for change in pending {
            defer { change.apply(to: &before) }
            guard case .write(let place, let new) = change else {
                found.append(("before a cut", .torn, before))
                continue
            }
            for count in places(in: new, from: place, everyByte: everyByte) {
                var bytes = before
                DiskState.Change.write(at: place, Array(new[..<count])).apply(to: &bytes)
                found.append(("torn at \(place + count)", .torn, bytes))
            }
            for kept in sectorSets(place, new.count) {
                var bytes = before
                let blank = [UInt8](repeating: 0, count: new.count)
                DiskState.Change.write(at: place, blank).apply(to: &bytes)
                for sector in kept.parts {
                    let part = Array(new[(sector.lowerBound - place)..<(sector.upperBound - place)])
                    DiskState.Change.write(at: sector.lowerBound, part).apply(to: &bytes)
                }
                found.append(("sectors \(kept.words)", .sectors, bytes))
            }
        }
        return found
    }

    /// After how many bytes a write of `new` is torn.
    private func places(in new: [UInt8], from place: Int, everyByte: Bool) -> [Int] {
        if everyByte { return Array(0...new.count) }
        var places: Set = [0, 1, new.count / 2, new.count - 1, new.count]
        let sectors = stride(from: 0, through: place + new.count, by: DiskState.sectorByteCount)
        places.formUnion(sectors.map { $0 - place })
        for (index, byte) in new.enumerated() where byte == UInt8(ascii: "\n") {
            places.formUnion([index, index + 1])
        }
        return places.filter { (0...new.count).contains($0) }.sorted()
    }

    /// The sets of sectors of a write that may be all that was kept of it: every set where there
    /// are few sectors, else each alone and each left out.
    private func sectorSets(
        _ place: Int,
        _ count: Int
    ) -> [(words: String, parts: [Range<Int>])] {
        let size = DiskState.sectorByteCount
        let sectors = (place / size...(place + count - 1) / size).map {
            max(place, $0 * size)..<min(place + count, ($0 + 1) * size)
        }
        if sectors.count < 2 { return [] }
        let sets: [[Int]] =
            sectors.count <= 5
            ? (0..<1 << sectors.count).map { set in
                sectors.indices.filter { set >> $0 & 1 == 1 }
            }
            : sectors.indices.flatMap { one in [[one], sectors.indices.filter { $0 != one }] }
        return sets.map { set in ("\(set) of \(sectors.count)", set.map { sectors[$0] }) }
    }
}
