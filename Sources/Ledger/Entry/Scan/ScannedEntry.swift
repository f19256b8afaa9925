// Entries made from scanned lines: texts are made once, and nothing is checked again.

extension Entry {
    /// The entries on the lines of `bytes`, each ended by an LF; nil where one is none.
    static func entries(on bytes: [UInt8]) -> [Entry]? {
        let padded = bytes + [UInt8](repeating: 0, count: LineScanner.paddingByteCount)
        var scanner = LineScanner()
        var entries: [Entry] = []
        var place = 0
        while place < bytes.count {
            scanner.reset()
            if let end = scanner.scan(padded.span, from: place), let line = scanner.lines.first,
                let entry = try? Entry(line, scanner.events.span, padded.span)
            {
                entries.append(entry)
                place = end + 1
                continue
            }
            guard let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")),
                let entry = try? Entry.parse(bytes[place..<end])
            else { return nil }
            entries.append(entry)
            place = end + 1
        }
        return entries
    }

    /// The entry that `line` and its `events` are, as they were scanned in `bytes`; the line is
    /// none that has to be read in the plain way.
    ///
    /// - Throws: a member that is not what a scan would have found.
    init(
        _ line: ScannedLine,
        _ events: Span<ScannedEvent>,
        _ bytes: Span<UInt8>
    ) throws(EntryError) {
        let bytes = bytes.extracting(line.start..<bytes.count)
        var made: [Event] = []
        made.reserveCapacity(events.count)
        for index in events.indices { made.append(try Event(events[index], bytes)) }
        self.init(
            seq: line.seq,
            prev: Digest(hexWords: bytes.hexWords(at: Int(line.prev.start))),
            at: line.at,
            act: Act(
                by: Key(wellFormed: bytes.name(line.by)),
                for: line.behalf.isEmpty ? nil : Key(wellFormed: bytes.name(line.behalf)),
                on: bytes.date(line.on),
                because: line.because.isEmpty ? nil : bytes.text(line.because),
                key: line.key.isEmpty ? nil : bytes.name(line.key),
                events: made
            ),
            sig: line.sig.isEmpty ? nil : bytes.name(line.sig)
        )
    }
}

extension Event {
    /// The event that `event` is, as it was scanned in `line`.
    init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        switch event.type {
        case .meetingCalled, .decisionMinuted, .assuranceGiven:
            self = .board(try BoardEvent(event, line))
        case .personNamed, .bodyNamed, .priorityAdded, .actionAdded, .actionReworded, .leadsNamed,
            .actionLinked, .milestoneAdded:
            self = .structure(try StructureEvent(event, line))
        case .dateRequested, .dateAgreed, .dateRefused, .dateCorrected, .forecastGiven:
            self = .date(try DateEvent(event, line))
        case .progressNoted, .ratingDeclared, .helpAsked, .helpGiven, .riskRaised, .riskAnswered,
            .riskClosed, .measureAdded, .measureRead:
            self = .progress(try ProgressEvent(event, line))
        case .deliveryDeclared, .evidenceFiled, .deliveryConfirmed, .deliveryReturned,
            .actionReopened, .actionClosed, .closureApproved:
            self = .delivery(try DeliveryEvent(event, line))
        case .entryStruck: self = .trust(.entryStruck(try event.number(.entry, line)))
        }
    }
}

// MARK: The subjects

extension BoardEvent {
    fileprivate init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        switch event.type {
        case .meetingCalled:
            self = .meetingCalled(
                MeetingCall(
                    meeting: try event.day(.meeting, line),
                    title: line.text(event[.title]),
                    board: event.optional(.board, line),
                    papers: line.date(event[.papers])?.day,
                    movedFrom: line.date(event[.movedFrom])?.day
                )
            )
        case .decisionMinuted:
            self = .decisionMinuted(
                meeting: try event.day(.meeting, line),
                minute: line.text(event[.minute]),
                entries: line.numbers(event[.entries])
            )
        default:
            self = .assuranceGiven(
                priority: event.code(.priority, line),
                level: line.text(event[.level]),
                meeting: try event.day(.meeting, line)
            )
        }
    }
}

extension StructureEvent {
    fileprivate init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        switch event.type {
        case .personNamed:
            self = .personNamed(
                try event.found(event.key(.person, line), .person),
                name: line.text(event[.name]),
                role: event.optional(.role, line),
                organisation: event.optional(.organisation, line)
            )
        case .bodyNamed:
            self = .bodyNamed(
                try event.found(event.key(.body, line), .body),
                name: line.text(event[.name]),
                organisation: event.optional(.organisation, line),
                members: line.keys(event[.members])
            )
        case .priorityAdded:
            self = .priorityAdded(
                event.code(.priority, line),
                title: line.text(event[.title]),
                under: event.has(.under) ? event.code(.under, line) : nil,
                aim: event.optional(.aim, line)
            )
        case .actionAdded:
            self = .actionAdded(
                event.code(.action, line),
                under: event.code(.under, line),
                title: line.text(event[.title]),
                aim: event.optional(.aim, line)
            )
        case .actionReworded:
            self = .actionReworded(event.code(.action, line), title: line.text(event[.title]))
        case .leadsNamed:
            self = .leadsNamed(
                event.code(.action, line),
                role: try event.word(.role, line),
                leads: line.keys(event[.leads])
            )
        case .actionLinked: self = .actionLinked(try Link(event, line))
        default: self = .milestoneAdded(try MilestoneStart(event, line))
        }
    }
}

extension Link {
    fileprivate init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        self.init(
            from: event.code(.from, line),
            to: try event.found(line.reference(event[.to]), .to),
            kind: try event.word(.kind, line),
            note: event.optional(.note, line),
            inferred: event.has(.inferred)
        )
    }
}

extension MilestoneStart {
    fileprivate init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        self.init(
            name: try event.milestone(line),
            due: line.date(event[.due]),
            label: event.optional(.label, line),
            written: event.optional(.written, line),
            depends: line.reference(event[.depends]),
            meeting: line.date(event[.meeting])?.day
        )
    }
}

extension DateEvent {
    fileprivate init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        let milestone = try event.milestone(line)
        switch event.type {
        case .dateRequested: self = .requested(milestone, due: try event.date(.due, line))
        case .dateAgreed:
            self = .agreed(
                milestone,
                due: try event.date(.due, line),
                by: event.key(.agreedBy, line),
                meeting: line.date(event[.meeting])?.day
            )
        case .dateRefused:
            self = .refused(
                milestone,
                by: try event.found(event.key(.agreedBy, line), .agreedBy),
                meeting: line.date(event[.meeting])?.day
            )
        case .dateCorrected:
            self = .corrected(
                milestone,
                due: try event.date(.due, line),
                entry: try event.number(.entry, line),
                by: event.key(.agreedBy, line)
            )
        default: self = .forecast(milestone, due: try event.date(.due, line))
        }
    }
}

extension ProgressEvent {
    fileprivate init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        switch event.type {
        case .progressNoted:
            self = .noted(
                event.code(.action, line),
                note: line.text(event[.note]),
                line: event.assuranceLine(line),
                byWhen: line.date(event[.byWhen])
            )
        case .ratingDeclared:
            self = .ratingDeclared(event.code(.action, line), try event.word(.rating, line))
        case .helpAsked:
            self = .helpAsked(
                event.code(.action, line),
                help: try event.found(event.ordinal(.help, line), .help),
                note: line.text(event[.note])
            )
        case .helpGiven:
            self = .helpGiven(
                event.code(.action, line),
                help: try event.found(event.ordinal(.help, line), .help),
                note: line.text(event[.note])
            )
        case .riskRaised:
            self = .riskRaised(
                event.code(.risk, line),
                about: event.code(.about, line),
                title: line.text(event[.title])
            )
        case .riskAnswered:
            self = .riskAnswered(
                event.code(.risk, line),
                mitigation: line.text(event[.mitigation])
            )
        case .riskClosed: self = .riskClosed(event.code(.risk, line))
        case .measureAdded: self = .measureAdded(try Measure(event, line))
        default:
            let value = try event.found(event.quantity(.value, line), .value)
            self = .measureRead(event.code(.measure, line), value: value)
        }
    }
}

extension Measure {
    fileprivate init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        self.init(
            code: event.code(.measure, line),
            about: event.code(.about, line),
            title: line.text(event[.title]),
            unit: event.optional(.unit, line),
            direction: event.has(.direction) ? try event.word(.direction, line) : nil,
            target: event.quantity(.target, line),
            due: line.date(event[.due])
        )
    }
}

extension DeliveryEvent {
    fileprivate init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        switch event.type {
        case .deliveryDeclared: self = .declared(try event.milestone(line))
        case .evidenceFiled: self = .evidenceFiled(try Evidence(event, line))
        case .deliveryConfirmed:
            self = .confirmed(try event.milestone(line), line: event.assuranceLine(line))
        case .deliveryReturned: self = .returned(try event.milestone(line))
        case .actionReopened:
            self = .reopened(event.code(.action, line), event.ordinal(.milestone, line))
        case .actionClosed: self = .closed(try Closure(event, line))
        default:
            self = .closureApproved(
                event.code(.action, line),
                event.ordinal(.milestone, line),
                by: try event.found(event.key(.agreedBy, line), .agreedBy),
                meeting: line.date(event[.meeting])?.day
            )
        }
    }
}

extension Evidence {
    fileprivate init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        let place: Place =
            if event.has(.url) {
                .url(line.text(event[.url]))
            } else {
                .file(
                    sha256: Digest(hexWords: line.hexWords(at: Int(event[.sha256].start))),
                    name: line.text(event[.name]),
                    bytes: try event.number(.bytes, line)
                )
            }
        self.init(
            action: event.code(.action, line),
            milestone: event.ordinal(.milestone, line),
            title: line.text(event[.title]),
            place: place,
            line: event.assuranceLine(line),
            exempt: event.has(.exempt)
        )
    }
}

extension Closure {
    fileprivate init(_ event: ScannedEvent, _ line: Span<UInt8>) throws(EntryError) {
        self.init(
            action: event.code(.action, line),
            milestone: event.ordinal(.milestone, line),
            way: try event.word(.how, line),
            to: line.reference(event[.to]),
            place: event.optional(.place, line)
        )
    }
}
