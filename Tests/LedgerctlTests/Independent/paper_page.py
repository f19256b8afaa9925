"""Holds the paper itself, in HTML, against paper.py: every number, date and colour that it says.

A text that says a number which none of the expectations here accounts for is a difference, so
nothing in the cover, the sections or the appendices goes unchecked; and so are rows that are
missing, too many or in another order.
"""
from datetime import date
from fractions import Fraction

from page_reader import Page
from page_tables import Tables
from page_words import COLOURS, Account, Near, counted, words
from paper import per_cent
from paper_rows import happened_on, speaker
from rate import WORST_FIRST

TESTS = {"red": "5 6 7", "amber": "3 9", "grey": "1 8 10", "green": "4 11", "blue": "2"}
WORDS = {"item": "Agenda item", "report-of": "Report of", "contact": "Contact",
         "purpose": "Purpose", "offered": "Assurance offered",
         "considered": "Previously considered by", "exempt": "Exempt information"}
IMPLICATIONS = ("financial", "legal", "equality", "sustainability", "engagement")


class PageCheck:
    """One paper as printed, and as recomputed."""

    def __init__(self, paper, ours, html):
        self.paper, self.ours, self.page, self.account = paper, ours, Page(html), Account()
        self.tables = Tables(paper, ours, self.page, self.account)

    def differences(self):
        self.headings()
        self.cover()
        self.recommendation()
        self.summary()
        self.close_out()
        self.key()
        self.tables.check()
        self.changes()
        self.implications()
        self.background()
        for block in self.page.of("next-period", "p"):
            if block.text.startswith("Nothing"):
                self.account.says(block, f"by {words(self.ours['next-period-end'])}")
        self.whole_plan()
        self.quality()
        self.figures()
        for block in self.page.blocks:
            if not block.is_accounted:
                self.account.says(block)
        return self.account.found

    # The order of the paper

    def headings(self):
        """The sections are numbered 1 to 15, then A to C; the contents say the same; the tables
        that the text refers to are there."""
        heads = [b for b in self.page.blocks if b.kind == "h2" and b.section != "nav"]
        numbered = [b for b in heads if b.owner != "close-out"]
        for block, number in zip(numbered, [*range(1, 16), *"ABC"]):
            self.account.says(block, number)
        if len(numbered) != 18:
            self.account.found.append(f"{len(numbered)} sections, not 18")
        parts = [b for b in self.page.blocks if b.kind == "h3"]
        named = {b.text for b in (*heads, *parts)}
        for block in self.page.blocks:
            if block.section == "nav" and block.kind == "li" and block.text in named:
                block.is_accounted = True
            elif block.section == "nav" and block.kind == "summary":
                of = next(h for h in heads if block.text.endswith(h.text))
                below = [p for p in parts if p.section == of.owner]
                self.account.exact(block, f"{counted(len(below), 'part')} of {of.text}")
        for block in parts:
            if block.owner == "background-whole":
                block.is_accounted = True

    def cover(self):
        title = self.paper.history.opening.event["title"]
        kind = "assurance" if self.ours["close-out"] is None else "close-out"
        for block in (*self.page.of(None, "title"), *self.page.of(None, "h1")):
            self.account.exact(block, f"{title}: {kind} report")
        meeting = self.tables.called(self.ours["meeting"])
        first, *late = self.page.of(None, "p")
        self.account.says(first, words(self.ours["meeting"]), words(self.ours["as-at"]),
                          free=[meeting.event["title"]])
        given = self.tables.worded()
        for dt, dd in zip(self.page.of(None, "dt"), self.page.of(None, "dd")):
            part = next(p for p, name in WORDS.items() if name == dt.text)
            self.account.exact(dd, given.get(part, "none stated"))
        self.lateness(late, meeting.event.get("papers"), given.get("lateness"))

    def lateness(self, blocks, papers, given):
        known = self.ours["known-until"][:10]
        if given is not None:
            for block, line in zip(blocks, given.split("\n")):
                self.account.exact(block, line)
        elif papers is not None and known > papers:
            self.account.says(blocks[0], words(papers), words(known))
        elif blocks:
            self.account.found.append(f"the cover says {blocks[0].text!r}")

    # 1 to 3

    def recommendation(self):
        pending = self.ours["pending"]
        expected = [[f"the position on {words(self.ours['as-at'])}"]]
        if self.ours["close-out"] is not None:
            expected.append([f"closed, {words(self.ours['close-out']['on'])}"])
        if pending["dates"]:
            expected.append([f"{counted(len(pending['dates']), 'change')} of date", "table 4(i)"])
        if pending["closures"]:
            expected.append([counted(len(pending["closures"]), "closure"), "table 5"])
        items = self.page.of("recommendation", "li")
        asked = items[len(expected):]
        for block, facts in zip(items, expected):
            self.account.says(block, *facts)
        if len(asked) != len(pending["help"]):
            self.account.found.append(f"{len(asked)} calls for help, not {len(pending['help'])}")
        for block, call in zip(asked, pending["help"]):
            self.account.says(block, f"asked for on {words(call['on'])}", f"with {call['action']}",
                              free=[self.tables.title(call["action"]), call["asked"]])

    def summary(self):
        counts, since = self.ours["counts"], self.ours["since"]
        position, against, expected, *more = self.page.of("summary", "p")
        self.account.says(
            position, counted(counts["milestones"], "milestone"),
            *(Near(counts[kind], word) for kind, word in (
                ("delivered", "delivered"), ("confirmed", "confirmed"), ("overdue", "overdue"),
                ("due-at-meeting", "due"), ("undated", "no"))))
        for block, kind in zip(self.page.of("summary", "li"),
                               ("red", "overdue", "delivered", "confirmed", "moved")):
            now, change = counts[kind], ""
            if since is not None:
                then = since["counts"][kind]
                change = ", as before" if now == then else \
                    f", {'up' if now > then else 'down'} from {then}"
            share = per_cent(now, counts["milestones"])
            self.account.exact(block, f"{now} {kind} ({share} per cent of "
                                      f"{counts['milestones']}{change})")
        self.against(against, self.ours["slippage"])
        red = [f"{p['priority']} ({p['counts']['red']}" for p in self.ours["priorities"]
               if p["counts"]["red"] > 0]
        pending = self.ours["pending"]
        needed = [f"{n} {one if n == 1 else many}" for n, one, many in (
            (len(pending["dates"]), "change of date", "changes of date"),
            (len(pending["closures"]), "closure", "closures"),
            (len(pending["help"]), "call for help", "calls for help")) if n]
        self.account.says(expected, *(red or ["nothing is red"]), *(needed or ["no decision"]))
        given = self.tables.worded().get("summary")
        for block, line in zip(more, (given or "").split("\n")):
            self.account.exact(block, line)

    def against(self, block, slippage):
        facts = [Near(slippage["met-original"], "original"),
                 Near(slippage["met-current"], "current"),
                 Near(slippage["slipped"], "slipped"), counted(slippage["moves"], "move")]
        if slippage["median"] is not None:
            facts += [slippage["median"], f"worst {slippage['worst']}"]
        self.account.says(block, *facts)

    def close_out(self):
        close = self.ours["close-out"]
        for block in self.page.of("close-out", "p"):
            if close is not None and not block.is_accounted and "closed on" in block.text:
                self.account.says(block, words(close["on"]), words(close["meeting"]))

    def key(self):
        colours, policy, basis = self.page.of("key", "p")
        self.account.says(colours, *(fact for colour in WORST_FIRST for fact in
                                     (colour, *TESTS[colour].split())))
        limits, adopted = self.ours["policy"], self.tables.policy()
        facts = [f"after {limits['evidence-days']} days", f"beyond {limits['tolerance-days']} days",
                 counted(limits["tolerance-months"], "month"), f"in {limits['near-days']} days",
                 f"in {limits['quiet-days']}", f"in {limits['stale-days']}",
                 f"{limits['start-days']} days"]
        if adopted is not None:
            facts.insert(0, words(adopted.day.isoformat()))
        self.account.says(policy, *facts, free=[adopted and f"policy {adopted.event['policy']} is"])
        known = self.ours["known-at"]
        self.account.says(basis, f"{known} {'entry' if known == 1 else 'entries'}",
                          self.ours["known-until"], "SHA-256", self.ours["head"],
                          self.ours["merkle-root"])

    # 12, 14 and 15

    def changes(self):
        since, first = self.ours["since"], self.page.of("changes", "p")[0]
        if since is None:
            self.account.says(first)
            return
        facts = ["the approval" if since["meeting"] is None else words(since["meeting"]),
                 f"as at {words(since['as-at'])}", f"at entry {since['known-at']}"]
        for row in since["reconciled"]:
            if row["then"] or row["came"]:
                facts += [f"{row['rating']} {row['then']}", f"{row['came']} came",
                          f"{row['went']} went", f"now {row['now']}"]
        late = len(since["late"])
        self.account.says(first, *facts, f"{late} {'entry' if late == 1 else 'entries'} recorded")

    def implications(self):
        given = self.tables.worded()
        for block, part in zip(self.page.of("implications", "dd"), IMPLICATIONS):
            self.account.exact(block, given.get(part, "none supplied"))

    def background(self):
        """Eight papers, and in appendix C all of them."""
        evidence = self.ours["evidence"]
        shown = self.page.of("background", "li")
        whole = self.page.of("whole-tables", "li")
        if len(shown) != min(8, len(evidence)) or len(whole) != len(evidence):
            self.account.found.append(f"{len(shown)} and {len(whole)} of {len(evidence)} papers")
        for block, row in [*zip(shown, evidence), *zip(whole, evidence)]:
            name = row["action"] + (f"/{row['milestone']}" if "milestone" in row else "")
            more = ["exempt"] if row.get("exempt") else []
            if "sha256" in row:
                end = None if block.section == "whole-tables" else 16
                more = [row["name"], "SHA-256", row["sha256"][:end]]
            self.account.says(block, name, words(row["on"]), *more, free=[row["title"]])
        for block in self.page.of("background", "p"):
            more = len(evidence) - 8
            self.account.exact(block, f"and {more} more, appendix C" if evidence else "None filed.")

    # Appendices A and B

    def whole_plan(self):
        blocks = [b for b in self.page.blocks if b.section == "plan" and b.kind != "h2"]
        titles = {f.event["priority"]: f.event["title"]
                  for f in self.paper.view.of("priority-added")}
        place = iter(blocks)
        for code in self.paper.view.priorities:
            self.account.exact(next(place), f"Priority {code}: {titles[code]}")
            for action, own in self.paper.priority_of.items():
                if own == code:
                    self.action(action, place)
        for block in place:
            self.account.found.append(f"appendix A says {block.text!r}")

    def action(self, action, place):
        self.account.exact(next(place), f"{action} {self.tables.title(action)}")
        for role in ("Accountable", "Responsible"):
            self.account.exact(next(place), role)
            leads = [f"{self.tables.name(key)} ({key})"
                     for key in self.paper.view.leads(action, role.lower())]
            self.account.exact(next(place), ", ".join(leads) or "nobody named")
        for m in self.paper.milestones:
            if m.action == action:
                self.milestone(m, next(place), next(place))
        if note := self.tables.own_note(action):
            self.account.exact(next(place), "Latest progress")
            by = self.tables.name(speaker(note))
            when = [f"by {words(note.event['by-when'])}"] if "by-when" in note.event else []
            self.account.says(next(place), words(happened_on(note)), *when,
                              free=[note.event["note"], by])
        if filed := [e for e in self.ours["evidence"] if e["action"] == action]:
            self.account.exact(next(place), "Evidence")
            self.account.exact(next(place), "; ".join(map(self.filed, filed)))

    @staticmethod
    def filed(row):
        about = f"milestone {row['milestone']}, " if "milestone" in row else ""
        return f"{row['title']} ({about}{words(row['on'])})"

    def milestone(self, m, term, said):
        label = [m.added.event.get("label")]
        stands_first = label[0] is not None and label[0] in term.text
        self.account.says(term, f"Milestone {m.name}", free=label if stands_first else ())
        row = self.tables.row(m)
        dates, free = self.tables.dates(row)
        dates[0] = dates[0][0].upper() + dates[0][1:]
        self.account.says(said, row["rating"]["published"], *self.tables.why(row), *dates,
                          free=free if stands_first else free + label)

    def quality(self):
        last = self.page.of("quality", "p")[-1]
        self.account.says(last, self.ours["meeting"], self.ours["as-at"], self.ours["known-at"],
                          "SHA-256")

    # The drawings

    def figures(self):
        self.bars()
        self.curves()
        if "figure-slips" in self.page.charts:
            self.slips()
        measures = self.ours.get("measures", [])
        for number, measure in enumerate(measures, 1):
            if measure["before"]:
                self.readings(number, measure, "whole-tables")
        if measures:
            aimed = [m for m in measures if m["target"] is not None]
            met = sum(m["meets-target"] is True for m in aimed)
            said = next(b for b in self.page.of("risks", "p") if "table 15" in b.text)
            self.account.exact(said, f"Of {counted(len(measures), 'measure')} {len(aimed)} "
                               f"{'has' if len(aimed) == 1 else 'have'} a target and {met} "
                               f"{'meets' if met == 1 else 'meet'} it: table 15, appendix C.")
        for block in self.page.blocks:
            if block.kind == "figcaption" and not block.is_accounted:
                number = ("position", "curve", "slips").index(block.owner.split("-")[1]) + 1
                self.account.says(block, f"Figure {number}", *(["table 1"] if number == 1 else []))

    def bars(self):
        """The words on the bars of each priority, and the widths of the bars."""
        texts = [t for t in self.page.texts("figure-position") if t not in COLOURS]
        found, code = {}, None
        codes = [p["priority"] for p in self.ours["priorities"]]
        for text in texts:
            if text in codes:
                code = text
                found[code] = {}
            else:
                for part in text.split(", "):
                    number, _, colour = part.partition(" ")
                    found[code][colour] = int(number)
        expected = {p["priority"]: {c: p["counts"][c] for c in WORST_FIRST if p["counts"][c]}
                    for p in self.ours["priorities"]}
        self.same("figure 1", expected, found)
        bars, is_drawn = [], False
        for tag, attributes, text in self.page.charts["figure-position"]:
            is_drawn = is_drawn or (tag == "text" and text in codes)
            if is_drawn and tag == "rect" and attributes["fill"].startswith("url"):
                bars.append(float(attributes["width"]))
        counts = [n for row in expected.values() for n in row.values()]
        if counts and len(bars) == len(counts):
            units = [width / n for width, n in zip(bars, counts)]
            self.same("figure 1, its widths", True, max(units) - min(units) < 0.02)
        else:
            self.same("figure 1, its bars", len(counts), len(bars))
        red = [p["counts"]["red"] for p in self.ours["priorities"]]
        said = self.page.description("figure-position")
        self.same("figure 1, in words", True, "Nothing is red" in said if max(red) == 0
                  else f"most red, {max(red)}." in said)

    def curves(self):
        """The last value of each line, in words and as drawn."""
        curve, chart = self.ours["curve"], self.page.charts["figure-curve"]
        names = {"original": "Original plan", "current": "Current plan", "delivered": "Delivered",
                 "confirmed": "Confirmed"}
        texts = self.page.texts("figure-curve")
        for name, label in names.items():
            if curve[name]:
                self.same("figure 2", True, f"{label}: {curve[name][-1]}" in texts)
        due = sum(m.original() is not None and m.original().end <= self.paper.as_at
                  for m in self.paper.milestones)
        counts = self.ours["counts"]
        said = self.page.description("figure-curve")
        self.same("figure 2, in words", True, all(part in said for part in (
            f"By {words(self.ours['as-at'])}", f"had {counted(due, 'milestone')} due",
            f"{counts['delivered']} ", f"{counts['confirmed']} confirmed")))
        ticks = {float(a["y"]) - 5: int(text) for tag, a, text in chart
                 if tag == "text" and a.get("text-anchor") == "end" and text.isdigit()}
        (low, zero), (high, top) = max(ticks.items()), min(ticks.items())
        lines = [a["d"] for tag, a, _ in chart if tag == "path" and a.get("fill") == "none"
                 and a.get("stroke-width") == "2"]
        drawn = [[round(zero + (low - float(p.split()[1])) / (low - high) * (top - zero), 1)
                  for p in line.lstrip("M").split("L")] for line in lines]
        series = [[float(n) for n in curve[name]] for name in names if len(curve[name]) > 1]
        drawn = [d for d in drawn if len(d) > 1]  # after them come the lines to their names
        self.same("figure 2, its lines", series, drawn[:len(series)])

    def slips(self):
        """Every milestone that was moved is named, and whether it was delivered."""
        texts = set(self.page.texts("figure-slips"))
        for slip in self.ours["slips"]:
            label = slip["milestone"] + (", delivered" if slip["delivered"] else "")
            self.same("figure 3", True, label in texts)

    def readings(self, number, measure, section):
        """The line of a measure: its last value in words, and each value as high as it should be,
        by the words at the axis, on the day it should be."""
        figure, last = f"figure-measure-{number}", measure["latest"]["value"]
        where = f"figure {number + 3}"
        caption = next(b for b in self.page.blocks
                       if b.kind == "figcaption" and b.owner == figure)
        self.same(where, section, caption.section)
        better = {"up": ["higher is better"], "down": ["lower is better"], None: []}
        self.account.says(caption, f"Figure {number + 3}", measure["measure"],
                          *better[measure["direction"]],
                          free=[measure["title"], measure["unit"]])
        chart, texts = self.page.charts[figure], self.page.texts(figure)
        has_target = measure["target"] is not None
        for name in (f"latest {last}", *([f"target {measure['target']}"] if has_target else [])):
            cut = name if len(name) <= 23 else name[:22] + "…"
            self.same(f"{where}, {cut}", True, cut in texts)
        said, values = self.page.description(figure), [r["value"] for r in measure["readings"]]
        first, latest = measure["readings"][0], measure["latest"]
        for part in (f"{counted(len(values), 'reading')} of {measure['measure']}:",
                     f"{first['value']} on {words(first['day'])}",
                     f"{latest['value']} on {words(latest['day'])}",
                     f"least {min(values, key=Fraction)}", f"most {max(values, key=Fraction)}",
                     self.tables.word(measure) if has_target else "No target"):
            self.same(f"{where}, in words: {part}", True, part in said)
        ticks = {float(a["y"]) - 5: Fraction(text) for tag, a, text in chart
                 if tag == "text" and a.get("text-anchor") == "end"}
        (low, least), (high, most) = max(ticks.items()), min(ticks.items())
        line = next(a["d"] for tag, a, _ in chart if tag == "path" and a.get("fill") == "none"
                    and a.get("stroke-width") == "2" and "stroke-dasharray" not in a)
        points = [tuple(map(float, p.split())) for p in line.lstrip("M").split("L")]
        heights = [low - (low - high) * float((Fraction(v) - least) / (most - least))
                   for v in values]
        self.same(f"{where}, its heights", True, len(points) == len(heights) and all(
            abs(y - wanted) <= 0.02 for (_, y), wanted in zip(points, heights)))
        days = [date.fromisoformat(r["day"]).toordinal() for r in measure["readings"]]
        if days[0] < days[-1]:
            (start, _), (end, _) = points[0], points[-1]
            across = [start + (end - start) * (d - days[0]) / (days[-1] - days[0]) for d in days]
            self.same(f"{where}, its days", True, all(
                abs(x - wanted) <= 0.02 for (x, _), wanted in zip(points, across)))

    def same(self, where, ours, theirs):
        self.account.values += 1
        if ours != theirs:
            self.account.found.append(f"{where}: {ours} by paper.py, {theirs} said")
