// What the rules look at in an action, a milestone, a call for help or a person, in few bytes.

extension Acceptance {
    /// What a code names. Places are numbers of rows, -1 where there is none.
    struct CodeRow: Sendable {
        /// Of the first action of a family: whether its events are left to the audit.
        var isMarked = false
        /// Of a risk: whether it was closed.
        var isOver = false
        /// Of an action: the one right under the priority, itself or one above it.
        var family: Int32 = -1
        /// The action or priority above an action.
        var under: Int32 = -1
        /// Whoever was named last to lead it, and last to help.
        var lastLead: Int32 = -1
        var lastHelp: Int32 = -1
        /// Of a risk: the day it was raised.
        var day: Int32 = 0
    }

    /// What a code can name.
    enum Kind: Sendable {
        case unknown, action, priority, risk, measure
    }

    /// A milestone, and what was done about it last.
    struct MilestoneRow: Sendable {
        let action: Int32
        var isRequested = false
        var isDelivered = false
        var isConfirmed = false
        /// The days of the open request, of the declaration and of the last step of delivery.
        var requestDay: Int32 = 0
        var declaredDay: Int32 = 0
        var lastStepDay = Int32.min
        /// Who declared it, and for whom.
        var declaredBy: Int32 = -1
        var declaredFor: Int32 = -1
    }

    /// Somebody who was named to lead an action, and the one named before.
    struct LeadRow: Sendable {
        let key: Int32
        let before: Int32
    }

    /// A call for help, and the one before it.
    struct HelpRow: Sendable {
        let number: UInt16
        var isOpen = true
        let day: Int32
        let before: Int32
    }

    /// A person or body, or a key that nobody was named by.
    struct KeyRow: Sendable {
        var isPerson = false
        var isBody = false
        var hasLeft = false
        /// Whether entries by this person carry a signature.
        var mustSign = false
        /// Everybody who ever was a member.
        var members: [Int32] = []

        var isKnown: Bool { isPerson || isBody }
    }

    /// What was closed in a family, where that is one thing and was closed once.
    enum FamilyClosure: Sendable {
        /// Nothing; but something was reopened.
        case reopened
        case closed(action: Int32, milestone: Int, day: Int32, isApproved: Bool)
    }

    /// An event, or an entry in what it says of itself, that is left to the audit.
    struct Doubt: Hashable, Sendable {
        let seq: Int
        /// The place of the event in its entry, -1 for the entry itself.
        let place: Int
        /// The family with which it is audited, -1 where it needs none.
        let family: Int32
    }

    /// A strike or a correction.
    struct Amendment: Sendable {
        let seq: Int
        let place: Int
        /// The entry that is struck or corrected.
        let entry: Int
    }
}

// MARK: Looking up

extension Acceptance {
    func milestone(_ number: Int, of action: Int) -> Int? {
        circles.place(of: number, in: action)
    }

    /// The row of the code `name`; nil where it has none.
    func code(_ name: Name) -> Int? { names.number(of: name) }

    /// Adds a row for a code that has none.
    mutating func add(_ name: Name, _ kind: Kind) -> Int {
        names.add(name)
        kinds.append(kind)
        codes.append(CodeRow())
        circles.addRow()
        return codes.count - 1
    }

    /// Whether there is an action or priority in row `code`.
    func isSubject(_ code: Int?) -> Bool {
        guard let code else { return false }
        return kinds[code] == .action || kinds[code] == .priority
    }

    /// The row of the key `name`, which is added where it is not there.
    mutating func key(_ name: Name) -> Int32 {
        if let number = keyNames.number(of: name) {
            return Int32(truncatingIfNeeded: number)
        }
        keyNames.add(name)
        keys.append(KeyRow())
        return Int32(truncatingIfNeeded: keys.count - 1)
    }

    /// Takes over what the plan knows of `key`.
    mutating func refresh(_ key: Key) {
        let number = Int(self.key(Name(key.text)))
        keys[number].isPerson = frame.people[key] != nil
        keys[number].isBody = frame.bodies[key] != nil
        keys[number].hasLeft = frame.people[key]?.left != nil
        keys[number].mustSign = !(frame.signingKeys[key] ?? []).isEmpty
        var members: [Int32] = []
        for member in frame.bodies[key]?.everMembers ?? [] {
            members.append(self.key(Name(member.text)))
        }
        keys[number].members = members
    }

    /// Whether `key` was ever named to lead `action` or one above it, or, if asked, ever was a
    /// member of a body that was.
    func everLed(_ key: Int32, _ action: Int, orByBody: Bool) -> Bool {
        var above = action
        while kinds[above] == .action {
            var place = codes[above].lastLead
            while place >= 0 {
                let lead = leads[Int(place)].key
                if lead == key { return true }
                if orByBody, keys[Int(lead)].members.contains(key) { return true }
                place = leads[Int(place)].before
            }
            above = Int(codes[above].under)
        }
        return false
    }
}
