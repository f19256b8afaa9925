// The HTTP server: a site on a port of this machine, through libmicrohttpd.

#if Web
    private import CMicroHTTPD
    private import Glibc
    private import Synchronization

    /// A site that is served. It is served until ``stop()``, also if nobody holds the server.
    final class HTTPServer: Sendable {
        /// How many threads serve the connections.
        private static let threadCount = 2
        /// How much of a request's head is read, and of a body at a time.
        private static let memory = 32 << 10

        /// The port it listens on.
        let port: Int
        private let serving: Serving
        /// The library's threads; nil once they have ended.
        private let daemon: Mutex<Daemon?>

        private init(_ serving: Serving, _ daemon: Daemon, port: Int) {
            self.serving = serving
            self.port = port
            self.daemon = Mutex(daemon)
        }

        /// Serves `site` at `address`. Each request is told to `log` when its answer was taken, on
        /// a thread that serves connections, so `log` must not wait.
        ///
        /// - Throws: why it cannot.
        static func start(
            _ site: any Site,
            at address: ListenAddress,
            limits: Limits = Limits(),
            log: @escaping @Sendable (Exchange) -> Void
        ) throws(HTTPServerError) -> HTTPServer {
            let listener = try Listener(at: address)
            let door = try Door(listener, lineMax: limits.connectionMax)
            let serving = Serving(site, door, limits, log)
            // Held by the library, as long as its threads run.
            let box = unsafe Unmanaged.passRetained(serving)
            var settings = unsafe microhttpd_settings(
                request: handleRequest,
                target: handleTarget,
                completed: handleEnd,
                connection: handleConnection,
                context: box.toOpaque(),
                threads: UInt32(threadCount),
                connections: UInt32(2 * limits.connectionMax),
                idle_seconds: UInt32(limits.idleSeconds),
                memory: memory
            )
            guard let pointer = unsafe microhttpd_start(&settings) else {
                close(listener.descriptor)
                unsafe box.release()
                throw HTTPServerError(message: "The server cannot begin: no thread is left.")
            }
            let daemon = unsafe Daemon(pointer: pointer)
            do throws(HTTPServerError) {
                try door.open(to: daemon)
            } catch {
                close(listener.descriptor)
                unsafe MHD_stop_daemon(pointer)
                unsafe box.release()
                throw error
            }
            return HTTPServer(serving, daemon, port: listener.port)
        }

        /// Lets nobody in any more, lets what is in flight end (see ``Limits/stopSeconds``), and
        /// ends. Whoever calls it a second time waits for the first.
        func stop() {
            daemon.withLock { daemon in
                guard let running = daemon else { return }
                serving.beginToStop()
                serving.door.shut()
                // What has arrived is given the time to be begun.
                usleep(50_000)
                wait(seconds: serving.limits.stopSeconds)
                for errand in serving.errands.close() { errand.answer(Declined.stopping.response) }
                wait(seconds: 1)
                serving.door.end()
                unsafe MHD_stop_daemon(running.pointer)
                serving.end()
                unsafe Unmanaged.passUnretained(serving).release()
                daemon = nil
            }
        }

        /// Waits until nothing is in flight, so long at most.
        private func wait(seconds: Int) {
            let end = Wire.now + seconds * 1_000_000
            while serving.isBusy, Wire.now < end { usleep(2_000) }
        }
    }
#endif
