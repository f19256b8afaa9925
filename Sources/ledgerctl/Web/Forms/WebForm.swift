// The fields of a form, each with its label, its hint, and what is wrong with it.

import Ledger

/// What stands in a form, and what is wrong with it.
struct WebForm {
    /// What was filled in, by field.
    var values: [String: String] = [:]
    var faults: [ProgressForm.Fault] = []

    /// The fields `names` of a query or of a form that was sent.
    init(_ names: [String], _ value: (String) -> String?) {
        for name in names { values[name] = value(name) }
    }

    /// What stands in a field; nil where that is nothing but blanks.
    subscript(name: String) -> String? {
        get { values[name].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } }
        set { values[name] = newValue }
    }

    /// The status of a page that shows it.
    var status: Int { faults.isEmpty ? 200 : 422 }

    mutating func refuse(_ field: String, _ words: String) {
        let sentence = words.prefix(1).uppercased() + words.dropFirst()
        let end = sentence.last.map { ".?!".contains($0) } == true ? "" : "."
        faults.append(.init(field: field, words: sentence + end))
    }

    /// What is wrong, with links to the fields.
    var summary: HTML { ProgressForm.summary(faults) }

    /// A line to write in.
    func line(_ field: String, _ label: String, _ hint: String, short: Bool = true) -> HTML {
        let width: HTML = short ? " class=\"short\"" : ""
        return box(field, label, hint) { described in
            """
            <input type="text" id="\(field)" name="\(field)"\(width) value="\(kept: self[field] ?? "")" \
            autocomplete="off"\(described)/>
            """
        }
    }

    /// Several lines to write in.
    func area(_ field: String, _ label: String, _ hint: String) -> HTML {
        box(field, label, hint) { described in
            """
            <textarea id="\(field)" name="\(field)" rows="4"\(described)>\
            \(area: self[field] ?? "")</textarea>
            """
        }
    }

    /// One of several things to choose.
    func choice(
        _ field: String,
        _ label: String,
        _ hint: String,
        _ options: [(value: String, words: String)]
    ) -> HTML {
        let items = options.map { value, words -> HTML in
            let chosen: HTML = value == self[field] ?? "" ? " selected=\"selected\"" : ""
            return "<option value=\"\(value)\"\(chosen)>\(words)</option>\n"
        }
        return box(field, label, hint) { described in
            "<select id=\"\(field)\" name=\"\(field)\"\(described)>\n\(items)</select>"
        }
    }

    /// Everything that was filled in, to be sent again unseen.
    func hidden(_ names: [String]) -> HTML {
        let fields = names.compactMap { name in
            self[name].map {
                "<input type=\"hidden\" name=\"\(name)\" value=\"\(kept: $0)\"/>\n" as HTML
            }
        }
        return "\(fields)"
    }

    /// A label, a hint, what is wrong, and the `control`, which is given the attributes that name
    /// all of them.
    func box(
        _ field: String,
        _ label: String,
        _ hint: String,
        _ control: (HTML) -> HTML
    ) -> HTML {
        let fault = faults.first { $0.field == field }
        let ids = [hint.isEmpty ? nil : "\(field)-hint", fault.map { _ in "\(field)-fault" }]
            .compactMap(\.self)
        let by: HTML = ids.isEmpty ? "" : " aria-describedby=\"\(ids.strung(" "))\""
        let wrong: HTML = fault == nil ? "" : " wrong"
        let mark: HTML = fault == nil ? "" : " aria-invalid=\"true\""
        let hinted: HTML =
            hint.isEmpty ? "" : "<p class=\"hint\" id=\"\(field)-hint\">\(hint)</p>\n"
        let words: HTML =
            fault.map {
                """
                <p class="fault" id="\(field)-fault"><span class="unseen">Error: </span>\($0.words)</p>

                """
            } ?? ""
        return """
            <div class="field\(wrong)"><label for="\(field)">\(label)</label>
            \(hinted)\(words)\(control("\(by)\(mark)"))</div>

            """
    }
}

extension CommandError {
    /// The sentences in one, without what only a command line has.
    var webWords: String {
        words.strung(" ").replacing("--as-at", with: "“As at”")
            .replacing("--known-at", with: "“Known at”").replacing("--", with: "")
    }
}

extension Visit {
    /// The path of a page with a query: what is nil is left out.
    func path(_ page: String, _ query: [(String, String?)]) -> String {
        let pairs = query.compactMap { name, value in
            value.map { "\(name)=\(HTML.encoded($0))" }
        }
        return path(page) + (pairs.isEmpty ? "" : "?" + pairs.strung("&"))
    }
}
