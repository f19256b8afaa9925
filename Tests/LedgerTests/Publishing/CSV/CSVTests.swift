// Comma-separated values: what is read, what is written, and what is wrong where.

import Testing

@testable import Ledger

@Suite("A CSV file")
struct CSVTests {
    /// The texts of the records in `text`, which must be without a problem.
    private func texts(_ text: String) -> [[String]] {
        let (records, problems) = CSV.parse(Array(text.utf8), file: "t.csv")
        #expect(problems.isEmpty)
        return records.map { $0.map(\.text) }
    }

    @Test(
        "is read by the rules of RFC 4180",
        arguments: [
            ("", []),
            ("\u{FEFF}", []),
            ("a", [["a"]]),
            ("a\n", [["a"]]),
            ("a\r\n", [["a"]]),
            ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
            ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
            ("\u{FEFF}a,b\n", [["a", "b"]]),
            (",\n", [["", ""]]),
            (",,", [["", "", ""]]),
            ("\"\"\n", [[""]]),
            ("\"a\",\"b\"\n", [["a", "b"]]),
            ("\"a,b\",c", [["a,b", "c"]]),
            ("\"a\"\"b\"", [["a\"b"]]),
            ("\"\"\"\"", [["\""]]),
            ("\"a\nb\",c\nd,e", [["a\nb", "c"], ["d", "e"]]),
            ("\"a\r\nb\"\r\n", [["a\r\nb"]]),
            ("\"a\rb\"", [["a\rb"]]),
            ("a\n\nb\n\r\n", [["a"], ["b"]]),
            (" a , b ", [[" a ", " b "]]),
            ("é,\"ü\"\n", [["é", "ü"]]),
        ] as [(String, [[String]])]
    )
    func records(_ text: String, expected: [[String]]) {
        #expect(texts(text) == expected)
    }

    @Test("knows the line and character at which each field begins")
    func places() {
        let bytes = Array("\u{FEFF}aé,b\r\n\"x\ny\",\"é\",z\n\n,q".utf8)
        let (records, problems) = CSV.parse(bytes, file: "t.csv")
        #expect(problems.isEmpty)
        let places = records.map { $0.map { [$0.place.line, $0.place.column] } }
        #expect(
            places == [
                [[1, 1], [1, 4]],
                // The first field runs over into line 3, where its closing mark is character 2.
                [[2, 1], [3, 4], [3, 8]],
                [[5, 1], [5, 2]],
            ]
        )
    }

    @Test(
        "says what breaks the rules, and where",
        arguments: [
            ("a,\"b\nc\n", 1, 3, "a quotation mark opens a field here and nothing closes it"),
            ("a\n\"b\"c,d\n", 2, 4, "text stands after the quotation mark that closes the field"),
            ("a\n\"b\" ,d\n", 2, 4, "text stands after the quotation mark that closes the field"),
            ("x,a\"b\"\n", 1, 4, "a quotation mark stands inside a field that does not begin"),
            ("a\rb\rc\n", 1, 2, "a carriage return stands here without a line feed after it"),
            ("a\r", 1, 2, "a carriage return stands here without a line feed after it"),
        ] as [(String, Int, Int, String)]
    )
    func faults(_ text: String, line: Int, column: Int, words: String) {
        let problems = CSV.parse(Array(text.utf8), file: "t.csv").problems
        #expect(problems.map(\.place) == [.init(file: "t.csv", line: line, column: column)])
        #expect(problems.first?.words.hasPrefix(words) == true)
    }

    @Test("is read on after a problem, so that all are found")
    func goesOn() {
        let (records, problems) = CSV.parse(Array("\"a\"b,c\nd\"e,f\ng,h\n".utf8), file: "t.csv")
        #expect(problems.map { [$0.place.line, $0.place.column] } == [[1, 4], [2, 2]])
        #expect(records.map { $0.map(\.text) } == [["a", "c"], ["d\"e", "f"], ["g", "h"]])
    }

    @Test("is read up to a record that is never closed")
    func cutOff() {
        let (records, problems) = CSV.parse(Array("a,b\nc,\"d\ne,f\n".utf8), file: "t.csv")
        #expect(problems.map { [$0.place.line, $0.place.column] } == [[2, 3]])
        #expect(records.map { $0.map(\.text) } == [["a", "b"]])
    }

    @Test(
        "is refused where it is not UTF-8",
        arguments: [
            // Latin-1, after an é of two bytes that counts as one character.
            (Array("a\né,".utf8) + [0xE9, 0x0A], 2, 3),
            // UTF-16 with its byte order mark.
            ([0xFF, 0xFE, 0x61, 0x00], 1, 1),
            // Cut off inside a character.
            ([0x61, 0xC3], 1, 2),
            // A surrogate, and an overlong form.
            ([0xED, 0xA0, 0x80], 1, 1),
            ([0x61, 0xC0, 0x80], 1, 2),
        ] as [([UInt8], Int, Int)]
    )
    func notUTF8(_ bytes: [UInt8], line: Int, column: Int) {
        let (records, problems) = CSV.parse(bytes, file: "t.csv")
        #expect(records.isEmpty)
        let place = FileProblem.Place(file: "t.csv", line: line, column: column)
        #expect(problems == [.init(at: place, "this is not UTF-8; save the file as UTF-8")])
    }

    @Test(
        "is written with quotation marks only where they are needed, lines ended by CR LF",
        arguments: [
            ([], ""),
            ([["a", "b"], ["c", ""]], "a,b\r\nc,\r\n"),
            ([[" a", "b "]], " a,b \r\n"),
            ([["a,b"]], "\"a,b\"\r\n"),
            ([["a\"b"]], "\"a\"\"b\"\r\n"),
            ([["a\nb", "c\rd"]], "\"a\nb\",\"c\rd\"\r\n"),
            ([[""]], "\"\"\r\n"),
            ([["\u{FEFF}a"]], "\"\u{FEFF}a\"\r\n"),
            ([["é", "'"]], "é,'\r\n"),
        ] as [([[String]], String)]
    )
    func writes(_ records: [[String]], expected: String) {
        #expect(CSV.format(records) == Array(expected.utf8))
    }

    @Test("is read back as it was written, for every field of up to three characters")
    func roundTrip() {
        let letters = ["a", ",", "\"", "\n", "\r", "\u{FEFF}"]
        var fields = [""]
        var longest = [""]
        for _ in 1...3 {
            longest = longest.flatMap { field in letters.map { field + $0 } }
            fields += longest
        }
        #expect(fields.count == 1 + 6 + 36 + 216)
        for field in fields {
            for records in [[[field]], [[field, "b"], ["", field]]] {
                let read = CSV.parse(CSV.format(records), file: "t.csv")
                #expect(read.problems.isEmpty)
                // Compared by bytes: as text, some of these would be equal that are not the same.
                let bytes = read.records.map { $0.map { Array($0.text.utf8) } }
                #expect(bytes == records.map { $0.map { Array($0.utf8) } })
            }
        }
    }
}

@Suite("A CSV table")
struct CSVTableTests {
    private func table(_ text: String) -> (table: CSVTable, problems: [FileProblem]) {
        var problems: [FileProblem] = []
        let table = CSVTable(
            Array(text.utf8),
            file: "t.csv",
            layouts: [(["code", "title"], ["note"])],
            problems: &problems
        )
        return (table, problems)
    }

    @Test("is read by the names of its columns, in any order")
    func columns() throws {
        let (table, problems) = table("title,code\nWalk,A1\n\"Run, far\",A2\n")
        #expect(problems.isEmpty)
        #expect(table.isWhole)
        #expect(table.rows.map { $0["code"].text } == ["A1", "A2"])
        #expect(table.rows.map { $0["title"].text } == ["Walk", "Run, far"])
        #expect(table.rows.map { $0["note"].text } == ["", ""])
        let code = try #require(table.rows.last?["code"])
        #expect(code.place == .init(file: "t.csv", line: 3, column: 12))
    }

    @Test(
        "says what is wrong with its columns and rows",
        arguments: [
            (
                "", nil, nil,
                "the file has no header row; expected `code`, `title`, `note`"
            ),
            (
                "code,note\n", 1, 1,
                "the column `title` is missing; expected `code`, `title`, `note`"
            ),
            ("code,title,code\n", 1, 12, "the column `code` is there twice; keep one of them"),
            (
                "code,title,colour\n", 1, 12,
                "the column `colour` is not known here; expected `code`, `title`, `note`"
            ),
            (
                "code,title,\n", 1, 12,
                "the column without a name is not known here; expected `code`, `title`, `note`"
            ),
            (
                "code,title,\u{1B}[2J\n", 1, 12,
                "the column with unprintable text is not known here; "
                    + "expected `code`, `title`, `note`"
            ),
            (
                "code,title\nA1,Walk, far\n", 2, 1,
                "this row has 3 fields and the header 2; "
                    + "a field with a comma in it needs quotation marks around it"
            ),
            (
                "code,title\n\nA1\n", 3, 1,
                "this row has 1 fields and the header 2; "
                    + "a field with a comma in it needs quotation marks around it"
            ),
        ] as [(String, Int?, Int?, String)]
    )
    func faults(_ text: String, line: Int?, column: Int?, words: String) {
        let place = FileProblem.Place(file: "t.csv", line: line, column: column)
        #expect(table(text).problems == [.init(at: place, words)])
    }

    @Test("is whole only where every row was read")
    func wholeness() {
        #expect(table("code,title\n").table.isWhole)
        #expect(table("code,title,colour\nA1,Walk,red\n").table.isWhole)
        #expect(!table("code,title\nA1\nA2,Run\n").table.isWhole)
        #expect(table("code,title\nA1\nA2,Run\n").table.rows.count == 1)
        #expect(!table("code\nA1\n").table.isWhole)
        #expect(!table("").table.isWhole)
        #expect(!table("code,title\nA1,\"Walk\n").table.isWhole)
    }

    @Test("shows no more than 40 characters of what stands in it")
    func clipped() {
        let name = String(repeating: "x", count: 41)
        let words = table("code,title,\(name)\n").problems.first?.words
        #expect(words?.hasPrefix("the column `\(name.dropLast())…` is not") == true)
    }
}
