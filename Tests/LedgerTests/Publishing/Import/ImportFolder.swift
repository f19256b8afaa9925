// A small invented folder of plan files, and its import.

import Testing

@testable import Ledger

/// The files of an invented plan, any of which a test may replace.
struct ImportFolder {
    var files = [
        "plans.csv": """
        key,title
        moor,Moorland care plan
        town,Town plan

        """,
        "moor.leads.csv": """
        key,name,role,organisation,kind
        AB,Ann Bell,Director; Chair of the Moor Care Board (MCB),Moor Council,person
        CD,Cy Dunn,,,
        XT,Executive team,,Moor Council,body

        """,
        "moor.priorities.csv": """
        code,title
        A,Care at home
        B,Housing

        """,
        "moor.actions.csv": """
        code,parent,title,accountable,responsible
        A1,A,Visit everyone,AB/XT,CD
        A1.i,A1,Draw up a list,,
        B1,B,Build,XT,

        """,
        "deadlines.csv": """
        action,due,label,as_written,depends
        A1,2020-05-01,draft for MCB,1 May,
        A1,2020-09,,Sept,
        B1,,,,A1

        """,
        "moor.links.csv": """
        from,to,kind,note
        A1,B,feeds,Inferred: homes to visit
        B1,town,detail-in,

        """,
        "moor.progress.csv": """
        action,as_of,note
        A1,,Begun
        A1,2020-02,List drawn up

        """,
        "moor.deliveries.csv": """
        action,on,basis
        B1,2020-02,Said so

        """,
    ]

    /// The folder with other content for `file`, or without it.
    func with(_ file: String, _ text: String?) -> ImportFolder {
        var folder = self
        folder.files[file] = text
        return folder
    }

    /// Imports the plan `moor`, whose own day is 1 May 2020.
    func read(title: String? = nil, board: String? = nil) throws(PublishingError) -> PlanImport {
        try PlanImport(
            of: Code(wellFormed: "moor"),
            from: files.mapValues { Array($0.utf8) },
            by: Key(wellFormed: "import"),
            on: Day(number: 18_383),
            title: title,
            board: board
        )
    }

    /// What is wrong with the folder, each problem as the line that a person reads.
    func problems(title: String? = nil, board: String? = nil) -> [String] {
        do throws(PublishingError) {
            _ = try read(title: title, board: board)
            return []
        } catch {
            switch error {
            case .unreadableFiles(let problems): return problems.map(\.description)
            }
        }
    }
}
