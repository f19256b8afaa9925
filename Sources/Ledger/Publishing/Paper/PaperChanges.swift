// What differs: declared from computed ratings, and this report from the last.

extension Paper {
    /// 11. Where leads see it otherwise than the dates.
    var differing: [Document.Block] {
        [
            heading("ratings", "11. Ratings that differ"),
            block(differingTable, empty: "No declared rating differs from the computed one."),
        ]
    }

    var differingTable: Table {
        Table(
            id: "ratings-table",
            caption: "Table 7. Declared and computed ratings that differ; the worse is published",
            columns: [
                Column("Milestone", namesRow: true), Column("Declared"), Column("Computed"),
                Column("Published"), Column("Why"),
            ],
            rows: report.differing.map { row in
                let result = row.rating.result
                return [
                    promise(row, 60), rating(result.declared), rating(result.computed),
                    rating(result.published), Cell(cut(why(row.rating), 60)),
                ]
            }
        )
    }

    private func rating(_ rating: Rating?) -> Cell {
        Cell([[rating.map { .rating($0) } ?? .plain("not in the plan")]])
    }

    /// 12. What changed since the board was last told, and what was told otherwise then.
    var changes: [Document.Block] {
        guard let since = report.since else {
            return [
                heading("changes", "12. What changed"),
                says(
                    "The plan is not approved and no report was published, so there is nothing to "
                        + "compare."
                ),
            ]
        }
        let last =
            since.last.publication.map { "the report for \($0.fact.meeting.words)" }
            ?? "the approval of the plan"
        return [
            heading("changes", "12. What changed"),
            says(
                "Compared with \(last), as at \(since.last.asAt.words), known at entry "
                    + "\(since.last.knownAt). \(reconciled(since)) "
                    + "\(counted(since.late.count, "entry")) recorded since "
                    + "\(since.late.count == 1 ? "speaks" : "speak") of days it covered."
            ), block(changeTable, empty: "No rating changed."),
        ] + (since.restatements.isEmpty ? [] : [block(restatementTable, empty: "")])
    }

    /// "Milestones: red 2, 3 came, 1 went, now 4; …"
    private func reconciled(_ since: Since) -> String {
        let colours = since.reconciled.filter { $0.then > 0 || $0.came > 0 }.map { colour in
            "\(colour.rating.rawValue) \(colour.then), \(colour.came) came, \(colour.went) went, "
                + "now \(colour.now)"
        }
        return colours.isEmpty ? "" : "Milestones: \(colours.joined(separator: "; "))."
    }

    private func changes(_ id: String, _ caption: String, _ changes: [RatingChange]) -> Table {
        Table(
            id: id,
            caption: caption,
            columns: [
                Column("Milestone", namesRow: true), Column("Then"), Column("Now"), Column("Why"),
            ],
            rows: changes.map { change in
                let now = report.ratings[milestone: change.milestone]
                let why = id == "changes-table" ? now.map(why) : change.after.map(why)
                return [
                    promise(change.milestone, change.title, 48), rating(change.before?.published),
                    rating(change.after?.published), Cell(cut(why ?? "", 52)),
                ]
            }
        )
    }

    var changeTable: Table {
        changes(
            "changes-table",
            "Table 8. Ratings that changed since the last report",
            report.since?.changes ?? []
        )
    }

    var restatementTable: Table {
        changes(
            "restatements-table",
            "Table 8(ii). Restated: what was told then, and what is known of that day now",
            report.since?.restatements ?? []
        )
    }
}
