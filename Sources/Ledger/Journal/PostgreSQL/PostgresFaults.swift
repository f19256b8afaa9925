// What the errors of a server mean to whoever reads and writes a ledger.

#if PostgreSQL
    private import Glibc

    extension FileError {
        /// What the system would say of a folder.
        init(_ reason: Reason, _ path: String) {
            let code =
                switch reason {
                case .exists: EEXIST
                case .folder: EISDIR
                case .permission: EACCES
                default: ENOENT
                }
            self.init(call: "open", path: path, code: code)
        }

        /// What the database made of `call`.
        init(_ call: String, _ path: String, _ fault: DatabaseFault) {
            self.init(call: call, path: path, code: EIO, fault: fault)
        }

        init(_ call: String, _ path: String, _ error: PostgresError, _ home: String) {
            if error.state == "53100" {
                self.init(call: call, path: path, code: ENOSPC)
            } else {
                self.init(call, path, DatabaseFault(error, call, home))
            }
        }
    }

    extension DatabaseFault {
        /// What `error` of the server at `home` means (PostgreSQL, Appendix A).
        init(_ error: PostgresError, _ call: String, _ home: String) {
            let why = error.message
            switch error.state {
            case _ where error.isLost: self = .lost(home: home, why: why)
            case "57014", "55P03": self = .timeout(home: home)
            case "25006": self = .readOnly(home: home)
            case "42501": self = .notAllowed(home: home, why: why)
            case "LG008":
                let found = Int(why) ?? 0
                self = .otherSchema(home: home, found: found, known: PostgresSchema.version)
            case "3F000", "42P01", "42883": self = .noSchema(home: home)
            case _ where error.isTransient: self = .overtaken(home: home)
            case let state where ["LG", "22", "23"].contains(state.prefix(2)):
                self = .refused(home: home, why: why)
            default: self = .other(call: call, home: home, why: why)
            }
        }

        /// Why there is no connection. libpq gives no SQLSTATE for that, only the words.
        static func connecting(_ error: PostgresError, _ home: String) -> DatabaseFault {
            let why = error.message
            let marks = ["password", "authentication", "pg_hba", "role \"", "permission denied"]
            return marks.contains(where: why.contains)
                ? .noEntry(home: home, why: why) : .unreachable(home: home, why: why)
        }

        /// Whether it may have passed a moment later, of a server that answered before.
        var mayPass: Bool {
            switch self {
            case .unreachable, .lost: true
            default: false
            }
        }
    }
#endif
