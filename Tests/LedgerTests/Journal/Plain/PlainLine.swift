// One line of a journal, read slowly: what it is, and where it says it stands.

import Foundation

/// What a line is by itself.
enum PlainKind: Hashable {
    /// An entry of this version.
    case entry
    /// Whole, but it speaks of a type, member or word that this version does not know.
    case unknown
    /// Not as it was written.
    case damage
}

/// A line without its LF.
struct PlainLine {
    let kind: PlainKind
    /// Where it says it stands, where that can be read at all.
    let place: (at: String, prev: String, seq: Int)?

    init(_ line: [UInt8]) {
        guard line.count <= 65_535, let entry = PlainJSON.object(line) else {
            (kind, place) = (.damage, nil)
            return
        }
        var faults: Set<PlainKind> = []
        var sound: Set<String> = []
        for member in PlainVocabulary.entry {
            let found = PlainLine.faults(of: entry[member.name], member)
            if found.isEmpty { sound.insert(member.name) }
            faults.formUnion(found)
        }
        let known = PlainVocabulary.entry.map(\.name)
        if entry.keys.contains(where: { !known.contains($0) }) { faults.insert(.unknown) }
        if sound.isSuperset(of: ["at", "on"]), let at = entry["at"]?.text,
            let on = entry["on"]?.text, PlainLine.begins(on, after: at)
        {
            faults.insert(.damage)
        }
        kind = faults.contains(.damage) ? .damage : faults.contains(.unknown) ? .unknown : .entry
        if sound.isSuperset(of: ["at", "prev", "seq"]), let at = entry["at"]?.text,
            let prev = entry["prev"]?.text, let seq = entry["seq"]?.number
        {
            place = (at, prev, seq)
        } else {
            place = nil
        }
    }

    // MARK: What is wrong

    /// What is wrong with `object`, which should have `members`: damage, or what is unknown.
    private static func faults(of object: [String: PlainValue], _ members: [PlainMember]) -> Set<
        PlainKind
    > {
        var faults: Set<PlainKind> = []
        let known = Set(members.map(\.name))
        if object.keys.contains(where: { !known.contains($0) }) { faults.insert(.unknown) }
        for member in members {
            faults.formUnion(PlainLine.faults(of: object[member.name], member))
        }
        return faults
    }

    private static func faults(of value: PlainValue?, _ member: PlainMember) -> Set<PlainKind> {
        guard let value else { return member.isRequired ? [.damage] : [] }
        func all(_ isAllowedEmpty: Bool, _ form: String) -> Set<PlainKind> {
            guard case .list(let list) = value, isAllowedEmpty || !list.isEmpty else {
                return [.damage]
            }
            let part = PlainMember(name: "", form: form, isRequired: true)
            return list.reduce([]) { $0.union(faults(of: $1, part)) }
        }
        switch member.form {
        case "events": return all(false, "event")
        case "others": return all(false, "other")
        case "numbers": return all(false, "number")
        case "texts": return all(false, "text")
        case "names": return all(false, "name")
        // Leads alone may be nobody yet.
        case "leads": return all(true, "name")
        case "event": return value.object.map(eventFaults) ?? [.damage]
        case "other":
            return value.object.map { faults(of: $0, PlainVocabulary.other) } ?? [.damage]
        case "true": if case .truth(true) = value { return [] } else { return [.damage] }
        case "number", "place", "line": return numberFaults(value, member.form)
        case "quantity" where value.number != nil: return []
        default: break
        }
        guard let text = value.text, mayStand(text, lines: member.form == "lines") else {
            return [.damage]
        }
        if let words = PlainVocabulary.closedLists[member.form] {
            return words.contains(text) ? [] : [.unknown]
        }
        return hasForm(text, member.form) ? [] : [.damage]
    }

    private static func numberFaults(_ value: PlainValue, _ form: String) -> Set<PlainKind> {
        guard let number = value.number, number >= 0 else { return [.damage] }
        switch form {
        case "place": return number >= 1 ? [] : [.damage]
        case "line": return (1...3).contains(number) ? [] : [.damage]
        default: return []
        }
    }

    private static func eventFaults(_ event: [String: PlainValue]) -> Set<PlainKind> {
        guard let type = event["type"]?.text, mayStand(type, lines: false) else {
            return [.damage]
        }
        guard let members = PlainVocabulary.events[type] else { return [.unknown] }
        let ofType = PlainMember(name: "type", form: "text", isRequired: true)
        var faults = faults(of: event, members + [ofType])
        if type == "evidence-filed" {
            // Exactly one of an address, and a file by its digest, name and length.
            let file = ["sha256", "name", "bytes"].count { event[$0] != nil }
            if event["url"] != nil ? file != 0 : file != 3 { faults.insert(.damage) }
        }
        return faults
    }

    // MARK: Text

    /// Whether `text` may stand in a journal: I-JSON, no controls but LF where there may be many
    /// lines, nothing that reorders what a reader sees.
    private static func mayStand(_ text: String, lines: Bool) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: lines
            case 0..<0x20, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: false
            default: scalar.value % 0x10000 < 0xFFFE
            }
        }
    }

    private static func hasForm(_ text: String, _ form: String) -> Bool {
        switch form {
        case "text", "lines": return true
        case "quantity": return hasShape(text, "decimal")
        case "day", "instant": return hasShape(text, form) && isReal(text)
        case "date":
            let points = text.split(separator: "/").map(String.init)
            return hasShape(text, form) && points.allSatisfy(isReal)
                // Of an interval both are of one kind, the first before the second.
                && (points.count == 1
                    || points[0].count == points[1].count && points[0] < points[1])
        default: return hasShape(text, form)
        }
    }

    private static func hasShape(_ text: String, _ form: String) -> Bool {
        let range = NSRange(location: 0, length: text.utf16.count)
        return PlainVocabulary.shapes[form]?.firstMatch(in: text, range: range) != nil
    }

    // MARK: Dates

    /// Whether the month has the day that `text` begins with, where it says one.
    private static func isReal(_ text: String) -> Bool {
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        return parts.count < 3 || parts[2] <= length(ofMonth: parts[1], parts[0])
    }

    private static func length(ofMonth month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Whether the date `on` begins after the day written in `at`; a single day may be one later.
    private static func begins(_ on: String, after at: String) -> Bool {
        let today = String(at.prefix(10))
        let first = on.prefix { $0 != "/" } + (on.prefix { $0 != "/" }.count == 4 ? "-01" : "")
        let firstDay = first.count == 7 ? first + "-01" : first
        return firstDay > (on.count == 10 ? day(after: today) : today)
    }

    private static func day(after day: String) -> String {
        var parts = day.split(separator: "-").compactMap { Int($0) }
        parts[2] += 1
        if parts[2] > length(ofMonth: parts[1], parts[0]) {
            (parts[1], parts[2]) = (parts[1] + 1, 1)
        }
        if parts[1] > 12 { (parts[0], parts[1]) = (parts[0] + 1, 1) }
        return String(format: "%04d-%02d-%02d", parts[0], parts[1], parts[2])
    }
}

extension PlainValue {
    fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
    fileprivate var number: Int? { if case .number(let number) = self { number } else { nil } }
    fileprivate var object: [String: PlainValue]? {
        if case .object(let members) = self { members } else { nil }
    }
}
