// One connection to a server, through libpq.

#if PostgreSQL
    private import CPostgreSQL
    private import Glibc

    /// One connection. It is closed when nobody holds it any more.
    ///
    /// Sendable, though the compiler cannot see it: whoever opens one keeps it inside a `Mutex`, or
    /// takes it out of the pool's, so that one thread at a time calls it. The pointers never
    /// change.
    @safe final class PostgresConnection: @unchecked Sendable {
        private let connection: OpaquePointer
        private let warnings = Warnings()
        /// Whether commands were told whose end is not read yet.
        private var isTold = false
        /// The names under which this connection's server has prepared questions, and how many were
        /// given.
        private var names: [String: String] = [:]
        private var nameCount = 0

        /// What the server warned of, as it is told while an answer is read.
        private final class Warnings {
            var count = 0
        }

        /// Connects as `address` says, a connection string of libpq.
        ///
        /// - Throws: why there is no connection, in libpq's words.
        init(_ address: String) throws(PostgresError) {
            // What stands before the address is a default, and the address may say otherwise.
            let settings = [
                ("fallback_application_name", "ledgerctl"), ("connect_timeout", "10"),
                ("tcp_user_timeout", "30000"), ("keepalives_idle", "30"), ("dbname", address),
                ("client_encoding", "UTF8"),
            ]
            let opened = unsafe withCStrings(settings.map(\.0)) { names in
                unsafe withCStrings(settings.map(\.1)) { values in
                    unsafe PQconnectdbParams(names, values, 1)
                }
            }
            guard let opened = unsafe opened else {
                throw PostgresError(state: "", message: "there is no memory for a connection")
            }
            unsafe connection = opened
            if unsafe PQstatus(opened) != CONNECTION_OK {
                // Closed by `deinit`, which runs also where this throws from here on.
                throw PostgresError(state: "", message: lastMessage)
            }
            unsafe PQsetNoticeReceiver(
                connection,
                { context, result in
                    guard let context = unsafe context, let result = unsafe result else { return }
                    let severity = unsafe field(postgres_field_severity, of: result)
                    if severity == "WARNING" {
                        unsafe Unmanaged<Warnings>.fromOpaque(context).takeUnretainedValue()
                            .count += 1
                    }
                },
                Unmanaged.passUnretained(warnings).toOpaque()
            )
        }

        deinit { unsafe PQfinish(connection) }

        /// How often the server has warned so far.
        var warningCount: Int { warnings.count }

        private var lastMessage: String {
            unsafe oneLine(String(cString: PQerrorMessage(connection)))
        }

        /// Asks one question and returns the rows of its answer.
        func ask(_ query: PostgresQuery) throws(PostgresError) -> [PostgresRow] {
            settle()
            try send(query)
            let rows = try rows()
            try end()
            return rows
        }

        /// Asks several questions in one go, without waiting for one answer before the next
        /// question, and returns the rows of each. Where one fails, those behind it are not done.
        /// Each is prepared by the server the first time, since they are asked again and again.
        ///
        /// - Complexity: one round trip.
        func ask(_ queries: [PostgresQuery]) throws(PostgresError) -> [[PostgresRow]] {
            settle()
            guard unsafe PQenterPipelineMode(connection) == 1 else { throw lost() }
            defer { _ = unsafe PQexitPipelineMode(connection) }
            var new: [String: String] = [:]
            var isNew: [Bool] = []
            for query in queries {
                let known = names[query.sql] ?? new[query.sql]
                isNew.append(known == nil)
                let name = if let known { known } else { try prepare(query) }
                if known == nil { new[query.sql] = name }
                try send(query, prepared: name)
            }
            guard unsafe PQpipelineSync(connection) == 1 else { throw lost() }
            var answers: [[PostgresRow]] = []
            var failure: PostgresError?
            for (query, isNew) in zip(queries, isNew) {
                if isNew, try answer(&failure) != nil { names[query.sql] = new[query.sql] }
                if let rows = try answer(&failure) { answers.append(rows) }
            }
            // The end of them all.
            unsafe PQclear(PQgetResult(connection))
            guard let failure else { return answers }
            if failure.isOfPrepared { names = [:] }
            throw failure
        }

        /// The rows that answer the next of several questions, nil where it failed.
        private func answer(
            _ failure: inout PostgresError?
        ) throws(PostgresError) -> [PostgresRow]? {
            var answer: [PostgresRow]?
            do throws(PostgresError) { answer = try rows() } catch {
                if failure == nil { failure = error }
                if unsafe PQstatus(connection) != CONNECTION_OK { throw error }
            }
            // The end of this question's results.
            unsafe PQclear(PQgetResult(connection))
            return answer
        }

        /// Sends commands that take no values and answer nothing, and does not wait for their end:
        /// it is read before the next question, and what became of them nobody is told.
        func tell(_ sql: String) throws(PostgresError) {
            settle()
            guard unsafe PQsendQuery(connection, sql) == 1 else { throw lost() }
            isTold = true
        }

        /// Reads the end of what was told. That the connection ended is found by what comes next.
        private func settle() {
            guard isTold else { return }
            isTold = false
            try? end()
        }

        /// Runs commands that take no values and answer nothing, separated by semicolons.
        func run(_ sql: String) throws(PostgresError) {
            try tell(sql)
            isTold = false
            try end()
        }

        /// `text` as a literal in SQL, for commands that take no values.
        func literal(_ text: String) throws(PostgresError) -> String {
            guard let quoted = unsafe PQescapeLiteral(connection, text, text.utf8.count) else {
                throw lost()
            }
            defer { unsafe PQfreemem(quoted) }
            return unsafe String(cString: quoted)
        }

        // MARK: A stream of rows

        /// Begins to take the rows of `query`, two fields each: a number and bytes.
        func beginCopy(of query: String) throws(PostgresError) {
            settle()
            let sql = "COPY (\(query)) TO STDOUT (FORMAT binary)"
            guard let result = unsafe PQexec(connection, sql) else { throw lost() }
            defer { unsafe PQclear(result) }
            if unsafe PQresultStatus(result) != PGRES_COPY_OUT {
                throw unsafe error(in: result) ?? lost()
            }
        }

        /// The number of the next row, whose bytes are added to `bytes`; nil at the end.
        func copyRow(addingTo bytes: inout [UInt8]) throws(PostgresError) -> Int? {
            while true {
                var piece: UnsafeMutablePointer<CChar>?
                let count = Int(unsafe PQgetCopyData(connection, &piece, 0))
                guard count > 0, let piece = unsafe piece else {
                    if count == -2 { throw lost() }
                    try end()
                    return nil
                }
                defer { unsafe PQfreemem(piece) }
                let row = unsafe UnsafeRawBufferPointer(start: piece, count: count)
                if let number = unsafe CopiedRow.take(row, addingTo: &bytes) { return number }
            }
        }

        // MARK: Notices

        /// Waits up to `milliseconds` for a notice; whether one came.
        func waitForNotice(milliseconds: Int) throws(PostgresError) -> Bool {
            var wanted = unsafe pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
            if takeNotices() { return true }
            _ = unsafe poll(&wanted, 1, Int32(milliseconds))
            if unsafe PQconsumeInput(connection) != 1 { throw lost() }
            return takeNotices()
        }

        private func takeNotices() -> Bool {
            var isThere = false
            while let notice = unsafe PQnotifies(connection) {
                unsafe PQfreemem(notice)
                isThere = true
            }
            return isThere
        }

        // MARK: One question

        /// Sends `query`, or the values for the one that is prepared under a name.
        private func send(
            _ query: PostgresQuery,
            prepared name: String? = nil
        ) throws(PostgresError) {
            let bytes = query.values.map(\.bytes)
            let counts = bytes.map { Int32($0.count) }
            let formats = [Int32](repeating: 1, count: bytes.count)
            let count = Int32(bytes.count)
            let sent = unsafe withPointers(bytes) { values in
                if let name {
                    return unsafe PQsendQueryPrepared(
                        connection,
                        name,
                        count,
                        values,
                        counts,
                        formats,
                        1
                    )
                }
                let types = query.values.map(\.type)
                return unsafe PQsendQueryParams(
                    connection,
                    query.sql,
                    count,
                    types,
                    values,
                    counts,
                    formats,
                    1
                )
            }
            if sent != 1 { throw lost() }
        }

        /// Has `query` prepared; returns the name it gets, which says what it asks.
        private func prepare(_ query: PostgresQuery) throws(PostgresError) -> String {
            nameCount += 1
            // A name has 63 bytes at most (PostgreSQL, Identifiers).
            let name = "\(nameCount) \(query.sql.prefix(50))"
            let types = query.values.map(\.type)
            let sent = unsafe PQsendPrepare(
                connection,
                name,
                query.sql,
                Int32(types.count),
                types
            )
            if sent != 1 { throw lost() }
            return name
        }

        /// The rows of the next result.
        private func rows() throws(PostgresError) -> [PostgresRow] {
            guard let result = unsafe PQgetResult(connection) else { throw lost() }
            defer { unsafe PQclear(result) }
            if let error = unsafe error(in: result) { throw error }
            let columns = unsafe PQnfields(result)
            return (0..<(unsafe PQntuples(result))).map { row in
                PostgresRow(
                    fields: (0..<columns).map { column in
                        if unsafe PQgetisnull(result, row, column) == 1 { return nil }
                        let start = unsafe PQgetvalue(result, row, column)
                        let count = Int(unsafe PQgetlength(result, row, column))
                        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
                    }
                )
            }
        }

        /// Reads to the end of an answer.
        private func end() throws(PostgresError) {
            var failure: PostgresError?
            while let result = unsafe PQgetResult(connection) {
                if let error = unsafe error(in: result), failure == nil { failure = error }
                unsafe PQclear(result)
            }
            if let failure { throw failure }
        }

        private func error(in result: OpaquePointer) -> PostgresError? {
            switch unsafe PQresultStatus(result) {
            case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
                let message = unsafe field(postgres_field_message, of: result)
                return PostgresError(
                    state: unsafe field(postgres_field_state, of: result) ?? "",
                    message: message.map(oneLine) ?? lastMessage
                )
            case PGRES_PIPELINE_ABORTED:
                return PostgresError(state: "25P02", message: "not done, after what failed")
            default: return nil
            }
        }

        private func lost() -> PostgresError { PostgresError(state: "", message: lastMessage) }
    }

    private func field(_ code: Int32, of result: OpaquePointer) -> String? {
        unsafe PQresultErrorField(result, code).map { unsafe String(cString: $0) }
    }
#endif
