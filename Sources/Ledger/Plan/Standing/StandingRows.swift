// How rows of the plan as it stands are found: by name, by number, and around their circles.

extension Standing {
    /// The number of the row of `name`; nil where it has none.
    @inline(__always)
    func number(of name: Name) -> Int? {
        names.number(of: name) { actions[$0].name == name }
    }

    /// The number of the row of `name`, which is added where it is not there.
    mutating func row(of name: Name) -> Int {
        if let number = number(of: name) { return number }
        names.add(name)
        actions.append(ActionRow(name))
        return actions.count - 1
    }

    /// The numbers of the actions right under `number`, in the order in which they came.
    func parts(of number: Int) -> [Int] {
        circle(to: actions[number].lastPart) { actions[$0].nextPart }
    }

    /// The places of the milestones of action `number`, in the order in which they came.
    func milestones(of number: Int) -> [Int] {
        circle(to: actions[number].lastMilestone) { milestones[$0].next }
    }

    /// What stands in a circle that ends in `last`, -1 for none.
    private func circle(to last: Int32, _ next: (Int) -> Int32) -> [Int] {
        guard last >= 0 else { return [] }
        var all: [Int] = []
        var place = last
        repeat {
            place = next(Int(place))
            all.append(Int(place))
        } while place != last
        return all
    }

    /// The place of milestone `number` of `action`.
    func milestone(_ number: Int, of action: Int) -> Int? {
        let last = actions[action].lastMilestone
        guard last >= 0 else { return nil }
        var place = last
        repeat {
            if milestones[Int(place)].number == number { return Int(place) }
            place = milestones[Int(place)].next
        } while place != last
        return nil
    }
}
