// A question to a server, the rows of its answer, and what it says where it has none.

#if PostgreSQL
    /// One question to the server, with the values of `$1`, `$2` and so on.
    struct PostgresQuery: Sendable {
        /// A value on its way to the server.
        enum Value: Sendable {
            case text(String), bytes(ArraySlice<UInt8>), number(Int)
        }

        let sql: String
        let values: [Value]

        init(_ sql: String, _ values: Value...) { (self.sql, self.values) = (sql, values) }
    }

    /// A row of an answer: its fields as the server sends them in binary, nil for NULL.
    struct PostgresRow: Sendable {
        let fields: [[UInt8]?]

        /// The whole number in field `index`: big endian, of 1, 2, 4 or 8 bytes.
        func number(_ index: Int) -> Int? {
            fields[index].map { $0.reduce(0) { $0 << 8 | Int($1) } }
        }

        /// The text in field `index`.
        func text(_ index: Int) -> String? {
            fields[index].map { String(decoding: $0, as: UTF8.self) }
        }

        /// The bytes in field `index`.
        func bytes(_ index: Int) -> [UInt8]? { fields[index] }
    }

    /// What the server, or the way to it, made of a question.
    struct PostgresError: Error {
        /// The SQLSTATE (PostgreSQL, Appendix A); empty where the connection ended.
        let state: String
        /// The message, in one line.
        let message: String

        /// Nobody is connected, though a turn was taken.
        static let noConnection = PostgresError(state: "", message: "there is no connection")

        /// Whether the connection ended: then nobody knows what became of the question.
        var isLost: Bool {
            // 57P01 to 57P05: the server ends the session; 08: the connection failed.
            state.isEmpty || state.hasPrefix("57P") || state.hasPrefix("08") || state == "25P03"
        }

        /// Whether the same work, done again, may succeed: serialization, a deadlock, a prepared
        /// question that is gone.
        var isTransient: Bool { state == "40001" || state == "40P01" || isOfPrepared }

        /// Whether a prepared question is not what it was: a pool of connections put another
        /// server behind this one, or a table was changed.
        var isOfPrepared: Bool { ["26000", "42P05", "0A000"].contains(state) }
    }
#endif
