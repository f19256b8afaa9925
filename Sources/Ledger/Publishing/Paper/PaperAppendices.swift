// The end of the paper: risks and assurance, implications, background papers, appendices.

extension Paper {
    /// 13. Risks, dependencies and how sure the board may be.
    var risks: [Document.Block] {
        let risks = Table(
            id: "risks",
            caption: "Table 9. Risks",
            columns: [Column("Risk", namesRow: true)]
                + ["To", "What may happen", "What is done"].map { Column($0) },
            rows: plan.risks.filter { $0.closed == nil }.map { risk in
                [
                    Cell(risk.code.text), Cell(risk.about.text), Cell(risk.title),
                    Cell(risk.mitigations.latest?.fact ?? "nothing recorded"),
                ]
            }
        )
        let waits = plan.orderedMilestones.filter { $0.start.depends != nil && $0.delivery == nil }
        let dependencies = Table(
            id: "dependencies",
            caption: "Table 10. What waits for what",
            columns: [Column("Milestone", namesRow: true), Column("Waits for"), Column("Date")],
            rows: waits.map { milestone in
                [
                    Cell(milestone.name.description),
                    Cell(milestone.start.depends?.description ?? ""),
                    Cell(milestone.current?.words ?? milestone.start.written ?? "no date agreed"),
                ]
            }
        )
        return [.heading(level: 2, id: "risks", "13. Risks, dependencies and assurance")]
            + [risks, dependencies].filter { !$0.rows.isEmpty }.map { .table($0) }
            + [.table(assuranceTable)]
    }

    private var assuranceTable: Table {
        Table(
            id: "assurance",
            caption: "Table 11. Assurance by priority",
            columns: [Column("Priority", namesRow: true)]
                + ["Suggested", "Given", "Line", "Latest evidence", "Gaps"].map {
                    Column($0, isNumber: $0 == "Gaps")
                },
            rows: report.assurance.map { assurance in
                let code = assurance.priority.code
                let gaps = report.gaps.list.count { plan.priorityCode(of: $0.action) == code }
                return [
                    Cell("\(code) \(assurance.priority.title)"), Cell(assurance.suggested),
                    Cell(assurance.given?.fact.level ?? "not given"),
                    Cell(assurance.line.map { "\($0.rawValue)" } ?? "a lead's word"),
                    Cell(assurance.latest?.words ?? "none"), Cell(gaps),
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
        return [.heading(level: 2, id: "implications", "14. Implications")]
            + parts.flatMap { part, name -> [Document.Block] in
                [.heading(level: 3, id: "implications-\(part.rawValue)", name)]
                    + (words(part).map(supplied) ?? [says("None supplied.")])
            }
    }

    /// 15. The background papers, which is the register of evidence.
    var background: [Document.Block] {
        let items = report.evidence.map { row -> [Document.Span] in
            let evidence = row.evidence
            let about =
                evidence.milestone.map { "\(evidence.action)/\($0)" } ?? evidence.action.text
            let start = Document.Span.plain("\(about), \(row.stamp.on.words): ")
            if evidence.exempt { return [start, .plain("\(evidence.title) (exempt)")] }
            switch evidence.place {
            case .url(let url): return [start, .link(evidence.title, url: url)]
            case .file(let sha256, let name, _):
                return [
                    start, .plain("\(evidence.title) (\(name), SHA-256 "), .code(sha256.hex),
                    .plain(")"),
                ]
            }
        }
        let heading = Document.Block.heading(level: 2, id: "background", "15. Background papers")
        return items.isEmpty
            ? [heading, says("None filed.")] : [heading, .list(items, isNumbered: true)]
    }

    /// B. What the record lacks, and how to check it.
    var quality: [Document.Block] {
        let gaps = Table(
            id: "gaps",
            caption: "Table 12. What the plan ought to say and does not",
            columns: [Column("Reference", namesRow: true), Column("Gap"), Column("Found")],
            rows: report.gaps.list.map { gap in
                [
                    Cell(gap.milestone.map { "\(gap.action)/\($0)" } ?? gap.action.text),
                    Cell(gap.kind.rawValue), Cell(gap.detail),
                ]
            }
        )
        let late = Table(
            id: "recorded-late",
            caption: "Table 13. Recorded long after the day they speak of",
            columns: [
                Column("Entry", isNumber: true, namesRow: true), Column("Recorded"),
                Column("Speaks of"),
            ],
            rows: report.recordedLate.map {
                [Cell($0.seq), Cell($0.at.day.words), Cell($0.day.words)]
            }
        )
        let corrected = Table(
            id: "corrections",
            caption: "Table 14. Corrections and struck entries",
            columns: [
                Column("Entry", isNumber: true, namesRow: true), Column("What"), Column("Why"),
            ],
            rows: corrections
        )
        return [.heading(level: 2, id: "quality", "B. Data quality and verification")]
            + [gaps, late, corrected].filter { !$0.rows.isEmpty }.map { .table($0) }
            + [
                says(
                    "The report can be made again from the journal with `ledgerctl report --meeting "
                        + "\(report.basis.meeting.day) --as-at \(report.basis.asAt) --known-at "
                        + "\(report.basis.knownAt)`, and the journal checked with `ledgerctl verify "
                        + "--rules`, or with SHA-256 alone: each line carries the digest of the line "
                        + "above."
                )
            ]
    }

    private var corrections: [[Cell]] {
        let corrected = plan.corrections.map { correction in
            (
                correction.stamp.seq,
                [
                    Cell(correction.stamp.seq),
                    Cell(
                        "\(correction.milestone): entry \(correction.entry) should have said \(correction.due.words)"
                    ),
                    Cell(correction.stamp.because ?? ""),
                ]
            )
        }
        let struck = plan.struck.map { entry, stamp in
            (
                stamp.seq,
                [Cell(stamp.seq), Cell("entry \(entry) struck"), Cell(stamp.because ?? "")]
            )
        }
        return (corrected + struck).sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// C. The tables that the body cuts, whole.
    var wholeTables: [Document.Block] {
        let cut = [
            (exceptionTable, Paper.exceptionRowsMax), (dueTable, Paper.rowsMax),
            (requestTable, Paper.rowsMax), (closureTable, Paper.rowsMax),
            (nextTable, Paper.rowsMax), (differingTable, Paper.rowsMax),
            (changeTable, Paper.rowsMax),
        ].filter { $0.0.rows.count > $0.1 }.map(\.0)
        if cut.isEmpty { return [] }
        return [.heading(level: 2, id: "whole-tables", "C. The whole tables")]
            + cut.map { table in
                .table(
                    Table(
                        id: "\(table.id)-whole",
                        caption: "\(table.caption), whole",
                        columns: table.columns,
                        rows: table.rows,
                        total: table.total
                    )
                )
            }
    }
}

extension Paper {
    /// A. Every action of the plan, a block each.
    var wholePlan: [Document.Block] {
        [.heading(level: 2, id: "plan", "A. Full plan")]
            + plan.priorities.flatMap { priority -> [Document.Block] in
                let own = plan.orderedActions.filter {
                    plan.priorityCode(of: $0.code) == priority.code
                }
                let id = "priority-\(priority.code.text)"
                return [.heading(level: 3, id: id, "\(priority.code). \(priority.title)")]
                    + own.flatMap(block)
            }
    }

    private func block(_ action: Action) -> [Document.Block] {
        let milestones = report.rows.filter { $0.milestone.name.action == action.code }
        var terms = [
            Document.Term(
                "Accountable",
                [.plain(leads(plan.leads(of: action.code, as: .accountable)))]
            ),
            Document.Term(
                "Responsible",
                [.plain(leads(plan.leads(of: action.code, as: .responsible)))]
            ),
        ]
        terms += milestones.map { row in
            let milestone = row.milestone
            let label = milestone.start.label.map { " (\($0))" } ?? ""
            let forecast = milestone.forecast.map { ", forecast \($0.words)" } ?? ""
            let dates =
                " original \(milestone.original?.words ?? "none"), current "
                + "\(milestone.current?.words ?? "none")\(forecast); \(row.rating.result.why)"
            return Document.Term(
                "Milestone \(milestone.name.number)\(label)",
                [.rating(row.rating.result.published), .plain(dates)]
            )
        }
        if let note = action.notes.latest {
            let by = plan.name(of: note.stamp.behalf ?? note.stamp.by)
            terms.append(
                Document.Term(
                    "Latest progress",
                    [.plain("\(note.fact.text) (\(by), \(note.stamp.on.words))")]
                )
            )
        }
        let id = "action-\(action.code.text)"
        return [.heading(level: 4, id: id, "\(action.code) \(action.title)"), .terms(terms)]
    }
}
