// A lead's own list: what they are asked for, in words to them, and what still wants a report.

import Ledger
import Testing

@testable import ledgerctl

@Suite("My actions")
struct MinePageTests {
    private let scene: SiteScene
    private let lead = Visitor("CD", .leader)

    init() throws { scene = try SiteScene() }

    private func page(_ query: String = "", as visitor: Visitor) -> String {
        scene.site.get("/plans/county/mine\(query)", as: visitor).text
    }

    @Test("says to leads what they are asked for, and of others what is to be asked of them")
    func heading() {
        // A2 was due in May: it is overdue, and nothing is written about it.
        let before = "before the meeting of 18 July 2024."
        #expect(page(as: lead).contains("<p>You are asked for 2 things \(before)</p>"))
        #expect(
            page("?lead=CD", as: Visitor("OFF", .officer)).contains(
                "<p>2 things to ask of Person CD, \(before)</p>"
            )
        )
        // Nobody is asked about the others yet.
        #expect(
            page(as: Visitor("AB", .leader)).contains("<p>Nothing to ask \(before.dropLast()): ")
        )
    }

    @Test("has the first button where something is to be done, and a second where others are asked")
    func buttons() {
        #expect(
            page(as: lead).contains("<a class=\"button\" href=\"/plans/county/actions/A2/record")
        )
        let path = "/plans/county/actions/A2/record"
        let form = scene.site.get(path, as: lead).hidden()
        let fields = form + [("delivered-1", "yes"), ("step", "record")]
        #expect(scene.site.post(path, fields, as: lead).status == 303)
        #expect(
            page(as: lead).contains(
                "<a class=\"button second\" href=\"/plans/county/actions/A2/record"
            )
        )
    }
}
