"""Every number of the board's paper, recomputed from the journal by the documents alone, as JSON.

Usage: paper.py JOURNAL MEETING AS-AT KNOWN-AT      (KNOWN-AT is an entry, or `all`)

The members are named as in `ledgerctl report --format json`, where that has them; `why` is the
number of the deciding test, its colour, and the numbers and dates that it rests on.
"""
import hashlib
import json
import sys
from datetime import date, timedelta

from ledger_model import canonical, digest, read_journal
from paper_decisions import Decisions
from paper_quality import Quality
from paper_rows import Position
from paper_since import Since
from rate import slippage, slippage_text


def per_cent(part, whole):
    """Whole per cent, halves up (R4); nothing of nothing is 0."""
    return 0 if whole == 0 else (200 * part + whole) // (2 * whole)


def merkle(leaves):
    """The root of RFC 6962, section 2.1, by the recursion that it is defined by."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while 2 * split < len(leaves):
        split *= 2
    return hashlib.sha256(b"\1" + merkle(leaves[:split]) + merkle(leaves[split:])).digest()


def standing_meetings(view):
    """The days of the meetings of the plan's board that are called and not cancelled or moved."""
    days, board = set(), view.history.board
    for fact in view.of("meeting-called", "meeting-cancelled"):
        if fact.event.get("board", board) == board:
            days.discard(fact.event.get("moved-from"))
            (days.add if fact.type == "meeting-called" else days.discard)(fact.event["meeting"])
    return sorted(date.fromisoformat(d) for d in days)


def end_of_next_quarter(day):
    """The last day of the quarter after the one of `day`; a year has four from April."""
    month = 3 * ((day.month - 1) // 3) + 6  # the last month of it, counted from this January
    return date(day.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


class Paper(Position):
    """The paper for a meeting."""

    def rows(self, test):
        return [self.row(m) for m in self.milestones if test(m)]

    def exceptions(self):
        return [self.row(m) for rating in ("red", "amber") for m in self.milestones
                if self.rater.published(m) == rating]

    def overdue(self):
        """Longest first, by the date that is past."""
        found = [m for m in self.milestones if m.overdue()]
        return [self.row(m) for m in sorted(found, key=lambda m: m.current().end)]

    def next_period_end(self):
        later = [d for d in standing_meetings(self.view) if d > self.meeting]
        return end_of_next_quarter(later[0] if later else self.meeting)

    def next_period(self):
        """Open, dated, not overdue, not in the table of what is due at the meeting."""
        end = self.next_period_end()
        found = [m for m in self.milestones if self.is_open(m) and m.current() is not None
                 and not m.overdue() and not m.due_at(self.meeting) and m.current().end <= end]
        return [self.row(m) for m in sorted(found, key=lambda m: m.current().end)]

    def differs(self, m):
        """Table 7: in either direction, where a declaration bears on the milestone."""
        declared = self.view.declared(m.action)
        return self.is_open(m) and declared not in (None, self.rater.computed(m)[0])

    def slippage(self):
        """Totals. In the order of amounts a month counts as 30 days and a year as 365."""
        days = {"day": 1, "month": 30, "year": 365}
        slipped = [(found[0] * days[found[1]], slippage_text(m)) for m in self.milestones
                   if (found := slippage(m)) and found[0] > 0]
        slipped.sort(key=lambda pair: pair[0])
        counts = self.counts()
        return {"slipped": len(slipped), "moves": sum(len(m.moves()) for m in self.milestones),
                "median": slipped[(len(slipped) - 1) // 2][1] if slipped else None,
                "worst": slipped[-1][1] if slipped else None,
                **{k: per_cent(counts[k], counts["milestones"])
                   for k in ("met-original", "met-current")}}

    def basis(self):
        lines = [canonical(e).encode("utf-8") for e in self.entries[:self.known]]
        policies = self.view.of("policy-adopted")
        return {"plan": self.history.plan, "meeting": self.meeting.isoformat(),
                "as-at": self.as_at.isoformat(), "known-at": self.known, "entries": len(lines),
                "known-until": self.entries[self.known - 1]["at"],
                "head": digest(lines[-1].decode("utf-8")), "merkle-root": merkle(lines).hex(),
                "approved": self.view.approvals[0].day.isoformat() if self.view.approvals
                else None,
                "policy": {"adopted": policies[-1].event["policy"] if policies else None,
                           **{n: self.view.threshold(n) for n in self.view.BUILT_IN}}}

    def whole(self):
        decisions, since = Decisions(self), Since(self)
        closures = decisions.closures()
        return {
            **self.basis(), "counts": self.counts(),
            "priorities": [{"priority": p, "counts": self.counts(self.of_priority(p))}
                           for p in self.view.priorities],
            "slippage": self.slippage(), "milestones": self.rows(lambda m: True),
            "exceptions": self.exceptions(), "overdue": self.overdue(),
            "due-at-meeting": self.rows(lambda m: m.due_at(self.meeting)),
            "next-period-end": self.next_period_end().isoformat(),
            "next-period": self.next_period(),
            "undated": self.rows(lambda m: self.is_open(m) and m.current() is None),
            "moved": self.rows(lambda m: bool(m.moves())),
            "ratings-that-differ": self.rows(self.differs),
            "pending": {"dates": decisions.asked(),
                        "closures": [c for c in closures if c["agreed-by"] is None],
                        "help": decisions.help()},
            "dates-agreed": decisions.agreed(since), "closures": closures,
            "deliveries": decisions.deliveries(), "close-out": decisions.close_out(),
            "since": since.whole(), **Quality(self, decisions).whole()}


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
