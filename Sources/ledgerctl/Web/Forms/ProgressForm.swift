// What a lead filled in about an action, read into what is to be recorded.

import Ledger

/// The one form of an action: what happened, how it stands, when it will be done, what shows it.
struct ProgressForm {
    let action: Action
    let by: Key
    let today: Day
    /// What was filled in, and what is wrong with it.
    private(set) var fields = WebForm()
    /// The file that was chosen with this very request.
    private(set) var file: Request.Field?

    /// The form of `action` for `by`, filled in as `request` says.
    init(_ action: Action, by: Key, today: Day, _ request: Request) {
        (self.action, self.by, self.today) = (action, by, today)
        for field in request.fields where field.name != "token" && field.name != "step" {
            // A browser sends an empty file where none is chosen.
            if field.fileName != nil {
                if !field.bytes.isEmpty { file = field }
            } else if let text = field.text {
                fields.values[field.name] = text
            }
        }
    }

    /// The form of `action` with nothing filled in, to be recorded once.
    init(_ action: Action, by: Key, today: Day, seen: Int) {
        (self.action, self.by, self.today) = (action, by, today)
        fields.values["form"] = Secret.random().text
        fields.values["seen"] = String(seen)
    }

    /// The last entry about the action that whoever fills it in saw.
    var seen: Int {
        get { Int(fields.values["seen"] ?? "") ?? 0 }
        set { fields.values["seen"] = String(newValue) }
    }

    /// Which milestones can be spoken of: those that are neither delivered nor closed.
    func open(_ plan: Plan) -> [Milestone] {
        action.milestones.filter { milestone in
            milestone.delivery == nil
                && plan.closure(of: action.code, milestone.name.number)?.approved == nil
        }
    }

    // MARK: Reading

    /// What is to be recorded: an act for each thing, so that a mistake in one can be struck alone.
    /// Everything that is wrong with the fields stands in them afterwards.
    mutating func acts(_ plan: Plan) -> [Entry.Act] {
        var found = fields
        let behalf = found.read("for") { () throws(FieldFault) in try key("for") }
        let on = found.read("on") { () throws(FieldFault) in try date("on", "When it happened") }
        let because = found.read("because") { () throws(FieldFault) in
            try text("because", lines: true)
        }
        let form = found.read("note") { () throws(FieldFault) in try formName() }
        var acts: [Entry.Act] = []
        func add(_ event: Event?, _ name: String, because: String? = nil) {
            guard let event, let form else { return }
            acts.append(
                Entry.Act(
                    by: by,
                    for: behalf,
                    on: on,
                    because: because,
                    key: "web-\(form)-\(name)",
                    events: [event]
                )
            )
        }
        add(found.read("note") { () throws(FieldFault) in try note() }, "note")
        let declared = found.read("rating") { () throws(FieldFault) in
            try rating(because: because)
        }
        add(declared, "rating", because: because)
        for milestone in open(plan) {
            let number = milestone.name.number.description
            let forecast = found.read("forecast-\(number)") { () throws(FieldFault) in
                try date("forecast-\(number)", "When \(milestone.name) is expected")
            }
            add(
                forecast.map { .date(.forecast(milestone.name, due: $0)) },
                "forecast-\(number)",
                because: because
            )
            if fields["delivered-\(number)"] != nil {
                add(.delivery(.declared(milestone.name)), "delivered-\(number)")
            }
        }
        add(found.read("evidence") { () throws(FieldFault) in try evidence() }, "evidence")
        found.check(acts, because: because)
        fields = found
        return acts
    }

    /// The name under which the form is recorded once.
    private func formName() throws(FieldFault) -> String {
        guard let name = fields.values["form"], Secret(name) != nil else {
            throw FieldFault(
                words: "This form is too old. Load the page again and fill it in anew."
            )
        }
        return name
    }

    private func key(_ field: String) throws(FieldFault) -> Key? {
        guard let words = fields[field] else { return nil }
        guard let key = Key(words) else {
            throw FieldFault(words: "Choose one of the leads for whom you record this.")
        }
        return key == by ? nil : key
    }

    /// The date in `field`, which a fault calls `called`.
    private func date(_ field: String, _ called: String) throws(FieldFault) -> StatedDate? {
        guard let words = fields[field] else { return nil }
        do throws(DateFault) { return try StatedDate.read(words, today: today) } catch {
            throw FieldFault(words: "\(called): \(error.words)")
        }
    }

    private func text(_ field: String, lines: Bool = false) throws(FieldFault) -> String? {
        guard let words = fields[field] else { return nil }
        return try entered(words, lines: lines)
    }

    private func entered(_ words: String, lines: Bool) throws(FieldFault) -> String {
        do throws(TextFault) { return try Text.entered(words, lines: lines) } catch {
            throw FieldFault(words: "What you wrote here \(error.words).")
        }
    }

    private func note() throws(FieldFault) -> Event? {
        guard let note = try text("note", lines: true) else { return nil }
        return .progress(.noted(action.code, note: note, line: nil, byWhen: nil))
    }

    private func rating(because: String?) throws(FieldFault) -> Event? {
        guard let words = fields["rating"] else { return nil }
        guard let rating = Rating.Declared(rawValue: words) else {
            throw FieldFault(words: "Choose green, amber or red, or leave the rating as it is.")
        }
        if rating != .green, because == nil {
            throw FieldFault(
                words: "Amber and red need a reason. Write it under \"Why\".",
                field: "because"
            )
        }
        return .progress(.ratingDeclared(action.code, rating))
    }

    private func evidence() throws(FieldFault) -> Event? {
        let title = try text("evidence-title")
        if let url = fields["evidence-url"] {
            let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
            guard isWeb, HTMLText.address(url) != nil, try entered(url, lines: false) == url else {
                throw FieldFault(
                    words: "An address begins with https:// and has no blanks in it, such as "
                        + "https://example.org/minutes.",
                    field: "evidence-url"
                )
            }
            if fields["upload"] != nil || file != nil {
                throw FieldFault(words: "Give a file or an address, not both at once.")
            }
            return filed(title ?? url, .url(url))
        }
        guard let name = fields["upload-name"],
            let size = fields["upload-bytes"].flatMap({ Int($0) }),
            let sha256 = fields["upload-sha256"].flatMap({ Digest(hex: $0) })
        else {
            if title == nil { return nil }
            throw FieldFault(words: "Choose the file, or write the address, of what you named.")
        }
        let plain = try entered(name, lines: false)
        return filed(title ?? plain, .file(sha256: sha256, name: plain, bytes: size))
    }

    private func filed(_ title: String, _ place: Evidence.Place) -> Event {
        .delivery(
            .evidenceFiled(
                Evidence(
                    action: action.code,
                    title: title,
                    place: place,
                    exempt: fields["exempt"] != nil
                )
            )
        )
    }

    // MARK: Files

    /// Takes up the file that was chosen: from here on the form names it by what it was kept as.
    mutating func take(_ name: String, _ bytes: [UInt8]) {
        fields.values["upload"] = name
        fields.values["upload-name"] = ProgressForm.lastPart(file?.fileName ?? "")
        fields.values["upload-bytes"] = String(bytes.count)
        fields.values["upload-sha256"] = Digest(of: bytes).hex
        file = nil
    }

    /// What a form carries of the file that was taken up.
    static let ofFile = ["upload", "upload-name", "upload-bytes", "upload-sha256"]

    /// Forgets the file where that is asked for, and says by what name it was kept.
    mutating func droppedFile() -> String? {
        guard fields["drop"] != nil else { return nil }
        let upload = fields["upload"]
        for name in ProgressForm.ofFile + ["drop"] { fields.values[name] = nil }
        return upload
    }

    /// Asks for the file anew that was taken up and is no longer there.
    mutating func loseFile() {
        for name in ProgressForm.ofFile { fields.values[name] = nil }
        fields.refuse("evidence", "The file that you chose is no longer here. Choose it again.")
    }

    /// Says at the top why nothing of it was recorded.
    mutating func refuse(_ refusal: Refusal) {
        fields.refuse("note", "Not recorded: \(refusal.words)")
    }

    /// The last part of what may be a path of another machine.
    private static func lastPart(_ name: String) -> String {
        let part = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        return part.isEmpty ? "file" : String(part.prefix(200))
    }
}

/// What is wrong with what stands in a field.
private struct FieldFault: Error {
    let words: String
    /// Where it is mended, if not where it was read.
    var field: String?
}

extension WebForm {
    /// Refuses the form as a whole: where nothing comes of it, or of the reason.
    fileprivate mutating func check(_ acts: [Entry.Act], because: String?) {
        guard faults.isEmpty else { return }
        if because != nil, !acts.contains(where: { $0.because != nil }) {
            refuse(
                "because",
                "A reason goes with a rating or a forecast. Give one of them, or write the reason "
                    + "in the note."
            )
        } else if acts.isEmpty {
            refuse("note", "Write what happened, or fill in another field.")
        }
    }

    /// What `body` reads from a field; nil, and what is wrong kept, where it cannot be read.
    fileprivate mutating func read<Value>(
        _ field: String,
        _ body: () throws(FieldFault) -> Value?
    ) -> Value? {
        do throws(FieldFault) { return try body() } catch {
            refuse(error.field ?? field, error.words)
            return nil
        }
    }
}
