// The line that tells how far something is.

import Testing

@testable import ledgerctl

@Suite("The progress line")
struct ProgressLineTests {
    @Test("says how much is read, or only for how long")
    func text() {
        let start = "\r\u{1B}[Kledgerctl: "
        #expect(ProgressLine.text(1_000, nil) == start + "working, 1 s")
        #expect(ProgressLine.text(61_900, nil) == start + "working, 61 s")
        #expect(ProgressLine.text(2_400, 0) == start + "0 % read, 2 s")
        #expect(ProgressLine.text(2_400, 0.999) == start + "99 % read, 2 s")
    }
}
