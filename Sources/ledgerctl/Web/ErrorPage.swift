// What a page says where it could not be made.

import Ledger

/// Why there is no answer, as a page.
enum ErrorPage {
    static func page(_ error: CommandError) -> WebPage {
        let lines = error.words.map { "<p>\(lines: $0)</p>\n" as HTML }
        return WebPage(title: title(error), main: "\(lines)", status: status(error))
    }

    /// What is wrong, in a heading's few words.
    private static func title(_ error: CommandError) -> String {
        switch error {
        case .usage: "The address asks for something that cannot be read"
        case .stopped(.tampered, _): "The journal is damaged"
        case .stopped(.usage, _): "The address asks for something that cannot be read"
        case .stopped: "That cannot be done"
        case .nothing: "There is no such thing in this plan"
        case .unopened: "There is no plan on that day"
        case .forbidden: "That is not yours to record"
        case .unavailable: "The ledger cannot be reached just now"
        }
    }

    /// The status of an answer that is `error`.
    static func status(_ error: CommandError) -> Int {
        switch error {
        case .usage, .stopped(.usage, _): 400
        case .stopped(.tampered, _), .stopped(.torn, _): 503
        case .stopped: 409
        case .nothing, .unopened: 404
        case .forbidden: 403
        case .unavailable: 503
        }
    }
}

extension CommandError {
    /// The sentences, without what only a command line has.
    var words: [String] {
        switch self {
        case .usage(let error, _): [error.words]
        case .stopped(_, let lines): lines
        case .nothing(_, let words), .unopened(let words), .forbidden(let words),
            .unavailable(let words):
            [words]
        }
    }
}
