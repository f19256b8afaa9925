// The events of a scan: those that most lines of a long journal are as they stand, the others
// member by member.

extension EventScan {
    /// Takes the event that stands at `cursor`; nothing has been added to this one before.
    @inline(__always)
    mutating func take(_ cursor: inout Cursor, _ bytes: Span<UInt8>) -> Bool {
        if let isWhole = takeUsual(&cursor, bytes) { return isWhole }
        guard let end = takeRest(cursor, bytes) else { return false }
        cursor = end
        return true
    }

    /// Takes what is usual: whole events of the types that most are, and the first members of
    /// others.
    ///
    /// - Returns: Whether the event is well formed, where that is decided; nil where members come
    ///   that have to be looked up, or the end of the event.
    @inline(__always)
    private mutating func takeUsual(_ cursor: inout Cursor, _ bytes: Span<UInt8>) -> Bool? {
        if cursor.take("{\"action\":\"", bytes) {
            guard add(.action, cursor.name(bytes)) else { return false }
            if cursor.take(",\"note\":\"", bytes) {
                guard add(.note, cursor.text(bytes, lines: true)) else { return false }
                return cursor.take(",\"type\":\"progress-noted\"}", bytes)
                    ? end(as: .progressNoted) : nil
            }
            if cursor.take(",\"rating\":\"", bytes) {
                guard add(.rating, cursor.rating(bytes)) else { return false }
                return cursor.take(",\"type\":\"rating-declared\"}", bytes)
                    ? end(as: .ratingDeclared) : nil
            }
            if cursor.take(",\"due\":\"", bytes) {
                guard add(.due, cursor.statedDate(bytes)) else { return false }
            }
            if cursor.take(",\"milestone\":\"", bytes) {
                guard add(.milestone, cursor.ordinal(bytes)) else { return false }
                if has(.due), cursor.take(",\"type\":\"forecast-given\"}", bytes) {
                    return end(as: .forecastGiven)
                }
            }
            return nil
        }
        if cursor.take("{\"measure\":\"", bytes) {
            guard add(.measure, cursor.name(bytes)) else { return false }
            if cursor.take(",\"type\":\"measure-read\"", bytes) {
                guard end(as: .measureRead) else { return false }
                var other = cursor
                guard other.take(",\"value\":", bytes), let value = other.count(bytes) else {
                    return nil
                }
                cursor = other
                return add(.value, value) && cursor.take(UInt8(ascii: "}"), bytes)
            }
        }
        return nil
    }

    /// Takes the members from `cursor` on, whatever they are, to the end of the event.
    private mutating func takeRest(_ cursor: Cursor, _ bytes: Span<UInt8>) -> Cursor? {
        let vocabulary = Vocabulary.all
        var cursor = cursor
        guard cursor.take(members == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","), bytes) else {
            return nil
        }
        var isRoleOfLeads = true
        repeat {
            guard cursor.take(UInt8(ascii: "\""), bytes), let word = cursor.shortWord(bytes),
                let number = vocabulary.members.place(of: word),
                cursor.take(UInt8(ascii: ":"), bytes)
            else { return nil }
            if number == Int(QuickMember.type.rawValue) {
                guard cursor.take(UInt8(ascii: "\""), bytes), let word = cursor.shortWord(bytes),
                    let type = vocabulary.types.place(of: word),
                    end(as: vocabulary.rows[type].type)
                else { return nil }
            } else {
                if number == Int(QuickMember.role.rawValue) {
                    isRoleOfLeads = cursor.isRoleOfLeads(bytes)
                }
                guard let value = cursor.value(of: vocabulary.forms[number], bytes),
                    add(number, value)
                else { return nil }
            }
        } while cursor.take(UInt8(ascii: ","), bytes)
        let row = vocabulary.rows[Int(type.rawValue)]
        guard cursor.take(UInt8(ascii: "}"), bytes), members & row.required == row.required,
            members & ~row.allowed == 0, type != .evidenceFiled || hasOnePlace,
            type != .leadsNamed || isRoleOfLeads
        else { return nil }
        return cursor
    }

    /// Whether it has an address, or a file with its name and length, and not some of both.
    private var hasOnePlace: Bool {
        let file = QuickMember.bytes.bit | QuickMember.name.bit | QuickMember.sha256.bit
        return members & file == (has(.url) ? 0 : file)
    }
}

extension Cursor {
    /// Whether the word for a role of leads stands here.
    fileprivate func isRoleOfLeads(_ bytes: Span<UInt8>) -> Bool {
        if bytes.stands("\"accountable\"", at: place) { return true }
        return bytes.stands("\"responsible\"", at: place)
    }
}

/// The words of a scan, found by how they stand in a line.
private struct Vocabulary: Sendable {
    static let all = Vocabulary()

    let members = Wordlist(QuickMember.names)
    let types = Wordlist(QuickType.names)
    let rows = ContiguousArray(QuickType.allCases.map(Row.init))
    let forms = ContiguousArray(QuickMember.allCases.map(\.form))

    /// What an event of a type must have and may have.
    struct Row: Sendable {
        let type: QuickType
        let required: UInt64
        let allowed: UInt64

        init(_ type: QuickType) {
            self.type = type
            required = type.members.required.reduce(QuickMember.type.bit) { $0 | $1.bit }
            allowed = type.members.optional.reduce(required) { $0 | $1.bit }
        }
    }
}
