// What the demonstration shows beyond the report's tables, and the plans that it makes by chance.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("Moorlandshire")
struct DemoStoryTests {
    private static let history: History = {
        var history = History(of: Demo.plan)
        var seq = 0
        for sitting in Story.moorland(seed: 1).sittings {
            for act in sitting.acts {
                seq += 1
                history.append([Entry(seq: seq, prev: .zero, at: sitting.at, act: act)])
            }
        }
        return history
    }()

    private var plan: Plan { Self.history.plan }
    private var acts: [Entry.Act] { Self.history.entries.map(\.act) }

    @Test("has six meetings before the last is due, one of them moved, and one cancelled")
    func meetings() {
        let own = plan.meetings.filter { $0.board == plan.board }
        let standing = own.filter(\.stands).map(\.day.description).sorted()
        #expect(
            standing == [
                "2024-02-22", "2024-05-23", "2024-09-12", "2024-12-05", "2025-03-20",
                "2025-06-26", "2025-09-18",
            ]
        )
        #expect(own.count { $0.call.movedFrom != nil } == 1)
        #expect(own.allSatisfy { $0.call.papers != nil })
        #expect(plan.meetings.count == own.count + 1)
    }

    @Test("has dates of every precision, and one that was never agreed")
    func dates() {
        let dates = plan.orderedMilestones.map(\.current)
        for precision in [StatedDate.Precision.day, .month, .year] {
            #expect(dates.contains { $0?.precision == precision })
        }
        #expect(dates.contains { $0.map { $0.first != $0.last } ?? false })
        #expect(dates.count { $0 == nil } == 1)
    }

    @Test("has requests that are open, one refused, and corrections before and after approval")
    func requests() throws {
        let open = plan.orderedMilestones.filter { $0.openRequest != nil }.map(\.name.description)
        #expect(open == ["A2/1", "B1.i/1"])
        let approval = try #require(plan.approval).stamp
        let corrections = plan.corrections
        #expect(corrections.map(\.milestone.description) == ["F3/1", "E1/1", "E2/1"])
        #expect(corrections.map { $0.stamp < approval } == [true, false, false])
        #expect(corrections.map { $0.by != nil } == [false, false, true])
        let moves = plan.milestone(.written("E2"))?.moves ?? []
        #expect(moves.map(\.isCorrection) == [false, true])
    }

    @Test("has help asked and given, risks open and over, measures with readings")
    func progress() {
        let helps = plan.actions.values.flatMap(\.helps.values).compactMap(\.latest)
        let open = helps.count { if case .asked = $0.fact { true } else { false } }
        #expect(helps.count == 3)
        #expect(open == 1)
        #expect(plan.risks.map { $0.closed == nil } == [false, true, true])
        #expect(plan.risks.allSatisfy { !$0.mitigations.facts.isEmpty })
        #expect(
            plan.measures.allSatisfy { $0.measure.target != nil && $0.readings.facts.count > 2 }
        )
    }

    @Test("has closures approved and pending, and somebody who left and still leads")
    func closures() {
        let closures = plan.orderedActions.compactMap { action in
            plan.closure(of: action.code).map { (action.code.text, $0.approved != nil) }
        }
        #expect(closures.map(\.0) == ["C1.i", "C3", "E3", "F4"])
        #expect(closures.map(\.1) == [true, false, true, false])
        let left = plan.people.values.filter { $0.left != nil }.map(\.key)
        #expect(left.map(\.text) == ["PR"])
        #expect(
            left.contains { plan.leads(of: Code(wellFormed: "C1.ii"), as: .accountable) == [$0] }
        )
    }

    @Test("has evidence from all three lines, some exempt, and deliveries in every state")
    func deliveries() {
        let evidence = plan.actions.values.flatMap(\.evidence.facts).map(\.fact)
        #expect(Set(evidence.compactMap(\.line)) == Set(AssuranceLine.allCases))
        #expect(evidence.contains { $0.exempt })
        let steps = plan.orderedMilestones.flatMap(\.deliveries.facts).map(\.fact)
        let lines = steps.compactMap { if case .confirmed(let line) = $0 { line } else { nil } }
        #expect(Set(lines) == [.second, .third])
        #expect(steps.contains { if case .returned = $0 { true } else { false } })
        #expect(steps.contains { if case .reopened = $0 { true } else { false } })
    }

    @Test("has notes with line feeds, quotation marks, markup and Arabic")
    func notes() {
        let notes = plan.actions.values.flatMap(\.notes.facts).map(\.fact.text)
        for part in ["\n", "\"", "“", "<yes>", "&", "دليل"] {
            #expect(notes.contains { $0.contains(part) }, "\(part)")
        }
        #expect(
            !notes.contains { $0.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) } }
        )
    }

    @Test("writes every text as a writer would")
    func texts() throws {
        for entry in Self.history.entries {
            let line = try Entry.parse(entry.format()[...])
            #expect(line == entry)
            for event in entry.act.events {
                guard case .structure(.personNamed(_, let name, _, _)) = event else { continue }
                #expect(try Text.entered(name, lines: false).utf8.elementsEqual(name.utf8))
            }
        }
    }

    @Test("has facts told late, words for the paper, and links out of the plan and inferred")
    func besides() {
        let late = Self.history.entries.filter { $0.at.day - $0.day > 35 }
        #expect(late.count == 2)
        #expect(plan.words.keys.count { $0.meeting == Story.day("2025-06-26") } == 13)
        #expect(plan.links.contains { $0.fact.to.plan != nil })
        #expect(plan.links.contains { $0.fact.inferred })
        #expect(Set(plan.links.map(\.fact.kind)).count == 5)
        #expect(plan.struck.count == 1)
        #expect(plan.assurances.count == 6)
        #expect(acts.contains { $0.behalf != nil })
    }
}

@Suite("A made plan")
struct LargePlanTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "demo-\(UUID().uuidString)").path

    private func demo(_ options: String..., to witness: Witness = Witness()) -> ExitCode {
        Ledgerctl.run(in: witness.world(["demo", folder] + options))
    }

    @Test("has as many actions and entries as were asked for, and breaks no rule", arguments: 1...2)
    func isWithinTheRules(seed: Int) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(demo("--actions", "50", "--entries", "2000", "--seed", "\(seed)") == .done)
        let ledger = ActionLedger(folder: folder, plan: Demo.plan)
        #expect(try ledger.verify(rules: true).findings.isEmpty)
        let history = try ledger.read().history
        #expect(history.entries.count == 2000)
        #expect(history.plan.actions.count == 50)
        let day = Story.day("2025-06-17")
        let ratings = Ratings(history.plan(known: 2000, asAt: day), asAt: day)
        let shown = history.plan.orderedMilestones.compactMap {
            ratings[milestone: $0.name]?.result.published
        }
        #expect(Set(shown) == Set(Rating.allCases))
        #expect(!history.plan.struck.isEmpty)
        #expect(!history.plan.corrections.isEmpty)
    }

    @Test("can be as small as its structure, and not smaller")
    func smallest() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let least = LargePlan(actions: 1, seed: 1).entriesMin
        let witness = Witness()
        #expect(demo("--actions", "1", "--entries", "\(least - 1)", to: witness) == .usage)
        #expect(witness.errors.contains("at least \(least), which 1 actions need"))
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(demo("--actions", "1", "--entries", "\(least)") == .done)
        let ledger = ActionLedger(folder: folder, plan: Demo.plan)
        let verification = try ledger.verify(rules: true)
        #expect(verification.findings.isEmpty)
        #expect(verification.contents.size == least)
    }

    @Test("refuses what is no number", arguments: ["--actions", "--entries", "--seed"])
    func refuses(option: String) {
        #expect(demo(option, "many") == .usage)
        #expect(demo(option, "-1") == .usage)
    }
}
