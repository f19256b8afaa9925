// iCalendar read back by hand: lines unfolded, values unescaped, one dictionary an event.

@testable import Ledger

/// A calendar as a reader of RFC 5545 finds it.
struct CalendarReader {
    /// The lines as they stand in the file, without CR LF.
    let lines: [[UInt8]]
    /// The properties of the calendar itself.
    private(set) var properties: [String: String] = [:]
    /// The properties of each event; text without its escapes.
    private(set) var events: [[String: String]] = []
    /// What is not as it should be.
    private(set) var faults: [String] = []

    init(_ file: String) {
        lines = CalendarReader.split(Array(file.utf8))
        if !file.utf8.elementsEqual(lines.flatMap { $0 + [0x0D, 0x0A] }) {
            faults.append("not every line ends in CR LF")
        }
        var unfolded: [[UInt8]] = []
        for line in lines {
            if line.count > 75 { faults.append("a line of \(line.count) bytes") }
            if String(validating: line, as: UTF8.self) == nil { faults.append("a cut character") }
            if line.first == 0x20, !unfolded.isEmpty {
                unfolded[unfolded.count - 1] += line.dropFirst()
            } else {
                unfolded.append(line)
            }
        }
        var open: [String] = []
        for line in unfolded {
            let parts = line.split(separator: 0x3A, maxSplits: 1, omittingEmptySubsequences: false)
            let (name, value) = (text(parts[0]), parts.count > 1 ? text(parts[1]) : "")
            switch name {
            case "BEGIN":
                open.append(value)
                if value == "VEVENT" { events.append([:]) }
            case "END": if open.popLast() != value { faults.append("END of \(value)") }
            default:
                let read = name == "CATEGORIES" ? value : CalendarReader.unescaped(value)
                if open == ["VCALENDAR"] { properties[name] = read }
                if open == ["VCALENDAR", "VEVENT"] { events[events.count - 1][name] = read }
            }
        }
        if !open.isEmpty { faults.append("\(open) not ended") }
    }

    /// The event with this UID up to its `@`.
    subscript(name: String) -> [String: String]? {
        events.first { $0["UID"]?.hasPrefix(name + "@") ?? false }
    }

    private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        for byte in bytes {
            if byte == 0x0A, lines[lines.count - 1].last == 0x0D {
                lines[lines.count - 1].removeLast()
                lines.append([])
            } else {
                lines[lines.count - 1].append(byte)
            }
        }
        return lines.last?.isEmpty == true ? lines.dropLast() : lines
    }

    private static func unescaped(_ value: String) -> String {
        var text = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in value.unicodeScalars {
            if isEscaped {
                text.append(scalar == "n" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }
}

private func text(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
}
