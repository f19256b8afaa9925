"""Recomputes every number of the portfolio, and of highlight reports, from the journals alone.

Usage: portfolio_check.py EVENTS portfolio FILE          (report --portfolio --format json)
       portfolio_check.py EVENTS highlight FILE          (report --highlight all --format json)
Prints how many values agree; the first that does not is said, with exit code 1.
"""
import json
import os
import sys
from collections import Counter
from datetime import date, timedelta

from ledger_model import Date, History, View, read_journal
from rate import WORST_FIRST, Rater, milestone_row

agreed = 0


def same(what, said, found):
    global agreed
    if said != found:
        sys.exit(f"{what}: said {said!r}, found {found!r}")
    agreed += 1


class Plan:
    """A plan rated on a day, with what its entries say of people and links."""

    def __init__(self, path, day):
        entries = read_journal(path)
        self.code = os.path.basename(path)[:-6]
        self.size, self.entries = len(entries), entries
        self.view = View(History(entries), day)
        self.rater = Rater(self.view)
        self.rows = [milestone_row(self.rater, m, None) for m in self.view.milestones]
        self.opening = entries[0]["events"][0]
        self.links = [f.event for f in self.view.of("action-linked")]
        named = self.view.of("person-named", "body-named")
        self.names = {f.event.get("person") or f.event["body"]: f.event for f in named}

    @property
    def board(self):
        board = self.opening["board"]
        return self.names.get(board, {}).get("name", board)

    def open(self, row):
        return not row["delivered"] and not row["closed"]

    def covered(self, code):
        """The rows of an action or priority, with what stands under it; of the plan for ""."""
        if not code:
            return self.rows
        under = self.view.under(code)
        return [row for row in self.rows if row["action"] in under]

    def has(self, code):
        return not code or code in self.view.actions or code in self.view.priorities

    def depends(self, row):
        added = next(m.added for m in self.view.milestones
                     if (m.action, m.name) == (row["action"], row["milestone"]))
        return added.event.get("depends")


def read(events, day):
    plans = [Plan(os.path.join(events, name), day)
             for name in sorted(os.listdir(events)) if name.endswith(".jsonl")]
    return ([p for p in plans if p.view.history.opening.day <= day],
            [p.code for p in plans if p.view.history.opening.day > day])


def counts(plan, rows):
    found = {"milestones": len(rows)}
    for name in ("overdue", "delivered", "confirmed", "closed"):
        found[name] = sum(row[name] for row in rows)
    found["undated"] = sum(row["current"] is None and plan.open(row) for row in rows)
    found["moved"] = sum(row["moves"] > 0 for row in rows)
    for colour in WORST_FIRST:
        found[colour] = sum(row["published"] == colour for row in rows)
    return found


def same_counts(what, said, found):
    for name, value in found.items():
        same(f"{what} {name}", said[name], value)


def end(row):
    return Date(row["current"]).end if row["current"] else None


def full(plan, reference):
    return reference if ":" in reference else f"{plan.code}:{reference}"


def target(plans, reference):
    code, name = reference.split(":")
    plan = next((p for p in plans if p.code == code), None)
    return (plan, name) if plan is not None and plan.has(name) else (None, name)


def check_waits(plans, said):
    found = []
    for plan in plans:
        for row in plan.rows:
            depends = plan.depends(row)
            if depends and plan.open(row):
                to = full(plan, depends)
                other, name = target(plans, to)
                rows = [] if other is None else other.covered(name)
                dates = {r["current"] for r in rows if other.open(r) and r["current"]}
                undated = sum(other.open(r) and r["current"] is None for r in rows) if other else 0
                found.append((plan.code, f"{row['action']}/{row['milestone']}", row["published"],
                              to, sorted(dates), undated, len(rows),
                              sum(r["overdue"] for r in rows), other.size if other else None))
    shown = [(w["plan"], w["milestone"], w["rating"], w["waits-for"],
              sorted(w["said"]["dates"]) if w["said"] else [],
              w["said"]["undated"] if w["said"] else 0,
              w["said"]["milestones"] if w["said"] else 0,
              w["said"]["overdue"] if w["said"] else 0,
              w["said"]["entries"] if w["said"] else None) for w in said]
    same("waits", shown, found)


def check_conflicts(plans, said):
    found, seen = [], set()
    for plan in plans:
        for link in plan.links:
            ends = (f"{plan.code}:{link['from']}", full(plan, link["to"]))
            if link["kind"] != "same-as" or frozenset(ends) in seen:
                continue
            seen.add(frozenset(ends))
            sides = [target(plans, e) for e in ends]
            if any(p is None or n not in p.view.actions for p, n in sides):
                continue
            covered = [(p, [r for r in p.rows if r["action"] == n] or p.covered(n))
                       for p, n in sides]
            dates = [{r["current"] for r in rows if not r["closed"]} for _, rows in covered]
            states = [any(p.open(r) for r in rows) if rows else None for p, rows in covered]
            leads = [set(p.view.leads(n, "accountable")) for p, n in sides]
            about = ((["dates"] if all(dates) and dates[0] != dates[1] else [])
                     + (["state"] if None not in states and states[0] != states[1] else [])
                     + (["accountable"] if leads[0] != leads[1] else []))
            if about:
                shown = [sorted({str(r["current"]) for r in rows}) for _, rows in covered]
                found.append((about, list(ends), shown, [sorted(x) for x in leads]))
    shown = [(c["about"], [s["reference"] for s in c["sides"]],
              [sorted({str(d) for d in s["dates"]}) for s in c["sides"]],
              [sorted(s["accountable"]) for s in c["sides"]])
             for c in said if c["about"][0] in ("dates", "state", "accountable")]
    same("conflicts", shown, found)


def check_workload(plans, said):
    found = {}
    for plan in plans:
        view = plan.view
        for key, named in plan.names.items():
            led = {role: [a for a in view.actions if key in view.leads(a, role)]
                   for role in ("accountable", "responsible")}
            if not any(led.values()):
                continue
            rows = [r for r in plan.rows if r["action"] in set(sum(led.values(), []))
                    and plan.open(r)]
            line = found.setdefault(key, {"plans": [], "accountable": 0, "responsible": 0,
                                          "open": 0, "overdue": 0, "name": named["name"]})
            line["plans"].append(plan.code)
            for role, actions in led.items():
                line[role] += len(actions)
            line["open"] += len(rows)
            line["overdue"] += sum(r["overdue"] for r in rows)
    shown = {line["key"]: {name: line[name] for name in
                           ("plans", "accountable", "responsible", "open", "overdue", "name")}
             for line in said["leads"]}
    same("workload", shown, found)


def check_organisations(plans, said):
    """Everything that the people of an organisation lead together, once in each plan."""
    found = {}
    for plan in plans:
        view, groups = plan.view, {}
        for key, named in plan.names.items():
            name = named.get("organisation") or (named["name"] if "body" in named else None)
            groups.setdefault(name, set()).add(key)
        for name, keys in groups.items():
            led = {role: [a for a in view.actions if keys & set(view.leads(a, role))]
                   for role in ("accountable", "responsible")}
            if not any(led.values()):
                continue
            rows = [r for r in plan.rows if r["action"] in set(sum(led.values(), []))
                    and plan.open(r)]
            line = found.setdefault(name, {"plans": [], "accountable": 0, "responsible": 0,
                                           "open": 0, "overdue": 0})
            line["plans"].append(plan.code)
            for role, actions in led.items():
                line[role] += len(actions)
            line["open"] += len(rows)
            line["overdue"] += sum(r["overdue"] for r in rows)
    same("organisations", {line["name"]: {name: line[name] for name in (
        "plans", "accountable", "responsible", "open", "overdue")}
        for line in said["organisations"]}, found)


def clear_days(day):
    """The last weekday that leaves five weekdays between it and the meeting."""
    left = 6
    while left:
        day -= timedelta(days=1)
        left -= day.weekday() < 5
    return day.isoformat()


def check_meetings(plans, said, day):
    boards = Counter(plan.board for plan in plans)
    most = [b for b in boards if boards[b] == max(boards.values())]
    place = most[0] if len(most) == 1 else None
    called = {}
    for plan in plans:
        for fact in plan.view.of("meeting-called"):
            meeting = date.fromisoformat(fact.event["meeting"])
            if meeting >= day:
                board = fact.event.get("board", plan.opening["board"])
                board = plan.names.get(board, {}).get("name", board)
                stated = fact.event.get("papers")
                called.setdefault((meeting, board), (stated or clear_days(meeting), bool(stated)))
    closing = sorted((m, papers) for (m, b), (papers, _) in called.items() if b == place)
    found = {(m.isoformat(), board): (papers, stated, None if board == place else next(
        (p.isoformat() for p, by in closing if by >= m.isoformat()), None))
        for (m, board), (papers, stated) in called.items()}
    same("meetings", {(m["day"], m["board"]): (m["papers"], m["papers-stated"], m["reaches"])
                      for m in said}, found)


def portfolio(events, said):
    day = date.fromisoformat(said["as-at"])
    plans, unopened = read(events, day)
    same("unopened", said["unopened"], unopened)
    same("plans", [(p["plan"], p["entries"], p["board"]) for p in said["plans"]],
         [(p.code, p.size, p.board) for p in plans])
    total = Counter()
    for shown, plan in zip(said["plans"], plans):
        found = counts(plan, plan.rows)
        total.update(found)
        same_counts(plan.code, shown["counts"], found)
    same_counts("all plans", said["counts"], dict(total))
    bad = [(WORST_FIRST.index(r["published"]), end(r) or date.max, n, p.code,
            f"{r['action']}/{r['milestone']}")
           for n, (p, r) in enumerate((p, r) for p in plans for r in p.rows)
           if r["published"] in ("red", "amber")]
    same("exceptions", [(e["plan"], f"{e['milestone']['action']}/{e['milestone']['milestone']}")
                        for e in said["exceptions"]], [b[3:] for b in sorted(bad)[:10]])
    check_waits(plans, said["waits"])
    check_conflicts(plans, said["conflicts"])
    check_workload(plans, said["workload"])
    check_organisations(plans, said["workload"])
    # Nobody has asked any board of these plans for anything.
    types = ("date-requested", "action-closed", "help-asked")
    asked = [f.type for p in plans for f in p.view.of(*types)]
    same("decisions", said["decisions"], asked)
    check_meetings(plans, said["meetings"], day)


def name(row):
    return f"{row['action']}/{row['milestone']}"


def highlight(events, said):
    for shown in said:
        day = date.fromisoformat(shown["as-at"])
        plan = Plan(os.path.join(events, f"{shown['plan']}.jsonl"), day)
        code = shown["programme"]
        period, following = Date(shown["period"]), Date(shown["next"])
        same(f"{code} next", following.first, period.end + timedelta(days=1))
        rows = plan.covered(code)
        same_counts(code, shown["counts"], counts(plan, rows))
        dated = [r for r in rows if plan.open(r) and r["current"]]
        within = [r for r in dated if period.first <= end(r) <= period.end]
        after = [r for r in dated if period.end < end(r) <= following.end]
        same(f"{code} not delivered", [name(r) for r in shown["not-delivered"]],
             [name(r) for r in within])
        same(f"{code} due", [name(r) for r in shown["due"]],
             [name(r) for r in sorted(after, key=end)])
        milestones = [m for m in plan.view.milestones if m.action in plan.view.under(code)]
        done = [m for m in milestones if m.delivery() is not None
                and period.first <= m.delivery().day <= period.end]
        same(f"{code} delivered", [name(r) for r in shown["delivered"]],
             [f"{m.action}/{m.name}" for m in done])
        # No date of these plans was ever moved, nor help asked for.
        same(f"{code} moved and help", shown["moved"] + shown["help"],
             [m for m in milestones if m.moves()] + plan.view.of("help-asked"))
        bad = [r for colour in ("red", "amber") for r in rows if r["published"] == colour]
        same(f"{code} exceptions", [name(r) for r in shown["exceptions"]], [name(r) for r in bad])
        under = plan.view.under(code)
        dated = {r["action"] for r in rows}
        same(f"{code} without milestone", shown["without-milestone"],
             [a for a in plan.view.actions if a in under
              and not dated & (plan.view.under(a) | set(plan.view.chain(a)))])
        told = [f for f in plan.view.of("progress-noted") if f.event["action"] in under
                and period.first <= f.day <= period.end]
        same(f"{code} notes", len(shown["notes"]), len(told))
        about = under | {p for p in plan.view.priorities
                         if code in plan.view.priority_chain(p)}
        risks = [f.event["risk"] for f in plan.view.of("risk-raised")
                 if f.event["about"] in about]
        closed = {f.event["risk"] for f in plan.view.of("risk-closed")}
        same(f"{code} risks", [r["risk"] for r in shown["risks"]],
             [r for r in risks if r not in closed])


def main():
    events, which, file = sys.argv[1:]
    with open(file, encoding="utf-8") as text:
        {"portfolio": portfolio, "highlight": highlight}[which](events, json.load(text))
    print(agreed)


if __name__ == "__main__":
    main()
