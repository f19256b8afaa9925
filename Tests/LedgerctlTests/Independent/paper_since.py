"""What changed since the board was last told: two positions of one plan, held side by side."""
from datetime import date

from paper_rows import Position, reference
from rate import WORST_FIRST


class Since:
    """The last report published for an earlier meeting of the board; if none, the approval."""

    def __init__(self, paper):
        self.paper, self.then, view = paper, None, paper.view
        told = {f: self.held(f) for f in view.of("report-published")}
        told = {f: day for f, day in told.items() if day and day < paper.meeting.isoformat()}
        if told:
            last = max(told, key=lambda f: (told[f], f.seq))
            self.meeting = date.fromisoformat(last.event["meeting"])
            self.as_at = date.fromisoformat(last.event["as-at"])
            self.known = last.event["known-at"]
        elif view.approvals:
            first = view.approvals[0]
            self.meeting, self.as_at, self.known = None, first.day, first.seq
        else:
            return
        make = lambda known: Position(paper.entries, self.as_at, known, self.meeting)
        self.then, self.restated = make(self.known), make(paper.known)

    def held(self, published):
        """The day of the meeting it was for, wherever that was moved; None: it was cancelled.

        A meeting that was moved is the same meeting; at one cancelled the board was told nothing.
        """
        board, day = self.paper.history.board, published.event["meeting"]
        steps = [f for f in self.paper.view.of("meeting-called", "meeting-cancelled")
                 if f.event.get("board", board) == board]
        start = max((n for n, f in enumerate(steps) if f.type == "meeting-called"
                     and f.event["meeting"] == day
                     and f.journal_order < published.journal_order), default=0)
        cancelled = False
        for step in steps[start:]:
            if step.type == "meeting-called" and step.event.get("moved-from") == day:
                day, cancelled = step.event["meeting"], False
            elif step.event["meeting"] == day:
                cancelled = step.type == "meeting-cancelled"
        return None if cancelled else day

    def moved(self, after):
        """Each milestone whose published rating is another, was not there or is there no more."""
        old, new = self.then.ratings(), after.ratings()
        whys = {reference(m.action, m.name): after.why(m) for m in after.milestones}
        return [{"milestone": n, "before": old.get(n), "now": new.get(n), "why": whys.get(n)}
                for n in dict.fromkeys([*new, *old]) if old.get(n) != new.get(n)]

    def late(self):
        """The entries recorded since, of a day that the last report covered, as far as they
        count. A correction or strike has no day: it speaks of what it names, if that was known.
        """
        history = self.paper.history
        covered = {f.seq for f in history.facts if f.day <= self.as_at}
        told = {seq for seq in covered if seq <= self.known}
        amending = ("date-corrected", "entry-struck")
        return sorted({f.seq for f in history.facts if f.seq > self.known and history.counts(f)
                       and (f.event["entry"] in told if f.type in amending
                            else f.seq in covered)})

    def whole(self):
        if self.then is None:
            return None
        before, now = self.then.ratings(), self.paper.ratings()
        changes = self.moved(self.paper)
        return {"meeting": self.meeting and self.meeting.isoformat(),
                "as-at": self.as_at.isoformat(), "known-at": self.known,
                "counts": self.then.counts(), "changes": changes,
                "restatements": self.moved(self.restated),
                "late": self.late(),
                "reconciled": [{"rating": r, "then": list(before.values()).count(r),
                                "came": sum(c["now"] == r for c in changes),
                                "went": sum(c["before"] == r for c in changes),
                                "now": list(now.values()).count(r)} for r in WORST_FIRST]}
