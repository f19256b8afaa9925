// Comma-separated values (RFC 4180): bytes to cells that know their place, and records to bytes.

/// Comma-separated values as RFC 4180 describes them, in UTF-8.
enum CSV {
    /// One field, and where it begins.
    struct Cell: Hashable, Sendable {
        /// What stands in it, without the quotation marks around it.
        let text: String
        /// Its first character, which is the quotation mark where it has one.
        let place: FileProblem.Place
    }

    /// Reads `bytes`, the content of `file`. The inverse of ``format(_:)``.
    ///
    /// Lines end in CR LF or LF, the last one may end with the file; a byte order mark before the
    /// first is passed over, and so are lines with nothing on them. Whatever stands between
    /// quotation marks is kept as it is, line ends included. Reading goes on after a problem, so
    /// that all are found; a record whose quotation mark is never closed is left out, and bytes
    /// that are not UTF-8 throughout give no records.
    ///
    /// - Complexity: one pass over the bytes.
    static func parse(
        _ bytes: [UInt8],
        file: String
    ) -> (records: [[Cell]], problems: [FileProblem]) {
        var reader = CSVReader(bytes, file: file)
        let records = reader.records()
        return (records, reader.problems)
    }

    /// The bytes of `records`. The inverse of ``parse(_:file:)``.
    ///
    /// Every record ends in CR LF (RFC 4180, section 2, rule 1), the last one too. Only what needs
    /// quotation marks has them: a comma, a quotation mark, CR or LF inside; an empty field that
    /// is alone in its record, since a line with nothing on it is no record; and a leading U+FEFF,
    /// which would be taken for a byte order mark. None is written before the first record.
    static func format(_ records: [[String]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for record in records {
            for (index, field) in record.enumerated() {
                if index > 0 { bytes.append(comma) }
                append(field, alone: record.count == 1, to: &bytes)
            }
            bytes += [carriageReturn, lineFeed]
        }
        return bytes
    }

    private static func append(_ field: String, alone: Bool, to bytes: inout [UInt8]) {
        let special = field.utf8.contains { [comma, quote, carriageReturn, lineFeed].contains($0) }
        guard special || (alone && field.isEmpty) || field.unicodeScalars.first == "\u{FEFF}" else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(quote)
        for byte in field.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let comma = UInt8(ascii: ",")
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
}

/// Goes through the bytes of a file once, counting lines and characters.
private struct CSVReader {
    private let bytes: [UInt8]
    private let file: String
    private var index = 0
    private var line = 1
    private var column = 1
    /// Whether the file ended inside quotation marks.
    private var isCutOff = false
    private(set) var problems: [FileProblem] = []

    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    private var place: FileProblem.Place { .init(file: file, line: line, column: column) }

    mutating func records() -> [[CSV.Cell]] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        if let fault = firstFault() {
            while index < fault { advance() }
            problems.append(.init(at: place, "this is not UTF-8; save the file as UTF-8"))
            return []
        }
        var records: [[CSV.Cell]] = []
        while index < bytes.count {
            if takeLineEnd() { continue }
            let record = record()
            if !isCutOff { records.append(record) }
        }
        return records
    }

    private func firstFault() -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    private mutating func record() -> [CSV.Cell] {
        var cells: [CSV.Cell] = []
        while true {
            cells.append(peek() == CSV.quote ? quotedField() : plainField())
            guard peek() == CSV.comma else { break }
            advance()
        }
        _ = takeLineEnd()
        return cells
    }

    private mutating func plainField() -> CSV.Cell {
        let start = (index: index, place: place, problems: problems.count)
        while !isAtFieldEnd {
            // One problem a field is enough.
            if problems.count == start.problems, let words = fault(ofPlain: bytes[index]) {
                problems.append(.init(at: place, words))
            }
            advance()
        }
        return cell(bytes[start.index..<index], at: start.place)
    }

    private func fault(ofPlain byte: UInt8) -> String? {
        switch byte {
        case CSV.quote:
            "a quotation mark stands inside a field that does not begin with one; "
                + "put the whole field in quotation marks and double those inside it"
        case CSV.carriageReturn:
            "a carriage return stands here without a line feed after it; "
                + "save the file with line ends of LF or CR LF"
        default: nil
        }
    }

    private mutating func quotedField() -> CSV.Cell {
        let start = place
        var text: [UInt8] = []
        advance()
        while let byte = peek() {
            advance()
            if byte == CSV.quote {
                guard peek() == CSV.quote else {
                    skipTextAfterQuote()
                    return cell(text[...], at: start)
                }
                advance()
            }
            text.append(byte)
        }
        isCutOff = true
        problems.append(
            .init(
                at: start,
                "a quotation mark opens a field here and nothing closes it; "
                    + "close it, and double those inside the field"
            )
        )
        return cell(text[...], at: start)
    }

    private mutating func skipTextAfterQuote() {
        guard !isAtFieldEnd else { return }
        problems.append(
            .init(
                at: place,
                "text stands after the quotation mark that closes the field; "
                    + "put a comma between them, or double the quotation mark"
            )
        )
        while !isAtFieldEnd { advance() }
    }

    private func cell(_ text: ArraySlice<UInt8>, at place: FileProblem.Place) -> CSV.Cell {
        CSV.Cell(text: String(decoding: text, as: UTF8.self), place: place)
    }

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private var lineEndLength: Int {
        switch peek() {
        case CSV.lineFeed: 1
        case CSV.carriageReturn
        where index + 1 < bytes.count && bytes[index + 1] == CSV.lineFeed: 2
        default: 0
        }
    }

    private var isAtFieldEnd: Bool {
        index == bytes.count || bytes[index] == CSV.comma || lineEndLength > 0
    }

    private mutating func takeLineEnd() -> Bool {
        let length = lineEndLength
        for _ in 0..<length { advance() }
        return length > 0
    }

    private mutating func advance() {
        let byte = bytes[index]
        index += 1
        if byte == CSV.lineFeed {
            line += 1
            column = 1
        } else if index == bytes.count || bytes[index] & 0xC0 != 0x80 {
            // The next byte begins a character: it is no continuation of this one.
            column += 1
        }
    }
}
