// A row of a table of refusals: what is refused, by which rule and in which words, and the nearest
// act that is allowed.

import Testing

@testable import Ledger

/// Something that is refused, and what is allowed instead.
struct RefusalRow: Sendable, CustomTestStringConvertible {
    let rule: String
    let refused: Entry.Act
    let refusal: Refusal
    let words: String
    let allowed: Entry.Act?
    let start: Scene
    let before: @Sendable (inout Scene) -> Void

    /// `before` is recorded in the county that ``Scene/county(_:due:)`` makes.
    init(
        _ rule: String,
        _ refused: Entry.Act,
        _ refusal: Refusal,
        _ words: String,
        allowed: Entry.Act?,
        start: Scene = .county(),
        before: @escaping @Sendable (inout Scene) -> Void = { _ in }
    ) {
        self.rule = rule
        self.refused = refused
        self.refusal = refusal
        self.words = words
        self.allowed = allowed
        self.start = start
        self.before = before
    }

    var testDescription: String { rule }

    /// Asserts the refusal, its words, that nothing changed, and that the neighbour is allowed;
    /// and that `verify` finds the same of it in both ways where it stands in a journal.
    func check() {
        var scene = start
        before(&scene)
        let found = scene.refusal(of: refused)
        #expect(found == refusal)
        #expect(found?.words == words)
        if let allowed { #expect(scene.refusal(of: allowed) == nil) }
        scene.verifyBothWays(refused, allowed, rule)
    }
}
