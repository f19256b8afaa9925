// A history: idempotency keys, entries all or none, and journals that broke the rules.

import Testing

@testable import Ledger

@Suite("A history")
struct HistoryTests {
    /// A county in which something of every kind has happened, except the end of the plan.
    private static func full() -> Scene {
        var scene = Scene.county()
        scene.record(.called("2024-03-21"), .called("2024-05-16"))  // 2
        scene.record(.approved("2024-03-21"), .adopted(), .minuted(1))  // 3
        scene.record(.action("A2"), .milestone("A2", due: nil), .body("GRP", "CD"))  // 4
        scene.record(.registered(), .raised(), .measure(), .read(), .asked())  // 5
        scene.record(key: "k-6", .requested("2024-06"), .forecast("2024-07"))  // 6
        scene.record(.agreed("2024-06"), .agreed("2024-08", "A2/1"))  // 7
        scene.record(.corrected("2024-05-20", entry: 7))  // 8
        scene.record(by: "AB", .declared(), .note("done"), .rated(.green))  // 9
        scene.record(by: "CD", .confirmed())  // 10
        scene.record(.closed("A2", nil, .transferred, to: "CD"))  // 11
        scene.record(.published(knownAt: 11), .assured("limited"))  // 12
        scene.record(.note("wrong"))  // 13
        scene.record(.struck(13))  // 14
        scene.record(.called("2024-05-23", from: "2024-05-16"))  // 15
        return scene
    }

    @Test("makes the same plan entry by entry as all at once, and however it is cut")
    func sameEitherWay() {
        let scene = Self.full()
        let entries = scene.history.entries
        #expect(scene.history.plan.observed == Plan.replay(entries).observed)
        var appended = History(of: "county")
        for entry in entries { appended.append([entry]) }
        #expect(appended.plan.observed == Plan.replay(entries).observed)
        for count in 0...entries.count {
            var cut = scene.history
            cut.truncate(to: count)
            #expect(cut.entries.count == count)
            #expect(cut.plan.observed == Plan.replay(entries.prefix(count)).observed)
        }
    }

    @Test(
        "is as it was after an entry that was refused, whatever came first in it",
        arguments: Event.oneOfEach
    )
    func allOrNothing(_ event: Event) {
        let scene = Self.full()
        var history = scene.history
        // A body's key is no person's: refused at the end, if not before.
        let entry = scene.next(act(event, .note("y"), .person("BRD"), key: "k-new"))
        #expect(throws: Refusal.self) { try history.decide(entry) }
        #expect(history.entries == scene.history.entries)
        #expect(history.plan.observed == scene.history.plan.observed)
    }

    @Test("is as it was after an entry refused for its first event, its day or its recorder")
    func refusedAtOnce() {
        let scene = Self.full()
        for refused in [
            act(.person("BRD"), .note("y")), act(.note("y"), .note("z"), on: "2025"),
            act(.note("y"), .struck(9)), act(.note("y", "Z9")),
        ] {
            var history = scene.history
            #expect(throws: Refusal.self) { try history.decide(scene.next(refused)) }
            #expect(history.entries == scene.history.entries)
            #expect(history.plan.observed == scene.history.plan.observed)
        }
    }

    @Test("tests each event on the plan that those before it have made")
    func eventByEvent() {
        let scene = Scene.county()
        #expect(
            scene.refusal(
                of: act(.action("A2"), .milestone("A2", due: "2024-06"), .declared("A2/1"))
            ) == nil
        )
        #expect(
            scene.refusal(of: act(.milestone("A2", due: "2024-06"), .action("A2")))
                == .codeMustBeKnown("A2", kind: .action)
        )
        // Once approved, the next event of the same entry must say who agreed.
        #expect(
            scene.refusal(of: act(.approved("2024-03-21"), .agreed("2024-06", by: nil)))
                == .agreementMustSayWho(type: "date-agreed")
        )
    }

    @Test("keeps an entry that was refused from nothing that comes later")
    func goesOn() {
        var scene = Self.full()
        _ = try? scene.history.decide(scene.next(act(.note("y"), .person("BRD"))))
        scene.record(.note("z"))
        #expect(scene.history.entries.count == 16)
        #expect(scene.history.plan.observed == Plan.replay(scene.history.entries).observed)
    }
}

@Suite("An idempotency key")
struct IdempotencyTests {
    private static func scene() -> Scene {
        var scene = Scene.county()
        scene.record(act(.note("begun"), by: "AB", for: "CD", because: nil, key: "mail-1"))  // 2
        scene.record(act(.note("twice"), on: "2024-02-29", key: "mail-2"))  // 3
        return scene
    }

    @Test("brings back the first entry for the same content, without a date or with its own")
    func sameContent() throws {
        let history = Self.scene().history
        let same = act(.note("begun"), by: "AB", for: "CD", because: nil, key: "mail-1")
        #expect(try history.recordedBefore(same)?.seq == 2)
        #expect(
            try history.recordedBefore(act(.note("twice"), on: "2024-02-29", key: "mail-2"))?.seq
                == 3
        )
        // `on` is compared where the caller gave one.
        #expect(try history.recordedBefore(act(.note("twice"), key: "mail-2"))?.seq == 3)
    }

    @Test("is new, or not there")
    func newKey() throws {
        let history = Self.scene().history
        #expect(try history.recordedBefore(act(.note("begun"), key: "mail-3")) == nil)
        #expect(try history.recordedBefore(act(.note("begun"))) == nil)
    }

    @Test(
        "is refused for other content",
        arguments: [
            act(.note("begun"), by: "CD", for: "CD", because: nil, key: "mail-1"),
            act(.note("begun"), by: "AB", because: nil, key: "mail-1"),
            act(.note("begun"), by: "AB", for: "SEC", because: nil, key: "mail-1"),
            act(.note("begun"), by: "AB", for: "CD", because: "why", key: "mail-1"),
            act(.note("Begun"), by: "AB", for: "CD", because: nil, key: "mail-1"),
            act(.note("begun"), .note("begun"), by: "AB", for: "CD", because: nil, key: "mail-1"),
            act(
                .note("begun"),
                by: "AB",
                for: "CD",
                on: "2024-02-28",
                because: nil,
                key: "mail-1"
            ),
        ]
    )
    func otherContent(_ act: Entry.Act) throws {
        let refusal = Refusal.idempotencyKeyMustMeanOneThing("mail-1", entry: 2)
        #expect(throws: refusal) { try Self.scene().history.recordedBefore(act) }
        #expect(
            refusal.words
                == "the idempotency key `mail-1` stands in entry 2 for something else; use another "
                + "key, or the same content"
        )
    }

    @Test("of a struck entry is refused, naming both, whatever the content")
    func struckKey() {
        var scene = Self.scene()
        scene.record(.struck(3))  // 4
        let refusal = Refusal.idempotencyKeyMustNotBeStruck("mail-2", entry: 3, struckBy: 4)
        #expect(throws: refusal) {
            try scene.history.recordedBefore(act(.note("twice"), on: "2024-02-29", key: "mail-2"))
        }
        // The same content would be refused too, so it is no advice to give it.
        #expect(throws: refusal) {
            try scene.history.recordedBefore(act(.note("other"), key: "mail-2"))
        }
        #expect(
            refusal.words
                == "the idempotency key `mail-2` belongs to entry 3, which entry 4 struck; use "
                + "another key"
        )
    }

    @Test("is looked up before any rule: a closed plan gives its entries back")
    func beforeRules() throws {
        var scene = Self.scene()
        scene.record(.planClosed())
        let again = act(.note("twice"), on: "2024-02-29", key: "mail-2")
        #expect(try scene.history.recordedBefore(again)?.seq == 3)
    }

    @Test("that stands twice in a journal means its first entry")
    func twice() throws {
        var scene = Self.scene()
        scene.history.append([scene.next(act(.note("third"), key: "mail-2"))])
        #expect(try scene.history.recordedBefore(act(.note("twice"), key: "mail-2"))?.seq == 3)
        scene.record(.corrected("2024-04", entry: 1))  // replays everything
        #expect(try scene.history.recordedBefore(act(.note("twice"), key: "mail-2"))?.seq == 3)
    }
}
