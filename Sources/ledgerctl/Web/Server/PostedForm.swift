// The fields of a form, read by libmicrohttpd's post processor.

#if Web
    private import CMicroHTTPD

    /// Gathers the fields of one form.
    struct PostedForm {
        /// How many fields are taken, and how long their names may be, in bytes.
        static let fieldMax = 200
        static let nameByteMax = 100
        static let fileNameByteMax = 1_000
        /// How much of a form the library looks at in one go; a boundary must be found in half.
        private static let bufferByteCount = 1 << 14

        private var fields: [Request.Field] = []
        private var isTooMuch = false

        /// The fields of the form `body` that came over `connection`, whose request is not answered
        /// yet.
        ///
        /// The body is given whole, though the library takes pieces: of pieces it cannot be seen
        /// whether two of one name belong to one field (it says of the first that it is empty, and
        /// of both that they begin).
        ///
        /// - Throws: what is wrong with it, as a whole sentence.
        static func fields(
            of body: [UInt8],
            written: BodyKind.Written,
            on connection: OpaquePointer
        ) throws(Declined) -> [Request.Field] {
            // The library ends at a NUL that is not written as %00, and forgets what follows.
            if written == .asFields, body.contains(0) { throw notAForm }
            var form = PostedForm()
            let isRead = unsafe withUnsafeMutablePointer(to: &form) { form in
                guard
                    let reader = unsafe MHD_create_post_processor(
                        connection,
                        bufferByteCount,
                        takePiece,
                        form
                    )
                else { return false }
                let isTaken = unsafe body.withUnsafeBytes { bytes in
                    guard let start = bytes.baseAddress, bytes.count > 0 else { return true }
                    return unsafe MHD_post_process(
                        reader,
                        start.assumingMemoryBound(to: CChar.self),
                        bytes.count
                    ) == .YES
                }
                // The last field may be taken here.
                return unsafe MHD_destroy_post_processor(reader) == .YES && isTaken
            }
            if form.isTooMuch {
                throw Declined(
                    status: 400,
                    words: "The form has more than \(fieldMax) fields, or a field whose name is "
                        + "longer than \(nameByteMax) bytes."
                )
            }
            guard isRead else { throw notAForm }
            return form.fields
        }

        private static let notAForm = Declined(
            status: 400,
            words: "The form is cut short, or not written as one."
        )

        /// Takes a piece of a field: `offset` is how much of the field was taken already.
        fileprivate mutating func take(
            _ name: String,
            _ fileName: String?,
            _ bytes: UnsafeRawBufferPointer,
            at offset: UInt64
        ) -> Bool {
            if offset > 0, let last = fields.indices.last {
                unsafe fields[last].bytes.append(contentsOf: bytes)
                return true
            }
            guard fields.count < PostedForm.fieldMax, name.utf8.count <= PostedForm.nameByteMax,
                (fileName?.utf8.count ?? 0) <= PostedForm.fileNameByteMax
            else {
                isTooMuch = true
                return false
            }
            let field = unsafe Request.Field(name: name, bytes: Array(bytes), fileName: fileName)
            fields.append(field)
            return true
        }
    }

    private func takePiece(
        _ form: UnsafeMutableRawPointer?,
        _ kind: MHD_ValueKind,
        _ name: UnsafePointer<CChar>?,
        _ fileName: UnsafePointer<CChar>?,
        _ type: UnsafePointer<CChar>?,
        _ encoding: UnsafePointer<CChar>?,
        _ data: UnsafePointer<CChar>?,
        _ offset: UInt64,
        _ count: Int
    ) -> MHD_Result {
        // A part of a form without a name is none of its fields.
        guard let form = unsafe form?.assumingMemoryBound(to: PostedForm.self),
            let name = unsafe name
        else { return .NO }
        let isTaken = unsafe form.pointee.take(
            String(cString: name),
            fileName.map { unsafe String(cString: $0) },
            UnsafeRawBufferPointer(start: data, count: count),
            at: offset
        )
        return isTaken ? .YES : .NO
    }
#endif
