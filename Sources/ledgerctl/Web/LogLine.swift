// What the server says of each request: one line of JSON.

import Ledger

#if Web
    /// A line of the log.
    enum LogLine {
        /// What came of one request. No query, no header, no field and no secret link is in it.
        static func format(_ exchange: HTTPServer.Exchange, at now: Instant) -> String {
            var members: [JSONValue.Member] = [
                .init(name: "at", value: .string(now.description)),
                .init(name: "method", value: .string(exchange.method)),
                .init(name: "path", value: .string(plain(exchange.path))),
                .init(name: "from", value: .string(exchange.peer)),
                .init(name: "status", value: .integer(exchange.status)),
                .init(name: "bytes", value: .integer(exchange.byteCount)),
                .init(name: "microseconds", value: .integer(exchange.microseconds)),
            ]
            if let user = exchange.user { members.append(.init(name: "by", value: .string(user))) }
            if let remark = exchange.remark {
                members.append(.init(name: "remark", value: .string(remark)))
            }
            var line: [UInt8] = []
            JSONValue.object(members).format(into: &line)
            return String(decoding: line, as: UTF8.self) + "\n"
        }

        private static func plain(_ path: String) -> String {
            path.hasPrefix("/welcome/") ? "/welcome/…" : path
        }
    }
#endif
