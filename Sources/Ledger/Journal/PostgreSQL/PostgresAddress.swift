// An address of a database, as libpq reads it.

#if PostgreSQL
    private import CPostgreSQL

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

    /// Lines of libpq in one.
    func oneLine(_ text: String) -> String {
        text.split(separator: "\n").map {
            String($0.drop { $0 == " " || $0 == "\t" })
        }.joined(separator: "; ")
    }
#endif
