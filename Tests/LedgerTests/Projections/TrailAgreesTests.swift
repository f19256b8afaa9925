// The audit trail and replay are two readings of one journal; here they are held against each
// other, on histories of many kinds.

import Testing

@testable import Ledger

/// A generator of the same numbers on every run (Knuth's MMIX multiplier and increment).
private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % sides
    }
}

/// The fields of actions and milestones that both readings have in the same words.
private let shared: Set<Field> = [
    .title, .under, .accountable, .due, .original, .forecast, .rating, .note, .help, .answer,
    .evidence, .link,
]

extension Scene {
    /// Up to `count` acts of many kinds on four milestones, some of them backdated; what a rule
    /// refuses is left out.
    fileprivate static func random(_ seed: UInt64, count: Int) -> Scene {
        var dice = Dice(state: seed)
        var scene = Scene.county()
        scene.record(.action("A1.i", under: "A1"), .milestone("A1.i", due: nil))
        scene.record(.milestone("A1", 2, due: "2024-08"), .milestone("A1", 3, due: nil))
        for _ in 0..<count {
            scene.go(to: scene.clock.day + dice.roll(4))
            let event = event(&dice, seq: scene.history.entries.count + 1)
            let back = dice.roll(3) == 0 ? StatedDate(scene.clock.day - dice.roll(20)) : nil
            let by: Key = ["AB", "CD", "SEC"][dice.roll(3)]
            // One approval alone: what a second one makes of a date struck later is for replay.
            if scene.history.plan.approval != nil, case .board = event { continue }
            guard scene.refusal(on: back, by: by, event) == nil else { continue }
            scene.record(on: back, by: by, event)
        }
        return scene
    }

    private static func event(_ dice: inout Dice, seq: Int) -> Event {
        let name: MilestoneName = ["A1/1", "A1/2", "A1/3", "A1.i/1"][dice.roll(4)]
        let months: [StatedDate] = ["2024-04", "2024-06", "2024-07", "2024-09", "2025-01"]
        let date = months[dice.roll(5)]
        let earlier = 2 + dice.roll(max(1, seq - 2))
        switch dice.roll(17) {
        case 0: return .approved("2024-03-21")
        case 1, 2: return .agreed(date, name)
        case 3: return .requested(date, name)
        case 4: return .date(.refused(name, by: "BRD", meeting: nil))
        case 5, 6:
            return .corrected(date, entry: earlier, name, by: dice.roll(2) == 0 ? "BRD" : nil)
        case 7: return .forecast(date, name)
        case 8: return .note("note \(seq)", name.action)
        case 9: return .rated([.green, .amber, .red][dice.roll(3)], name.action)
        case 10, 11: return .struck(earlier)
        case 12: return .leads(name.action, ["AB", "CD"][dice.roll(2)])
        case 13: return .declared(name)
        case 14: return dice.roll(2) == 0 ? .returned(name) : .confirmed(name)
        case 15: return .reopened(name.action, dice.roll(2) == 0 ? name.number : nil)
        default: return .closed(name.action)
        }
    }
}

@Suite("An audit trail and replay")
struct TrailAgreesTests {
    /// What replay says of a field; nil where it says nothing.
    private func value(_ fields: PlanFields, _ slot: AuditTrail.Slot) -> FieldValue? {
        let name = PlanFields.Name(field: slot.field, part: slot.part)
        let value = fields.fields[slot.subject]?[name]
        return value == .text("no date agreed") ? nil : value
    }

    private func check(_ scene: Scene) {
        let history = scene.history
        let trail = AuditTrail(history.entries)
        var fields = PlanFields(Plan())
        for entry in history.entries {
            let earlier = fields
            fields = PlanFields(history.plan(known: entry.seq, asAt: nil))
            // What the field said before is what replay made of all that was known then.
            for change in trail.changes where change.entry == entry.seq {
                guard shared.contains(change.field), entry.act.events.count == 1 else { continue }
                #expect(
                    change.before == value(earlier, change.slot),
                    "\(change.slot) in entry \(entry.seq)"
                )
                if change.tookHold {
                    #expect(change.value == value(fields, change.slot))
                } else {
                    #expect(value(earlier, change.slot) == value(fields, change.slot))
                }
            }
        }
        for (subject, names) in fields.fields {
            for (name, _) in names where shared.contains(name.field) {
                let slot = AuditTrail.Slot(subject: subject, field: name.field, part: name.part)
                #expect(trail.standing(slot)?.present == value(fields, slot), "\(slot)")
            }
        }
    }

    @Test("agree on every type of event")
    func everyEvent() { check(.everyEvent()) }

    @Test("agree on histories of many kinds", arguments: 1...60 as ClosedRange<UInt64>)
    func random(seed: UInt64) {
        let scene = Scene.random(seed, count: 60)
        #expect(scene.history.entries.count > 15)
        check(scene)
    }

    @Test("agree on what stands on every day", arguments: 1...20 as ClosedRange<UInt64>)
    func days(seed: UInt64) {
        let scene = Scene.random(seed, count: 60)
        let trail = AuditTrail(scene.history.entries)
        for day in stride(from: 0, to: 120, by: 7).map({ Day("2024-03-01") + $0 }) {
            let fields = PlanFields(scene.plan(day))
            for change in trail.blame("A1", asAt: day) where shared.contains(change.field) {
                #expect(change.present == value(fields, change.slot), "\(change.slot) on \(day)")
            }
        }
    }
}
