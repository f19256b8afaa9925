// What an import makes of a faultless folder: order, grouping, board, meetings, keys.

import Testing

@testable import Ledger

@Suite("An import")
struct PlanImportTests {
    private let folder = ImportFolder()

    /// An act as one line: key without its common part, `on`, and its events by type and subject.
    private func lines(_ plan: PlanImport) -> [String] {
        plan.acts.map { act in
            let key = act.key?.split(separator: ".").dropFirst(2).joined(separator: ".") ?? ""
            return "\(key): " + act.events.map(subject).joined(separator: " ")
        }
    }

    private func subject(_ event: Event) -> String {
        switch event {
        case .structure(.personNamed(let key, _, _, _)): "person \(key)"
        case .structure(.bodyNamed(let key, _, _, _)): "body \(key)"
        case .structure(.priorityAdded(let code, _, _, _)): "priority \(code)"
        case .structure(.actionAdded(let code, let under, _, _)): "\(code)<\(under)"
        case .structure(.leadsNamed(let code, let role, let leads)):
            "\(code):\(role)=\(leads.map(\.text).joined(separator: "+"))"
        case .structure(.actionLinked(let link)): "\(link.from)>\(link.to)"
        case .structure(.milestoneAdded(let start)): "\(start.name)"
        case .board(.meetingCalled(let call)): "meeting \(call.meeting)"
        case .progress(.noted(let code, _, _, _)): "note \(code)"
        case .delivery(.declared(let name)): "done \(name)"
        default: event.type
        }
    }

    @Test("goes from structure to facts")
    func order() throws {
        let plan = try folder.read()
        #expect(
            lines(plan) == [
                "plan.2020-05-01.1: plan-opened body MCB",
                "leads.2020-05-01.1: person AB person CD body XT",
                "priorities.2020-05-01.1: priority A priority B",
                "actions.2020-05-01.1: A1<A A1:accountable=AB+XT A1:responsible=CD A1.i<A1 "
                    + "B1<B B1:accountable=XT",
                "meetings.2020-05-01.1: meeting 2020-05-01",
                "deadlines.2020-05-01.1: A1/1 A1/2 B1/1",
                "links.2020-05-01.1: A1>B B1>town:",
                "approval.2020-05-01.1: plan-approved",
                "progress.2020-02.1: note A1",
                "progress.2020-05-01.1: note A1",
                "deliveries.2020-02.1: done B1/1",
            ]
        )
        let days = plan.acts.map { $0.on?.description ?? "" }
        #expect(Set(days) == ["2020-05-01", "2020-02"])
        #expect(try folder.read() == plan)
    }

    @Test("reads files with and without the plan before their names alike")
    func fileNames() throws {
        var renamed = folder
        renamed.files = Dictionary(
            uniqueKeysWithValues: folder.files.map { name, text in
                (name.hasPrefix("moor.") ? String(name.dropFirst(5)) : name, text)
            }
        )
        #expect(try renamed.read().acts == folder.read().acts)
    }

    @Test("reads files with CR LF and a byte order mark alike")
    func lineEnds() throws {
        var windows = folder
        windows.files = folder.files.mapValues { text in
            "\u{FEFF}" + text.split(separator: "\n").joined(separator: "\r\n")
        }
        #expect(try windows.read() == folder.read())
    }

    @Test("leaves other plans' files alone and says what it did not read")
    func otherFiles() throws {
        let plan = try folder.with("town.items.csv", "x").with("README.md", "x")
            .with("budget.csv", "x").read()
        #expect(plan.acts == (try folder.read().acts))
        #expect(
            plan.notes.contains("budget.csv was not read: an import has no table of that name.")
        )
    }

    @Test("needs no more than priorities, actions, a title and a board")
    func least() throws {
        var least = ImportFolder()
        least.files = [
            "priorities.csv": "code,title\nA,Care\n",
            "actions.csv": "code,parent,title\nA1,A,Visit\n",
        ]
        let plan = try least.read(title: " Moor  plan ", board: "MCB=Moor Care Board")
        #expect(
            lines(plan) == [
                "plan.2020-05-01.1: plan-opened body MCB",
                "priorities.2020-05-01.1: priority A",
                "actions.2020-05-01.1: A1<A",
            ]
        )
        let opening = PlanOpening(
            plan: Code(wellFormed: "moor"),
            title: "Moor  plan",
            board: "MCB"
        )
        #expect(plan.acts.first?.events.first == .board(.planOpened(opening)))
        #expect(
            plan.notes == [
                "No deadline's label names MCB with a day, so no meeting is called and "
                    + "the plan is not approved. Next: add meeting, then approve plan."
            ]
        )
    }

    @Test("adds each action after what it stands under, whatever the order of the rows")
    func parentsFirst() throws {
        let text = "code,parent,title\nA1.i.a,A1.i,x\nA2,A,x\nA1.i,A1,x\nA1.ii,A1,x\nA1,A,x\n"
        let plan = try folder.with("moor.actions.csv", text).with("deadlines.csv", nil)
            .with("moor.deliveries.csv", nil).with("moor.links.csv", nil).read()
        #expect(
            lines(plan).contains("actions.2020-05-01.1: A1<A A1.i<A1 A1.i.a<A1.i A2<A A1.ii<A1")
        )
    }

    @Test(
        "finds the board in a role, by its key, or as given",
        arguments: [
            (
                nil, "MCB", "Moor Care Board",
                "Inferred at import: the board, MCB, is read from the role of AB."
            ),
            (
                "MCB", "MCB", "Moor Care Board",
                "The board, MCB, was given when the plan was imported."
            ),
            ("XT", "XT", "Executive team", "The board, XT, was given when the plan was imported."),
            (
                "MCB=Other=1", "MCB", "Other=1",
                "The board, MCB, was given when the plan was imported."
            ),
        ] as [(String?, String, String, String)]
    )
    func board(_ given: String?, key: String, name: String, because: String) throws {
        let plan = try folder.read(board: given)
        let first = try #require(plan.acts.first)
        #expect(first.because == because)
        let body = StructureEvent.bodyNamed(
            Key(wellFormed: key),
            name: name,
            organisation: key == "XT" ? "Moor Council" : nil,
            members: []
        )
        #expect(first.events.last == .structure(body))
        // The opening names it, so the leads do not name it again.
        let named = plan.acts.flatMap(\.events).count { subject($0) == "body \(key)" }
        #expect(named == 1)
        #expect(plan.notes.first?.hasPrefix("The board is MCB") == (given == nil))
    }

    @Test("may name the board as a lead")
    func boardLeads() throws {
        let text = "code,parent,title,accountable\nA1,A,x,MCB\nB1,B,x,\n"
        let plan = try folder.with("moor.actions.csv", text).read()
        #expect(lines(plan).contains("actions.2020-05-01.1: A1<A A1:accountable=MCB B1<B"))
    }

    @Test(
        "calls a meeting where a label ends in the board's key and the date is a day",
        arguments: [
            ("2020-05-01,MCB", "2020-05-01", true),
            ("2020-05-01,final for MCB", "2020-05-01", true),
            ("2020-04-30,MCB", "2020-04-30", true),
            ("2020-05-02,MCB", "2020-05-02", false),
            ("2020-05,MCB", nil, false),
            ("2020-05-01/2020-05-02,MCB", nil, false),
            (",MCB", nil, false),
            ("2020-05-01,MCB strategy", nil, false),
            ("2020-05-01,notMCB", nil, false),
            ("2020-05-01,", nil, false),
        ] as [(String, String?, Bool)]
    )
    func meetings(_ cells: String, meeting: String?, approved: Bool) throws {
        let plan = try folder.with("deadlines.csv", "action,due,label\nB1,\(cells)\n").read()
        let events = plan.acts.flatMap(\.events)
        let day = meeting.flatMap { Day($0) }
        let calls = events.compactMap { event in
            if case .board(.meetingCalled(let call)) = event { call } else { nil }
        }
        #expect(
            calls
                == (day.map { [MeetingCall(meeting: $0, title: "Moor Care Board meeting")] } ?? [])
        )
        let ties = events.compactMap { event in
            if case .structure(.milestoneAdded(let start)) = event { start.meeting } else { nil }
        }
        #expect(ties == (day.map { [$0] } ?? []))
        let approvals = plan.acts.filter { $0.events.map(\.type) == ["plan-approved"] }
        #expect(approvals.map(\.on) == (approved ? [day.map { StatedDate($0) }] : []))
        #expect(events.count { $0.type == "plan-approved" } == (approved ? 1 : 0))
        if let meeting, !approved {
            #expect(
                plan.notes.contains(
                    "The plan is not approved: the first is after the plan's own day, 2020-05-01."
                )
            )
            #expect(meeting == "2020-05-02")
        }
    }

    @Test("says of each meeting which deadlines it was read from")
    func meetingReasons() throws {
        let text = """
            action,due,label
            A1,2020-06-01,MCB
            B1,2020-05-01,MCB
            A1,2020-06-01,MCB
            A1.i,2020-06-01,MCB

            """
        let plan = try folder.with("deadlines.csv", text).with("moor.deliveries.csv", nil).read()
        let act = try #require(plan.acts.first { $0.key?.contains("meetings") == true })
        #expect(
            act.because == """
                Inferred at import: the days of the deadlines whose label ends in MCB.
                2020-05-01: B1/1
                2020-06-01: A1/1 and 2 more
                """
        )
    }

    @Test("declares the delivery of the milestone that a row names")
    func deliveries() throws {
        let text = """
            action,milestone,on,basis
            A1,2,,"Two lines
            of text"
            B1,,,
            A1,1,2020-02,Done

            """
        let plan = try folder.with("moor.deliveries.csv", text).read()
        let acts = plan.acts.filter { $0.key?.contains("deliveries") == true }
        #expect(
            acts.map { $0.events.map(subject) } == [["done A1/1"], ["done A1/2", "done B1/1"]]
        )
        #expect(acts.map(\.because) == ["A1: Done", "A1: Two lines\nof text"])
        #expect(plan.notes.last == "2 of 3 deliveries have no date; they get 2020-05-01.")
    }

    @Test("puts the facts of one day into one act, days in the order in which they end")
    func days() throws {
        let text = """
            action,as_of,note
            A1,2021,x
            A1,2020-12-31,x
            B1,2020-12,x
            A1,2020-12-30,x
            B1,2020-11/2020-12,x
            B1,2020-12-31,x

            """
        let plan = try folder.with("moor.progress.csv", text).read()
        #expect(
            lines(plan).filter { $0.contains("progress") } == [
                "progress.2020-12-30.1: note A1",
                "progress.2020-12-31.1: note A1 note B1",
                "progress.2020-12.1: note B1",
                "progress.2020-11_2020-12.1: note B1",
                "progress.2021.1: note A1",
            ]
        )
    }

    @Test("divides what does not fit one line, and every line is within the limit")
    func divides() throws {
        // Each note takes 20,000 bytes of a line and its event 50 more: three fit, a fourth not.
        // A quotation mark is two bytes there, and four in the file.
        let note = String(repeating: "\"\"", count: 10_000)
        let text = "action,note\n" + String(repeating: "A1,\"\(note)\"\n", count: 7)
        let plan = try folder.with("moor.progress.csv", text).read()
        let acts = plan.acts.filter { $0.key?.contains("progress") == true }
        #expect(acts.map(\.events.count) == [3, 3, 1])
        #expect(acts.map(\.key) == (1...3).map { "import.moor.progress.2020-05-01.\($0)" })
        for act in acts {
            // The longest envelope there can be.
            let entry = Entry(
                seq: 1 << 53 - 1,
                prev: .zero,
                at: Instant(seconds: 1_700_000_000),
                act: act,
                sig: String(repeating: "A", count: 88)
            )
            #expect(entry.format().count <= Entry.byteCountMax)
        }
    }

    @Test("counts the reasons of deliveries too when it divides them")
    func dividesReasons() throws {
        let basis = String(repeating: "x", count: 40_000)
        let text = "action,milestone,basis\nA1,1,\(basis)\nA1,2,\(basis)\n"
        let plan = try folder.with("moor.deliveries.csv", text).read()
        let acts = plan.acts.filter { $0.key?.contains("deliveries") == true }
        #expect(acts.map(\.because) == ["A1: \(basis)", "A1: \(basis)"])
    }

    @Test("gives every act a key of its own, whatever the plan is called")
    func keys() throws {
        let code = String(repeating: "m", count: 32)
        let dates = ["2020-01-01/2020-01-31", "2020-01-02/2020-01-31", "2020-01-31", "2020-01"]
        var long = ImportFolder()
        long.files = [
            "priorities.csv": "code,title\nA,Care\n",
            "actions.csv": "code,parent,title\nA1,A,Visit\n",
            "deadlines.csv": "action\n" + String(repeating: "A1\n", count: 4),
            "deliveries.csv": "action,milestone,on\n"
                + dates.enumerated().map { "A1,\($0 + 1),\($1)\n" }.joined(),
        ]
        let plan = try PlanImport(
            of: #require(Code(code)),
            from: long.files.mapValues { Array($0.utf8) },
            by: "import",
            on: "2020-05-01",
            title: "Long",
            board: "MCB=Moor Care Board"
        )
        let keys = plan.acts.compactMap(\.key)
        #expect(keys.count == 8)
        #expect(Set(keys).count == 8)
        #expect(keys.allSatisfy(Entry.isIdempotencyKey))
        // "import." and the code are 39 bytes, which leaves 25: enough for a month, not for an
        // interval of days.
        #expect(keys.contains("import.\(code).deliveries.2020-01.1"))
        #expect(keys.count { !$0.contains(code) } == 2)
    }
}
