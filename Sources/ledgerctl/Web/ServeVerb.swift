// `serve`: a ledger on a port, until somebody ends it.

import Ledger

/// The verb that serves.
enum Serve {
    static func run(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let address =
            try given.value("listen", expected: ListenAddress.expected) { ListenAddress($0) }
            ?? ListenAddress("127.0.0.1:8018")
        guard let address else { return .usage }
        #if Web
            return try serve(at: address, given, world)
        #else
            throw .refused(
                "This ledgerctl was built without its server. Build it with `swift build --traits "
                    + "Web`, which needs libmicrohttpd (libmicrohttpd-dev)."
            )
        #endif
    }

    /// Who is let in, as the command line says.
    static func terms(
        _ given: Invocation,
        at address: ListenAddress
    ) throws(CommandError) -> Entrance.Terms {
        var terms = Entrance.Terms()
        if !address.isLoopback {
            terms.hosts.append(address.isVersion6 ? "[\(address.host)]" : address.host)
        }
        terms.isOpen = given.has("open")
        terms.address = try given.webAddress()
        terms.proxy = try given.value("proxy-from", expected: "an address such as 127.0.0.1") {
            ListenAddress($0.utf8.contains(UInt8(ascii: ":")) ? "[\($0)]:0" : "\($0):0")?.host
        }
        terms.proxyHeader = try given.value(
            "proxy-header",
            expected: "a name such as X-Remote-User"
        ) {
            let isName =
                !$0.isEmpty
                && $0.utf8.allSatisfy { $0 == 45 || ($0 | 32) > 96 && ($0 | 32) < 123 }
            return isName ? $0.lowercased() : nil
        }
        if terms.proxyHeader != nil, terms.proxy == nil {
            throw given.usage(
                .missing(
                    "--proxy-from ADDRESS",
                    meaning: "the proxy that is believed when it says who asks",
                    verb: given.verb
                )
            )
        }
        return terms
    }

    #if Web
        private static func serve(
            at address: ListenAddress,
            _ given: Invocation,
            _ world: World
        ) throws(CommandError) -> ExitCode {
            let home = given.home(in: world)
            let users = try given.users(in: world)
            let terms = try terms(given, at: address)
            let count: Int
            do throws(JournalError) { count = try home.plans().count } catch {
                throw CommandError(.journal(error))
            }
            let known = try users.all()
            let uploads = Uploads(
                folder: "\(world.setting("TMPDIR") ?? "/tmp")/ledgerctl-\(Secret.random().text)"
            )
            defer { uploads.end() }
            let site = LedgerSite(
                home,
                entrance: Entrance(users, terms, clock: world.now),
                uploads: uploads,
                trust: try given.trust(),
                clock: world.now
            )
            // Before the first thread, so that none of them is ended in the others' place.
            let signals = StopSignals()
            let server: HTTPServer
            do throws(HTTPServerError) {
                let now = world.now
                server = try HTTPServer.start(site, at: address) { exchange in
                    System.writeError(LogLine.format(exchange, at: now()))
                }
            } catch { throw .refused(error.message) }
            let host = address.isVersion6 ? "[\(address.host)]" : address.host
            let reached = terms.address.map { ", which people reach at \($0)/," } ?? ""
            world.say(
                "serving \(home), \(count) plan\(count == 1 ? "" : "s"), at "
                    + "http://\(host):\(server.port)/\(reached) until it is interrupted."
            )
            if known.isEmpty {
                world.say(
                    "nobody may sign in yet; `ledgerctl users add KEY --role ROLE` makes a link "
                        + "for somebody to begin with."
                )
            }
            signals.wait { site.look() }
            world.say("stopping: what is in flight is finished.")
            server.stop()
            return .done
        }
    #endif
}

extension LedgerSite {
    /// Reads the open plans that were written to, so that damage is known before anybody records
    /// on it; and only as long as that is little work.
    func look() {
        for plan in openPlans { _ = try? plan.edition() }
    }
}
