// The report as CSV: every file of a small report, cell by cell.

import Testing

@testable import Ledger

extension Scene {
    /// Two priorities, three actions and four milestones, and as at 1 July:
    ///
    ///     A1/1 due May, moved to June: overdue     B1/1 due at the meeting of 18 July
    ///     A1/2 undated, waits for B1               B1/2 delivered in time and confirmed
    static func papers() -> Scene {
        var scene = Scene.county(due: "2024-05")
        scene.record(.called("2024-03-21"), .called("2024-07-18"))  // 2
        let undated = MilestoneStart(
            name: "A1/2",
            label: "ward 2",
            written: "Summer 24",
            depends: "B1"
        )
        scene.record(  // 3
            .priority("B"),
            .action("A1.i", under: "A1"),
            .action("B1", under: "B"),
            .leads("B1", "BRD"),
            .leads("B1", "CD", as: .responsible),
            .structure(.milestoneAdded(undated)),
            .milestone("B1", 1, due: "2024-07-18", meeting: "2024-07-18"),
            .milestone("B1", 2, due: "2024-04-30")
        )
        scene.on("2024-03-21", act(.approved("2024-03-21")))  // 4
        scene.on("2024-04-10", act(.agreed("2024-06")))  // 5
        scene.on("2024-04-30", act(.declared("B1/2"), for: "CD"))  // 6
        scene.on("2024-05-10", act(.evidence("B1", 2), .confirmed("B1/2"), by: "AB"))  // 7
        scene.on("2024-06-20", act(.note("half way, \"nearly\""), by: "AB"))  // 8
        scene.on("2024-06-20", act(.rated(.green), by: "AB"))  // 9
        scene.on("2024-06-21", act(.requested("2024-09"), .asked(), by: "AB"))  // 10
        scene.on("2024-06-22", act(.raised(), .answered()))  // 11
        return scene
    }

    /// The report for the meeting of 18 July, as at the first.
    func report(asAt: Day = "2024-07-01") throws -> AssuranceReport {
        let known = history.entries.count
        return try AssuranceReport(of: history, meeting: "2024-07-18", asAt: asAt, knownAt: known)
    }
}

@Suite("A report in CSV")
struct ReportCSVTests {
    private static let planHeader =
        "action,priority,parent,title,accountable,accountable-keys,responsible,responsible-keys,"
        + "milestone,label,written,original,current,forecast,delivered,confirmed,moves,slippage,"
        + "slippage-unit,slippage-running,published,declared,computed,why,note,note-on,by-when,"
        + "evidence,closed,closed-approved"

    /// The five rows of plan.csv, by what they are about.
    private static let planRows = [
        "A1/1":
            "A1,A,,Open the ward,Person AB,AB,,,1,,,2024-05,2024-06,,,,1,2,month,true,red,green,"
            + "red,\"test 5: red, overdue: due 2024-06\",\"half way, \"\"nearly\"\"\",2024-06-20,,0,,",
        "A1/2": "A1,A,,Open the ward,Person AB,AB,,,2,ward 2,Summer 24,,,,,,0,,,,grey,green,grey,"
            + "\"test 8: grey, not rated: no date agreed, waits for B1\",\"half way, \"\"nearly\"\"\","
            + "2024-06-20,,0,,",
        "A1.i": "A1.i,A,A1,Action A1.i,Person AB,AB,,,,,,,,,,,,,,,grey,,grey,"
            + "\"rule R3: grey, no open milestone\",,,,0,,",
        "B1/1": "B1,B,,Action B1,Board,BRD,Person CD,CD,1,,,2024-07-18,2024-07-18,,,,0,0,day,false,"
            + "amber,,amber,\"test 9: amber, at risk: 17 days left and no progress note in 35 days\","
            + ",,,0,,",
        "B1/2": "B1,B,,Action B1,Board,BRD,Person CD,CD,2,,,2024-04-30,2024-04-30,,2024-04-30,"
            + "2024-05-10,0,0,day,false,blue,,blue,\"test 2: blue, confirmed\",,,,1,,",
    ]

    private func plan(_ names: String...) -> [String] {
        [Self.planHeader] + names.map { Self.planRows[$0] ?? "" }
    }

    private func lines(_ report: AssuranceReport, _ file: String) -> [String] {
        let text = ReportCSV.files(report).first { $0.name == "\(file).csv" }?.contents ?? ""
        return text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    }

    private func expect(
        _ report: AssuranceReport,
        _ file: String,
        _ expected: [String],
        location: SourceLocation = #_sourceLocation
    ) {
        // Every line ends in CR LF, the last one too.
        #expect(lines(report, file) == expected + [""], "\(file)", sourceLocation: location)
    }

    @Test("has the whole plan, a row a milestone and one for an action without any")
    func plan() throws {
        let report = try Scene.papers().report()
        let rows = plan("A1/1", "A1/2", "A1.i", "B1/1", "B1/2")
        expect(report, "plan", rows)
        #expect(ReportCSV.plan(report) == rows.map { "\($0)\r\n" }.joined())
        #expect(report.render(as: .csv) == Array(ReportCSV.plan(report).utf8))
    }

    @Test("has the same columns in every table of milestones")
    func milestones() throws {
        let report = try Scene.papers().report()
        let exceptions = plan("A1/1", "B1/1")
        expect(
            report,
            "exceptions",
            [
                "\(exceptions[0]),agreed-by,agreed-by-name,help",
                // The last move was agreed by the Board, and help is asked for.
                "\(exceptions[1]),BRD,Board,1", "\(exceptions[2]),,,",
            ]
        )
        expect(report, "due-at-meeting", plan("B1/1"))
        expect(report, "next-period", plan())
        expect(report, "ratings-that-differ", plan("A1/1", "A1/2"))
    }

    @Test("counts by priority and in all")
    func position() throws {
        expect(
            try Scene.papers().report(),
            "position",
            [
                "priority,title,milestones,red,amber,grey,green,blue,overdue,due-at-meeting,undated,"
                    + "delivered,confirmed,closed,moved,moves,slipped,met-original,met-current",
                "A,First,2,1,0,1,0,0,1,0,1,0,0,0,1,1,1,0,0",
                "B,Priority B,2,0,1,0,0,1,0,1,0,1,1,0,0,0,0,1,1",
                ",All,4,1,1,1,0,1,1,1,1,1,1,0,1,1,1,1,1",
            ]
        )
    }

    @Test("has what waits for a decision and what was decided")
    func decisions() throws {
        let report = try Scene.papers().report()
        let header =
            "action,milestone,title,original,from,to,move,waiting,on,by,for,who,because,entry"
        expect(
            report,
            "dates-requested",
            [
                header,
                "A1,1,Open the ward,2024-05,2024-06,2024-09,true,,2024-06-21,AB,,Person AB,why,10",
            ]
        )
        expect(
            report,
            "dates-agreed",
            [
                "\(header),agreed-by,agreed-by-name",
                "A1,1,Open the ward,2024-05,2024-05,2024-06,true,,2024-04-10,SEC,,Person SEC,why,5,"
                    + "BRD,Board",
            ]
        )
        expect(
            report,
            "deliveries",
            [
                "action,milestone,title,first-declared,on,by,for,who,because,entry,confirmed,"
                    + "confirmed-by,confirmed-by-name,line,waiting",
                "B1,2,Action B1,2024-04-30,2024-04-30,SEC,CD,Person CD,why,6,2024-05-10,AB,"
                    + "Person AB,2,",
            ]
        )
        expect(
            report,
            "help",
            [
                "action,help,title,asked,on,by,for,who,because,entry",
                "A1,1,Open the ward,A van,2024-06-21,AB,,Person AB,why,10",
            ]
        )
    }

    @Test("has what changed since the approval, and how the numbers go together")
    func changes() throws {
        let report = try Scene.papers().report()
        let header = "action,milestone,title,before,now,why"
        // At the approval nothing was near and everything new: green, but for what has no date.
        expect(
            report,
            "changes",
            [
                header, "A1,1,Open the ward,green,red,\"test 5: red, overdue: due 2024-06\"",
                "B1,1,Action B1,green,amber,"
                    + "\"test 9: amber, at risk: 17 days left and no progress note in 35 days\"",
                "B1,2,Action B1,green,blue,\"test 2: blue, confirmed\"",
            ]
        )
        expect(report, "restatements", [header])
        expect(
            report,
            "reconciliation",
            [
                "rating,then,came,went,now", "red,0,1,0,1", "amber,0,1,0,1", "grey,1,0,0,1",
                "green,3,0,3,0", "blue,0,1,0,1",
            ]
        )
    }

    @Test("has risks, dependencies, levels of assurance and gaps")
    func assurance() throws {
        let report = try Scene.papers().report()
        expect(
            report,
            "risks",
            [
                "risk,about,title,raised,mitigation,mitigation-on",
                "R1,A1,Snow,2024-06-22,Salt,2024-06-22",
            ]
        )
        expect(
            report,
            "dependencies",
            ["action,milestone,waits-for,current,written", "A1,2,B1,,Summer 24"]
        )
        // Confirmed from the second line within the year: the third of four levels.
        expect(
            report,
            "assurance",
            [
                "priority,title,suggested,given,given-meeting,line,latest,gaps",
                "A,First,none,,,,,5", "B,Priority B,reasonable,,,2,2024-05-10,1",
            ]
        )
        expect(
            report,
            "gaps",
            [
                "action,milestone,gap,detail", "A1,2,undated,\"no date agreed, waits for B1\"",
                "A1,,no-responsible-lead,no responsible lead",
                "A1.i,,no-milestone,no milestone",
                "A1.i,,no-responsible-lead,no responsible lead",
                "A1.i,,no-note,no progress note", "B1,,no-note,no progress note",
            ]
        )
    }

    @Test("has the figures as numbers")
    func figures() throws {
        let report = try Scene.papers().report()
        expect(
            report,
            "delivery-curve",
            [
                "month,original,current,delivered,confirmed", "2024-04,1,1,1,0", "2024-05,2,1,1,1",
                "2024-06,2,2,1,1", "2024-07,3,3,1,1",
            ]
        )
        // In June nothing is known of July.
        let june = try Scene.papers().report(asAt: "2024-06-30")
        #expect(lines(june, "delivery-curve")[4] == "2024-07,3,3,,")
        expect(
            report,
            "slips",
            [
                "action,milestone,set,date,delivered", "A1,1,2024-03-01,2024-05,",
                "A1,1,2024-04-10,2024-06,",
            ]
        )
    }

    @Test("has evidence, of what is exempt no more than that it is there")
    func evidence() throws {
        var scene = Scene.papers()
        let file = Evidence.Place.file(sha256: .zero, name: "minutes.pdf", bytes: 1_234)
        let filed = { (title: String, place: Evidence.Place, isExempt: Bool) in
            Event.delivery(
                .evidenceFiled(
                    .init(action: "B1", title: title, place: place, line: .third, exempt: isExempt)
                )
            )
        }
        scene.on(  // 12
            "2024-06-25",
            act(
                filed("File", file, false),
                filed("Kept file", file, true),
                filed("Kept page", .url("https://county.invalid/kept"), true),
                because: nil
            )
        )
        let digest = String(repeating: "0", count: 64)
        let end = "2024-06-25,SEC,,Person SEC,,12"
        expect(
            try scene.report(),
            "evidence",
            [
                "action,milestone,title,url,sha256,name,bytes,line,exempt,on,by,for,who,because,"
                    + "entry",
                "B1,2,Minutes,https://county.invalid/minutes,,,,,false,2024-05-10,AB,,Person AB,why,7",
                "B1,,File,,\(digest),minutes.pdf,1234,3,false,\(end)",
                "B1,,Kept file,,,,,3,true,\(end)", "B1,,Kept page,,,,,3,true,\(end)",
            ]
        )
    }

    @Test("has closures, corrections, late entries, supplied words, and the end of the plan")
    func ending() throws {
        var scene = Scene.papers()
        scene.on("2024-06-26", act(.closed("A1", 2, .transferred, to: "B1")))  // 12
        scene.on("2024-06-26", act(.corrected("2024-07", entry: 5, by: "BRD")))  // 13
        scene.on("2024-06-26", act(.struck(11)))  // 14
        scene.on("2024-06-27", act(.note("rang"), on: "2024-05-02"))  // 15
        scene.on("2024-06-28", act(.closureApproved("A1", 2)))  // 16
        scene.on(  // 17
            "2024-06-28",
            act(.board(.paperWorded(meeting: "2024-07-18", part: .summary, text: "Well begun.")))
        )
        scene.on("2024-06-30", act(.planClosed()))  // 18
        let report = try scene.report()
        expect(
            report,
            "closures",
            [
                "action,milestone,title,how,to,place,approved,agreed-by,agreed-by-name,meeting,"
                    + "milestones,on,by,for,who,because,entry",
                "A1,2,Open the ward,transferred,B1,,true,BRD,Board,,A1/2,2024-06-26,SEC,,Person SEC,"
                    + "why,12",
            ]
        )
        expect(
            report,
            "corrections",
            [
                "entry,corrects,action,milestone,due,strikes,because", "13,5,A1,1,2024-07,,why",
                "14,,,,,11,why",
            ]
        )
        // From 2 May to 27 June: 29 and 27 days.
        expect(
            report,
            "recorded-late",
            ["entry,recorded,day,days", "15,2024-06-27T12:00:00Z,2024-05-02,56"]
        )
        expect(report, "words", ["part,words", "summary,Well begun."])
        expect(
            report,
            "close-out",
            [
                "priority,title,confirmed,delivered,transferred,superseded,withdrawn,open",
                "A,First,0,0,1,0,0,1", "B,Priority B,1,0,0,0,0,1",
            ]
        )
        expect(
            report,
            "undelivered",
            [
                "action,milestone,title,outcome,to,place", "A1,1,Open the ward,open,,",
                "A1,2,Open the ward,transferred,B1,", "B1,1,Action B1,open,,",
            ]
        )
    }
}
