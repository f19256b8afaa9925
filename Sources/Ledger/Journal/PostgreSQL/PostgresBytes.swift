// The bytes that go to a server and come from it, as C has them.

#if PostgreSQL
    private import Glibc

    /// A row as `COPY … (FORMAT binary)` sends it (PostgreSQL, COPY, File Formats).
    enum CopiedRow {
        private static let signatureByteCount = 11

        /// The first field of `row` as a number; the second is added to `bytes`. Nil where it is
        /// no row but the end.
        static func take(_ row: UnsafeRawBufferPointer, addingTo bytes: inout [UInt8]) -> Int? {
            var place = 0
            func number(_ count: Int) -> Int {
                defer { place += count }
                guard place + count <= row.count else { return -1 }
                return unsafe row[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
            }
            if row.count > signatureByteCount, unsafe row[0] == UInt8(ascii: "P") {
                place = signatureByteCount + 4
                place += number(4)
            }
            guard number(2) == 2, number(4) == 8 else { return nil }
            let first = number(8)
            let count = number(4)
            guard count >= 0, place + count <= row.count else { return nil }
            unsafe bytes.append(contentsOf: row[place..<place + count])
            return first
        }
    }

    extension PostgresQuery.Value {
        var bytes: [UInt8] {
            switch self {
            case .text(let text): Array(text.utf8)
            case .bytes(let bytes): Array(bytes)
            case .number(let number):
                (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
            }
        }

        /// The number of its type in every server: text, bytea, bigint (`pg_type.dat`).
        var type: UInt32 {
            switch self {
            case .text: 25
            case .bytes: 17
            case .number: 20
            }
        }
    }

    extension [UInt8] {
        /// Writes `bytes` over those from `start` on.
        mutating func overwrite(from start: Int, with bytes: ArraySlice<UInt8>) {
            precondition(start >= 0 && start + bytes.count <= count)
            unsafe withUnsafeMutableBytes { target in
                unsafe bytes.withUnsafeBytes { bytes in
                    if let base = target.baseAddress {
                        unsafe UnsafeMutableRawBufferPointer(
                            start: base + start,
                            count: bytes.count
                        )
                        .copyMemory(from: bytes)
                    }
                }
            }
        }
    }

    /// Calls `body` with C strings, which end with a null pointer.
    func withCStrings<Result>(
        _ texts: [String],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = unsafe texts.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        let pointers = unsafe copies.map { unsafe UnsafePointer($0) } + [nil]
        return unsafe pointers.withUnsafeBufferPointer { pointers in
            guard let start = pointers.baseAddress else { preconditionFailure("an empty list") }
            return unsafe body(start)
        }
    }

    /// Calls `body` with a pointer to each of `values`, which lie one behind the other meanwhile.
    func withPointers<Result>(
        _ values: [[UInt8]],
        _ body: ([UnsafePointer<CChar>?]) -> Result
    ) -> Result {
        // A value of no bytes is not NULL: its pointer leads somewhere.
        let all = values.flatMap(\.self) + [0]
        return unsafe all.withUnsafeBytes { bytes in
            var start = 0
            let pointers = unsafe values.map { value in
                defer { start += value.count }
                return unsafe bytes.baseAddress.map {
                    unsafe ($0 + start).assumingMemoryBound(to: CChar.self)
                }
            }
            return unsafe body(pointers)
        }
    }
#endif
