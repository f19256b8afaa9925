"""Rates a journal by practice.md (b) alone, as JSON, to compare with what the program says.

Usage: rate.py JOURNAL --as-at DAY [--known-at SEQ] [--meeting DAY]
"""
import argparse
import json
from datetime import date

from ledger_model import Date, History, Milestone, View, months_between, read_journal

WORST_FIRST = ["red", "amber", "grey", "green", "blue"]


def worst(ratings):
    return min(ratings, key=WORST_FIRST.index)


class Rater:
    """The computed and published ratings of one view."""

    def __init__(self, view):
        self.view = view
        self.by_action = {a: [m for m in view.milestones if m.action == a] for a in view.actions}
        self.computed_of = {}

    def computed(self, m: Milestone):
        """The rating and the number of the test that decided it."""
        key = (m.action, m.name)
        if key not in self.computed_of:
            self.computed_of[key] = self.first_test(m)
        return self.computed_of[key]

    def first_test(self, m):
        if m.closed():
            return "grey", 1
        if m.delivery() is not None:
            return self.delivered(m)
        if red := self.red_test(m):
            return "red", red
        if m.current() is None or not self.view.leads(m.action, "accountable"):
            return "grey", 8
        if self.at_risk(m):
            return "amber", 9
        if self.not_reported(m):
            return "grey", 10
        return "green", 11

    def delivered(self, m):
        if m.confirmed():
            return "blue", 2
        waited = (self.view.day - m.first_declared().day).days
        return ("amber", 3) if waited > self.view.threshold("evidence-days") else ("green", 4)

    def red_test(self, m):
        """5, 6 or 7 for one not delivered and not closed; these never look at another milestone."""
        if m.overdue():
            return 5
        if m.misses(m.forecast(), m.current(), self.view.day):
            return 6
        if m.moved_when_late():
            return 7
        return None

    def at_risk(self, m):
        current, forecast = m.current(), m.forecast()
        if forecast is not None and forecast.end > current.end:
            return True
        if m.moves():
            return True
        note = self.view.last_note(m.action)
        silent = None if note is None else (self.view.day - note).days
        near = (current.end - self.view.day).days <= self.view.threshold("near-days")
        if near and (silent is None or silent > self.view.threshold("quiet-days")):
            return True
        if silent is not None and silent > self.view.threshold("stale-days"):
            return True
        return self.red_below(m.added.event.get("depends"))

    def red_below(self, code):
        """Whether what a milestone depends on, within this plan, is published red."""
        if code is None:
            return False
        if ":" in code:
            plan, code = code.split(":")
            if plan != self.view.history.plan:
                return False
        under = self.view.under(code)
        return any(self.is_red(m) for m in self.view.milestones if m.action in under)

    def is_red(self, m):
        """Published red. Only tests 5 to 7 and declarations make red, so no circle can arise."""
        if m.closed() or m.delivery() is not None:
            return False
        return self.red_test(m) is not None or self.view.declared(m.action) == "red"

    def not_reported(self, m):
        after = [a for a in self.view.approvals if a.journal_order > m.added.journal_order]
        return (bool(after) and self.view.last_note(m.action) is None
                and (self.view.day - after[0].day).days > self.view.threshold("start-days"))

    def published(self, m):
        rating, _ = self.computed(m)
        declared = self.view.declared(m.action)
        if declared is None or m.closed() or m.delivery() is not None:
            return rating
        return worst([rating, declared])

    def action(self, code):
        under = self.view.under(code)
        open_ones = [m for m in self.view.milestones if m.action in under and not m.closed()]
        return {"published": worst([self.published(m) for m in open_ones] or ["grey"]),
                "declared": self.view.declared(code),
                "computed": worst([self.computed(m)[0] for m in open_ones] or ["grey"])}


def slippage(m):
    """The amount, its unit, and whether it is still growing; None where there is none to tell."""
    original, delivery = m.original(), m.delivery()
    if original is None or m.current() is None or (m.closed() and delivery is None):
        return None
    if delivery is not None:
        kind = Date(delivery.entry["on"]).kind if "on" in delivery.entry else "day"
        end = delivery.day
    elif m.overdue():
        kind, end = "day", m.view.day
    else:
        kind, end = m.current().kind, m.current().end
    kinds = {kind, original.kind}
    if kinds == {"day"}:
        unit, amount = "day", (end - original.end).days
    elif "year" in kinds:
        unit, amount = "year", end.year - original.end.year
    else:
        unit, amount = "month", months_between(original.end, end)
    return max(amount, 0), unit, m.overdue()


def slippage_text(m):
    """"2 months", "0 days"; None without an original date, and where closed undelivered."""
    found = slippage(m)
    if found is None:
        return None
    amount, unit, _ = found
    return f"{amount} {unit}{'' if amount == 1 else 's'}"


def text(value):
    return None if value is None else value.text


def milestone_row(rater, m, meeting):
    computed, test = rater.computed(m)
    found = slippage(m)
    return {"action": m.action, "milestone": m.name, "label": m.added.event.get("label"),
            "written": m.added.event.get("written"), "original": text(m.original()),
            "current": text(m.current()), "forecast": text(m.forecast()),
            "delivered": m.delivery() is not None, "confirmed": m.confirmed(),
            "closed": m.closed(), "overdue": m.overdue(),
            "due-at-meeting": meeting is not None and m.due_at(meeting),
            "moves": len(m.moves()), "slippage": slippage_text(m),
            "running": bool(found and found[2]),
            "computed": computed, "test": test, "published": rater.published(m)}


def rate(entries, as_at, known_at=None, meeting=None):
    """Everything that is compared, as plain values."""
    view = View(History(entries, known_at), as_at)
    rater = Rater(view)
    rows = [milestone_row(rater, m, meeting) for m in view.milestones]
    counts = {"milestones": len(rows), "undated": sum(
                  r["current"] is None and not r["delivered"] and not r["closed"] for r in rows),
              "moved": sum(r["moves"] > 0 for r in rows)}
    for name in ("overdue", "due-at-meeting", "delivered", "confirmed", "closed"):
        counts[name] = sum(r[name] for r in rows)
    for which in ("computed", "published"):
        counts[which] = {c: sum(r[which] == c for r in rows) for c in WORST_FIRST}
    return {"plan": view.history.plan, "as-at": as_at.isoformat(), "counts": counts,
            "known-at": known_at if known_at is not None else len(entries),
            "milestones": rows, "actions": {a: rater.action(a) for a in view.actions}}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("journal")
    parser.add_argument("--as-at", required=True, type=date.fromisoformat)
    parser.add_argument("--known-at", type=int)
    parser.add_argument("--meeting", type=date.fromisoformat)
    asked = parser.parse_args()
    found = rate(read_journal(asked.journal), asked.as_at, asked.known_at, asked.meeting)
    print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
