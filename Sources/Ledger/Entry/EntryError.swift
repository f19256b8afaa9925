// Why a line of bytes is not an entry that this version can read.

/// Why bytes are no entry. ``isVocabulary`` tells what is damage from what is only new.
public enum EntryError: Error, Hashable, Sendable {
    /// The bytes are not the canonical JSON of one object; `byte` counts from 1.
    case notCanonical(CanonicalFault, byte: Int)
    /// The line is `bytes` long, over the limit.
    case tooLong(bytes: Int)
    /// A member that must be there is not.
    case missingMember(String, of: String)
    /// A member holds what cannot stand there.
    case wrongMember(String, of: String, expected: String)
    /// A text breaks the rules of text.
    case wrongText(String, of: String, TextFault)
    /// The entry has no events.
    case noEvents
    /// An event type this version does not know.
    case unknownType(String)
    /// A member this version does not know.
    case unknownMember(String, of: String)
    /// A value of a closed list that this version does not know.
    case unknownValue(String, member: String, of: String)

    /// Whether the entry is whole and merely speaks of what this version does not know: such an
    /// entry is refused by name, and is no damage.
    public var isVocabulary: Bool {
        switch self {
        case .unknownType, .unknownMember, .unknownValue: true
        case .notCanonical, .tooLong, .missingMember, .wrongMember, .wrongText, .noEvents: false
        }
    }

    /// What is wrong, to stand after "entry 42 " or "line 42 ".
    public var words: String {
        switch self {
        case .notCanonical(let fault, let byte):
            "is not canonical JSON at byte \(byte): \(fault.words)"
        case .tooLong(let bytes):
            "is \(bytes) bytes long; a line may have at most \(Entry.byteCountMax)"
        case .missingMember(let name, let owner):
            "has no `\(name)` in \(owner), where one is required"
        case .wrongMember(let name, let owner, let expected):
            "has in `\(name)` of \(owner) something other than \(expected)"
        case .wrongText(let name, let owner, let fault):
            "has a `\(name)` of \(owner) that \(fault.words)"
        case .noEvents: "has no events, where at least one is required"
        case .unknownType(let type):
            "carries the event type `\(type)`; this version does not know it"
        case .unknownMember(let name, let owner):
            "carries the member `\(name)` in \(owner); this version does not know it"
        case .unknownValue(let value, let name, let owner):
            "carries `\(value)` as `\(name)` of \(owner); this version does not know it"
        }
    }
}

/// Where bytes leave the canonical form of RFC 8785 within the profile of the journal.
public enum CanonicalFault: Error, Hashable, Sendable {
    /// A byte order mark stands before the line.
    case byteOrderMark
    /// The bytes are not UTF-8.
    case notUTF8
    /// White space stands between the tokens.
    case whiteSpace
    /// Something other than what may come next.
    case unexpected
    /// The line ends too early.
    case incomplete
    /// Something stands after the object.
    case trailing
    /// A member is there twice.
    case duplicateMember(String)
    /// A member stands before one that sorts earlier.
    case unsortedMember(String)
    /// A member name other than `[a-z][a-z0-9-]*`.
    case memberName
    /// A number with a fraction or an exponent.
    case floatingPoint
    /// A number of 2^53 or more, or one that is not written shortest.
    case number
    /// A null: what is absent is left out.
    case null
    /// An escape where canonical form writes the character itself, or writes it otherwise.
    case escape
    /// Half of a surrogate pair.
    case loneSurrogate
    /// U+0000.
    case nul
    /// Objects or arrays nested too deeply.
    case depth
    /// An empty text or object, where absent things are left out.
    case emptyValue

    /// What is wrong, as words to stand after a colon.
    public var words: String {
        switch self {
        case .byteOrderMark: "a byte order mark stands before the entry"
        case .notUTF8: "the bytes are not UTF-8"
        case .whiteSpace: "white space stands between the tokens"
        case .unexpected: "this is not what may come next"
        case .incomplete: "the line ends before the entry does"
        case .trailing: "something stands after the entry"
        case .duplicateMember(let name): "the member `\(name)` is there twice"
        case .unsortedMember(let name): "the member `\(name)` is not in sorted order"
        case .memberName: "a member name may have only a to z, 0 to 9 and `-`"
        case .floatingPoint: "a number has a fraction or an exponent; only integers may stand here"
        case .number: "an integer is not in its shortest form, or is not below 2^53"
        case .null: "a null stands here; what is absent is left out"
        case .escape: "an escape is used that canonical form would not use"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .nul: "the text holds U+0000"
        case .depth: "objects and arrays are nested too deeply"
        case .emptyValue: "a value is empty; what is absent is left out"
        }
    }
}
