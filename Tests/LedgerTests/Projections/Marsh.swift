// A small plan with something of everything that is asked of a plan as it stands.

import Testing

@testable import Ledger

extension Scene {
    /// Priorities A and B; A1 with the part A1.i, A2 led by a group and undated, B1 delivered by
    /// somebody who left, B2 empty.
    static func marsh() -> Scene {
        var scene = Scene("2024-03-01")
        scene.recordMarsh()  // 1
        scene.go(to: "2024-03-21")
        scene.record(.approved("2024-03-21"))  // 2
        scene.go(to: "2024-04-20")
        scene.record(by: "CD", .declared("B1/1"))  // 3
        scene.go(to: "2024-04-25")
        scene.record(.note("rota drafted", "A1.i"))  // 4
        scene.go(to: "2024-05-02")
        scene.record(.agreed("2024-07"))  // 5
        scene.go(to: "2024-06-01")
        scene.record(.structure(.personLeft("CD")))  // 6
        scene.go(to: "2024-06-02")
        let photograph = Evidence(
            action: "A1",
            milestone: 2,
            title: "Photograph",
            place: .url("https://marsh.invalid/hub")
        )
        scene.record(.delivery(.evidenceFiled(photograph)))  // 7
        return scene
    }

    private mutating func recordMarsh() {
        record(
            .board(.planOpened(.init(plan: "county", title: "Marsh plan", board: "BRD"))),
            .structure(.bodyNamed("BRD", name: "Board", organisation: nil, members: [])),
            .structure(.bodyNamed("FG", name: "Flow Group", organisation: nil, members: [])),
            .person("KT", of: "Marshshire Council (MC)"),
            .person("JM", of: "Marsh Hospitals Trust (MHT)"),
            .person("SEC", of: nil),
            .person("CD", of: "Marshshire Council (MC)"),
            .structure(.priorityAdded("A", title: "Home first", under: nil, aim: nil)),
            .structure(.priorityAdded("B", title: "Carers", under: nil, aim: nil)),
            .structure(.actionAdded("B1", under: "B", title: "Carers strategy")),
            .structure(.actionAdded("B2", under: "B", title: "Carers survey")),
            .structure(.actionAdded("A1", under: "A", title: "Discharge hub")),
            .structure(.actionAdded("A2", under: "A", title: "Trusted assessors")),
            .structure(.actionAdded("A1.i", under: "A1", title: "Hub rota")),
            .leads("A1", "KT"),
            .leads("A1", "JM", as: .responsible),
            .leads("A2", "FG"),
            .leads("B1", "CD"),
            .leads("B1", "FG", as: .responsible),
            .milestone("A1", 1, due: "2024-05"),
            .milestone("A1", 2, due: "2024-09-30"),
            .milestone("A1.i", due: "2024-06"),
            .milestone("A2", due: nil, depends: "other:U1"),
            .milestone("B1", due: "2024-04"),
            .structure(.actionLinked(.init(from: "B1", to: "other:U2", kind: .feeds))),
            .structure(.actionLinked(.init(from: "B1", to: "known:K1", kind: .feeds)))
        )
    }
}

extension Event {
    fileprivate static func person(_ key: Key, of organisation: String?) -> Event {
        .structure(
            .personNamed(key, name: "Person \(key)", role: nil, organisation: organisation)
        )
    }
}
