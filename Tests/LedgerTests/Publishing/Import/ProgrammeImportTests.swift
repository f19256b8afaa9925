// The tables in which programmes are kept: what an import makes of each, and what it refuses.

import Testing

@testable import Ledger

@Suite("A programme's tables")
struct ProgrammeImportTests {
    private static let plans = """
        key,title,period
        moor,Moorland care plan,2019/20
        cqc-2018,An answer,2018

        """

    /// A folder of the list of plans and these files.
    private func folder(_ files: [String: String]) -> ImportFolder {
        var folder = ImportFolder()
        folder.files = files.merging(["plans.csv": Self.plans]) { own, _ in own }
        return folder
    }

    /// What the import records, an event a line, without the opening: the type, then the values
    /// in the order of their members' names.
    private func events(_ files: [String: String]) throws -> String {
        let plan = try folder(files).read(board: "MCB=Moor Care Board")
        return plan.acts.dropFirst().flatMap(\.events).map { event in
            guard case .object(let members) = event.json else { return "" }
            let values = members.filter { $0.name != "type" }.sorted {
                $0.name < $1.name
            }.map { member in
                if case .string(let text) = member.value { return text }
                return member.name
            }
            return ([event.type] + values).joined(separator: " | ")
        }.joined(separator: "\n")
    }

    @Test("of projects makes aims, programmes under them and projects under those")
    func projects() throws {
        let made = try events([
            "items.csv": """
            strategic_aim,programme_code,programme,programme_objective,\
            project_code,project,objective
            At home,A,Prevention,Stay well,A1,Help online,One easy place
            At home,A,Prevention,Stay well,A2,Ask neighbours,

            """
        ])
        #expect(
            made == """
                priority-added | aim-1 | At home
                priority-added | Stay well | A | Prevention | aim-1
                action-added | A1 | One easy place | Help online | A
                action-added | A2 | Ask neighbours | A
                """
        )
    }

    @Test(
        "of interventions makes measures of outcomes, and keeps remarks as reasons"
    )
    func interventions() throws {
        let files = [
            "items.csv": """
            code,kind,intervention,intervention_title,objective,parent,text,note
            1.1,item,1,Promote,Live well,,Walk more,
            1.1.a,sub-item,1,Promote,Live well,1.1,Open paths,placeholder: where
            1.o1,outcome,1,Promote,Live well,,Fewer falls,placeholder: from xx to xx
            1.o2,outcome ,1,Promote ,Live well,1.1,More steps ,
            E1,enabler,,,,,Money,
            E1.a,sub-item,,,,E1,Grants,

            """
        ]
        #expect(
            try events(files) == """
                priority-added | Live well | 1 | Promote
                priority-added | enablers | Enablers
                action-added | 1.1 | Walk more | 1
                action-added | 1.1.a | Open paths | 1.1
                action-added | E1 | Money | enablers
                action-added | E1.a | Grants | E1
                measure-added | 1 | 1.o1 | Fewer falls
                measure-added | 1.1 | 1.o2 | More steps
                """
        )
        let plan = try folder(files).read(board: "MCB=Moor Care Board")
        #expect(
            plan.acts.compactMap(\.because).dropFirst() == [
                "1.1.a: placeholder: where", "1.o1: placeholder: from xx to xx",
            ]
        )
    }

    @Test("of schemes makes programmes, measures, and links to the plan that answers the review")
    func schemes() throws {
        let made = try events([
            "leads.csv": "key,name,as_written,cqc_key\nLP,Lou Penn,Louise Penn,LP\n",
            "items.csv": """
            code,parent,number,priority_area,programme,leads,title,impact,\
            measures,cqc_refs,cqc_inferred
            U1,,1,Capacity,Demand,LP,Count beds,Fewer waits,by ward; by day,H,H2
            U1.i,U1,,,Demand,,Count chairs,,,,

            """,
            "deadlines.csv": "item,due,label,as_written\nU1.i,2018-05,,End May\n",
        ])
        #expect(
            made == """
                person-named | Lou Penn | LP
                priority-added | area-1 | Capacity
                priority-added | P1 | Demand | area-1
                action-added | U1 | Fewer waits | Count beds | P1
                leads-named | U1 | leads | accountable
                action-added | U1.i | Count chairs | U1
                milestone-added | U1.i | 2018-05 | 1 | End May
                action-linked | U1 | inferred | feeds | Inferred code: the plan marks this \
                item with CQC | cqc-2018:H
                action-linked | U1 | inferred | same-as | Inferred: matched by what the two \
                promise | cqc-2018:H2
                measure-added | U1 | U1.m1 | by ward
                measure-added | U1 | U1.m2 | by day
                """
        )
    }

    @Test("of quarters makes dates of the plan's period, and risks with what is done about them")
    func quarters() throws {
        let made = try events([
            "milestones.csv": """
            section,programme,workstream,quarter,milestone
            7,Care,Eyes,Q4,Open the clinic
            7,Care ,Eyes ,Q1,
            7,Care,,Q2,Hire

            """,
            "risks.csv": "section,programme,risk,mitigation\n3,Money,None left,Ask\n7,Care,Snow,\n",
        ])
        #expect(
            made == """
                priority-added | section-7 | Section 7
                priority-added | P1 | Care | section-7
                priority-added | section-3 | Section 3
                priority-added | P2 | Money | section-3
                action-added | P1.1 | Eyes | P1
                action-added | P1.2 | Care | P1
                milestone-added | P1.1 | 2020-01/2020-03 | Open the clinic | 1 | Q4
                milestone-added | P1.1 | 2019-04/2019-06 | 2 | Q1
                milestone-added | P1.2 | 2019-07/2019-09 | Hire | 1 | Q2
                risk-raised | P2 | R1 | None left
                risk-answered | Ask | R1
                risk-raised | P1 | R2 | Snow
                """
        )
    }

    @Test("of principles makes links to priorities, of a timeline what was and what will be")
    func principles() throws {
        let plan = try folder([
            "principles.csv": "code,principle,priorities\nP01,Be near,Fair;Local\n",
            // The plan's own day is 1 May 2020.
            "timeline.csv": """
            start,end,year_inferred,kind,event,as_written
            2020-03,2020-04,yes,background,Snow fell,in spring
            2020-04,2020-07,no,engagement,Phase 1,April-July

            """,
        ]).read(board: "MCB=Moor Care Board")
        let structure = plan.acts.flatMap(\.events)
        let links = structure.compactMap { event -> String? in
            guard case .structure(.actionLinked(let link)) = event else { return nil }
            return "\(link.from) \(link.kind.rawValue) \(link.to)"
        }
        #expect(links == ["P01 feeds priority-1", "P01 feeds priority-2"])
        let promised = structure.compactMap { event -> String? in
            guard case .structure(.milestoneAdded(let start)) = event else { return nil }
            return "\(start.name) \(start.due?.description ?? "") \(start.label ?? "")"
        }
        #expect(promised == ["T2/1 2020-04/2020-07 engagement"])
        let told = try #require(plan.acts.last)
        #expect(told.on == "2020-03/2020-04")
        #expect(
            told.events == [
                .progress(
                    .noted(
                        "told",
                        note: "Snow fell (background; year inferred; written \"in spring\")",
                        line: nil,
                        byWhen: nil
                    )
                )
            ]
        )
    }

    @Test(
        "are refused with a sentence for each fault",
        arguments: [
            (
                ["milestones.csv": "programme,quarter,milestone\nCare,Q5,Open\n"],
                "milestones.csv, line 2, column 6: \"Q5 2019/20\": there is no quarter 5; write one "
                    + "from Q1 (April to June) to Q4 (January to March), as in 2018-19 Q3"
            ),
            (
                ["milestones.csv": "programme,quarter,milestone\nCare,May,Open\n"],
                "milestones.csv, line 2, column 6: `May` is no quarter; expected Q1 to Q4"
            ),
            (
                [
                    "milestones.csv": "programme,quarter,milestone\nCare,Q1,Open\n",
                    "plans.csv": "key,title\nmoor,Moorland care plan\n",
                ],
                "plans.csv: moor has no period, so its quarters have no dates; give one such as "
                    + "2019/20"
            ),
            (
                ["milestones.csv": "programme,quarter,milestone\nCare,,Open\n"],
                "milestones.csv, line 2, column 6: `quarter` is blank, and every row needs one"
            ),
            (
                [
                    "items.csv": "programme_code,programme,project_code,project,strategic_aim\n"
                        + "A,Homes,A1,Build,Near\nA,Homes,A2,Mend,Far\n"
                ],
                "items.csv, line 3, column 17: `A` stands under `aim-2` here and `aim-1` above; "
                    + "make them agree"
            ),
            (
                [
                    "items.csv": "programme_code,programme,project_code,project\n,Homes,A1,Build\n"
                ],
                "items.csv, line 2, column 1: `programme_code` is blank, and every row needs one"
            ),
            (
                ["items.csv": "code,kind,text\n1.1,task,Walk\n"],
                "items.csv, line 2, column 5: `task` is no kind of item; expected `item`, "
                    + "`sub-item`, `outcome`, `note`, `governance`, `enabler`"
            ),
            (
                [
                    "items.csv": "programme_code,programme,project_code,project\n"
                        + "A,Homes,A1,Build\nA,House,A2,Mend\n"
                ],
                "items.csv, line 3, column 3: `A` is called `House` here and `Homes` above; make "
                    + "them agree"
            ),
            (
                [
                    "items.csv": "code,programme,title,cqc_refs\nU1,Care,Count,H\n",
                    "plans.csv": "key,title\nmoor,Moorland care plan\n",
                ],
                "items.csv, line 2, column 15: `cqc_refs` speaks of a plan whose key begins with "
                    + "`cqc-`, and `plans.csv` has none; add its row"
            ),
        ] as [([String: String], String)]
    )
    func problems(files: [String: String], problem: String) {
        #expect(folder(files).problems(board: "MCB=Moor Care Board") == [problem])
    }

    @Test("beside the usual ones, measures and risks are held against the plan's codes")
    func besides() {
        var folder = ImportFolder()
        folder.files["moor.measures.csv"] =
            "code,about,title,unit,direction,target\n"
            + "M1,A1,Visits,visits,up,many\nM2,Z9,Calls,,side,\n"
        folder.files["moor.risks.csv"] = "code,about,title,mitigation\nA1,A,Rain,\n"
        #expect(
            folder.problems() == [
                "moor.measures.csv, line 2, column 24: `many` is no number; expected one such as "
                    + "92 or 92.5",
                "moor.measures.csv, line 3, column 4: Z9 is no priority or action of this plan",
                "moor.measures.csv, line 3, column 14: `side` is no direction; expected `up` or "
                    + "`down`",
                "moor.risks.csv, line 2, column 1: the code A1 is used already at "
                    + "moor.actions.csv, line 2, column 1",
            ]
        )
    }
}
