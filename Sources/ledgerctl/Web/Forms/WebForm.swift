// The fields of a form, each with its label, its hint, and what is wrong with it.

import Ledger

/// What stands in a form, and what is wrong with it.
struct WebForm {
    /// What is wrong with a field.
    struct Fault {
        /// The field's `id`.
        let field: String
        /// A sentence.
        let words: String
    }

    /// What was filled in, by field.
    var values: [String: String] = [:]
    private(set) var faults: [Fault] = []

    /// The fields `names` of a query or of a form that was sent.
    init(_ names: [String] = [], _ value: (String) -> String? = { _ in nil }) {
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
        let sentence = words.sentence
        let end = sentence.last.map { ".?!".contains($0) } == true ? "" : "."
        faults.append(.init(field: field, words: sentence + end))
    }

    /// What is wrong, each with a link to its field.
    var summary: HTML {
        if faults.isEmpty { return "" }
        let items = faults.map { "<li><a href=\"#\($0.field)\">\($0.words)</a></li>\n" as HTML }
        return """
            <div class="problem" role="alert" aria-labelledby="problem" tabindex="-1">
            <h2 id="problem">There is a problem</h2>
            <ul>
            \(items)</ul></div>

            """
    }

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
        "\(names.compactMap { name in self[name].map { HTML.hidden(name, $0) } })"
    }

    /// A label, a hint, what is wrong, and the `control`, which is given the attributes that name
    /// all of them.
    func box(
        _ field: String,
        _ label: String,
        _ hint: String,
        _ control: (HTML) -> HTML
    ) -> HTML {
        let told = told(field, hint)
        let mark: HTML = told.isWrong ? " aria-invalid=\"true\"" : ""
        return """
            <div class="field\(told.isWrong ? " wrong" : "")"><label for="\(field)">\(label)</label>
            \(told.words)\(control("\(told.by)\(mark)"))</div>

            """
    }

    /// Several things of which one is chosen, all of them in sight.
    func radios(
        _ field: String,
        _ legend: String,
        _ hint: String,
        _ options: [(value: String, words: String)]
    ) -> HTML {
        let told = told(field, hint)
        let items = options.map { value, words -> HTML in
            let id = value.isEmpty ? field : "\(field)-\(value)"
            let chosen: HTML = value == self[field] ?? "" ? " checked=\"checked\"" : ""
            return """
                <div class="choice"><input type="radio" id="\(id)" name="\(field)" value="\(value)"\(chosen)/>
                <label for="\(id)">\(words)</label></div>

                """
        }
        return """
            <fieldset class="\(told.isWrong ? "wrong" : "")"\(told.by)><legend>\(legend)</legend>
            \(told.words)\(items)</fieldset>

            """
    }

    /// Something that is so or not.
    func tick(_ field: String, _ label: String) -> HTML {
        let ticked: HTML = self[field] == nil ? "" : " checked=\"checked\""
        return """
            <div class="choice"><input type="checkbox" id="\(field)" name="\(field)" value="yes"\(ticked)/>
            <label for="\(field)">\(label)</label></div>

            """
    }

    /// The hint and what is wrong, and the attribute by which a control names them.
    private func told(_ field: String, _ hint: String) -> (words: HTML, by: HTML, isWrong: Bool) {
        var (words, ids): (HTML, [String]) = ("", [])
        if !hint.isEmpty {
            words += "<p class=\"hint\" id=\"\(field)-hint\">\(hint)</p>\n"
            ids.append("\(field)-hint")
        }
        let fault = faults.first { $0.field == field }
        if let fault {
            words += """
                <p class="fault" id="\(field)-fault"><span class="unseen">Error: </span>\(fault.words)</p>

                """
            ids.append("\(field)-fault")
        }
        let by: HTML = ids.isEmpty ? "" : " aria-describedby=\"\(ids.strung(" "))\""
        return (words, by, fault != nil)
    }
}

extension CommandError {
    /// The sentences in one, without what only a command line has.
    var webWords: String {
        words.strung(" ").replacing("--as-at", with: "\"As at\"")
            .replacing("--known-at", with: "\"Known at\"").replacing("--", with: "")
    }
}

extension Int {
    /// So many bytes as people say it, in thousands: "136 kB".
    var byteWords: String {
        switch self {
        case ..<1_000: "\(self) bytes"
        case ..<999_500: "\((self + 500) / 1_000) kB"
        default: "\((self + 50_000) / 1_000_000).\((self + 50_000) / 100_000 % 10) MB"
        }
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
