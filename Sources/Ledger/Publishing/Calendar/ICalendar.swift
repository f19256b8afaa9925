// iCalendar files (RFC 5545): all-day events as the lines that calendars take in.

/// A calendar of all-day events.
///
///     BEGIN:VEVENT
///     UID:milestone_A4_2@20261121T054313Z.cqc-2018.invalid
///     DTSTAMP:20261121T054313Z
///     LAST-MODIFIED:20261121T054313Z
///     SEQUENCE:1
///     STATUS:CONFIRMED
///     DTSTART;VALUE=DATE:20181130
///     DTEND;VALUE=DATE:20181201
///     …
///
/// It states no METHOD, which would ask for an organiser's address (RFC 5546), and no alarm: when
/// to be reminded is for whoever takes it in. Days are free, not busy (TRANSP).
struct ICalendar {
    /// What a calendar program calls it.
    let name: String
    /// What it rests on, in words.
    let description: String
    /// When what it says was known; never the clock. A file without a METHOD means the same by
    /// DTSTAMP and by LAST-MODIFIED (RFC 5545, 3.8.7.2), so they are one.
    let stamp: Instant
    /// The events.
    let events: [Event]

    /// One event, the whole of one day.
    struct Event: Hashable {
        /// What stays the same from one file to the next, so that an event is moved, not doubled.
        let uid: String
        /// The day.
        let day: Day
        /// What a calendar shows.
        let summary: String
        /// What it shows when asked, in lines.
        let details: [String]
        /// What kinds of event it is of.
        let categories: [String]
        /// Whether it will not take place.
        let isCancelled: Bool
        /// How often it was changed: of two events with one UID the greater number holds.
        let sequence: Int
    }

    /// The file: UTF-8, lines of at most 75 bytes ended by CR LF. The same calendar gives the same
    /// bytes.
    ///
    /// - Complexity: O(n) in the bytes written.
    func format() -> String {
        var lines = CalendarLines()
        lines.put("BEGIN", "VCALENDAR")
        lines.put("VERSION", "2.0")
        lines.put("PRODID", "-//Ledger//\(AssuranceReport.renderer)//EN")
        lines.put("CALSCALE", "GREGORIAN")
        // NAME and the two after it are of RFC 7986; programs older than it read X-WR-CALNAME.
        lines.put("NAME", text: name)
        lines.put("X-WR-CALNAME", text: name)
        lines.put("DESCRIPTION", text: description)
        lines.put("LAST-MODIFIED", stamp.calendarWords)
        for event in events { put(event, &lines) }
        lines.put("END", "VCALENDAR")
        return String(decoding: lines.bytes, as: UTF8.self)
    }

    private func put(_ event: Event, _ lines: inout CalendarLines) {
        lines.put("BEGIN", "VEVENT")
        lines.put("UID", text: event.uid)
        lines.put("DTSTAMP", stamp.calendarWords)
        lines.put("LAST-MODIFIED", stamp.calendarWords)
        lines.put("SEQUENCE", String(event.sequence))
        lines.put("STATUS", event.isCancelled ? "CANCELLED" : "CONFIRMED")
        lines.put("DTSTART;VALUE=DATE", event.day.calendarWords)
        // The end is the first day that is no longer part of it. Without one an event is a day
        // long too, which the last day that can be written needs.
        let next = event.day + 1
        if next.civil.year <= 9999 { lines.put("DTEND;VALUE=DATE", next.calendarWords) }
        lines.put("SUMMARY", text: event.summary)
        lines.put("DESCRIPTION", text: event.details.joined(separator: "\n"))
        let categories = event.categories.map(CalendarLines.escaped)
        lines.put("CATEGORIES", categories.joined(separator: ","))
        lines.put("TRANSP", "TRANSPARENT")
        lines.put("END", "VEVENT")
    }
}

/// The lines of an iCalendar file in the making.
struct CalendarLines {
    /// What is written so far.
    private(set) var bytes: [UInt8] = []

    /// The most bytes of a line, without CR LF (RFC 5545, 3.1).
    static let lineMax = 75

    /// Writes a value that needs no escapes.
    mutating func put(_ name: String, _ value: String) {
        var room = CalendarLines.lineMax
        for scalar in "\(name):\(value)".unicodeScalars {
            let width = UTF8.width(scalar)
            if width > room {
                // The blank that marks a line as the rest of the one before is a byte of it.
                bytes += [0x0D, 0x0A, 0x20]
                room = CalendarLines.lineMax - 1
            }
            bytes.append(contentsOf: scalar.utf8)
            room -= width
        }
        bytes += [0x0D, 0x0A]
    }

    /// Writes words of any kind.
    mutating func put(_ name: String, text: String) {
        put(name, CalendarLines.escaped(text))
    }

    /// Words as a value of type TEXT (RFC 5545, 3.3.11): `\`, `;` and `,` follow a `\`, and a line
    /// feed is `\n`, as are the other characters that some programs take for the end of a line.
    /// The rest of the controls, which no value may hold, become blanks.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x5C, 0x3B, 0x2C: escaped += ["\\", scalar]
            case 0x0A, 0x85, 0x2028, 0x2029: escaped += ["\\", "n"]
            case 0..<0x20, 0x7F: escaped.append(" ")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}

extension Day {
    /// The day as iCalendar writes it: 20181130.
    var calendarWords: String { description.filter { $0 != "-" } }
}

extension Instant {
    /// The moment as iCalendar writes it: 20261121T054313Z.
    var calendarWords: String { description.filter { $0 != "-" && $0 != ":" } }
}
