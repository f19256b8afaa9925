"""What changed since the board was last told: two positions of one plan, held side by side."""
from datetime import date

from ledger_model import recorded_day
from rate import WORST_FIRST, text


class Since:
    """The last report published for an earlier meeting of the board; if none, the approval."""

    def __init__(self, paper, position):
        self.paper, self.then = paper, None
        view, last = paper.view, None
        for fact in view.of("report-published"):
            if fact.event["meeting"] < paper.meeting.isoformat():
                last = fact
        if last is not None:
            self.meeting = date.fromisoformat(last.event["meeting"])
            self.as_at = date.fromisoformat(last.event["as-at"])
            self.known = last.event["known-at"]
        elif view.approvals:
            self.meeting = None
            self.as_at, self.known = view.approvals[0].day, view.approvals[0].seq
        else:
            return
        make = lambda known: position(paper.entries, self.as_at, known, self.meeting)
        self.then, self.restated = make(self.known), make(paper.known)

    @staticmethod
    def moved(before, after):
        """Each milestone whose published rating is another, was not there or is there no more."""
        names = list(dict.fromkeys([*after, *before]))
        return [{"milestone": n, "before": before.get(n), "now": after.get(n)} for n in names
                if before.get(n) != after.get(n)]

    def changes(self):
        return self.moved(self.then.ratings(), self.paper.ratings())

    def late(self):
        """Recorded since, and of a day that the last report covered; what was struck is not."""
        seqs = {f.seq: f for f in self.paper.history.facts if f.seq > self.known
                and f.day <= self.as_at and self.paper.history.counts(f)}
        return [{"entry": s, "recorded": recorded_day(f.entry).isoformat(),
                 "speaks-of": f.day.isoformat()} for s, f in sorted(seqs.items())]

    def reconciled(self):
        before, now = self.then.ratings(), self.paper.ratings()
        changes = self.changes()
        return [{"rating": r, "then": list(before.values()).count(r),
                 "in": sum(c["now"] == r for c in changes),
                 "out": sum(c["before"] == r for c in changes),
                 "now": list(now.values()).count(r)} for r in WORST_FIRST]

    def agreed(self):
        """The dates agreed that the last report did not know of; none where there was none."""
        if self.then is None:
            return []
        known_then = {f.journal_order for f in self.then.view.of("date-agreed")}
        return [self.paper.change(m, f) for m in self.paper.milestones for f in m.agreed
                if f.journal_order not in known_then]

    def whole(self):
        if self.then is None:
            return None
        return {"meeting": text_of(self.meeting), "as-at": self.as_at.isoformat(),
                "known-at": self.known, "counts": self.then.counts(), "changes": self.changes(),
                "restatements": self.moved(self.then.ratings(), self.restated.ratings()),
                "late": self.late(), "reconciled": self.reconciled()}


def text_of(day):
    return None if day is None else day.isoformat()
