// The server and the bodies of requests: forms, lengths, chunks.

#if Web
    import Glibc
    import Testing

    @testable import ledgerctl

    @Suite("The server reads bodies")
    struct ServerBodyTests {
        private static let urlencoded = "application/x-www-form-urlencoded"
        private static let head = "POST /a HTTP/1.1\r\nHost: here\r\n"

        @Test("of forms, field by field, in their order")
        func forms() throws {
            let cases = [
                ("a=1&b=2", "a=1\nb=2"), ("a=&a=x&a=", "a=\na=x\na="),
                ("a=1+2%2B3%00%C3%A9", "a=1 2+3<NUL>é"), ("%61%5B%5D=1", "a[]=1"),
                ("a=%0D%0Ab", "a=<CRLF>b"),
                ("a=" + String(repeating: "x", count: 9_000), "a=9000 bytes"),
                ("a=1&", "a=1"), ("&&a=1", "a=1"),
            ]
            try serve { port in
                let client = RawClient(port: port)
                for (body, words) in cases {
                    for type in [Self.urlencoded, "\(Self.urlencoded); charset=UTF-8"] {
                        let answer = client.post("/a", type, Array(body.utf8))
                        #expect(answer?.text == "POST /a 127.0.0.1\n\(words)", "\(body.prefix(20))")
                    }
                }
                for body in ["=1", "a=b=c", "a=\0b", "a=1\nb=2", "a=%", "a=1&b"] {
                    let answer = client.post("/a", Self.urlencoded, Array(body.utf8))
                    #expect(answer?.status == 400, "\(body)")
                    #expect(answer?.text == "The form is cut short, or not written as one.\n")
                }
            }
        }

        private static let parts = """
            --BC\r
            Content-Disposition: form-data; name="a"\r
            \r
            \r
            --BC\r
            Content-Disposition: form-data; name="a"\r
            \r
            one\r
            --two\r
            --BC\r
            Content-Disposition: form-data; name="f"; filename="../x.pdf"\r
            Content-Type: application/pdf\r
            \r
            %PDF\u{0}\r\n--C\r
            --BC--\r

            """

        @Test(
            "of forms in parts, with a file, whatever pieces they come in",
            arguments: [1, 3, 7, 4_096]
        )
        func parts(pieceCount: Int) throws {
            try serve { port in
                let client = RawClient(port: port)
                let body = Array(Self.parts.utf8)
                client.say(
                    "\(Self.head)Content-Type: multipart/form-data; boundary=BC\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                )
                var rest = body[...]
                while !rest.isEmpty {
                    let piece = rest.prefix(pieceCount)
                    client.say("\(String(piece.count, radix: 16))\r\n")
                    client.say(Array(piece) + Array("\r\n".utf8))
                    rest = rest.dropFirst(pieceCount)
                }
                client.say("0\r\n\r\n")
                #expect(
                    client.answer()?.text
                        == "POST /a 127.0.0.1\na=\na=one<CRLF>--two\n"
                        + "f=%PDF<NUL><CRLF>--C in ../x.pdf"
                )
            }
        }

        @Test("of forms in parts that are large")
        func largeParts() throws {
            try serve { port in
                let client = RawClient(port: port)
                let body = Self.parts.replacing(
                    "%PDF",
                    with: String(repeating: "\r\n--", count: 100_000)
                )
                let answer = client.post(
                    "/a",
                    "multipart/form-data; boundary=\"BC\"",
                    Array(body.utf8)
                )
                #expect(answer?.text.hasSuffix("f=400006 bytes in ../x.pdf") == true)
            }
        }

        @Test("of forms with at most 200 fields, with names of at most 100 bytes")
        func fieldCounts() throws {
            try serve { port in
                let client = RawClient(port: port)
                let fields = { (count: Int) in Array(repeating: "a=1", count: count) }
                let name = String(repeating: "n", count: 100)
                let cases = [
                    (fields(200).joined(separator: "&"), 200),
                    (fields(201).joined(separator: "&"), 400), ("\(name)=1", 200),
                    ("\(name)n=1", 400),
                ]
                for (body, status) in cases {
                    let answer = client.post("/a", Self.urlencoded, Array(body.utf8))
                    #expect(answer?.status == status)
                }
                let long = Self.parts.replacing(
                    "../x.pdf",
                    with: String(repeating: "f", count: 1_001)
                )
                let answer = client.post("/a", "multipart/form-data; boundary=BC", Array(long.utf8))
                #expect(answer?.status == 400)
            }
        }

        @Test("not of forms in another way of writing, or with a boundary that is none")
        func formKinds() throws {
            let long = String(repeating: "b", count: 71)
            let cases = [
                ("\(Self.urlencoded); charset=iso-8859-1", 415), (" \(Self.urlencoded) ", 200),
                ("\(Self.urlencoded);charset=\"utf-8\"", 200), ("\(Self.urlencoded)x", 200),
                ("multipart/form-data", 400), ("multipart/form-data; boundary=", 400),
                ("multipart/form-data; boundary=\"", 400),
                ("multipart/form-data; boundary=\"\"", 400),
                ("multipart/form-data; boundary=\"B", 400),
                ("multipart/form-data; boundary=\(long)", 400),
                ("multipart/form-data; boundary=boundary=\(long)", 400),
                ("multipart/form-data; boundary=BC; charset=utf-8", 400),
                ("multipart/form-data; boundary=é", 400), ("multipart/form-data; boundary=C", 400),
                ("multipart/mixed; boundary=BC", 200), ("application/json", 200),
            ]
            try serve { port in
                for (type, status) in cases {
                    let body = type.hasPrefix("multipart/form") ? Self.parts : "a=1"
                    let answer = RawClient(port: port).post("/a", type, Array(body.utf8))
                    #expect(answer?.status == status, "\(type)")
                }
            }
        }

        @Test("of other kinds as they are")
        func otherBodies() throws {
            try serve { port in
                let client = RawClient(port: port)
                let answer = client.post("/a", "application/json", Array("{\"a\": 1}\0".utf8))
                #expect(answer?.text == "POST /a 127.0.0.1\nbody {\"a\": 1}<NUL>")
                client.say("GET /now HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\nxy")
                #expect(client.answer()?.text == "GET /now 127.0.0.1\nbody xy")
                client.say("\(Self.head)\r\n")
                #expect(client.answer()?.text == "POST /a 127.0.0.1")
                client.say("\(Self.head)Content-Length: 0\r\n\r\n")
                #expect(client.answer()?.text == "POST /a 127.0.0.1")
            }
        }

        @Test("that are asked for with 100 Continue")
        func continues() throws {
            try serve { port in
                let client = RawClient(port: port)
                client.say("\(Self.head)Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
                #expect(client.answer()?.status == 100)
                client.say("xy")
                #expect(client.answer()?.text == "POST /a 127.0.0.1\nbody xy")
                client.say("\(Self.head)Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n")
                #expect(client.answer()?.status == 413)
                #expect(client.isEnded())
            }
        }

        @Test("up to as many bytes as the site takes, and tells whoever sends more")
        func lengths() throws {
            let words =
                "What was sent is longer than the 10000 bytes that may be sent here. "
                + "Nothing was recorded.\n"
            try serve(EchoSite(byteCountMax: 10_000)) { port in
                let client = RawClient(port: port)
                let most = [UInt8](repeating: 0x61, count: 10_000)
                #expect(client.post("/a", "text/plain", most)?.status == 200)
                // All is sent before the answer is read, as browsers do.
                let much = [UInt8](repeating: 0x61, count: 4_000_000)
                let answer = client.post("/a", "text/plain", much)
                #expect(answer?.status == 413)
                #expect(answer?.text == words)
                #expect(answer?.header("Connection") == "close")
                #expect(client.isEnded())
                #expect(RawClient(port: port).post("/none", "text/plain", [0x61])?.status == 413)

                let chunked = RawClient(port: port)
                chunked.say("\(Self.head)Transfer-Encoding: chunked\r\n\r\n2710\r\n")
                chunked.say(most + Array("\r\n1\r\na\r\n0\r\n\r\n".utf8))
                #expect(chunked.answer()?.text == words)
                #expect(chunked.isEnded())
                // One that does not end is not read for ever.
                let endless = RawClient(port: port)
                endless.say("\(Self.head)Transfer-Encoding: chunked\r\n\r\nfffffff\r\n")
                for _ in 0..<10_000 where endless.say(most) {}
                #expect(endless.answer() == nil)
            }
        }

        @Test("in chunks of every kind that is allowed, and of no other")
        func chunks() throws {
            let cases: [(String, String?)] = [
                ("3\r\nabc\r\n0\r\n\r\n", "abc"), ("1\r\na\r\n1\r\nb\r\n0\r\n\r\n", "ab"),
                ("3;name=value\r\nabc\r\n0;x\r\n\r\n", "abc"),
                ("0003\r\nabc\r\n000\r\n\r\n", "abc"),
                ("A\r\nabcdefghij\r\n0\r\n\r\n", "abcdefghij"),
                ("3\r\nabc\r\n0\r\nX-Footer: 1\r\n\r\n", "abc"),
                ("x\r\nabc\r\n0\r\n\r\n", nil), ("-3\r\nabc\r\n0\r\n\r\n", nil),
                ("3 \r\nabc\r\n0\r\n\r\n", nil), ("0x3\r\nabc\r\n0\r\n\r\n", nil),
                ("\r\nabc\r\n0\r\n\r\n", nil), ("2\r\nabc\r\n0\r\n\r\n", nil),
                ("fffffffffffffffff\r\nabc\r\n0\r\n\r\n", nil),
                (";x\r\nabc\r\n0\r\n\r\n", nil),
            ]
            try serve { port in
                for (body, read) in cases {
                    let client = RawClient(port: port)
                    client.say("\(Self.head)Transfer-Encoding: chunked\r\n\r\n\(body)")
                    let answer = client.answer()
                    if let read {
                        #expect(answer?.text == "POST /a 127.0.0.1\nbody \(read)", "\(body)")
                    } else {
                        #expect([400, 413].contains(answer?.status), "\(body)")
                    }
                }
            }
        }

        @Test("of no request that two readers could see the end of at different places")
        func smuggling() throws {
            let cases = [
                ("Content-Length: 1\r\nTransfer-Encoding: chunked", 400),
                ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400),
                ("Transfer-Encoding: gzip, chunked", 501), ("Transfer-Encoding: identity", 501),
                ("Content-Length: 1\r\nContent-Length: 1", 400),
                ("Content-Length: 1\r\nContent-Length: 2", 400), ("Content-Length: +1", 400),
                ("Content-Length: 1, 1", 400), ("Content-Length: -1", 400),
                ("Content-Length: 0x1", 400), ("Content-Length : 1", 400),
                ("Content-Length: 99999999999999999999", 413),
                ("Content-Length: 1\r\nContent-Type: a/b\r\nContent-Type: c/d", 400),
            ]
            try serve { port in
                for (fields, status) in cases {
                    let client = RawClient(port: port)
                    client.say("\(Self.head)\(fields)\r\n\r\n")
                    #expect(client.answer()?.status == status, "\(fields)")
                    #expect(client.ends(), "\(fields)")
                }
            }
        }
    }
#endif
