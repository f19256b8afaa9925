// Measured values as exact numbers: compared, subtracted and written without rounding.

/// A measured value as a whole number of units of 10^-15.
///
/// A value has at most 16 digits before its point and 15 after it, so every value that can be
/// recorded, and the difference of any two, is such a number and none is ever rounded: a target of
/// `"92.5"` is met by `"92.50"`, and `0.1` is `0.1`.
struct ExactValue: Hashable, Comparable {
    /// The most digits after the point.
    static let decimalsMax = 15
    /// The value 1.
    static let one = ExactValue(units: 1_000_000_000_000_000)

    /// How many units of 10^-15 it is; below 2 x 10^31 in size.
    let units: Int128

    /// The value of so many units.
    init(units: Int128) {
        self.units = units
    }

    /// The value that was written, such as `"-3.50"`; a text that is no value counts as 0.
    init(_ quantity: Quantity) {
        switch quantity {
        case .integer(let number): units = Int128(number) * ExactValue.one.units
        case .decimal(let text):
            let isNegative = text.hasPrefix("-")
            let parts = (isNegative ? text.dropFirst() : text[...]).split(separator: ".")
            let decimals = parts.count > 1 ? parts[1].prefix(ExactValue.decimalsMax) : ""
            let zeros = String(repeating: "0", count: ExactValue.decimalsMax - decimals.count)
            let whole = Int128(Int(parts.first ?? "") ?? 0) * ExactValue.one.units
            let sum = whole + Int128(Int(decimals + zeros) ?? 0)
            units = isNegative ? -sum : sum
        }
    }

    static func < (left: ExactValue, right: ExactValue) -> Bool { left.units < right.units }

    /// Ten to the power of `exponent` (0 <= exponent <= 38).
    static func power(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    /// The value with so many digits after the point: "-3.50". Digits beyond are left out.
    func words(decimals: Int) -> String {
        let sign = units < 0 ? "-" : ""
        let (whole, rest) = units.magnitude.quotientAndRemainder(
            dividingBy: ExactValue.one.units.magnitude
        )
        if decimals == 0 { return "\(whole == 0 ? "" : sign)\(whole)" }
        let digits = String(rest)
        let all = String(repeating: "0", count: ExactValue.decimalsMax - digits.count) + digits
        return "\(sign)\(whole).\(all.prefix(decimals))"
    }
}

extension Quantity {
    /// How many digits stand after the point.
    var decimalsCount: Int {
        guard case .decimal(let text) = self,
            let point = text.utf8.firstIndex(of: UInt8(ascii: "."))
        else { return 0 }
        return min(text.utf8[point...].count - 1, ExactValue.decimalsMax)
    }

    /// The value less `other`, exactly, with as many digits after the point as the longer of both:
    /// from `"90"` to `"92.50"` it is `"2.50"`.
    func difference(from other: Quantity) -> Quantity {
        let units = ExactValue(self).units - ExactValue(other).units
        let decimals = max(decimalsCount, other.decimalsCount)
        let text = ExactValue(units: units).words(decimals: decimals)
        guard decimals == 0, let number = Int(text), number.magnitude < 1 << 53 else {
            return .decimal(text)
        }
        return .integer(number)
    }
}
