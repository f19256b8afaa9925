"""Every number of the board's paper, recomputed from the journal by the documents alone, as JSON.

Usage: paper.py JOURNAL MEETING AS-AT KNOWN-AT      (KNOWN-AT is an entry, or `all`)
"""
import hashlib
import json
import sys
from datetime import date, timedelta

from ledger_model import Date, History, View, canonical, digest, read_journal, recorded_day
from paper_quality import Quality
from paper_since import Since
from rate import Rater, WORST_FIRST, slippage, slippage_text, text

KINDS = ("overdue", "due-at-meeting", "undated", "delivered", "confirmed", "closed", "moved")


def per_cent(part, whole):
    """Whole per cent, halves up (R4); nothing of nothing is 0."""
    return 0 if whole == 0 else (200 * part + whole) // (2 * whole)


def merkle(leaves):
    """The root of RFC 6962, section 2.1, by its own recursion."""
    if not leaves:
        return hashlib.sha256(b"")
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0])
    split = 1
    while 2 * split < len(leaves):
        split *= 2
    return hashlib.sha256(b"\1" + merkle(leaves[:split]).digest()
                          + merkle(leaves[split:]).digest())


def reference(m):
    return f"{m.action}/{m.name}"


def standing_meetings(view):
    """The days of the meetings of the plan's board that are called and not cancelled or moved."""
    days = {}
    board = view.history.board
    for fact in view.of("meeting-called", "meeting-cancelled"):
        if fact.event.get("board", board) != board:
            continue
        days.pop(fact.event.get("moved-from"), None)
        if fact.type == "meeting-called":
            days[fact.event["meeting"]] = fact
        else:
            days.pop(fact.event["meeting"], None)
    return sorted(date.fromisoformat(d) for d in days)


def end_of_next_quarter(day):
    """The last day of the quarter after the one of `day`; quarters begin in April."""
    first = 3 * ((day.month - 1) // 3) + 1 + 6
    year, month = day.year + (first - 1) // 12, (first - 1) % 12 + 1
    return date(year, month, 1) - timedelta(days=1)


class Position:
    """The plan on one day, known to one entry: its milestones with their ratings and facts."""

    def __init__(self, entries, as_at, known, meeting):
        self.entries, self.as_at, self.known, self.meeting = entries, as_at, known, meeting
        self.history = History(entries, known)
        self.view = View(self.history, as_at)
        self.rater = Rater(self.view)
        self.milestones = self.view.milestones

    def ratings(self):
        """The published rating of each milestone, in plan order."""
        return {reference(m): self.rater.published(m) for m in self.milestones}

    def is_open(self, m):
        return m.delivery() is None and not m.closed()

    def kinds(self, m):
        return {"overdue": m.overdue(),
                "due-at-meeting": self.meeting is not None and m.due_at(self.meeting),
                "undated": self.is_open(m) and m.current() is None,
                "delivered": m.delivery() is not None, "confirmed": m.confirmed(),
                "closed": m.closed(), "moved": bool(m.moves())}

    def counts(self, among=None):
        among = self.milestones if among is None else among
        found = {"milestones": len(among), **dict.fromkeys((*KINDS, *WORST_FIRST), 0)}
        for m in among:
            for kind, holds in self.kinds(m).items():
                found[kind] += holds
            found[self.rater.published(m)] += 1
        return found

    def of_priority(self, code):
        under = self.view.under(code)
        return [m for m in self.milestones if m.action in under]

    def row(self, m):
        """What a table says of a milestone."""
        computed, test = self.rater.computed(m)
        delivery, confirmation = m.delivery(), m.deliveries[-1] if m.confirmed() else None
        found = slippage(m)
        return {"milestone": reference(m), "original": text(m.original()),
                "current": text(m.current()), "forecast": text(m.forecast()),
                "delivered": delivery and happened_on(delivery),
                "confirmed": confirmation and happened_on(confirmation),
                "moves": len(m.moves()), "slippage": slippage_text(m),
                "running": bool(found and found[2]), "test": test, "computed": computed,
                "published": self.rater.published(m),
                "declared": self.view.declared(m.action) if self.is_open(m) else None,
                "note": self.latest_note(m.action), "by-when": self.by_when(m.action),
                "accountable": self.view.leads(m.action, "accountable"),
                "responsible": self.view.leads(m.action, "responsible")}

    def notes(self, action):
        under = self.view.under(action)
        return sorted((f for f in self.view.of("progress-noted") if f.event["action"] in under),
                      key=lambda f: f.order)

    def latest_note(self, action):
        notes = self.notes(action)
        return notes[-1].event["note"] if notes else None

    def by_when(self, action):
        notes = self.notes(action)
        return notes[-1].event.get("by-when") if notes else None


def happened_on(fact):
    """When it happened, as precisely as that was stated."""
    return fact.entry.get("on", fact.entry["at"][:10])


class Paper(Position):
    """The paper for a meeting."""

    def rows(self, test):
        return [self.row(m) for m in self.milestones if test(m)]

    def exceptions(self):
        return [self.row(m) for rating in ("red", "amber") for m in self.milestones
                if self.rater.published(m) == rating]

    def overdue(self):
        """Longest first: by the day after which each is overdue (D3, and the tie to a meeting)."""
        return [self.row(m) for m in sorted((m for m in self.milestones if m.overdue()),
                                            key=lambda m: max(m.current().end, m.tie()
                                                              or m.current().end))]

    def next_period_end(self):
        later = [d for d in standing_meetings(self.view) if d > self.meeting]
        return end_of_next_quarter(later[0] if later else self.meeting)

    def next_period(self):
        """Open and dated, not overdue, due by the end of the period."""
        end = self.next_period_end()
        found = [m for m in self.milestones if self.is_open(m) and m.current() is not None
                 and not m.overdue() and m.current().end <= end]
        return [self.row(m) for m in sorted(found, key=lambda m: m.current().end)]

    def differs(self, m):
        declared = self.view.declared(m.action)
        return (self.is_open(m) and declared is not None
                and declared != self.rater.computed(m)[0])

    def met(self, m, due):
        return m.delivery() is not None and due is not None and m.delivery().day <= due.end

    def slippage(self):
        """Totals of the plan. Amounts in units that differ are put in order by their days."""
        def days(m):
            end = (m.delivery().day if m.delivery() else
                   self.as_at if m.overdue() else m.current().end)
            return (end - m.original().end).days
        slipped = [m for m in self.milestones if (found := slippage(m)) and found[0] > 0]
        slipped.sort(key=days)
        return {"slipped": len(slipped), "moves": sum(len(m.moves()) for m in self.milestones),
                "median": slippage_text(slipped[(len(slipped) - 1) // 2]) if slipped else None,
                "worst": slippage_text(slipped[-1]) if slipped else None,
                "met-original": self.share(lambda m: self.met(m, m.original())),
                "met-current": self.share(lambda m: self.met(m, m.current()))}

    def share(self, test):
        return per_cent(sum(map(test, self.milestones)), len(self.milestones))

    def asked(self):
        """Requests of dates that nobody answered; one for a milestone delivered or closed since
        cannot be agreed any more, and asks nothing of the board."""
        found = []
        for m in self.milestones:
            steps = m.facts("date-requested", "date-agreed", "date-refused")
            if steps and steps[-1].type == "date-requested" and self.is_open(m):
                found.append(self.change(m, steps[-1]))
        return found

    def change(self, m, fact):
        due = self.history.due(fact)
        before = m.current(fact.order)
        return {"milestone": reference(m), "original": text(m.original()), "before": text(before),
                "due": text(due), "entry": fact.seq, "by": fact.entry["by"],
                "agreed-by": fact.event.get("agreed-by"), "day": fact.day.isoformat(),
                "move": before is not None and due.end > before.end,
                "waiting": [reference(w) for w in self.milestones if self.waits_for(w, m)]}

    def waits_for(self, waiting, m):
        code = waiting.added.event.get("depends")
        if code and code.startswith(self.history.plan + ":"):
            code = code.split(":")[1]
        return (code is not None and waiting is not m and ":" not in code
                and m.action in self.view.under(code))

    def closures(self):
        """Those that stand, in plan order of what they close, and whether they are approved."""
        found = []
        for action in self.view.actions:
            for closure in self.view.of("action-closed"):
                if closure.event["action"] == action and self.stands(closure):
                    found.append(closure)
        return found

    def stands(self, closure):
        """Not lifted as a whole, and not replaced by a later closure of the same thing."""
        action, milestone = closure.event["action"], closure.event.get("milestone")
        for later in self.view.of("action-reopened", "action-closed"):
            if (later.order > closure.order and later.event.get("milestone") == milestone
                    and later.event["action"] == action):
                return False
        return True

    def approval_of(self, closure):
        scope = closure.event["action"], closure.event.get("milestone")
        later = [f for f in self.view.of("closure-approved") if f.order > closure.order
                 and (f.event["action"], f.event.get("milestone")) == scope]
        return min(later, key=lambda f: f.order) if later else None

    def closure_row(self, closure):
        approval = self.approval_of(closure)
        milestone = closure.event.get("milestone")
        return {"closes": closure.event["action"] + (f"/{milestone}" if milestone else ""),
                "how": closure.event["how"], "to": closure.event.get("to"),
                "place": closure.event.get("place"), "entry": closure.seq,
                "approved-by": approval and approval.event["agreed-by"],
                "approved-on": approval and happened_on(approval)}

    def deliveries(self):
        """What is delivered, with the days it has waited since it was first declared."""
        found = []
        for m in self.milestones:
            if m.delivery() is None:
                continue
            confirmation = m.deliveries[-1] if m.confirmed() else None
            found.append({
                "milestone": reference(m), "delivered": happened_on(m.delivery()),
                "confirmed": confirmation and happened_on(confirmation),
                "confirmed-by": confirmation and (confirmation.entry.get("for")
                                                  or confirmation.entry["by"]),
                "line": confirmation and confirmation.event.get("line"),
                "waiting-days": None if m.confirmed() else
                (self.as_at - m.first_declared().day).days, "slippage": slippage_text(m)})
        return found

    def help(self):
        given = {(f.event["action"], f.event["help"]) for f in self.view.of("help-given")}
        return [{"action": f.event["action"], "help": f.event["help"], "entry": f.seq}
                for action in self.view.actions for f in self.view.of("help-asked")
                if f.event["action"] == action
                and (action, f.event["help"]) not in given]

    def basis(self):
        lines = [canonical(e) for e in self.entries[:self.known]]
        return {"entries": len(lines), "head": digest(lines[-1]),
                "known-until": self.entries[self.known - 1]["at"],
                "merkle-root": merkle([line.encode() for line in lines]).hexdigest()}

    def whole(self):
        closures = [self.closure_row(c) for c in self.closures()]
        counts = self.counts()
        since = Since(self, Position)
        quality = Quality(self)
        return {
            "plan": self.history.plan, "meeting": self.meeting.isoformat(),
            "as-at": self.as_at.isoformat(), "known-at": self.known, **self.basis(),
            "counts": counts, "per-cent": {k: per_cent(n, counts["milestones"])
                                           for k, n in counts.items()},
            "priorities": [{"priority": p, "counts": self.counts(self.of_priority(p))}
                           for p in self.view.priorities],
            "milestones": self.rows(lambda m: True),
            "slippage": self.slippage(), "exceptions": self.exceptions(),
            "overdue": self.overdue(),
            "due-at-meeting": self.rows(lambda m: m.due_at(self.meeting)),
            "undated": self.rows(lambda m: self.is_open(m) and m.current() is None),
            "next-period-end": self.next_period_end().isoformat(),
            "next-period": self.next_period(), "moved": self.rows(lambda m: bool(m.moves())),
            "ratings-that-differ": self.rows(self.differs),
            "pending": {"dates": self.asked(),
                        "closures": [c for c in closures if c["approved-by"] is None],
                        "help": self.help()},
            "since": since.whole(), "dates-agreed": since.agreed(), "closures": closures,
            "deliveries": self.deliveries(), **quality.whole()}


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    entries = read_journal(sys.argv[1])
    known = len(entries) if sys.argv[4] == "all" else int(sys.argv[4])
    paper = Paper(entries, date.fromisoformat(sys.argv[3]), known,
                  date.fromisoformat(sys.argv[2]))
    print(json.dumps(paper.whole(), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
