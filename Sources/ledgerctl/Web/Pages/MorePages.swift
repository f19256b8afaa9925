// Which page of a plan a request asks for, of those for its secretaries and auditors.

import Ledger

extension LedgerSite {
    /// The answer; nil where there is no such page.
    func morePages(_ visit: Visit, _ parts: [String]) throws(CommandError) -> Response? {
        if visit.request.method == "POST" {
            return parts.count == 2 && parts[0] == "acts"
                ? try actFilled(visit, parts[1]) : nil
        }
        if parts.first == "entries" { return try entryPages(visit, parts) }
        switch parts {
        case ["meetings"]: return try meetingsPage(visit)
        case ["chase"]: return try chaseFile(visit)
        case ["paper"]: return try paperPage(visit)
        case ["paper", "look"]: return try paperShown(visit)
        case ["paper", "download"]: return try paperFile(visit)
        case ["confirm"]: return try confirmPage(visit)
        case ["history"]: return try historyPage(visit)
        case ["days"]: return try daysPage(visit)
        case ["compare"]: return try comparePage(visit)
        case ["verify"]: return try verifyPage(visit)
        case ["journal"]: return try journalFile(visit)
        case ["bundle"]: return try bundleFile(visit)
        case ["search"]: return try searchPage(visit)
        default: break
        }
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "acts": return try actForm(visit, parts[1])
        case "evidence": return try evidenceFile(visit, parts[1])
        default: return nil
        }
    }
}
