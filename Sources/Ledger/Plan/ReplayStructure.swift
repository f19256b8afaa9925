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
            guard isUnused(code), under.map({ priority($0) != nil }) ?? true else { return }
            priorities.append(
                Priority(code: code, title: title, under: under, aim: aim, added: stamp)
            )
        case .actionAdded(let code, let under, let title, let aim):
            guard isUnused(code), actions[under] != nil || priority(under) != nil else { return }
            actions[code] = Action(code, under: under, title: title, aim: aim, stamp)
            actions[under]?.facts.parts.append(code)
        case .actionReworded(let code, let title):
            actions[code]?.facts.titles.append(Stamped(stamp, title))
        case .leadsNamed(let code, let role, let leads):
            actions[code]?.facts.leads[role, default: .init()].insert(leads, stamp)
        case .actionLinked(let link):
            if actions[link.from] != nil { links.append(Stamped(stamp, link)) }
        case .milestoneAdded(let start): addMilestone(start, stamp, amendments)
        }
    }

    /// A journal in which a code was added twice is read all the same: the first holds, so that
    /// nothing ever stands under itself and nothing is counted twice.
    private func isUnused(_ code: Code) -> Bool { actions[code] == nil && priority(code) == nil }

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
        for member in members where !body.everMembers.contains(member) {
            body.everMembers.append(member)
        }
        bodies[key] = body
    }

    private mutating func addMilestone(
        _ start: MilestoneStart,
        _ stamp: Stamp,
        _ amendments: Amendments?
    ) {
        if self.milestone(start.name) != nil { return }
        var milestone = Milestone(start, stamp)
        milestone.facts.approved = approvals.first?.stamp
        if let due = start.due {
            let corrections =
                amendments?.standingCorrections(of: start.name, entry: stamp.seq) ?? []
            let first = RecordedDate(due, corrections)
            milestone.facts.first = first
            milestone.facts.remember(first.due, stamp)
        }
        actions[start.name.action]?.facts.milestones.append(milestone)
    }

    mutating func apply(_ event: TrustEvent, _ stamp: Stamp) {
        switch event {
        case .keyRegistered(let person, let vkey):
            // Nobody can give a key to somebody else.
            guard stamp.by == person else { return }
            if signingKeys[person]?.contains(vkey) != true {
                signingKeys[person, default: []].append(vkey)
            }
            revokedKeys[person]?.removeAll { $0 == vkey }
        case .keyRevoked(let person, let vkey):
            signingKeys[person]?.removeAll { $0 == vkey }
            if revokedKeys[person]?.contains(vkey) != true {
                revokedKeys[person, default: []].append(vkey)
            }
        case .ledgerRestored: restores.append(Stamped(stamp, event))
        case .entryStruck: break  // Amendments tell which entries are struck.
        }
    }
}
