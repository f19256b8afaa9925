// What each refusal says: the rule, what was found, and what to do next.

extension Refusal {
    /// The refusal as sentences for whoever was refused.
    public var words: String {
        switch self {
        case .planMustBeOpenedFirst, .planMustBeOpenedOnce, .planMustBeNamedAsItsFile,
            .planMustNotBeClosed:
            planWords
        case .reasonMustBeGiven, .dayMustHaveCome, .recorderMustNotHaveLeft, .recorderMustSign,
            .idempotencyKeyMustMeanOneThing, .idempotencyKeyMustNotBeStruck,
            .actionMustBeAsSeen:
            entryWords
        case .roleMustAllow, .roleMustSpeakForItself, .leaderMustLead: roleWords
        case .codeMustBeNew, .codeMustBeKnown, .keyMustBeKnown, .keyMustBeOfAPerson,
            .keyMustBeOfABody, .personMustBeThere, .leadMustNotHaveLeft, .leadMustBeNamedOnce,
            .milestoneMustBeNew,
            .milestoneMustBeKnown, .milestoneMustBeSaid, .meetingMustBeNew, .meetingMustBeCalled:
            nameWords
        case .agreementMustSayWho, .agreementMustBeIndependent, .answerMustNotComeBefore,
            .milestoneMustNotBeDelivered, .requestMustBeAnsweredFirst, .requestMustBeOpen,
            .correctionMustNameADate, .correctionMustBeAgreedOncePublished,
            .correctionToALaterEndMustBeAgreed:
            dateWords
        case .helpMustBeNew, .helpMustBeAsked, .helpMustBeOpen, .helpMustBeSaid, .riskMustBeOpen,
            .readingMustBeInTheUnit, .levelMustBeOfThePolicy:
            progressWords
        case .deliveryMustBeDeclared, .deliveryMustNotBeConfirmed, .confirmationMustBeIndependent,
            .reopeningMustUndoSomething, .closureMustBeNew, .closureMustSayHow,
            .closureMustSayWhere, .closureMustBeRecorded, .closureMustNotBeApproved:
            deliveryWords
        case .entryMustComeBefore, .entryMustNotBeStruck, .entryMustBeOneThatCanBeStruck,
            .approvedStructureMustStand, .entryThatOthersRestOnMustStand, .signingKeyMustBeNew,
            .signingKeyMustBeAKey, .signingKeyMustBeRegisteredByItsPerson,
            .signingKeyMustBeRegistered, .signingKeyMustBeTheOnlyOne, .restoreMustFit,
            .restoreMustHaveANewOrigin, .publicationMustRestOnEntries:
            trustWords
        }
    }

    private var planWords: String {
        switch self {
        case .planMustBeOpenedFirst:
            "the plan has not been opened; the first event of a journal is plan-opened. "
                + "Open it with `ledgerctl add plan`"
        case .planMustBeOpenedOnce:
            "the plan is open already; a journal opens its plan once, in its first event"
        case .planMustBeNamedAsItsFile(let found, let file):
            "the plan is called \(found) and its file \(file).jsonl; the two must agree"
        case .planMustNotBeClosed(let entry):
            "the plan was closed by entry \(entry); after that only evidence, minutes, published "
                + "reports, strikes and restores are recorded"
        default: ""
        }
    }

    private var entryWords: String {
        switch self {
        case .reasonMustBeGiven(let type):
            "\(type) needs a reason; give one with --because \"…\""
        case .dayMustHaveCome(let on, let today):
            "it cannot have happened on \(on), which begins after today, \(today); give a date "
                + "that has come"
        case .recorderMustNotHaveLeft(let key, let entry):
            "\(key) has left (entry \(entry)) and no longer records; give --by the key of "
                + "somebody who is there"
        case .recorderMustSign(let key):
            "\(key) has registered a key, so what \(key) records must be signed with it, and it is "
                + "not among the keys of this user; record it where the key is"
        case .idempotencyKeyMustMeanOneThing(let key, let entry):
            "the idempotency key `\(key)` stands in entry \(entry) for something else; use "
                + "another key, or the same content"
        case .idempotencyKeyMustNotBeStruck(let key, let entry, let struckBy):
            "the idempotency key `\(key)` belongs to entry \(entry), which entry \(struckBy) "
                + "struck; use another key"
        case .actionMustBeAsSeen(let action, let entry):
            "entry \(entry) about \(action) was recorded after what you saw of it; look at it, "
                + "and record again what still holds"
        default: ""
        }
    }

    private var roleWords: String {
        switch self {
        case .roleMustAllow(let role, let type):
            role.records
                ? "\(role.article) \(role.rawValue) does not record \(type); ask an officer to"
                : "\(role.article) \(role.rawValue) reads and records nothing; ask an officer to"
        case .roleMustSpeakForItself(let role):
            "\(role.article) \(role.rawValue) records in their own name alone; leave out for whom, "
                + "or ask an officer to"
        case .leaderMustLead(let key, let code):
            "\(key) does not lead \(code), and a leader records on the actions they lead; ask one "
                + "of its leads, or an officer"
        default: ""
        }
    }

    private var nameWords: String {
        switch self {
        case .codeMustBeNew(let code):
            "\(code) is in use; a code names one priority, action, risk or measure for ever"
        case .codeMustBeKnown(let code, let kind):
            "there is no \(kind.rawValue) \(code) in this plan; `ledgerctl list` shows what there is"
        case .keyMustBeKnown(let key):
            "nobody is called \(key) in this plan; name a person with `ledgerctl add person` or a "
                + "body with `ledgerctl add body` first"
        case .keyMustBeOfAPerson(let key): "\(key) is a body, and a person is wanted here"
        case .keyMustBeOfABody(let key): "\(key) is a person, and a body is wanted here"
        case .personMustBeThere(let key, let entry): "\(key) has left already (entry \(entry))"
        case .leadMustNotHaveLeft(let key, let entry):
            "\(key) has left (entry \(entry)) and cannot be named a lead; name somebody else"
        case .leadMustBeNamedOnce(let key): "\(key) is named twice; name each lead once"
        case .milestoneMustBeNew(let name):
            "milestone \(name) is there already; move it with `ledgerctl date`"
        case .milestoneMustBeKnown(let name, let numbers):
            numbers.isEmpty
                ? "\(name.action) has no milestone; add one with `ledgerctl add milestone`"
                : "\(name.action) has no milestone \(name.number); it has "
                    + numbers.map(\.description).joined(separator: ", ")
        case .milestoneMustBeSaid(let action, let numbers):
            "\(action) has \(numbers.count) milestones; say which: "
                + numbers.map { "\(action)/\($0)" }.joined(separator: ", ")
        case .meetingMustBeNew(let day):
            "a meeting of that board is called for \(day) already"
        case .meetingMustBeCalled(let day, let called):
            "no meeting of that board stands for \(day); "
                + (called.isEmpty
                    ? "call one with `ledgerctl add meeting`"
                    : "meetings stand for "
                        + called.map(\.description).joined(separator: ", "))
        default: ""
        }
    }

    private var dateWords: String {
        switch self {
        case .agreementMustSayWho(let type):
            "the plan is approved, so \(type) must say who agreed; give --agreed-by with a body, "
                + "or a person who does not lead the action"
        case .agreementMustBeIndependent(let key, let action):
            "\(key) leads \(action) and cannot agree to its own change; give --agreed-by with a "
                + "body, or a person who does not lead it"
        case .answerMustNotComeBefore(let question, let answer, let entry):
            "the answer is dated \(answer), before the \(question) of entry \(entry), which it "
                + "answers; check --on"
        case .milestoneMustNotBeDelivered(let name, let entry):
            "\(name) is delivered (entry \(entry)), so its date no longer moves; reopen it first "
                + "if it is not done"
        case .requestMustBeAnsweredFirst(let name, let entry):
            "entry \(entry) asks for another date of \(name) and nobody has answered; one request "
                + "is open at a time"
        case .requestMustBeOpen(let name): "no request for another date of \(name) is open"
        case .correctionMustNameADate(let name, let entry):
            "entry \(entry) records no date of \(name); name the entry with the mistake, not a "
                + "correction. `ledgerctl history \(name.action)` shows the entries"
        case .correctionMustBeAgreedOncePublished(let entry, let publication):
            "the report published by entry \(publication) rests on entry \(entry), so correcting "
                + "it needs --agreed-by"
        case .correctionToALaterEndMustBeAgreed(let name):
            "the plan is approved and the correction gives \(name) a later end, so it needs "
                + "--agreed-by, and it counts as a move"
        default: ""
        }
    }

    private var progressWords: String {
        switch self {
        case .helpMustBeNew(let action, let help):
            "\(action) has a call for help \(help) already; take the next number"
        case .helpMustBeAsked(let action, let help): "\(action) has no call for help \(help)"
        case .helpMustBeOpen(let action, let help):
            "the call for help \(help) of \(action) has been answered"
        case .helpMustBeSaid(let action, let open):
            open.isEmpty
                ? "\(action) has no open call for help to answer"
                : "\(action) is an action; say which of its calls for help is answered, as in "
                    + "`ledgerctl answer \(action) \(open[0]) \"…\"`. Open: "
                    + open.map(\.description).joined(separator: ", ")
        case .riskMustBeOpen(let code): "the risk \(code) is closed"
        case .readingMustBeInTheUnit(let code, let found, nil):
            "the value is given in `\(found)` and \(code) states no unit; give the number alone"
        case .readingMustBeInTheUnit(let code, let found, let unit?):
            "the value is given in `\(found)` and \(code) is measured in `\(unit)`; give it in "
                + "`\(unit)`, or as a number alone"
        case .levelMustBeOfThePolicy(let level, let levels):
            "`\(level)` is no level of assurance of the policy in force; it has "
                + levels.joined(separator: ", ")
        default: ""
        }
    }

    private var deliveryWords: String {
        switch self {
        case .deliveryMustBeDeclared(let name):
            "\(name) is not declared delivered; `ledgerctl deliver \(name)` comes first"
        case .deliveryMustNotBeConfirmed(let name, let entry):
            "\(name) is confirmed (entry \(entry)); reopen it if it is not done"
        case .confirmationMustBeIndependent(let key, .declaredIt, let name):
            "\(key) declared \(name) delivered and cannot confirm it; somebody else must"
        case .confirmationMustBeIndependent(let key, .ledIt, let name):
            "\(key) leads or has led \(name.action), alone or in a body, and cannot confirm "
                + "\(name); somebody independent must"
        case .reopeningMustUndoSomething(let what):
            "\(what) is neither delivered nor closed, so there is nothing to reopen"
        case .closureMustBeNew(let what, let entry): "\(what) is closed already (entry \(entry))"
        case .closureMustSayHow(let action):
            "\(action) is an action; say how it ends with --how transferred, superseded or withdrawn"
        case .closureMustSayWhere(let way):
            "what is \(way.rawValue) must say to whom or what: give --to or --place"
        case .closureMustBeRecorded(let what): "\(what) itself is not closed"
        case .closureMustNotBeApproved(let what, let entry):
            "the closure of \(what) is approved already (entry \(entry))"
        default: ""
        }
    }

    private var trustWords: String {
        switch self {
        case .entryMustComeBefore(let entry, let seq):
            "there is no entry \(entry) before this one, which would be entry \(seq)"
        case .entryMustNotBeStruck(let entry, let struckBy):
            "entry \(entry) was struck by entry \(struckBy)"
        case .entryMustBeOneThatCanBeStruck(let entry, let type):
            "entry \(entry) carries \(type), which is never struck"
        case .approvedStructureMustStand(let entry, let approval):
            "entry \(entry) brought in what entry \(approval) approved, so it stands; close the "
                + "action instead"
        case .entryThatOthersRestOnMustStand(let entry, let other):
            "entry \(other) rests on entry \(entry); strike entry \(other) first, if it can be"
        case .signingKeyMustBeAKey(let vkey):
            "`\(vkey)` is no public key to sign with; `ledgerctl keys show` writes one, such as "
                + "KT+1a2b3c4d+AQ…"
        case .signingKeyMustBeRegisteredByItsPerson(let key, let by):
            "\(key) alone can register a key of \(key), by signing with it; \(by) cannot"
        case .signingKeyMustBeNew(let key): "\(key) has registered that key already"
        case .signingKeyMustBeRegistered(let key): "\(key) has no such key registered"
        case .restoreMustFit(let size, let seq):
            "a restore to \(size) entries does not fit a journal of \(seq - 1)"
        case .restoreMustHaveANewOrigin(let origin):
            "checkpoints had the origin \(origin) before; after a restore they need a new one"
        case .signingKeyMustBeTheOnlyOne:
            "one entry registers one key, since it has one signature"
        case .publicationMustRestOnEntries(let knownAt, let seq):
            "a report known at entry \(knownAt) cannot be published by entry \(seq)"
        default: ""
        }
    }
}

extension RecorderRole {
    fileprivate var article: String {
        self == .officer || self == .auditor ? "an" : "a"
    }
}
