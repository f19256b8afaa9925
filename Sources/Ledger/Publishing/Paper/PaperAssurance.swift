// How sure the board may be: risks, dependencies, assurance, implications, background papers.

extension Paper {
    /// 13. Risks, dependencies and how sure the board may be.
    var risks: [Document.Block] {
        [
            heading("risks", "13. Risks, dependencies and assurance"),
            block(riskTable, empty: "No risk is recorded."),
            block(dependencyTable, empty: "Nothing waits for anything else."),
            .table(assuranceTable),
        ] + measures
    }

    var riskTable: Table {
        Table(
            id: "risks-table",
            caption: "Table 9. Risks",
            columns: [
                Column("Risk", namesRow: true), Column("To"), Column("What is done about it"),
            ],
            rows: report.openRisks.map { risk in
                [
                    Cell([[.strong(risk.code.text), .plain(" \(cut(risk.title, 72))")]]),
                    Cell(risk.about.text),
                    Cell(risk.mitigations.latest.map { cut($0.fact, 80) } ?? "nothing recorded"),
                ]
            }
        )
    }

    var dependencyTable: Table {
        Table(
            id: "dependencies-table",
            caption: "Table 10. What waits for something else",
            columns: [Column("Milestone", namesRow: true), Column("Waits for"), Column("Date")],
            rows: report.dependencies.map { milestone in
                let title = plan.actions[milestone.name.action]?.title ?? ""
                return [
                    promise(milestone, title, 60), Cell(waitsFor(milestone)),
                    Cell(milestone.current?.words ?? milestone.start.written ?? "none"),
                ]
            }
        )
    }

    /// What a milestone waits for, with its rating where it is in this plan.
    private func waitsFor(_ milestone: Milestone) -> String {
        guard let depends = milestone.start.depends else { return "" }
        guard let code = plan.ownCode(depends), let rating = report.ratings[action: code] else {
            return depends.description.inWords
        }
        return "\(depends), \(rating.published.rawValue)"
    }

    var assuranceTable: Table {
        Table(
            id: "assurance-table",
            caption: "Table 11. Assurance by priority",
            columns: [
                Column("Priority", namesRow: true), Column("Suggested"), Column("Given"),
                Column("Best line"), Column("Latest of it"), Column("Gaps", isNumber: true),
            ],
            rows: report.assurance.map { assurance in
                let title = cut(assurance.priority.title, 44)
                return [
                    Cell([[.strong("\(assurance.priority.code)"), .plain(" \(title)")]]),
                    Cell(assurance.suggested), Cell(assurance.given?.fact.level ?? "not given"),
                    Cell(assurance.line.map { "line \($0.rawValue)" } ?? "a lead's word"),
                    Cell(assurance.latest?.words ?? "none"), Cell(assurance.gaps),
                ]
            }
        )
    }

    /// 14. Headings that stay, with the words that officers supplied.
    var implications: [Document.Block] {
        let parts: [(PaperPart, String)] = [
            (.financial, "Financial"), (.legal, "Legal"), (.equality, "Equality"),
            (.sustainability, "Sustainability"), (.engagement, "Engagement"),
        ]
        return [
            heading("implications", "14. Implications"),
            .terms(
                parts.map { part, name in
                    Document.Term(name, [.plain(report.words[part] ?? "none supplied")])
                }
            ),
        ]
    }

    /// 15. The background papers, which is the register of evidence.
    var background: [Document.Block] {
        let title = heading("background", "15. Background papers")
        let papers = backgroundPapers
        if papers.isEmpty { return [title, says("None filed.")] }
        let more = papers.count - Paper.rowsMax
        return [title, .list(Array(papers.prefix(Paper.rowsMax)), isNumbered: true)]
            + (more > 0 ? [says("and \(more) more, appendix C")] : [])
    }

    var backgroundPapers: [[Span]] {
        report.evidence.map { row in
            let evidence = row.evidence
            let about =
                evidence.milestone.map { "\(evidence.action)/\($0)" } ?? evidence.action.text
            let start = Span.plain("\(about), \(row.stamp.on.words): ")
            if evidence.exempt { return [start, .plain("\(evidence.title) (exempt)")] }
            switch evidence.place {
            case .url(let url): return [start, .link(evidence.title, url: url)]
            case .file(let sha256, let name, _):
                let shown = isCut ? "\(sha256.hex.prefix(16))…" : sha256.hex
                return [
                    start, .plain("\(evidence.title) (\(name), SHA-256 "), .code(shown),
                    .plain(")"),
                ]
            }
        }
    }
}
