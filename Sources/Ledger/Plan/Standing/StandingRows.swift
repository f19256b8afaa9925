// How rows of the plan as it stands are found: by name, by number, and around their circles.

extension Standing {
    /// The number of the row of `name`; nil where it has none.
    @inline(__always)
    func number(of name: Name) -> Int? {
        names.number(of: name)
    }

    /// Adds a row for `name`, which has none.
    ///
    /// - Returns: Its number.
    @discardableResult
    mutating func add(_ name: Name, _ kind: Kind) -> Int {
        names.add(name)
        actions.append(ActionRow(kind: kind))
        circles.addRow()
        notes.append(.init(()))
        declarations.append(.init(.green))
        return actions.count - 1
    }

    /// The numbers of the actions right under `number`, in the order in which they came.
    func parts(of number: Int) -> [Int] {
        var parts: [Int] = []
        while let part = part(of: number, after: parts.last) { parts.append(part) }
        return parts
    }

    /// The number of the action right under `number` that comes after `part`, of all the first
    /// where that is nil.
    @inline(__always)
    func part(of number: Int, after part: Int?) -> Int? {
        let last = actions[number].lastPart
        if last < 0 || last == part.map({ Int32(truncatingIfNeeded: $0) }) { return nil }
        return Int(actions[part ?? Int(last)].nextPart)
    }

    /// The place of the milestone of action `number` that comes after that at `place`, of all the
    /// first where that is nil.
    @inline(__always)
    func milestone(of number: Int, after place: Int?) -> Int? {
        circles.place(after: place, in: number)
    }

    /// The place of milestone `number` of `action`.
    func milestone(_ number: Int, of action: Int) -> Int? {
        circles.place(of: number, in: action)
    }
}
