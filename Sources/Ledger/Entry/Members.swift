// The members of an object, read by name and written by name.

/// What can stand as the value of a member.
protocol MemberValue {
    /// What is expected there, to stand after "something other than ".
    static var expectation: String { get }
    /// Reads the value; nil where it is something else.
    init?(member value: JSONValue)
    /// The value as JSON.
    var member: JSONValue { get }
}

/// A list of words that is closed: another word is refused by name.
protocol ClosedList: MemberValue, RawRepresentable<String>, CaseIterable {}

extension ClosedList {
    static var expectation: String { "one of the words this format has for it" }
    init?(member value: JSONValue) {
        guard case .string(let text) = value else { return nil }
        self.init(rawValue: text)
    }
    var member: JSONValue { .string(rawValue) }
    /// A word of the list, to stand for one that is not in it.
    static var standIn: Self? { allCases.first }
}

/// A value that is written as text.
protocol TextMember: MemberValue, CustomStringConvertible {
    init?(_ text: String)
}

extension TextMember {
    init?(member value: JSONValue) {
        guard case .string(let text) = value else { return nil }
        self.init(text)
    }
    var member: JSONValue { .string(description) }
}

extension Code: TextMember { static let expectation = "a code such as A1" }
extension Key: TextMember { static let expectation = "a key such as KT" }
extension Day: TextMember { static let expectation = "a day such as 2018-05-31" }
extension Instant: TextMember { static let expectation = "a time such as 2018-03-22T14:05:09Z" }
extension Ordinal: TextMember { static let expectation = "a number in quotation marks, from \"1\"" }
extension Reference: TextMember {
    static let expectation = "a reference such as A1, aedb-2018:U1 or aedb-2018:"
}
extension StatedDate: TextMember {
    static let expectation = "a date such as 2018-05-31, 2018-05, 2018 or 2019-10/2019-12"
}

extension Digest: MemberValue {
    static let expectation = "64 lower-case hexadecimal digits"
    init?(member value: JSONValue) {
        guard case .string(let text) = value, text.utf8.count == 2 * Digest.byteCount else {
            return nil
        }
        let digits = Array(text.utf8)
        guard digits.span.isHex(at: 0, byteCount: digits.count) else { return nil }
        self.init(hexWords: digits.span.hexWords(at: 0))
    }
    var member: JSONValue { .string(hex) }
}

extension String: MemberValue {
    static let expectation = "text"
    init?(member value: JSONValue) {
        guard case .string(let text) = value else { return nil }
        self = text
    }
    var member: JSONValue { .string(self) }
}

extension Int: MemberValue {
    static let expectation = "an integer of at least 0"
    init?(member value: JSONValue) {
        guard case .integer(let number) = value, number >= 0 else { return nil }
        self = number
    }
    var member: JSONValue { .integer(self) }
}

extension Quantity: MemberValue {
    static let expectation = "an integer or a decimal number in quotation marks"
    init?(member value: JSONValue) {
        switch value {
        case .integer(let number): self = .integer(number)
        case .string(let text):
            guard Quantity(text) != nil else { return nil }
            self = .decimal(text)
        default: return nil
        }
    }
    var member: JSONValue {
        switch self {
        case .integer(let number): .integer(number)
        case .decimal(let text): .string(text)
        }
    }
}

extension Array: MemberValue where Element: MemberValue {
    static var expectation: String { "a list, each part of it \(Element.expectation)" }
    init?(member value: JSONValue) {
        guard case .array(let values) = value else { return nil }
        self = []
        for value in values {
            guard let element = Element(member: value) else { return nil }
            append(element)
        }
    }
    var member: JSONValue { .array(map(\.member)) }
}

/// A member that is `true` or absent.
struct Flag: MemberValue {
    static let expectation = "true"
    init() {}
    init?(member value: JSONValue) {
        guard value == .bool(true) else { return nil }
    }
    var member: JSONValue { .bool(true) }
}

/// An object whose members are read and written one by one.
struct ObjectMembers: MemberValue {
    static let expectation = "an object"
    let members: [JSONValue.Member]
    init(_ members: [JSONValue.Member]) { self.members = members }
    init?(member value: JSONValue) {
        guard case .object(let members) = value else { return nil }
        self.members = members
    }
    var member: JSONValue { .object(members) }
}

/// The members of one object on their way in: each is asked for by name, and what nobody asked
/// for is refused.
struct MemberReader {
    private let members: [JSONValue.Member]
    private let owner: String
    /// A bit for each of the first 64 members that was asked for: nobody asks for as many, so the
    /// first that nobody asked for is among them.
    private var asked: UInt64 = 0
    /// The first thing that this version does not know. It waits for ``end()``, so that all that is
    /// damage comes before it.
    private var unknown: EntryError?

    /// Reads `members` of what is called `owner` in messages.
    init(_ members: [JSONValue.Member], of owner: String) {
        self.members = members
        self.owner = owner
    }

    /// The member `name`, which may be absent.
    mutating func optional<Value: MemberValue>(
        _ name: String,
        as type: Value.Type = Value.self
    ) throws(EntryError) -> Value? {
        guard let index = members.firstIndex(where: { $0.name == name }) else { return nil }
        asked |= 1 << UInt64(index)
        let found = members[index]
        try check(found)
        guard let value = Value(member: found.value) else {
            if case .string(let word) = found.value, let list = Value.self as? any ClosedList.Type {
                unknown = unknown ?? .unknownValue(word, member: name, of: owner)
                return list.standIn as? Value
            }
            throw .wrongMember(name, of: owner, expected: Value.expectation)
        }
        return value
    }

    /// The rules of text hold for every string, so that what a message quotes is fit to be shown.
    private func check(_ member: JSONValue.Member) throws(EntryError) {
        switch member.value {
        case .string(let text): try check(text, of: member.name)
        case .array(let parts):
            for case .string(let text) in parts { try check(text, of: member.name) }
        default: break
        }
    }

    private func check(_ text: String, of name: String) throws(EntryError) {
        if Text.fault(in: text, lines: false) == nil { return }
        if let fault = Text.fault(in: text, lines: Text.manyLined.contains(name)) {
            throw .wrongText(name, of: owner, fault)
        }
    }

    /// The member `name`, which must be there.
    mutating func required<Value: MemberValue>(
        _ name: String,
        as type: Value.Type = Value.self
    ) throws(EntryError) -> Value {
        guard let value: Value = try optional(name) else {
            throw .missingMember(name, of: owner)
        }
        return value
    }

    /// A list that may be absent, and is never there empty.
    mutating func list<Value: MemberValue>(
        _ name: String,
        of type: Value.Type = Value.self
    ) throws(EntryError) -> [Value] {
        guard let values: [Value] = try optional(name) else { return [] }
        if values.isEmpty {
            throw .wrongMember(name, of: owner, expected: "a list of at least one")
        }
        return values
    }

    /// A list of objects that may be absent, and is never there empty.
    mutating func objects<Value>(
        _ name: String,
        read: (inout MemberReader) throws(EntryError) -> Value
    ) throws(EntryError) -> [Value] {
        var values: [Value] = []
        for object in try list(name, of: ObjectMembers.self) {
            var reader = MemberReader(object.members, of: name)
            do throws(EntryError) {
                values.append(try read(&reader))
                try reader.end()
            } catch {
                guard error.isVocabulary else { throw error }
                unknown = unknown ?? error
            }
        }
        return values
    }

    /// The action and milestone that an event speaks of.
    mutating func milestone() throws(EntryError) -> MilestoneName {
        MilestoneName(try required("action"), try required("milestone"))
    }

    /// - Throws: the first value that is unknown, or the first member that nobody asked for.
    func end() throws(EntryError) {
        if let unknown { throw unknown }
        let first = (~asked).trailingZeroBitCount
        if first < members.count { throw .unknownMember(members[first].name, of: owner) }
    }
}

/// The members of one object on their way out.
struct MemberWriter {
    private(set) var members: [JSONValue.Member] = []

    init() { members.reserveCapacity(8) }

    /// Writes `value`, and nothing where it is nil.
    mutating func put<Value: MemberValue>(_ name: String, _ value: Value?) {
        if let value { members.append(.init(name: name, value: value.member)) }
    }

    /// Writes a list, and nothing where it is empty.
    mutating func put(list values: [some MemberValue], as name: String) {
        if !values.isEmpty { put(name, values) }
    }

    /// Writes `true`, and nothing where `flag` is false.
    mutating func put(flag: Bool, as name: String) {
        if flag { put(name, Flag()) }
    }

    /// Writes the action and milestone that an event speaks of.
    mutating func put(_ milestone: MilestoneName) {
        put("action", milestone.action)
        put("milestone", milestone.number)
    }
}
