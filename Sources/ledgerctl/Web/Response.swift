// What the server answers, as a value.

/// One answer.
struct Response: Sendable {
    /// The status (RFC 9110, section 15).
    var status = 200
    /// The header fields but for those that the server adds itself: length, date and those that
    /// every answer carries.
    var headers: [(name: String, value: String)] = []
    /// What is sent.
    var body: [UInt8] = []
    /// Who asked, for the log: the key of whoever is signed in.
    var user: String?
    /// What the log says of it besides: why it was refused, without anything secret.
    var remark: String?
}

/// What answers requests: everything of the server but the lines they come over.
protocol Site: Sendable {
    /// How many bytes of body are read of a request, of which all but the body and the form is
    /// known; a longer one is answered with 413 and never read.
    func byteCountMax(of head: Request) -> Int
    /// The answer where it is at hand and takes no waiting; nil where ``respond(to:)`` has to work
    /// for it. Asked on the thread that serves all connections, and only of requests without a
    /// body.
    func atHand(_ request: Request) -> Response?
    /// The answer. May wait for the device or for others who record; asked on a thread of its own.
    func respond(to request: Request) -> Response
}
