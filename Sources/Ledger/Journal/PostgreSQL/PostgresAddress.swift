// An address of a database, as libpq reads it.

#if PostgreSQL
    private import CPostgreSQL

    /// What an address of a database says, as libpq reads it.
    struct PostgresAddress: Sendable {
        /// The address as people are told it: without the user, the password and the options. A
        /// database that is not named is that of the user's name, as libpq has it.
        let home: String

        /// The name of the database.
        let database: String

        private static let unreadable = PostgresError(
            state: "",
            message: "it cannot be read (in a password, %, @, / and : are written %25, %40, %2F"
                + " and %3A)"
        )

        /// - Throws: why libpq cannot read it.
        init(_ address: String) throws(PostgresError) {
            var message: UnsafeMutablePointer<CChar>?
            guard let options = unsafe PQconninfoParse(address, &message) else {
                // Of what libpq says only this is sure to hold no part of a password.
                let why = unsafe message.map { unsafe oneLine(String(cString: $0)) } ?? ""
                unsafe PQfreemem(message)
                let isOfName = why.hasPrefix("invalid URI query parameter")
                throw isOfName ? PostgresError(state: "", message: why) : Self.unreadable
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
            let name = said["dbname"] ?? said["user"] ?? ""
            // A password whose marks were not written as they must be ends up in other places.
            let isSound =
                !hosts.contains { $0.contains("@") } && !name.contains("@")
                && ports.allSatisfy { Int($0) != nil }
            if !isSound { throw Self.unreadable }
            database = name
            home = "postgres://\(places.joined(separator: ","))/\(name)"
        }
    }

    /// Lines of libpq in one.
    func oneLine(_ text: String) -> String {
        text.split(separator: "\n").map {
            String($0.drop { $0 == " " || $0 == "\t" })
        }.joined(separator: "; ")
    }
#endif
