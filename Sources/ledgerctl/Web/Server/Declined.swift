// What the server itself answers, where it does not come to the site.

#if Web
    /// Why a request is not given to the site.
    struct Declined: Error {
        let status: Int
        /// A whole sentence or two, for whoever asked.
        let words: String
        /// A header field besides.
        var header: (name: String, value: String)?

        /// Too much is asked at once: who asks again in a moment may find it otherwise.
        static let busy = Declined(
            status: 503,
            words: "The server has too much to do just now. Nothing was recorded. Try again in a "
                + "moment.",
            header: ("Retry-After", "2")
        )

        static let stopping = Declined(
            status: 503,
            words: "The server is being stopped. Look whether what you asked for was done, when it "
                + "is there again.",
            header: ("Retry-After", "10")
        )

        static let failed = Declined(
            status: 500,
            words: "The server cannot send its answer. This is a fault of the server, not yours."
        )

        static func tooLong(_ byteCountMax: Int) -> Declined {
            Declined(
                status: 413,
                words: "What was sent is longer than the \(byteCountMax) bytes that may be sent "
                    + "here. Nothing was recorded."
            )
        }

        var response: Response {
            Response(
                status: status,
                headers: [("Content-Type", "text/plain; charset=utf-8")]
                    + (header.map { [$0] } ?? []),
                body: Array("\(words)\n".utf8),
                remark: words
            )
        }
    }
#endif
