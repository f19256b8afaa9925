// Appendices B and C: data quality, and the tables whole.

extension Paper {
    /// B. What the record lacks, and how to check it.
    var quality: [Document.Block] {
        let gaps = Table(
            id: "gaps",
            caption: "Table 12. What the plan ought to say and does not",
            columns: [Column("Reference", namesRow: true), Column("Gap"), Column("Found")],
            rows: report.gaps.list.map { gap in
                [
                    Cell(gap.milestone.map { "\(gap.action)/\($0)" } ?? gap.action.text),
                    Cell(gap.kind.words), Cell(gap.detail.inWords),
                ]
            }
        )
        let late = Table(
            id: "recorded-late",
            caption: "Table 13. Recorded long after the day they speak of",
            columns: [
                Column("Entry", namesRow: true), Column("Recorded"), Column("Speaks of"),
            ],
            rows: report.recordedLate.map {
                [Cell($0.seq), Cell($0.at.day.words), Cell($0.day.words)]
            }
        )
        let corrected = Table(
            id: "corrections",
            caption: "Table 14. Corrections and struck entries",
            columns: [
                Column("Entry", namesRow: true), Column("What"), Column("Why"),
            ],
            rows: corrections
        )
        return [heading("quality", "B. Data quality and verification")]
            + [gaps, late, corrected].filter { !$0.rows.isEmpty }.map { .table($0) }
            + [
                .paragraph([
                    .plain("The report can be made again from the journal with "),
                    .code(
                        "ledgerctl report --meeting \(report.basis.meeting.day) --as-at "
                            + "\(report.basis.asAt) --known-at \(report.basis.knownAt)"
                    ), .plain(", and the journal checked with "),
                    .code("ledgerctl verify --rules"),
                    .plain(
                        ", or with SHA-256 alone: each line carries the digest of the line above."
                    ),
                ])
            ]
    }

    private var corrections: [[Cell]] {
        report.corrections.map { correction in
            let what =
                correction.date.map {
                    "\($0.milestone): entry \($0.entry) should have said \($0.due.words)"
                } ?? correction.struck.map { "entry \($0) struck" }
            return [
                Cell(correction.stamp.seq), Cell(what ?? ""),
                Cell(correction.stamp.because ?? ""),
            ]
        }
    }

    /// The tables of the body that may be cut.
    private var cutTables: [Table] {
        [
            positionTable, exceptionTable, dueTable, requestTable, agreedTable, closureTable,
            nextTable, differingTable, changeTable, restatementTable, riskTable,
            dependencyTable, assuranceTable,
        ] + (report.closing.map { [undeliveredTable($0)] } ?? [])
    }

    /// C. The tables that the body cuts, whole, and the figures as tables.
    var wholeTables: [Document.Block] {
        var whole = self
        whole.isCut = false
        let tables = zip(cutTables, whole.cutTables).filter { cut, whole in
            cut.rows != whole.rows || cut.rows.count > Paper.rowsMax
        }.map { _, table in
            Table(
                id: "\(table.id)-whole",
                caption: "\(table.caption), whole",
                columns: table.columns,
                rows: table.rows,
                total: table.total
            )
        }
        let figures = [curveTable] + (report.slips.isEmpty ? [] : [slipTable])
        let papers = whole.backgroundPapers
        return [heading("whole-tables", "C. The whole tables")]
            + (tables + figures).map { .table($0) } + whole.measuresWhole
            + (papers.isEmpty
                ? []
                : [
                    .heading(level: 3, id: "background-whole", "Background papers"),
                    .list(papers, isNumbered: true),
                ])
    }
}

extension Gaps.Kind {
    /// The kind as the paper calls it: "no accountable lead".
    fileprivate var words: String { rawValue.split(separator: "-").joined(separator: " ") }
}
