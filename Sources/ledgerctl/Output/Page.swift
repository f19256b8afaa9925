// Pages of words for people: lines, and tables between them.

import Ledger

/// A page as `invocation` asks for it.
struct Page {
    private let world: World
    private let invocation: Invocation

    init(_ world: World, _ invocation: Invocation) {
        self.world = world
        self.invocation = invocation
    }

    /// Writes one line; a line feed in it is shown as a space.
    func line(_ words: String) {
        world.show(EntryWords.oneLine(words))
    }

    /// Writes a table; nothing where it has no rows. A cell that is a rating's word is coloured.
    func table(_ header: [String], _ rows: [[String]]) {
        guard !rows.isEmpty else { return }
        var table = Table(
            header.enumerated().map { index, heading in
                let cells = rows.map { index < $0.count ? $0[index] : "" }
                let isNumber = cells.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
                return Table.Column(heading, isNumber: isNumber)
            }
        )
        for row in rows {
            table.add(row.map { Table.Cell($0, rating: Rating(rawValue: $0)) })
        }
        world.show(table, for: invocation)
    }
}

extension Invocation {
    /// A page for the answer to this command line.
    func page(_ world: World) -> Page { Page(world, self) }
}
