// The rules that what is recorded may not break, each with its own sentence.

/// Why something is not recorded: the rule it would break, named positively, with what was found.
///
/// A refusal never holds a person's name or the words of a note.
public enum Refusal: Error, Hashable, Sendable {
    // The plan.
    case planMustBeOpenedFirst
    case planMustBeOpenedOnce
    case planMustBeNamedAsItsFile(found: Code, file: Code)
    case planMustNotBeClosed(entry: Int)
    // The entry.
    case reasonMustBeGiven(type: String)
    case dayMustHaveCome(StatedDate, today: Day)
    case recorderMustNotHaveLeft(Key, entry: Int)
    case recorderMustSign(Key)
    case idempotencyKeyMustMeanOneThing(String, entry: Int)
    case idempotencyKeyMustNotBeStruck(String, entry: Int, struckBy: Int)
    case actionMustBeAsSeen(Code, entry: Int)
    // Who may record.
    case roleMustAllow(RecorderRole, type: String)
    case roleMustSpeakForItself(RecorderRole)
    case leaderMustLead(Key, Code)
    // Names.
    case codeMustBeNew(Code)
    case codeMustBeKnown(Code, kind: CodeKind)
    case keyMustBeKnown(Key)
    case keyMustBeOfAPerson(Key)
    case keyMustBeOfABody(Key)
    case personMustBeThere(Key, entry: Int)
    case leadMustNotHaveLeft(Key, entry: Int)
    case leadMustBeNamedOnce(Key)
    case milestoneMustBeNew(MilestoneName)
    case milestoneMustBeKnown(MilestoneName, of: [Ordinal])
    case milestoneMustBeSaid(Code, of: [Ordinal])
    case meetingMustBeNew(Day)
    case meetingMustBeCalled(Day, called: [Day])
    // Agreement and answers.
    case agreementMustSayWho(type: String)
    case agreementMustBeIndependent(Key, of: Code)
    case answerMustNotComeBefore(question: Day, answer: Day, entry: Int)
    // Dates.
    case milestoneMustNotBeDelivered(MilestoneName, entry: Int)
    case requestMustBeAnsweredFirst(MilestoneName, entry: Int)
    case requestMustBeOpen(MilestoneName)
    case correctionMustNameADate(MilestoneName, entry: Int)
    case correctionMustBeAgreedOncePublished(entry: Int, publication: Int)
    case correctionToALaterEndMustBeAgreed(MilestoneName)
    // Progress.
    case helpMustBeNew(Code, Ordinal)
    case helpMustBeAsked(Code, Ordinal)
    case helpMustBeOpen(Code, Ordinal)
    case helpMustBeSaid(Code, open: [Ordinal])
    case riskMustBeOpen(Code)
    case readingMustBeInTheUnit(Code, found: String, unit: String?)
    case levelMustBeOfThePolicy(String, levels: [String])
    // Delivery and closure.
    case deliveryMustBeDeclared(MilestoneName)
    case deliveryMustNotBeConfirmed(MilestoneName, entry: Int)
    case confirmationMustBeIndependent(Key, Dependence, of: MilestoneName)
    case reopeningMustUndoSomething(String)
    case closureMustBeNew(String, entry: Int)
    case closureMustSayHow(Code)
    case closureMustSayWhere(Closure.Way)
    case closureMustBeRecorded(String)
    case closureMustNotBeApproved(String, entry: Int)
    // Trust.
    case entryMustComeBefore(Int, seq: Int)
    case entryMustNotBeStruck(Int, struckBy: Int)
    case entryMustBeOneThatCanBeStruck(Int, type: String)
    case approvedStructureMustStand(Int, approval: Int)
    case entryThatOthersRestOnMustStand(Int, other: Int)
    case signingKeyMustBeAKey(String)
    case signingKeyMustBeRegisteredByItsPerson(Key, by: Key)
    case signingKeyMustBeNew(Key)
    case signingKeyMustBeRegistered(Key)
    case restoreMustFit(size: Int, seq: Int)
    case restoreMustHaveANewOrigin(String)
    case signingKeyMustBeTheOnlyOne
    case publicationMustRestOnEntries(knownAt: Int, seq: Int)

    /// What a code names.
    public enum CodeKind: String, Hashable, Sendable {
        case priority, action, risk, measure
        case priorityOrAction = "priority or action"
        case lead = "action or lead"
    }

    /// Why somebody cannot confirm a delivery.
    public enum Dependence: Hashable, Sendable {
        /// The same person declared it.
        case declaredIt
        /// The person leads or led the action, or is or was a member of a body that does.
        case ledIt
    }
}
