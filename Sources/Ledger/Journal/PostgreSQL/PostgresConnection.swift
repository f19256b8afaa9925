// One connection to a server, through libpq: the only place of this folder that calls C.

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
            try send(query)
            let rows = try rows()
            try end()
            return rows
        }

        /// Asks several questions in one go, without waiting for one answer before the next
        /// question, and returns the rows of each. Where one fails, those behind it are not done.
        ///
        /// - Complexity: one round trip.
        func ask(_ queries: [PostgresQuery]) throws(PostgresError) -> [[PostgresRow]] {
            guard unsafe PQenterPipelineMode(connection) == 1 else { throw lost() }
            var answers: [[PostgresRow]] = []
            var failure: PostgresError?
            do throws(PostgresError) {
                for query in queries { try send(query) }
                guard unsafe PQpipelineSync(connection) == 1 else { throw lost() }
                for _ in queries {
                    do throws(PostgresError) {
                        answers.append(try rows())
                    } catch {
                        if failure == nil { failure = error }
                        if unsafe PQstatus(connection) != CONNECTION_OK { throw error }
                    }
                    // The end of this query's results.
                    unsafe PQclear(PQgetResult(connection))
                }
                unsafe PQclear(PQgetResult(connection))
            } catch {
                _ = unsafe PQexitPipelineMode(connection)
                throw error
            }
            _ = unsafe PQexitPipelineMode(connection)
            if let failure { throw failure }
            return answers
        }

        /// Runs commands that take no values and answer nothing, separated by semicolons.
        func run(_ sql: String) throws(PostgresError) {
            guard unsafe PQsendQuery(connection, sql) == 1 else { throw lost() }
            var failure: PostgresError?
            while let result = unsafe PQgetResult(connection) {
                if let error = unsafe error(in: result), failure == nil { failure = error }
                unsafe PQclear(result)
            }
            if let failure { throw failure }
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

        private func send(_ query: PostgresQuery) throws(PostgresError) {
            let bytes = query.values.map(\.bytes)
            let types = query.values.map(\.type)
            let sent = unsafe withPointers(bytes) { values in
                unsafe PQsendQueryParams(
                    connection,
                    query.sql,
                    Int32(bytes.count),
                    types,
                    values,
                    bytes.map { Int32($0.count) },
                    [Int32](repeating: 1, count: bytes.count),
                    1
                )
            }
            if sent != 1 { throw lost() }
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

    /// A row as `COPY … (FORMAT binary)` sends it (PostgreSQL, COPY, File Formats).
    private enum CopiedRow {
        private static let signatureByteCount = 11

        /// The first field of `row` as a number; the second is added to `bytes`. Nil where it is
        /// no row but the end.
        static func take(_ row: UnsafeRawBufferPointer, addingTo bytes: inout [UInt8]) -> Int? {
            var place = 0
            func number(_ count: Int) -> Int {
                defer { place += count }
                guard place + count <= row.count else { return -1 }
                return unsafe row[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
            }
            if row.count > signatureByteCount, unsafe row[0] == UInt8(ascii: "P") {
                place = signatureByteCount + 4
                place += number(4)
            }
            guard number(2) == 2, number(4) == 8 else { return nil }
            let first = number(8)
            let count = number(4)
            guard count >= 0, place + count <= row.count else { return nil }
            unsafe bytes.append(contentsOf: row[place..<place + count])
            return first
        }
    }

    extension PostgresQuery.Value {
        fileprivate var bytes: [UInt8] {
            switch self {
            case .text(let text): Array(text.utf8)
            case .bytes(let bytes): Array(bytes)
            case .number(let number):
                (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
            }
        }

        /// The number of its type in every server: text, bytea, bigint (`pg_type.dat`).
        fileprivate var type: Oid {
            switch self {
            case .text: 25
            case .bytes: 17
            case .number: 20
            }
        }
    }

    /// What an address of a database says, as libpq reads it.
    struct PostgresAddress: Sendable {
        /// The address as people are told it: without the user, the password and the options. A
        /// database that is not named is that of the user's name, as libpq has it.
        let home: String

        /// - Throws: why libpq cannot read it.
        init(_ address: String) throws(PostgresError) {
            var message: UnsafeMutablePointer<CChar>?
            guard let options = unsafe PQconninfoParse(address, &message) else {
                let why = unsafe message.map { unsafe oneLine(String(cString: $0)) }
                unsafe PQfreemem(message)
                throw PostgresError(state: "", message: why ?? "it cannot be read")
            }
            defer { unsafe PQconninfoFree(options) }
            var said: [String: String] = [:]
            var option = unsafe options
            while let keyword = unsafe option.pointee.keyword {
                if let value = unsafe option.pointee.val {
                    unsafe said[String(cString: keyword)] = unsafe String(cString: value)
                }
                unsafe option += 1
            }
            let hosts = (said["host"] ?? said["hostaddr"] ?? "").split(
                separator: ",",
                omittingEmptySubsequences: false
            )
            let ports = (said["port"] ?? "").split(separator: ",")
            let places = hosts.enumerated().map { index, host in
                let port = ports.count > 1 ? ports[index % ports.count] : ports.first
                let named = host.contains(":") ? "[\(host)]" : String(host)
                return named + (port.map { ":\($0)" } ?? "")
            }
            home =
                "postgres://\(places.joined(separator: ","))/\(said["dbname"] ?? said["user"] ?? "")"
        }
    }

    extension [UInt8] {
        /// Writes `bytes` over those from `start` on.
        mutating func overwrite(from start: Int, with bytes: ArraySlice<UInt8>) {
            precondition(start >= 0 && start + bytes.count <= count)
            unsafe withUnsafeMutableBytes { target in
                unsafe bytes.withUnsafeBytes { bytes in
                    if let base = target.baseAddress {
                        unsafe UnsafeMutableRawBufferPointer(
                            start: base + start,
                            count: bytes.count
                        )
                        .copyMemory(from: bytes)
                    }
                }
            }
        }
    }

    /// Lines of libpq in one.
    private func oneLine(_ text: String) -> String {
        text.split(separator: "\n").map {
            String($0.drop { $0 == " " || $0 == "\t" })
        }.joined(separator: "; ")
    }

    private func field(_ code: Int32, of result: OpaquePointer) -> String? {
        unsafe PQresultErrorField(result, code).map { unsafe String(cString: $0) }
    }

    /// Calls `body` with C strings, which end with a null pointer.
    private func withCStrings<Result>(
        _ texts: [String],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = unsafe texts.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        let pointers = unsafe copies.map { unsafe UnsafePointer($0) } + [nil]
        return unsafe pointers.withUnsafeBufferPointer { pointers in
            guard let start = pointers.baseAddress else { preconditionFailure("an empty list") }
            return unsafe body(start)
        }
    }

    /// Calls `body` with a pointer to each of `values`, which lie one behind the other meanwhile.
    private func withPointers<Result>(
        _ values: [[UInt8]],
        _ body: ([UnsafePointer<CChar>?]) -> Result
    ) -> Result {
        // A value of no bytes is not NULL: its pointer leads somewhere.
        let all = values.flatMap(\.self) + [0]
        return unsafe all.withUnsafeBytes { bytes in
            var start = 0
            let pointers = unsafe values.map { value in
                defer { start += value.count }
                return unsafe bytes.baseAddress.map {
                    unsafe ($0 + start).assumingMemoryBound(to: CChar.self)
                }
            }
            return unsafe body(pointers)
        }
    }
#endif
