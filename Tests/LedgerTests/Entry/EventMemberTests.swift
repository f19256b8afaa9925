// Members of events that have rules of their own, and where the values of a line arrive.

import Testing

@testable import Ledger

@Suite("A member of an event")
struct EventMemberTests {
    private static let a64 = String(repeating: "a", count: 64)

    @Test(
        "is refused where it holds what cannot stand there",
        arguments: [
            (
                #"{"entries":[],"meeting":"2018-11-15","minute":"x","type":"decision-minuted"}"#,
                "entries"
            ),
            (
                #"{"entries":["7"],"meeting":"2018-11-15","minute":"x","type":"decision-minuted"}"#,
                "entries"
            ),
            (#"{"entry":-1,"type":"entry-struck"}"#, "entry"),
            (#"{"agreed-by":"HWB","levels":[],"policy":"P","type":"policy-adopted"}"#, "levels"),
            (
                #"{"agreed-by":"HWB","near-days":-1,"policy":"P","type":"policy-adopted"}"#,
                "near-days"
            ),
            (
                #"{"agreed-by":"the board","meeting":"2018-03-22","type":"plan-closed"}"#,
                "agreed-by"
            ),
            (#"{"meeting":"2018-03","type":"plan-approved"}"#, "meeting"),
            (#"{"body":"B","members":[],"name":"Board","type":"body-named"}"#, "members"),
            (
                #"{"action":"A1","leads":["I H"],"role":"accountable","type":"leads-named"}"#,
                "leads"
            ),
            (#"{"action":"A1","leads":"IH","role":"accountable","type":"leads-named"}"#, "leads"),
            (
                #"{"from":"A1","inferred":false,"kind":"feeds","to":"A2","type":"action-linked"}"#,
                "inferred"
            ),
            (#"{"from":"A1","kind":"feeds","to":":A2","type":"action-linked"}"#, "to"),
            (#"{"action":"A1","milestone":1,"type":"milestone-added"}"#, "milestone"),
            (#"{"action":"A1","milestone":"0","type":"milestone-added"}"#, "milestone"),
            (
                #"{"action":"A1","due":"2018-02-29","milestone":"1","type":"milestone-added"}"#,
                "due"
            ),
            (#"{"action":"A1","due":"Nov 18","milestone":"1","type":"milestone-added"}"#, "due"),
            (#"{"action":"A1","line":0,"note":"x","type":"progress-noted"}"#, "line"),
            (#"{"action":"A1","line":4,"note":"x","type":"progress-noted"}"#, "line"),
            (#"{"action":"A1","line":"1","note":"x","type":"progress-noted"}"#, "line"),
            (#"{"action":"-A1","note":"x","type":"progress-noted"}"#, "action"),
            (#"{"measure":"M1","type":"measure-read","value":"1e3"}"#, "value"),
            (#"{"measure":"M1","type":"measure-read","value":true}"#, "value"),
            (#"{"action":"A1","title":"T","type":"evidence-filed"}"#, "url"),
            (
                #"{"action":"A1","name":"a.pdf","title":"T","type":"evidence-filed","#
                    + #""url":"https://e.org"}"#,
                "url"
            ),
            (
                #"{"action":"A1","bytes":3,"title":"T","type":"evidence-filed","#
                    + #""url":"https://e.org"}"#,
                "url"
            ),
            (
                #"{"action":"A1","bytes":3,"name":"a","sha256":"\#(a64)","title":"T","#
                    + #""type":"evidence-filed","url":"https://e.org"}"#,
                "url"
            ),
            (
                #"{"action":"A1","bytes":3,"name":"a","sha256":"AB","title":"T","#
                    + #""type":"evidence-filed"}"#,
                "sha256"
            ),
        ]
    )
    func wrong(event: String, member: String) {
        guard case .wrongMember(member, _, _)? = refusal(of: line(of: event)) else {
            Issue.record("\(String(describing: refusal(of: line(of: event))))")
            return
        }
    }

    @Test("of a list of objects is missing, wrong or unknown by its own name")
    func nested() {
        func error(_ other: String) -> EntryError? {
            refusal(
                of: line(
                    of:
                        #"{"as-at":"2018-10-31","data":"\#(Self.a64)","format":"html","#
                        + #""known-at":99,"#
                        + #""meeting":"2018-11-15","others":[\#(other)],"renderer":"r","#
                        + #""sha256":"\#(Self.a64)","type":"report-published"}"#
                )
            )
        }
        let head = #""head":"\#(Self.a64)""#
        #expect(error(#"{\#(head),"plan":"P","seq":1}"#) == nil)
        #expect(error(#"{"plan":"P","seq":1}"#) == .missingMember("head", of: "others"))
        #expect(error(#"{\#(head),"seq":1}"#) == .missingMember("plan", of: "others"))
        #expect(error(#"{\#(head),"plan":"P"}"#) == .missingMember("seq", of: "others"))
        let unknown = EntryError.unknownMember("root", of: "others")
        #expect(error(#"{\#(head),"plan":"P","root":"x","seq":1}"#) == unknown)
        #expect(unknown.isVocabulary)
        let expected = "a list, each part of it an object"
        let wrong = EntryError.wrongMember("others", of: "report-published", expected: expected)
        #expect(error("1") == wrong)
        let empty = EntryError.wrongMember(
            "others",
            of: "report-published",
            expected: "a list of at least one"
        )
        #expect(error("") == empty)
    }

    @Test("that a message would quote may hold no hidden marks")
    func quoted() {
        let rating = #"{"action":"A1","rating":"re\u001b[2Jd","type":"rating-declared"}"#
        let fault = EntryError.wrongText("rating", of: "rating-declared", .control(0x1B))
        #expect(refusal(of: line(of: rating)) == fault)
        let type = EntryError.wrongText("type", of: "an event", .control(0x1B))
        #expect(refusal(of: line(of: #"{"type":"\u001b[2J"}"#)) == type)
    }

    private static func event(_ sample: EventSample) throws -> Event {
        try #require(try Entry.parse(line(of: sample.full)[...]).act.events.first)
    }

    @Test("arrives where its name says, among others of its kind")
    func arrives() throws {
        let opening = PlanOpening(
            plan: "cqc-2018",
            title: "Response to the review",
            board: "HWB",
            place: "Oxfordshire",
            source: "CQC, 12 February 2018",
            sourceDigest: Digest(hex: Self.a64)
        )
        #expect(try Self.event(EventSample.board[0]) == .board(.planOpened(opening)))
        let call = MeetingCall(
            meeting: "2018-11-15",
            title: "Autumn meeting",
            board: "HWB",
            papers: "2018-11-07",
            movedFrom: "2018-11-08"
        )
        #expect(try Self.event(EventSample.board[3]) == .board(.meetingCalled(call)))
        let policy = PolicyAdoption(
            policy: "rating-2018",
            agreedBy: "HWB",
            meeting: "2018-03-22",
            thresholds: [
                .evidenceDays: 42, .toleranceDays: 30, .toleranceMonths: 0, .nearDays: 28,
                .quietDays: 35, .staleDays: 70, .startDays: 71,
            ],
            levels: ["none", "limited", "substantial"]
        )
        #expect(try Self.event(EventSample.board[7]) == .board(.policyAdopted(policy)))
        let publication = Publication(
            meeting: "2018-11-15",
            asAt: "2018-10-31",
            knownAt: 99,
            format: .html,
            bytes: try #require(Digest(hex: Self.a64)),
            data: try #require(Digest(hex: String(repeating: "b", count: 64))),
            renderer: "ledgerctl 1.0",
            others: [
                .init(
                    plan: "aedb-2018",
                    size: 12,
                    head: try #require(Digest(hex: Self.a64))
                )
            ]
        )
        #expect(try Self.event(EventSample.board[9]) == .board(.reportPublished(publication)))
    }

    @Test("of a link, a milestone or a measure arrives where its name says")
    func arrivesInStructure() throws {
        let link = Link(
            from: "A3",
            to: "aedb-2018:U1",
            kind: .sameAs,
            note: "One strategy,\ntwo codes",
            inferred: true
        )
        #expect(try Self.event(EventSample.structure[7]) == .structure(.actionLinked(link)))
        let milestone = MilestoneStart(
            name: MilestoneName("A4", Ordinal(2)),
            due: "2018-11",
            label: "draft for HWB",
            written: "HWB Nov 18",
            depends: "C1",
            meeting: "2018-11-15"
        )
        #expect(try Self.event(EventSample.structure[8]) == .structure(.milestoneAdded(milestone)))
        let measure = Measure(
            code: "M1",
            about: "A1",
            title: "Seen in 4 hours",
            unit: "per cent",
            direction: .up,
            target: .decimal("92.5"),
            due: "2019-03"
        )
        #expect(try Self.event(EventSample.progress[9]) == .progress(.measureAdded(measure)))
    }

    @Test("of a rating compares worst first: red, amber, grey, green, blue")
    func ratings() {
        let ratings: [Rating] = [.blue, .grey, .red, .green, .amber]
        #expect(ratings.sorted() == [.red, .amber, .grey, .green, .blue])
        #expect(Rating.Declared.allCases.map(\.rating) == [.green, .amber, .red])
    }
}
