// Events about completion dates: requested, agreed, refused, corrected, forecast.

/// What happens to the completion date of a milestone.
public enum DateEvent: Hashable, Sendable {
    /// Another date is asked for.
    case requested(MilestoneName, due: StatedDate)
    /// A date is agreed, by whom once the plan is approved.
    case agreed(MilestoneName, due: StatedDate, by: Key?, meeting: Day?)
    /// The open request is refused.
    case refused(MilestoneName, by: Key, meeting: Day?)
    /// Every date that `entry` recorded for the milestone should have been `due`.
    case corrected(MilestoneName, due: StatedDate, entry: Int, by: Key?)
    /// The lead's estimate; the agreed date stays.
    case forecast(MilestoneName, due: StatedDate)

    /// The stored word.
    public var type: String {
        switch self {
        case .requested: "date-requested"
        case .agreed: "date-agreed"
        case .refused: "date-refused"
        case .corrected: "date-corrected"
        case .forecast: "forecast-given"
        }
    }

    /// The milestone it is about.
    public var milestone: MilestoneName {
        switch self {
        case .requested(let name, _), .agreed(let name, _, _, _), .refused(let name, _, _),
            .corrected(let name, _, _, _), .forecast(let name, _):
            name
        }
    }

    init?(_ type: String, _ reader: inout MemberReader) throws(EntryError) {
        switch type {
        case "date-requested":
            self = .requested(try reader.milestone(), due: try reader.required("due"))
        case "date-agreed":
            self = .agreed(
                try reader.milestone(),
                due: try reader.required("due"),
                by: try reader.optional("agreed-by"),
                meeting: try reader.optional("meeting")
            )
        case "date-refused":
            self = .refused(
                try reader.milestone(),
                by: try reader.required("agreed-by"),
                meeting: try reader.optional("meeting")
            )
        case "date-corrected":
            self = .corrected(
                try reader.milestone(),
                due: try reader.required("due"),
                entry: try reader.required("entry"),
                by: try reader.optional("agreed-by")
            )
        case "forecast-given":
            self = .forecast(try reader.milestone(), due: try reader.required("due"))
        default: return nil
        }
    }

    func write(into writer: inout MemberWriter) {
        writer.put(milestone)
        switch self {
        case .requested(_, let due), .forecast(_, let due): writer.put("due", due)
        case .agreed(_, let due, let agreedBy, let meeting):
            writer.put("due", due)
            writer.put("agreed-by", agreedBy)
            writer.put("meeting", meeting)
        case .refused(_, let agreedBy, let meeting):
            writer.put("agreed-by", agreedBy)
            writer.put("meeting", meeting)
        case .corrected(_, let due, let entry, let agreedBy):
            writer.put("due", due)
            writer.put("entry", entry)
            writer.put("agreed-by", agreedBy)
        }
    }
}
