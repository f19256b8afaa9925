// How rows of the plan as it stands are found: by name, by number, and around their circles.

extension Standing {
    /// The number of the row of `name`; nil where it has none.
    @inline(__always)
    func number(of name: Name) -> Int? {
        names.number(of: name)
    }

    /// The number of the row of `name`, which is added where it is not there.
    mutating func row(of name: Name) -> Int {
        if let number = number(of: name) { return number }
        names.add(name)
        actions.append(ActionRow())
        return actions.count - 1
    }

    /// The numbers of the actions right under `number`, in the order in which they came.
    func parts(of number: Int) -> [Int] {
        Array(circleTo: actions[number].lastPart) { actions[$0].nextPart }
    }

    /// The places of the milestones of action `number`, in the order in which they came.
    func milestones(of number: Int) -> [Int] {
        circles.places(last: actions[number].lastMilestone)
    }

    /// The place of milestone `number` of `action`.
    func milestone(_ number: Int, of action: Int) -> Int? {
        circles.place(of: number, last: actions[action].lastMilestone)
    }
}
