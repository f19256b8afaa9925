// The names by which entries speak of things: codes, keys, milestones, references.

/// The name of a plan, priority, action, risk or measure: `A1`, `C1.iii`, `cqc-2018`.
public struct Code: Identifier {
    /// The code as written, ASCII.
    public let text: String

    /// The code that a well-formed text writes.
    public init(wellFormed text: String) { self.text = text }
}

/// The name of a person or a body: `KT`, `HWB`.
public struct Key: Identifier {
    /// The key as written, ASCII.
    public let text: String

    /// The key that a well-formed text writes.
    public init(wellFormed text: String) { self.text = text }
}

/// What codes and keys have in common: 1 to 32 of `A` to `Z`, `a` to `z`, `0` to `9`, `.` and
/// `-`, beginning with a letter or digit. They are compared byte by byte.
public protocol Identifier: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as written.
    var text: String { get }
    /// The name that `text` writes, which the caller knows to be well formed; where it is not
    /// known, ask ``init(_:)``.
    init(wellFormed text: String)
}

extension Identifier {
    /// The name `text` writes; nil where that is not well formed.
    @inlinable
    public init?(_ text: some StringProtocol) {
        // Inlined, so that no caller asks the runtime what is an identifier and what is text.
        let text = String(text)
        guard isIdentifier(text) else { return nil }
        self.init(wellFormed: text)
    }

    /// The name as written.
    public var description: String { text }

    /// Byte order.
    public static func < (left: Self, right: Self) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

/// Whether `text` is a well-formed code or key.
@usableFromInline
func isIdentifier(_ text: String) -> Bool {
    let bytes = text.utf8
    guard (1...32).contains(bytes.count), let first = bytes.first else { return false }
    return isAlphanumeric(first)
        && bytes.allSatisfy {
            isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        }
}

func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
    default: false
    }
}

/// One completion date of an action: `A4/2` on the command line.
public struct MilestoneName: Hashable, Sendable, CustomStringConvertible {
    /// The action that promises it.
    public let action: Code
    /// Which of the action's milestones, from 1.
    public let number: Ordinal

    /// Milestone `number` of `action`.
    public init(_ action: Code, _ number: Ordinal) {
        self.action = action
        self.number = number
    }

    /// The milestone as `A4/2`.
    public var description: String { "\(action)/\(number)" }
}

/// A number that a journal writes as text, from "1" to "9999": of a milestone, of a call for help.
public struct Ordinal: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number, 1 to 9999.
    public let number: Int

    /// `number`, where it is from 1 to 9999.
    public init?(_ number: Int) {
        guard (1...9999).contains(number) else { return nil }
        self.number = number
    }

    /// Reads decimal digits without a leading zero.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 4, text.utf8.first != UInt8(ascii: "0"),
            let number = digits(ArraySlice(text.utf8))
        else { return nil }
        self.init(number)
    }

    /// The first: "1".
    public static let first = Ordinal(unchecked: 1)

    private init(unchecked number: Int) { self.number = number }

    /// The number in decimal digits.
    public var description: String { String(number) }

    /// Smaller numbers come first.
    public static func < (left: Ordinal, right: Ordinal) -> Bool { left.number < right.number }
}

/// Where a link leads: an action or priority of this plan (`A1`), of another (`aedb-2018:U1`), or
/// another plan as a whole (`aedb-2018:`).
public struct Reference: Hashable, Sendable, CustomStringConvertible {
    /// The other plan; nil where the reference stays in its own.
    public let plan: Code?
    /// The action or priority; nil where a plan as a whole is meant.
    public let code: Code?

    private init(plan: Code?, code: Code?) {
        self.plan = plan
        self.code = code
    }

    /// A reference to `code` in `plan`, or to that plan as a whole.
    public init(_ code: Code?, in plan: Code) {
        self.init(plan: plan, code: code)
    }

    /// A reference to `code` in the same plan.
    public init(_ code: Code) {
        self.init(plan: nil, code: code)
    }

    /// Reads `A1`, `plan:A1` or `plan:`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            guard let code = Code(text) else { return nil }
            self.init(code)
            return
        }
        guard let plan = Code(text[..<colon]) else { return nil }
        let rest = text[text.utf8.index(after: colon)...]
        let code = Code(rest)
        guard rest.isEmpty || code != nil else { return nil }
        self.init(plan: plan, code: code)
    }

    /// The reference as the journal writes it.
    public var description: String {
        (plan.map { "\($0):" } ?? "") + (code?.text ?? "")
    }
}

/// A measured value: an integer, or a decimal number kept as it was written (`"92.5"`).
public enum Quantity: Hashable, Sendable, CustomStringConvertible {
    /// A whole number below 2^53 in size.
    case integer(Int)
    /// A decimal number with a point, as text, so that no digit is ever rounded.
    case decimal(String)

    /// Reads `92`, `-3` or `92.5`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        let digitsOnly = parts.allSatisfy { digits(ArraySlice($0.utf8.prefix(15))) != nil }
        guard (1...2).contains(parts.count), digitsOnly, parts.allSatisfy({ $0.utf8.count <= 15 }),
            parts[0].utf8.count == 1 || parts[0].utf8.first != UInt8(ascii: "0")
        else { return nil }
        if parts.count == 1, let number = Int(text) {
            self = .integer(number)
        } else {
            self = .decimal(String(text))
        }
    }

    /// The value as written.
    public var description: String {
        switch self {
        case .integer(let number): String(number)
        case .decimal(let text): text
        }
    }
}
