// Replay of events about people and structure, and of those about trust.

extension Plan {
    mutating func apply(_ event: StructureEvent, _ stamp: Stamp, _ amendments: Amendments?) {
        switch event {
        case .personNamed(let key, let name, let role, let organisation):
            if people[key] == nil { keys.append(key) }
            let office = Person.Office(name: name, role: role, organisation: organisation)
            var person = people[key] ?? Person(key: key, offices: [])
            person.offices.append(Stamped(stamp, office))
            person.left = nil
            people[key] = person
        case .personLeft(let key): people[key]?.left = stamp
        case .bodyNamed(let key, let name, let organisation, let members):
            nameBody(key, name, organisation, members, stamp)
        case .priorityAdded(let code, let title, let under, let aim):
            guard under.map({ priority($0) != nil }) ?? true else { return }
            priorities.append(
                Priority(code: code, title: title, under: under, aim: aim, added: stamp)
            )
        case .actionAdded(let code, let under, let title):
            guard actions[under] != nil || priority(under) != nil else { return }
            actions[code] = Action(code, under: under, title: title, stamp)
            actionOrder.append(code)
            actions[under]?.parts.append(code)
        case .actionReworded(let code, let title):
            actions[code]?.titles.append(Stamped(stamp, title))
        case .leadsNamed(let code, let role, let leads):
            actions[code]?.leads[role, default: .init()].insert(leads, stamp)
        case .actionLinked(let link):
            if actions[link.from] != nil { links.append(Stamped(stamp, link)) }
        case .milestoneAdded(let start): addMilestone(start, stamp, amendments)
        }
    }

    private mutating func nameBody(
        _ key: Key,
        _ name: String,
        _ organisation: String?,
        _ members: [Key],
        _ stamp: Stamp
    ) {
        if bodies[key] == nil { keys.append(key) }
        var body =
            bodies[key]
            ?? Body(
                key: key,
                name: name,
                organisation: organisation,
                members: [],
                everMembers: [],
                named: stamp
            )
        body.name = name
        body.organisation = organisation
        body.members = members
        body.everMembers.formUnion(members)
        bodies[key] = body
    }

    private mutating func addMilestone(
        _ start: MilestoneStart,
        _ stamp: Stamp,
        _ amendments: Amendments?
    ) {
        var milestone = Milestone(start, stamp)
        milestone.approvedSeq = approvals.first?.stamp.seq
        if let due = start.due {
            let corrections =
                amendments?.standingCorrections(of: start.name, entry: stamp.seq) ?? []
            milestone.first = RecordedDate(due, corrections)
            milestone.datesRecorded[stamp.seq] = milestone.first?.due
        }
        actions[start.name.action]?.milestones.append(milestone)
    }

    mutating func apply(_ event: TrustEvent, _ stamp: Stamp) {
        switch event {
        case .keyRegistered(let person, let vkey): signingKeys[person, default: []].insert(vkey)
        case .keyRevoked(let person, let vkey): signingKeys[person]?.remove(vkey)
        case .ledgerRestored: restores.append(Stamped(stamp, event))
        case .entryStruck: break  // Amendments tell which entries are struck.
        }
    }
}
