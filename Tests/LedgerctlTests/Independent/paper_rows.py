"""A plan on one day, known to one entry: its milestones with their ratings, dates and facts."""
from datetime import date

from ledger_model import Date, History, View
from rate import Rater, WORST_FIRST, slippage, slippage_text, text

KINDS = ("overdue", "due-at-meeting", "undated", "delivered", "confirmed", "closed", "moved",
         "met-original", "met-current")


def reference(action, milestone=None):
    return action if milestone is None else f"{action}/{milestone}"


def happened_on(fact):
    """When it happened, as precisely as that was stated."""
    return fact.entry.get("on", fact.entry["at"][:10])


def speaker(fact):
    return fact.entry.get("for", fact.entry["by"])


class Position:
    """Everything that holds without knowing what the board was told before."""

    def __init__(self, entries, as_at, known, meeting):
        self.entries, self.as_at, self.known, self.meeting = entries, as_at, known, meeting
        self.history = History(entries, known)
        self.view = View(self.history, as_at)
        self.rater = Rater(self.view)
        self.milestones = self.view.milestones
        self.under = {code: self.view.under(code)
                      for code in (*self.view.actions, *self.view.priorities)}
        self.priority_of = {a: self.view.actions[self.view.chain(a)[-1]]
                            for a in self.view.actions}

    def of(self, action):
        """The milestones of an action and the actions under it."""
        return [m for m in self.milestones if m.action in self.under[action]]

    def of_priority(self, code):
        """The milestones of a priority; not those of a priority under it, which has a row of its
        own, so that the rows add up."""
        return [m for m in self.milestones if self.priority_of[m.action] == code]

    def ratings(self):
        """The published rating of each milestone, in plan order."""
        return {reference(m.action, m.name): self.rater.published(m) for m in self.milestones}

    @staticmethod
    def is_open(m):
        return m.delivery() is None and not m.closed()

    @staticmethod
    def confirmation(m):
        return m.deliveries[-1] if m.confirmed() else None

    # Counts

    def kinds(self, m):
        met = lambda due: m.delivery() is not None and due is not None \
            and m.delivery().day <= due.end
        return {"overdue": m.overdue(),
                "due-at-meeting": self.meeting is not None and m.due_at(self.meeting),
                "undated": self.is_open(m) and m.current() is None,
                "delivered": m.delivery() is not None, "confirmed": m.confirmed(),
                "closed": m.closed(), "moved": bool(m.moves()),
                "met-original": met(m.original()), "met-current": met(m.current())}

    def counts(self, among=None):
        among = self.milestones if among is None else among
        found = {"milestones": len(among), **dict.fromkeys((*KINDS, *WORST_FIRST), 0)}
        for m in among:
            for kind, holds in self.kinds(m).items():
                found[kind] += holds
            found[self.rater.published(m)] += 1
        return found

    # Rows

    def row(self, m):
        """What a table says of a milestone."""
        found, note = slippage(m), self.latest_note(m.action)
        return {"action": m.action, "milestone": m.name, "original": text(m.original()),
                "current": text(m.current()), "forecast": text(m.forecast()),
                "delivered": m.delivery() and happened_on(m.delivery()),
                "confirmed": m.confirmed() and happened_on(self.confirmation(m)) or None,
                "moves": len(m.moves()),
                "slippage": found and slippage_text(m) + (", and running" if found[2] else ""),
                "rating": {"published": self.rater.published(m),
                           "declared": self.view.declared(m.action) if self.is_open(m) else None,
                           "computed": self.rater.computed(m)[0], "why": self.why(m)},
                "accountable": self.view.leads(m.action, "accountable"),
                "responsible": self.view.leads(m.action, "responsible"),
                "note": note and note.event["note"], "note-on": note and happened_on(note),
                "by-when": note and note.event.get("by-when")}

    def latest_note(self, action):
        """Of the action and of the actions under it."""
        notes = [f for f in self.view.of("progress-noted")
                 if f.event["action"] in self.under[action]]
        return max(notes, key=lambda f: f.order, default=None)

    # Why: the test, its colour, and the numbers and dates that it rests on

    def why(self, m):
        colour, test = self.rater.computed(m)
        rule = ["R1", self.view.declared(m.action)] if self.rater.published(m) != colour else []
        return [*rule, str(test), colour, *(str(fact) for fact in self.reasons(m, test))]

    def reasons(self, m, test):
        if test == 2:
            return [slippage(m)[0]] if slippage(m) and slippage(m)[0] > 0 else []
        if test == 3:
            return [(self.as_at - m.first_declared().day).days]
        if test == 5:
            return [m.current().text]
        if test == 6:
            return [m.forecast().text, m.current().text]
        if test == 7:
            return self.late_move(m)
        if test == 8 and m.current() is None:
            return coded(m.added.event.get("depends"))
        if test == 9:
            return self.risks(m)
        if test == 10:
            after = [a for a in self.view.approvals
                     if a.journal_order > m.added.journal_order]
            return [after[0].day]
        return []

    def late_move(self, m):
        """The first late one as things stand; else as they stood when it was recorded."""
        for move in sorted(m.moves(), key=lambda f: f.order):
            if m.was_late(move):
                correction = move.type == "date-corrected"
                from_ = m.current(move.order, move.seq if correction else None)
                if correction:
                    return [self.corrected(m, move).text, move.event["due"], move.seq]
                return [from_.text, self.history.due(move).text, move.seq]
        for move in sorted((f for f in (*m.agreed, *m.moves()) if m.was_late_as_recorded(f)),
                           key=lambda f: f.journal_order):
            if move.type == "date-corrected":
                return [self.corrected(m, move).text, move.event["due"], move.seq]
            if m.was_move_as_recorded(move):
                return [m.current_as_recorded(move).text, self.history.due(move).text, move.seq]
        raise ValueError("test 7 without a late move")

    def corrected(self, m, correction):
        """The date that a correction replaced, as it then stood."""
        wrong = next(f for f in (m.added, *m.agreed) if f.seq == correction.event["entry"])
        return self.history.due(wrong, correction.seq)

    def risks(self, m):
        found, current, forecast = [], m.current(), m.forecast()
        if forecast is not None and forecast.end > current.end:
            found += [forecast.text, current.text]
        if m.moves():
            found += [len(m.moves())]
        note = self.view.last_note(m.action)
        quiet, left = note and (self.as_at - note).days, (current.end - self.as_at).days
        limit = self.view.threshold
        if left <= limit("near-days") and (quiet is None or quiet > limit("quiet-days")):
            found += [abs(left), limit("quiet-days")]
        if quiet is not None and quiet > limit("stale-days"):
            found += [quiet]
        if self.rater.red_below(m.added.event.get("depends")):
            own = m.added.event["depends"].removeprefix(self.history.plan + ":")
            found += [*coded(own), "red"]
        return found


def coded(code):
    """A code as a token, where it has a digit."""
    return [code.strip(":")] if code and any(c.isdigit() for c in code) else []
