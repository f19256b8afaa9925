"""What the paper says of assurance, evidence, risks, gaps and of the record itself."""
from calendar import monthrange
from datetime import date
from fractions import Fraction

from ledger_model import recorded_day
from paper_rows import coded, happened_on, reference
from rate import text

KINDS = ["no-milestone", "undated", "no-accountable-lead", "no-responsible-lead", "body-alone",
         "lead-left", "no-note", "stale", "no-evidence", "not-confirmed", "unknown-plan"]
LEVELS = ["none", "limited", "reasonable", "substantial"]


def a_year_before(day):
    return date(day.year - 1, day.month, min(day.day, monthrange(day.year - 1, day.month)[1]))


def told(evidence):
    """Its members that a paper tells; of what is exempt, not where it lies."""
    members = ("action", "milestone", "title", "line", "exempt")
    return members if evidence.event.get("exempt") else (*members, "url", "sha256", "name")


def elsewhere(code):
    """What is said of a code in a plan that is not known: the code, and the plan."""
    return [*coded(code), *coded(code.split(":")[0])]


class Quality:
    """Sections 13 and 15 and appendix B, of one paper."""

    def __init__(self, paper, decisions):
        self.paper, self.decisions = paper, decisions
        self.view, self.history = paper.view, paper.history

    # Assurance

    def lines(self, actions):
        """The line and day of all that is filed, and of the confirmations that stand. Nothing is
        said of a line that is not named: evidence is then taken for the first line's, and a
        confirmation, which nobody may give who leads the action, for the second's."""
        filed = [(f.event.get("line", 1), f.day) for f in self.view.of("evidence-filed")
                 if f.event["action"] in actions]
        return filed + [(c.event.get("line", 2), c.day) for m in self.paper.milestones
                        if m.action in actions and (c := self.paper.confirmation(m))]

    def level(self, lines, milestones):
        """How many of the steps none, limited, reasonable, substantial were climbed."""
        recent = [line for line, day in lines if day >= a_year_before(self.paper.as_at)]
        red = any(self.paper.rater.published(m) == "red" for m in milestones)
        if max(recent, default=0) == 3 and not red:
            return 3
        return 2 if max(recent, default=0) >= 2 else min(len(lines), 1)

    def assurance(self):
        """Of each priority; the day is that of the latest of the highest line."""
        gaps, found = self.gaps(), []
        policies = self.view.of("policy-adopted")
        words = (policies[-1].event if policies else {}).get("levels", LEVELS)
        for code in self.view.priorities:
            actions = {a for a, own in self.paper.priority_of.items() if own == code}
            lines = self.lines(actions)
            best = max(lines, default=(None, None))
            rank = self.level(lines, self.paper.of_priority(code))
            given = [f for f in self.view.of("assurance-given") if f.event["priority"] == code]
            found.append({
                "priority": code, "suggested": words[rank * (len(words) - 1) // 3],
                "given": max(given, key=lambda f: f.order).event["level"] if given else None,
                "line": best[0], "latest": best[1] and best[1].isoformat(),
                "gaps": sum(g["action"] in actions for g in gaps)})
        return found

    def evidence(self):
        """In plan order, and of each action in order of day."""
        found = []
        for action in self.view.actions:
            filed = [f for f in self.view.of("evidence-filed") if f.event["action"] == action]
            found += [{**{k: v for k, v in f.event.items() if k in told(f)}, "entry": f.seq,
                       "on": happened_on(f), "by": f.entry["by"]}
                      for f in sorted(filed, key=lambda f: f.order)]
        return found

    # Risks and dependencies

    def risks(self):
        """Those not closed, in the order they were raised in; of what is in the plan by then."""
        closed = {f.event["risk"] for f in self.view.of("risk-closed")}
        answers = sorted(self.view.of("risk-answered"), key=lambda f: f.order)
        return [{"risk": f.event["risk"], "about": f.event["about"], "title": f.event["title"],
                 "mitigations": [{"mitigation": a.event["mitigation"], "on": happened_on(a)}
                                 for a in reversed(answers)
                                 if a.event["risk"] == f.event["risk"]]}
                for f in self.view.of("risk-raised") if f.event["risk"] not in closed
                and f.event["about"] in self.paper.under]

    # Measures

    def measures(self):
        """In the order they were added in; of what is in the plan by then."""
        return [self.measure(f.event, sorted((r for r in self.view.of("measure-read")
                                              if r.event["measure"] == f.event["measure"]),
                                             key=lambda r: r.order))
                for f in self.view.of("measure-added") if f.event["about"] in self.paper.under]

    def measure(self, event, read):
        """A Fraction of the digits as written is exact, whatever their number."""
        readings = [{"value": r.event["value"], "on": happened_on(r), "day": r.day.isoformat(),
                     "entry": r.seq} for r in read]
        target, last = event.get("target"), [Fraction(r["value"]) for r in readings[-2:]]
        sign = {"up": 1, "down": -1}.get(event.get("direction"))
        change = {} if len(last) < 2 else {"change": {"is": "same" if last[0] == last[1] else
                  None if sign is None else "better" if (last[1] - last[0]) * sign > 0 else "worse"}}
        return {**{name: event.get(name) for name in (
                    "measure", "about", "title", "unit", "direction", "target", "due")},
                "latest": readings[-1] if readings else None,
                "before": readings[-2] if len(readings) > 1 else None,
                "meets-target": None if None in (target, sign) or not last else
                (last[-1] - Fraction(target)) * sign >= 0, **change, "readings": readings}

    def dependencies(self):
        return [{"milestone": reference(m.action, m.name), "current": text(m.current()),
                 "waits-for": m.added.event["depends"]} for m in self.paper.milestones
                if "depends" in m.added.event and self.paper.is_open(m)]

    # Gaps

    def gaps(self):
        found = []
        for action in self.view.actions:
            own = [m for m in self.paper.milestones if m.action == action]
            below = self.paper.of(action)
            if self.is_closed(action):
                continue
            gap = lambda kind, m=None, *facts: found.append(
                {"gap": kind, "action": action, "milestone": m and m.name,
                 "_facts": [str(fact) for fact in facts]})
            if not below:
                gap("no-milestone")
            for m in own:
                self.gaps_of_milestone(m, gap)
            if any(self.paper.is_open(m) for m in below) or not below:
                self.gaps_of_action(action, gap)
        place = {action: n for n, action in enumerate(self.view.actions)}
        return sorted(found, key=lambda g: (place[g["action"]], KINDS.index(g["gap"])))

    def is_closed(self, action):
        """By a closure of it or of what it stands under, approved, and not lifted for it."""
        chain = self.view.chain(action)
        return any(c.event["action"] in chain and "milestone" not in c.event
                   and self.decisions.approval(c) and not self.lifted(c, chain)
                   for c in self.view.of("action-closed"))

    def lifted(self, closure, chain):
        return any(r.order >= closure.order and "milestone" not in r.event
                   and r.event["action"] in chain
                   and closure.event["action"] in self.view.chain(r.event["action"])
                   for r in self.view.of("action-reopened"))

    def gaps_of_milestone(self, m, gap):
        if m.closed():
            return
        if m.delivery() is None:
            if m.current() is None:
                gap("undated", m, *coded(m.added.event.get("depends")))
            return
        if not any(f.event["action"] == m.action and f.event.get("milestone", m.name) == m.name
                   for f in self.view.of("evidence-filed")):
            gap("no-evidence", m, m.delivery().day)
        waited = (self.view.day - m.first_declared().day).days
        if not m.confirmed() and waited > self.view.threshold("evidence-days"):
            gap("not-confirmed", m, m.first_declared().day, waited)

    def gaps_of_action(self, action, gap):
        leads = {role: self.view.leads(action, role) for role in ("accountable", "responsible")}
        for role, named in leads.items():
            if not named:
                gap(f"no-{role}-lead")
        every = leads["accountable"] + leads["responsible"]
        bodies = {f.event["body"] for f in self.view.of("body-named")}
        if every and all(lead in bodies for lead in every):
            gap("body-alone")
        left = {f.event["person"]: f.day for f in self.view.of("person-left")}
        for lead in dict.fromkeys(lead for lead in every if lead in left):
            gap("lead-left", None, left[lead])
        note = self.view.last_note(action)
        if note is None:
            gap("no-note")
        elif (self.view.day - note).days > self.view.threshold("stale-days"):
            gap("stale", None, note, (self.view.day - note).days)

    # The record

    def recorded_late(self):
        """Entries that count, recorded more than the quiet days after the day they speak of."""
        found = {f.seq: f for f in self.view.happened
                 if (f.recorded - f.day).days > self.view.threshold("quiet-days")}
        return [{"entry": seq, "recorded": f.entry["at"], "day": f.day.isoformat()}
                for seq, f in sorted(found.items())]

    def corrections(self):
        """All known that say an entry was wrong, whatever the day of the paper; a correction that
        was itself struck corrects nothing, and the entry that struck it is listed."""
        return [{"entry": f.seq, "corrects": f.event["entry"] if "due" in f.event else None,
                 "milestone": reference(f.event["action"], f.event["milestone"])
                 if "due" in f.event else None, "due": f.event.get("due"),
                 "strikes": None if "due" in f.event else f.event["entry"]}
                for f in self.history.facts if f.type in ("date-corrected", "entry-struck")
                and self.history.counts(f)]

    # Figures

    def curve(self):
        """Cumulative by month: how many fall on or before the end of each."""
        series = {"original": [m.original().end for m in self.paper.milestones if m.original()],
                  "current": [m.current().end for m in self.paper.milestones if m.current()],
                  "delivered": [m.delivery().day for m in self.paper.milestones if m.delivery()],
                  "confirmed": [m.deliveries[-1].day for m in self.paper.milestones
                                if m.confirmed()]}
        days = [d for found in series.values() for d in found]
        if not days:
            return {"months": [], **{name: [] for name in series}}
        number = lambda d: 12 * d.year + d.month - 1
        months = range(min(map(number, days)), max(map(number, [*days, self.paper.as_at])) + 1)
        now = number(self.paper.as_at)
        past = [n for n in months if n <= number(self.paper.as_at)]
        return {"months": [f"{n // 12:04}-{n % 12 + 1:02}" for n in months],
                **{name: [sum(number(d) <= n for d in found)
                          for n in (months if name in ("original", "current") else past)]
                   for name, found in series.items()}}

    def slips(self):
        return [{"milestone": reference(m.action, m.name), "dates": self.dates(m),
                 "delivered": m.delivery() and m.delivery().day.isoformat()}
                for m in self.paper.milestones if m.moves()]

    def dates(self, m):
        """Every date with the day it was set, the original always among them: what was corrected
        after the approval, which is a move, stands as it was and again as it was corrected."""
        dates, original = m.dates(), m.original()
        found = [{"set": f.day.isoformat(), "date": due.text} for f, due in dates]
        if original is None or any(due.text == original.text for _, due in dates):
            return found
        for place, (fact, _) in enumerate(dates):
            corrections = self.history.corrections(fact)
            if original.text in (fact.event["due"], *(c.event["due"] for c in corrections)):
                start = {"set": found[place]["set"], "date": original.text}
                corrected = corrections[-1].day.isoformat()
                if all(corrected <= later["set"] for later in found[place + 1:]):
                    found[place]["set"] = corrected
                return [*found[:place], start, *found[place:]]
        return [{"set": found[0]["set"], "date": original.text}, *found]

    def whole(self):
        return {"assurance": self.assurance(), "evidence": self.evidence(), "risks": self.risks(),
                "dependencies": self.dependencies(), "gaps": self.gaps(),
                "recorded-late": self.recorded_late(), "corrections": self.corrections(),
                "curve": self.curve(), "slips": self.slips(),
                **({"measures": measures} if (measures := self.measures()) else {})}
