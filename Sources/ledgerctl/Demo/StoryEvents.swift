// Names as a story writes them, and its events about people and structure.

import Ledger

// A story is part of the program, and a test tells it all: a slip of the pen stops that test.

extension Target {
    /// The action and its milestone written `A1/2`; `A1` is the action as a whole.
    static func written(_ text: String) -> Target {
        guard let target = Target(text) else { preconditionFailure("\(text) is no part") }
        return target
    }
}

extension MilestoneName {
    /// The milestone written `A1/2`; `A1` is its first.
    static func written(_ text: String) -> MilestoneName {
        let target = Target.written(text)
        return MilestoneName(target.action, target.number ?? .first)
    }
}

extension Reference {
    /// Where `A1`, `plan:A1` or `plan:` leads.
    static func written(_ text: String) -> Reference {
        guard let reference = Reference(text) else { preconditionFailure("\(text) leads nowhere") }
        return reference
    }
}

extension Quantity {
    /// The value written `92` or `92.5`.
    static func written(_ text: String) -> Quantity {
        guard let quantity = Quantity(text) else { preconditionFailure("\(text) is no value") }
        return quantity
    }
}

extension Ordinal {
    /// The ordinal of `number`.
    static func written(_ number: Int) -> Ordinal {
        guard let ordinal = Ordinal(number) else { preconditionFailure("\(number) is no ordinal") }
        return ordinal
    }
}

private func code(_ text: String) -> Code {
    Code(wellFormed: text)
}

private func key(_ text: String) -> Key {
    Key(wellFormed: text)
}

extension Event {
    static func person(
        _ person: String,
        _ name: String,
        _ role: String,
        _ organisation: String
    ) -> Event {
        .structure(.personNamed(key(person), name: name, role: role, organisation: organisation))
    }

    static func left(_ person: String) -> Event { .structure(.personLeft(key(person))) }

    static func body(
        _ body: String,
        _ name: String,
        of organisation: String? = nil,
        _ members: String...
    ) -> Event {
        .structure(
            .bodyNamed(key(body), name: name, organisation: organisation, members: members.map(key))
        )
    }

    static func priority(_ priority: String, _ title: String, aim: String) -> Event {
        .structure(.priorityAdded(code(priority), title: title, under: nil, aim: aim))
    }

    static func action(_ action: String, under: String, _ title: String) -> Event {
        .structure(.actionAdded(code(action), under: code(under), title: title))
    }

    static func reworded(_ action: String, _ title: String) -> Event {
        .structure(.actionReworded(code(action), title: title))
    }

    static func accountable(_ action: String, _ leads: String...) -> Event {
        .structure(.leadsNamed(code(action), role: .accountable, leads: leads.map(key)))
    }

    static func responsible(_ action: String, _ leads: String...) -> Event {
        .structure(.leadsNamed(code(action), role: .responsible, leads: leads.map(key)))
    }

    static func link(
        _ from: String,
        _ kind: Link.Kind,
        _ to: String,
        _ note: String? = nil,
        inferred: Bool = false
    ) -> Event {
        .structure(
            .actionLinked(
                Link(
                    from: code(from),
                    to: .written(to),
                    kind: kind,
                    note: note,
                    inferred: inferred
                )
            )
        )
    }

    static func milestone(
        _ name: String,
        _ due: String?,
        _ label: String? = nil,
        written: String? = nil,
        depends: String? = nil,
        meeting: String? = nil
    ) -> Event {
        .structure(
            .milestoneAdded(
                MilestoneStart(
                    name: .written(name),
                    due: due.map(Story.date),
                    label: label,
                    written: written,
                    depends: depends.map(Reference.written),
                    meeting: meeting.map(Story.day)
                )
            )
        )
    }
}
