"""The tables of a paper in HTML, row by row, as they ought to be."""
import re

from page_words import counted, spoken, words
from rate import WORST_FIRST

ROWS, EXCEPTIONS = 8, 10


class Tables:
    """What each table says, as rows of checks of cells: facts in order, and words of entries."""

    def __init__(self, paper, ours, page, account):
        self.paper, self.ours, self.page, self.account = paper, ours, page, account
        self.view = paper.view
        self.rows = {f"{r['action']}/{r['milestone']}": r for r in ours["milestones"]}
        self.of_name = {f"{m.action}/{m.name}": m for m in paper.milestones}

    # What the journal says in words

    def title(self, action):
        found = [f.event["title"] for f in self.view.of("action-added", "action-reworded")
                 if f.event["action"] == action]
        return found[-1] if found else self.past_title(action)

    def past_title(self, action):
        """Of an action that is no longer in the plan, or was not yet."""
        return next(f.event["title"] for f in self.paper.history.facts
                    if f.type == "action-added" and f.event["action"] == action)

    def name(self, key):
        found = [f.event["name"] for f in self.view.of("person-named", "body-named")
                 if key in (f.event.get("person"), f.event.get("body"))]
        return found[-1] if found else key

    def called(self, meeting):
        board = self.paper.history.board
        return [f for f in self.view.of("meeting-called") if f.event["meeting"] == meeting
                and f.event.get("board", board) == board][-1]

    def worded(self):
        found = [f for f in self.view.of("paper-worded")
                 if f.event["meeting"] == self.ours["meeting"]]
        return {f.event["part"]: f.event["text"] for f in sorted(found, key=lambda f: f.order)}

    def policy(self):
        return (self.view.of("policy-adopted") or [None])[-1]

    def own_note(self, action):
        found = [f for f in self.view.of("progress-noted") if f.event["action"] == action]
        return max(found, key=lambda f: f.order, default=None)

    def row(self, m):
        return self.rows[f"{m.action}/{m.name}"]

    # Checking

    def check(self):
        body = {
            "exceptions-table": ("exceptions", self.exceptions()),
            "due-at-meeting-table": ("due-at-meeting", self.due()),
            "dates-requested-table": ("dates", self.requested()),
            "dates-agreed-table": ("dates", self.agreed()),
            "closures-table": ("closures", self.closures()),
            "next-period-table": ("next-period", self.next()),
            "ratings-table": ("ratings", self.ratings()),
            "changes-table": ("changes", self.changes("changes")),
            "restatements-table": ("changes", self.changes("restatements")),
            "risks-table": ("risks", self.risks()),
            "dependencies-table": ("risks", self.dependencies()),
            "undelivered-table": ("close-out", self.undelivered()),
        }
        for id, (section, rows) in body.items():
            limit = EXCEPTIONS if id == "exceptions-table" else ROWS
            self.table(id, rows[:limit])
            if f"{id}-whole" in self.page.tables:
                self.table(f"{id}-whole", rows)
            elif len(rows) > limit:
                self.account.found.append(f"{id}: cut, and not whole in appendix C")
            self.more(section, id, len(rows) - limit)
        drawn = [(f"figure-measure-{n}-table", self.readings(m))
                 for n, m in enumerate(self.ours.get("measures", []), 1) if m["before"]]
        for id, rows in (*drawn, ("measures-table", self.measures()), ("position-table", self.position()),
                         ("assurance-table", self.assurance()), ("gaps", self.gaps()),
                         ("recorded-late", self.recorded_late()),
                         ("corrections", self.corrections()),
                         ("figure-curve-table", self.curve()),
                         ("figure-slips-table", self.slips()),
                         ("close-out-table", self.close_out())):
            self.table(id, rows)
            if f"{id}-whole" in self.page.tables:
                self.table(f"{id}-whole", rows)
        self.captions()

    def table(self, id, rows):
        """Every cell of every row; a list of cells is a list of functions that check one."""
        said = self.page.tables.get(id, [])
        if len(said) != len(rows):
            self.account.found.append(f"{id}: {len(rows)} rows by paper.py, {len(said)} said")
        for cells, checks in zip(said, rows):
            if len(cells) != len(checks):
                self.account.found.append(f"{id}: {len(cells)} cells in a row")
            for cell, check in zip(cells, checks):
                check(cell)

    def more(self, section, id, more):
        """The note below a table that is cut, and what explains its initials."""
        notes = [b for b in self.page.of(section, "p") if re.match(r"and \d+ more, appendix C",
                                                                   b.text) and not b.is_accounted]
        if more > 0 and notes:
            self.account.says(notes[0], f"and {more} more", free=self.initials(notes[0]))
        elif more > 0:
            self.account.found.append(f"{id}: {more} rows are left out and nothing says so")

    def initials(self, block):
        """The keys that a note explains, with the names they have."""
        parts = block.text.partition("Initials: ")[2].rstrip(".")
        keys = [part.split(" ")[0] for part in parts.split("; ") if part]
        return [f"{key} {self.name(key)}" for key in keys]

    def captions(self):
        numbers = {"position": "1", "exceptions": "2", "due-at-meeting": "3",
                   "dates-requested": "4(i)", "dates-agreed": "4(ii)", "closures": "5",
                   "next-period": "6", "ratings": "7", "changes": "8", "restatements": "8(ii)",
                   "risks": "9", "dependencies": "10", "assurance": "11", "gaps": "12",
                   "recorded-late": "13", "corrections": "14", "measures": "15"}
        for block in self.page.blocks:
            if block.kind != "caption":
                continue
            name = block.owner.removesuffix("-whole").removesuffix("-table")
            dates = {"due-at-meeting": [words(self.ours["meeting"])],
                     "next-period": [words(self.ours["next-period-end"])]}.get(name, [])
            if name in numbers:
                self.account.says(block, f"Table {numbers[name]}.".rstrip("."), *dates)
            elif name.startswith("figure-measure"):
                number = int(name.split("-")[2])
                measure = self.ours["measures"][number - 1]
                self.account.says(block, f"Figure {number + 3}", measure["measure"],
                                  free=[measure["unit"]])
            elif name.startswith("figure"):
                self.account.says(block, f"Figure {'2' if 'curve' in name else '3'}")

    # Cells

    def exactly(self, value):
        return lambda cell: self.account.exact(cell, str(value))

    def facts(self, *facts, free=(), cut=False):
        return lambda cell: self.account.says(cell, *facts, free=free, cut=cut)

    def promise(self, name, *more):
        """A milestone by its name, what was promised and its label."""
        m = self.of_name.get(name)
        label = m.added.event.get("label") if m else None
        return self.facts(name, *more, free=[self.title(name.split("/")[0]), label])

    def keys(self, leads):
        return "/".join(leads) or "nobody"

    def why(self, row):
        """What decided the rating; the date of what is overdue stands beside it."""
        rule = ["rule R1"] if row["rating"]["why"][0] == "R1" else []
        test, _, *reasons = row["rating"]["why"][2 * len(rule):]
        return [*rule, f"test {test}", *(() if test == "5" else map(spoken, reasons))]

    def latest(self, row):
        if row["note"] is None:
            return [], []
        by = [f"by {words(row['by-when'])}"] if row["by-when"] else []
        return [words(row["note-on"]), *by], [row["note"]]

    @staticmethod
    def slip(row):
        """The slip in words; none where there is none."""
        found = row["slippage"]
        return None if found is None or found.startswith("0 ") else found.replace(",", "")

    # Rows

    def position(self):
        order = ("milestones", *WORST_FIRST, "overdue", "due-at-meeting", "delivered", "confirmed",
                 "met-original")
        titles = {f.event["priority"]: f.event["title"] for f in self.view.of("priority-added")}
        rows = [[self.facts(p["priority"], free=[titles[p["priority"]]]),
                 *(self.exactly(p["counts"][k]) for k in order)] for p in self.ours["priorities"]]
        return rows + [[self.exactly("All"), *(self.exactly(self.ours["counts"][k])
                                               for k in order)]]

    def exceptions(self):
        found = []
        for row in self.ours["exceptions"]:
            dates, free = self.dates(row)
            found.append([self.promise_with_leads(row), self.facts(*dates, free=free),
                          self.facts(row["rating"]["published"], *self.why(row), cut=True),
                          self.narrative(row)])
        return found

    def promise_with_leads(self, row):
        leads = self.keys(row["accountable"])
        if row["responsible"] != row["accountable"]:
            leads += f", with {self.keys(row['responsible'])}"
        return self.promise(f"{row['action']}/{row['milestone']}", leads)

    def dates(self, row):
        m = self.of_name[f"{row['action']}/{row['milestone']}"]
        original, current, free = words(row["original"]), words(row["current"]), []
        moves = sorted(m.moves(), key=lambda f: f.order)
        moved = [counted(len(moves), "move")]
        if moves and "agreed-by" in moves[-1].event:
            moved.append(f"agreed by {moves[-1].event['agreed-by']}")
        if original is None and current is None:
            facts, moved, free = ["no date"], [], [m.added.event.get("written")]
        elif original == current and not moves:
            facts, moved = [f"{current}, never moved"], []
        else:
            facts = [f"original {original or 'none'}", f"current {current}"]
        if row["forecast"]:
            facts.append(f"forecast {words(row['forecast'])}")
        if slip := self.slip(row):
            facts.append(f"slip {slip}")
        return facts + moved, free

    def narrative(self, row):
        facts, free = self.latest(row)
        asked = [h["asked"] for h in self.ours["pending"]["help"] if h["action"] == row["action"]]
        return self.facts(*(facts or ["none given"]), free=[*free, *asked])

    def due(self):
        found = []
        for row in self.ours["due-at-meeting"]:
            facts, free = self.latest(row)
            found.append([self.promise(f"{row['action']}/{row['milestone']}"),
                          self.exactly(self.keys(row["accountable"])),
                          self.exactly(row["rating"]["published"]),
                          self.facts(*(facts or ["none given"]), free=free)])
        return found

    def next(self):
        return [[self.promise(f"{row['action']}/{row['milestone']}"),
                 self.exactly(self.keys(row["accountable"])), self.exactly(words(row["current"])),
                 self.exactly(words(row["forecast"]) or ""),
                 self.exactly(row["rating"]["published"])] for row in self.ours["next-period"]]

    def change(self, change):
        to = words(change["to"]) + (", a move" if change["move"] else "")
        who = f"{change['for'] or change['by']}, {words(change['on'])}"
        return [self.promise(change["milestone"]), self.exactly(words(change["original"]) or "none"),
                self.exactly(words(change["from"]) or "none"), self.exactly(to),
                self.facts(who, free=[change["because"]])]

    def requested(self):
        return [[*self.change(c), self.exactly(", ".join(c["waiting"]) or "nothing")]
                for c in self.ours["pending"]["dates"]]

    def agreed(self):
        return [[*self.change(c), self.exactly(c["agreed-by"] or "nobody")]
                for c in self.ours["dates-agreed"]]

    def closures(self):
        """What waits for the board, what waits for confirmation, then the rest."""
        waiting = [c for c in self.ours["closures"] if c["agreed-by"] is None]
        approved = [c for c in self.ours["closures"] if c["agreed-by"] is not None]
        awaited = [d for d in self.ours["deliveries"] if d["confirmed"] is None]
        confirmed = [d for d in self.ours["deliveries"] if d["confirmed"] is not None]
        return [*map(self.closure, waiting), *map(self.delivery, awaited),
                *map(self.delivery, confirmed), *map(self.closure, approved)]

    def closure(self, closure):
        name = closure["action"] + (f"/{closure['milestone']}" if closure["milestone"] else "")
        meeting = [f"meeting of {words(closure['meeting'])}"] if closure["meeting"] else []
        by = [self.name(closure["agreed-by"])] if closure["agreed-by"] else []
        return [self.facts(name, free=[self.title(closure["action"])]),
                self.facts(closure["how"], *([closure["to"]] if closure["to"] else []),
                           counted(len(closure["milestones"]), "milestone"),
                           free=[closure["place"]]),
                self.facts(*meeting, *([] if by else ["awaited"]),
                           free=[*by, closure["because"]])]

    def delivery(self, delivery):
        row = self.rows[delivery["milestone"]]
        late = [f"{self.slip(row)} late"] if self.slip(row) else []
        if delivery["confirmed"] is None:
            state = self.facts(f"awaited for {counted(delivery['waiting'], 'day')}")
        else:
            line = [f"line {delivery['line']}"] if delivery["line"] else []
            state = self.facts(words(delivery["confirmed"]), *line,
                               free=[self.name(delivery["verifier"])])
        return [self.promise(delivery["milestone"]),
                self.facts(f"delivered {words(delivery['declared'])}", *late), state]

    def ratings(self):
        return [[self.promise(f"{row['action']}/{row['milestone']}"),
                 *(self.exactly(row["rating"][k]) for k in ("declared", "computed", "published")),
                 self.facts(*self.why(row), cut=True)]
                for row in self.ours["ratings-that-differ"]]

    def changes(self, which):
        """Why is told of now, or of that day as it is known now."""
        since = self.ours["since"] or {which: []}
        found = []
        for change in since[which]:
            name, told = change["milestone"], change.get("why")
            if which == "changes":
                told = self.why(self.rows[name]) if name in self.rows else []
            else:
                told = self.restated(told)
            found.append([self.promise(name), self.exactly(change["before"] or "not in the plan"),
                          self.exactly(change["now"] or "not in the plan"),
                          self.facts(*told, cut=True)])
        return found

    @staticmethod
    def restated(why):
        if not why:
            return []
        rule = why[:2] if why[0] == "R1" else []
        test, _, *reasons = why[len(rule):]
        return [*(["rule R1", rule[1]] if rule else []), f"test {test}", *map(spoken, reasons)]

    def risks(self):
        found = []
        for risk in self.ours["risks"]:
            latest = [m["mitigation"] for m in risk["mitigations"][:1]]
            found.append([self.facts(risk["risk"], free=[risk["title"]]),
                          self.exactly(risk["about"]),
                          self.facts(free=latest or ["nothing recorded"])])
        return found

    def dependencies(self):
        """With the rating of an action of this plan (R3)."""
        found = []
        for row in self.ours["dependencies"]:
            code = row["waits-for"]
            own = code.removeprefix(self.paper.history.plan + ":")
            colour = f", {self.paper.rater.action(own)['published']}" \
                if own in self.view.actions else ""
            written = self.of_name[row["milestone"]].added.event.get("written")
            found.append([self.promise(row["milestone"]), self.exactly(code.rstrip(":") + colour),
                          self.exactly(words(row["current"]) or written or "none")])
        return found

    @staticmethod
    def word(measure):
        """How a measure stands against its target."""
        if not measure["readings"] or measure["target"] is None:
            return "no target" if measure["readings"] else "no reading"
        return {True: "met", False: "not met", None: "direction not stated"}[
            measure["meets-target"]]

    def measures(self):
        """Where each stands: the latest reading and the one before, beside the target."""
        reading = lambda r: self.exactly(f"{r['value']}, {words(r['on'])}" if r else "none")
        return [[self.facts(m["measure"], free=[m["title"]]), self.exactly(m["about"]),
                 self.facts(free=[m["unit"] or "not stated"]), self.aim(m), reading(m["latest"]),
                 reading(m["before"]), self.exactly(self.word(m))]
                for m in self.ours.get("measures", [])]

    def aim(self, measure):
        due = [f"by {words(measure['due'])}"] if measure["due"] else []
        if measure["target"] is None:
            return self.exactly(", ".join(["none", *due]))
        least = {"up": ["at least"], "down": ["at most"], None: []}[measure["direction"]]
        return self.exactly(" ".join([*least, str(measure["target"]), *due]))

    def readings(self, measure):
        return [[self.exactly(words(r["on"])), self.exactly(r["value"])]
                for r in measure["readings"]]

    def assurance(self):
        titles = {f.event["priority"]: f.event["title"] for f in self.view.of("priority-added")}
        return [[self.facts(a["priority"], free=[titles[a["priority"]]]),
                 self.exactly(a["suggested"]), self.exactly(a["given"] or "not given"),
                 self.exactly(f"line {a['line']}" if a["line"] else "a lead's word"),
                 self.exactly(words(a["latest"]) or "none"), self.exactly(a["gaps"])]
                for a in self.ours["assurance"]]

    # Appendices B and C

    def gaps(self):
        found = []
        for gap in self.ours["gaps"]:
            name = gap["action"] + (f"/{gap['milestone']}" if gap["milestone"] else "")
            found.append([self.exactly(name), self.exactly(gap["gap"].replace("-", " ")),
                          self.facts(*map(spoken, gap["_facts"]))])
        return found

    def recorded_late(self):
        return [[self.exactly(r["entry"]), self.exactly(words(r["recorded"][:10])),
                 self.exactly(words(r["day"]))] for r in self.ours["recorded-late"]]

    def corrections(self):
        because = {e["seq"]: e.get("because") for e in self.paper.entries}
        return [[self.exactly(c["entry"]),
                 self.facts(f"entry {c['strikes']} struck") if c["strikes"] else
                 self.facts(c["milestone"], f"entry {c['corrects']}", words(c["due"])),
                 self.facts(free=[because[c["entry"]]])] for c in self.ours["corrections"]]

    def curve(self):
        curve = self.ours["curve"]
        return [[self.exactly(words(month)), *(self.exactly(curve[n][i] if i < len(curve[n]) else "")
                                               for n in ("original", "current", "delivered",
                                                         "confirmed"))]
                for i, month in enumerate(curve["months"])]

    def slips(self):
        return [[self.exactly(slip["milestone"]), self.exactly(words(d["set"])),
                 self.exactly(words(d["date"]))] for slip in self.ours["slips"]
                for d in slip["dates"]]

    # The end

    def close_out(self):
        close = self.ours["close-out"]
        if close is None:
            return []
        kinds = ("confirmed", "delivered", "transferred", "superseded", "withdrawn", "open")
        titles = {f.event["priority"]: f.event["title"] for f in self.view.of("priority-added")}
        numbers = lambda row: [sum(row[k] for k in kinds), *(row[k] for k in kinds)]
        total = {k: sum(p[k] for p in close["priorities"]) for k in kinds}
        return [[self.facts(p["priority"], free=[titles[p["priority"]]]),
                 *map(self.exactly, numbers(p))] for p in close["priorities"]] + \
            [[self.exactly("All"), *map(self.exactly, numbers(total))]]

    def undelivered(self):
        close = self.ours["close-out"] or {"undelivered": []}
        return [[self.promise(u["milestone"]),
                 self.exactly("still open" if u["outcome"] == "open" else u["outcome"]),
                 self.facts(*([u["to"]] if u["to"] else []),
                            free=[u["place"] or (not u["to"] and "nowhere stated")]),
                 self.facts(free=[self.name(u["_agreed-by"]) if u["_agreed-by"] else "nobody"])]
                for u in close["undelivered"]]
