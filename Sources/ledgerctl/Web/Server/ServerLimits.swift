// What a server allows, what it says of each request, and why it could not begin.

#if Web
    extension HTTPServer {
        /// How long and how much at once.
        struct Limits: Sendable {
            /// How long the head of a request may take, from its first line or, of a connection's
            /// first, from the connection on; in seconds.
            var headSeconds = 10
            /// How long the body may take, from the end of the head on; in seconds.
            var bodySeconds = 120
            /// How long a connection may be silent; in seconds.
            var idleSeconds = 60
            /// How long an answer may take to be taken, besides a second for every 8 KiB of it.
            var answerSeconds = 30
            /// How many connections there may be. More wait to be accepted.
            var connectionMax = 512
            /// How many requests are worked on at once.
            var workerMax = 64
            /// How many more may wait for that. Any further is answered with 503.
            var waitingMax = 192
            /// How many bytes of bodies longer than 64 KiB are held at once, unless one is longer.
            var heldByteMax = 64 << 20
            /// How long ``HTTPServer/stop()`` waits for what is in flight; in seconds.
            var stopSeconds = 30
        }

        /// One request and its answer, for the log.
        struct Exchange: Sendable {
            /// The method, as it was sent.
            let method: String
            /// The path as it was sent, not decoded, without the query.
            let path: String
            /// The address of the other end, in digits.
            let peer: String
            /// The status that was answered; 0 where the connection ended before.
            let status: Int
            /// How many bytes of body were sent, where the whole answer was.
            let byteCount: Int
            /// How long it took, from the request's first line to the end of the answer.
            let microseconds: Int
            /// Whether the whole answer was taken.
            let isWhole: Bool
            /// Who asked, as the site says.
            let user: String?
            /// What the site says of it besides.
            let remark: String?
        }
    }

    /// Why a server could not begin, as a whole sentence.
    struct HTTPServerError: Error, Sendable {
        let message: String
    }
#endif
