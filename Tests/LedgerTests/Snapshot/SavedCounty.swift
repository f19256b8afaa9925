// A county's ledger on disk, read and recorded with a snapshot and without.

import Foundation
import Testing

@testable import Ledger

/// The journal of a scene in a scratch folder.
struct SavedCounty {
    let scratch: Scratch
    let clock: Instant
    /// The lines, without their LFs.
    let lines: [[UInt8]]

    static let file = "county.jsonl"
    static let snapshot = ".derived/county.snapshot"

    /// Puts the journal of `scene` on disk, chained.
    init(_ scene: Scene) throws {
        scratch = try Scratch()
        clock = scene.clock
        var lines: [[UInt8]] = []
        for entry in scene.history.entries {
            var entry = entry
            entry.prev = lines.last.map { Digest(of: $0) } ?? .zero
            lines.append(entry.format())
        }
        self.lines = lines
        try scratch.put(Sample.bytes(lines), SavedCounty.file)
    }

    /// The plan, of which snapshots are kept however short it is, or never.
    func ledger(_ plan: Code = "county", keepsSnapshots: Bool = true) -> ActionLedger {
        let clock = clock
        let journal = Journal(
            folder: scratch.path,
            plan: plan,
            files: scratch.files,
            clock: { clock },
            snapshotsFrom: keepsSnapshots ? 0 : .max
        )
        return ActionLedger(journal, clock: { clock })
    }

    /// What the plan says of `asAt`.
    func said(_ asAt: Day, _ plan: Code = "county") throws -> SaidStandpoint? {
        try ledger(plan).standpoint(asAt: asAt).map(SaidStandpoint.init)
    }

    var snapshotBytes: [UInt8]? { scratch.bytes(SavedCounty.snapshot) }

    func put(snapshot bytes: [UInt8]) throws { try scratch.put(bytes, SavedCounty.snapshot) }

    func removeSnapshot() throws {
        try FileManager.default.removeItem(atPath: "\(scratch.path)/.derived")
    }
}

/// A standpoint, to be compared.
struct SaidStandpoint: Equatable {
    let size: Int
    let head: Digest
    let position: JSONValue
    let warning: String?
    /// How many entries were verified for it.
    var verified: Int

    init(_ standpoint: Standpoint) {
        (size, head) = (standpoint.size, standpoint.head)
        (position, warning) = (standpoint.position.json, standpoint.warning)
        verified = standpoint.verified
    }

    /// The same, whatever was verified for it.
    func isSame(as other: SaidStandpoint?) -> Bool {
        guard var other else { return false }
        other.verified = verified
        return self == other
    }
}

extension Scene {
    /// Priorities A and B over two families of actions, one of which the other's milestones do not
    /// depend on, and two that do; with a strike, a correction and people who come and go.
    static func families() -> Scene {
        var scene = Scene.county()
        scene.record(
            .priority("B"),
            .action("A1.i", under: "A1"),
            .action("A1.i.a", under: "A1.i"),
            .action("A2"),
            .action("B1", under: "B"),
            .action("B2", under: "B"),
            .milestone("A1.i.a", due: "2024-04"),
            .milestone("A2", due: "2024-06-30"),
            .milestone("B1", due: "2024-03-02"),
            .milestone("B2", due: "2024-09", depends: "B1"),
            .leads("A2", "CD"),
            .leads("B1", "AB")
        )
        scene.go(to: "2024-03-04")
        let note = scene.record(.note("begun"))
        scene.record(.note("begun", "A2"), .note("met", "B1"))
        scene.record(.forecast("2024-07", "A2/1"))
        scene.record(.note("drafted", "A1.i.a"))
        scene.record(.struck(note))
        scene.go(to: "2024-03-21")
        scene.record(.approved("2024-03-21"))
        scene.record(.corrected("2024-05-15", entry: 1, by: "BRD"))
        scene.record(.person("EF"), .body("FG", "AB", "EF"))
        scene.record(.left("CD"))
        scene.record(.measure(), .read(), .raised(about: "A2"), .linked("A2", to: "A1"))
        scene.record(.declared("A2/1"))
        scene.record(.asked(1, "A2"), .rated(.amber, "A1"))
        return scene
    }
}
