// Replay of events about the plan and its board.

extension Plan {
    mutating func apply(
        _ event: BoardEvent,
        _ stamp: Stamp,
        _ originals: OrderedMap<MilestoneName, StatedDate>?
    ) {
        switch event {
        case .planOpened(let opening): self.opening = Stamped(stamp, opening)
        case .planApproved(let meeting, let agreedBy):
            approvals.append(Stamped(stamp, Approval(meeting: meeting, by: agreedBy)))
            approve(stamp, originals)
        case .planClosed(let meeting, let agreedBy):
            closed = Stamped(stamp, Approval(meeting: meeting, by: agreedBy))
        case .meetingCalled(let call): callMeeting(call, stamp)
        case .meetingCancelled(let meeting, let board):
            changeMeeting(meeting, board ?? self.board) { $0.cancelled = stamp }
        case .decisionMinuted(let meeting, let text, let entries):
            minutes.append(Stamped(stamp, Minute(meeting: meeting, text: text, entries: entries)))
        case .assuranceGiven(let priority, let level, let meeting):
            assurances[priority, default: .init()].insert(
                Assurance(level: level, meeting: meeting),
                stamp
            )
        case .policyAdopted(let policy): policies.append(Stamped(stamp, policy))
        case .paperWorded(let meeting, let part, let text):
            words[PaperWords(meeting: meeting, part: part), default: .init()].insert(text, stamp)
        case .reportPublished(let publication): publications.append(Stamped(stamp, publication))
        }
    }

    /// Gives every milestone without an original date the one that stood at the approval.
    private mutating func approve(
        _ stamp: Stamp,
        _ originals: OrderedMap<MilestoneName, StatedDate>?
    ) {
        let first = approvals[0].stamp
        for code in actions.keys {
            for name in actions[code]?.milestones.map(\.name) ?? [] {
                change(name) { milestone in
                    milestone.approved = first
                    guard milestone.original == nil else { return }
                    milestone.original = originals.map { $0[name] } ?? milestone.current
                }
            }
        }
    }

    private mutating func callMeeting(_ call: MeetingCall, _ stamp: Stamp) {
        let board = call.board ?? self.board
        if let from = call.movedFrom {
            changeMeeting(from, board) { $0.movedTo = call.meeting }
        }
        meetings.append(Meeting(call: call, board: board, called: stamp))
    }

    private mutating func changeMeeting(
        _ day: Day,
        _ board: String,
        _ change: (inout Meeting) -> Void
    ) {
        if let index = meetings.lastIndex(where: { $0.day == day && $0.board == board }) {
            change(&meetings[index])
        }
    }
}
