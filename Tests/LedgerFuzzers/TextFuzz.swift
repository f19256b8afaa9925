// What people write: tables, dates and queries. What is understood is told so that it is
// understood in the same way.

#if FUZZING
    import Foundation

    @testable import Ledger

    enum TextFuzz {
        // MARK: Tables

        /// A folder as one input: the tables in their order, each ended by a zero byte.
        static var folders: [[UInt8]] {
            let filled: [ImportTable: String] = [
                .priorities: "code,title\nA,Work as one\nB,Home first\n",
                .leads: """
                key,name,role,organisation,kind
                KT,K T,"Chief; Chair of Health and Wellbeing Board",The Council (TC),person
                HWB,"Health, Wellbeing Board",,,body

                """,
                .actions: """
                code,parent,title,accountable,responsible
                A1,A,"Write, it down",KT,KT/HWB
                A1.i,A1,Then read it,,KT

                """,
                .deadlines: """
                action,due,label,as_written,depends
                A1,2018-05-31,,31/05/18,
                A1.i,2018-07/2018-09,HWB,Summer,A1

                """,
                .links: "from,to,kind,note\nA1.i,A1,feeds,Said so\n",
                .progress: "action,as_of,note\nA1,2018-04,Begun\nA1,,Going on\n",
                .deliveries: "action,milestone,on,basis\nA1,1,2018-06-01,Told so\n",
                .plans: "key,title,period,seed\ncqc-2018,A plan,2018,yes\nx,It,2019/20,\n",
                .risks: "programme,risk,section,mitigation\nCare,Snow,3,Shovels\n",
                .measures: "code,about,title,unit,direction,target\nM1,A1,Falls,a week,down,0.5\n",
                .milestones: "programme,quarter,milestone,workstream\nCare,Q1,Open,Eyes\n",
                .principles: "code,principle,priorities\nP01,Be near,Fair;Local\n",
                .timeline: """
                start,event,end,year_inferred,kind,as_written
                2018-03,Snow fell,,yes,background,in spring
                2018-07,Phase 1,2018-09,no,engagement,summer

                """,
            ]
            let items = [
                "programme_code,programme,project_code,project,strategic_aim\nA,Near,A2,Do,Aim\n",
                "code,kind,text,intervention,intervention_title\n1.o1,outcome,Less,1,Promote\n",
                "code,programme,title,leads,measures,cqc_refs\nU1,Flow,Count,KT,by day; all,H\n",
            ]
            let whole = items.map { items in
                ImportTable.allCases.map { "\($0 == .items ? items : filled[$0] ?? "")\0" }.joined()
            }
            let odd = ["a,b\r\n\"c\nd\",\"\"\"\"\r\n", "\u{FEFF}x\n", "\"open"]
            return (whole + filled.values + odd).map { Array($0.utf8) }
        }

        static func csv(_ bytes: [UInt8]) {
            let (records, problems) = CSV.parse(bytes, file: "x.csv")
            if problems.isEmpty {
                let texts = records.map { $0.map(\.text) }
                let again = CSV.parse(CSV.format(texts), file: "x.csv")
                must(
                    again.problems.isEmpty && again.records.map { $0.map(\.text) } == texts,
                    "a table reads back otherwise"
                )
            }
            let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
            let files = Dictionary(
                uniqueKeysWithValues: zip(ImportTable.allCases, parts).filter { !$0.1.isEmpty }
                    .map { ("\($0.0).csv", Array($0.1)) }
            )
            do throws(PublishingError) {
                let found = try PlanImport(
                    of: JournalFuzz.plan,
                    from: files,
                    by: Key(wellFormed: "KT"),
                    on: day,
                    board: "HWB=Health, Wellbeing Board"
                )
                var history = History(of: JournalFuzz.plan)
                var tip = Tip()
                for act in found.acts {
                    let entry = tip.next(act, at: Instant(seconds: 1_800_000_000))
                    must(
                        (try? Entry.parse(entry.format()[...])) == entry,
                        "an import makes an entry that cannot be read"
                    )
                    _ = history.audit(entry)
                    history.append([entry])
                    tip = tip.after(entry)
                }
            } catch { _ = error.words }
        }

        private static let day = Day(counting: 2018, month: 6, day: 14)

        // MARK: Dates

        static var dates: [[UInt8]] {
            [
                "31/05/18", "31-05-2018", "2018-05-31", "31st May 18", "today", "May 2018",
                "05/2018", "2018", "2019-20", "2011-12", "2019-20 Q3", "Q3 2019/20", "2019Q3",
                "thisquarter", "2019-10/2019-12", "October 2019 to December 2019",
                "2018-03-22T14:05:09Z", "2018-03-22T14:05:09+01:00",
            ].map { Array($0.utf8) }
        }

        static func date(_ bytes: [UInt8]) {
            let text = bytes.text
            if let date = StatedDate(text) {
                must(date.description == text, "a date is written otherwise")
            }
            do throws(DateFault) {
                let date = try StatedDate.read(text, today: day)
                let told = date.words
                must(
                    (try? StatedDate.read(told, today: day)) == date,
                    "\(told) is not understood as it is told"
                )
                must(StatedDate(date.description) == date, "\(date) reads back otherwise")
            } catch { _ = error.words }
            if let instant = Instant(text) {
                must(instant.description == text, "a time is written otherwise")
            }
            if let instant = Instant(zoned: text) {
                must(Instant(instant.description) == instant, "a time reads back otherwise")
            }
            if let day = Day(text) { must(day.description == text, "a day is written otherwise") }
        }

        // MARK: Queries

        static var queries: [[UInt8]] {
            [
                "rating:red,amber", "due:thisquarter\nlead:KT", "not:confirmed:yes", "moved:>2",
                "slipped:>1m", "org:OCC\nunder:A", "priority:A,B\nstale:>90d", "evidence:none",
                "delivered:no\nhospital", "due:none", "due:2018-05/2018-08", "action:A4",
            ].map { Array($0.utf8) }
        }

        static func query(_ bytes: [UInt8]) {
            let words = bytes.text.split(separator: "\n").map(String.init)
            do throws(QueryError) {
                let query = try Query.parse(words, today: day)
                _ = query.words
                let again = try? Query.parse(words, today: day)
                must(again == query, "a query is understood in two ways")
                let plan = JournalFuzz.history.plan
                let scope = Query.Scope(plan, asAt: day)
                for action in plan.actions.values.prefix(5) {
                    for clause in query.clauses {
                        _ = clause.holds(for: action, action.milestones.first, scope)
                    }
                }
            } catch { _ = error.words }
        }
    }
#endif
