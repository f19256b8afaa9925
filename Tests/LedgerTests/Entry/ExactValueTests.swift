// Measured values as exact numbers, against what was worked out by hand.

import Testing

@testable import Ledger

// Values are written as literals in tests; a badly formed one stops the test run.
extension Quantity: ExpressibleByStringLiteral {
    init(stringLiteral text: String) {
        guard let value = Quantity(text) else { preconditionFailure("\(text) is no value") }
        self = value
    }
}

@Suite("An exact value")
struct ExactValueTests {
    /// Least first; the values of a row are equal.
    private static let order: [[Quantity]] = [
        ["-999999999999999.999999999999999"], ["-999999999999999"], ["-3.5", "-3.50"], ["-3"],
        ["-0.000000000000001"], ["0", "-0", "0.0", "-0.000"], ["0.000000000000001"],
        ["0.1", "0.10"], ["0.3"], ["9.99"], ["10", "10.000000000000000"], ["92.5", "92.50"],
        ["99.999999999999999"], ["100"], [.integer(1 << 53 - 1)],
    ]

    @Test("compares by what it is, not by how it is written")
    func compares() {
        for (place, row) in Self.order.enumerated() {
            for value in row {
                for (other, others) in Self.order.enumerated() {
                    for right in others.map(ExactValue.init) {
                        let left = ExactValue(value)
                        #expect((left < right) == (place < other), "\(value)")
                        #expect((left == right) == (place == other), "\(value)")
                    }
                }
            }
        }
    }

    @Test(
        "has a difference to the last digit",
        arguments: [
            ("92.50", "90", "2.50"), ("90", "92.50", "-2.50"), ("0.3", "0.1", "0.2"),
            ("-2.50", "3", "-5.50"), ("35", "40", "-5"), ("1", "1", "0"), ("1.0", "1", "0.0"),
            ("0.1", "0.10", "0.00"), ("-0.5", "0.5", "-1.0"), ("0.05", "0.1", "-0.05"),
            ("999999999999999", "-999999999999999", "1999999999999998"),
            ("0.000000000000001", "999999999999999", "-999999999999998.999999999999999"),
        ] as [(Quantity, Quantity, String)]
    )
    func difference(value: Quantity, before: Quantity, written: String) {
        #expect(value.difference(from: before).description == written)
    }

    @Test("has a difference that JSON holds: a number below 2^53, else text")
    func types() {
        let most = Quantity.integer(1 << 53 - 1)
        #expect(most.difference(from: "0") == most)
        let twice = most.difference(from: .integer(1 - 1 << 53))
        #expect(twice == .decimal("18014398509481982"))
    }

    @Test("counts a text that is no value as 0, and stops nothing")
    func noValue() {
        for text in ["", "-", ".", "x", "1e9", "99999999999999999999999999"] {
            #expect(ExactValue(.decimal(text)).units >= 0, "\(text)")
        }
    }
}
