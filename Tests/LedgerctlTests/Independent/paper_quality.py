"""What the paper says of assurance, evidence, risks, gaps and of the record itself."""
from calendar import monthrange
from datetime import date

from ledger_model import recorded_day
from rate import text


def reference(action, milestone=None):
    return action if milestone is None else f"{action}/{milestone}"


def happened_on(fact):
    return fact.entry.get("on", fact.entry["at"][:10])


def a_year_before(day):
    return date(day.year - 1, day.month, min(day.day, monthrange(day.year - 1, day.month)[1]))


class Quality:
    """Sections 13 and 15 and appendix B, of one paper."""

    def __init__(self, paper):
        self.paper, self.view, self.history = paper, paper.view, paper.history

    # Assurance

    def lines(self, actions):
        """What speaks for a line of assurance: evidence, and confirmations that stand."""
        found = [(f.event.get("line", 1), f.day, "evidence") for f in self.view.of("evidence-filed")
                 if f.event["action"] in actions]
        found += [(m.deliveries[-1].event.get("line", 1), m.deliveries[-1].day, "confirmed")
                  for m in self.paper.milestones if m.action in actions and m.confirmed()]
        return found

    def assurance(self):
        gaps = self.gaps()
        found = []
        for code in self.view.priorities:
            actions = self.view.under(code)
            lines = self.lines(actions)
            recent = [n for n, day, _ in lines if day >= a_year_before(self.paper.as_at)]
            red = any(self.paper.rater.published(m) == "red"
                      for m in self.paper.of_priority(code))
            rank = 0 if not lines else 1
            if any(n >= 2 for n in recent):
                rank = 2
            if any(n >= 3 for n in recent) and not red:
                rank = 3
            given = [f for f in self.view.of("assurance-given") if f.event["priority"] == code]
            found.append({
                "priority": code, "rank": rank,
                "given": max(given, key=lambda f: f.order).event["level"] if given else None,
                "line": max((n for n, _, _ in lines), default=None),
                "latest": max((d for _, d, _ in lines), default=date.min).isoformat()
                if lines else None,
                "gaps": sum(g["action"] in actions for g in gaps)})
        return found

    def evidence(self):
        found = []
        for action in self.view.actions:
            filed = [f for f in self.view.of("evidence-filed") if f.event["action"] == action]
            found += [{"for": reference(action, f.event.get("milestone")), "entry": f.seq,
                       "title": f.event["title"], "on": happened_on(f),
                       "line": f.event.get("line"), "exempt": f.event.get("exempt", False)}
                      for f in sorted(filed, key=lambda f: f.order)]
        return found

    # Risks and dependencies

    def risks(self):
        closed = {f.event["risk"] for f in self.view.of("risk-closed")}
        answers = sorted(self.view.of("risk-answered"), key=lambda f: f.order)
        latest = {f.event["risk"]: f.event["mitigation"] for f in answers}
        return [{"risk": f.event["risk"], "about": f.event["about"],
                 "mitigation": latest.get(f.event["risk"])} for f in self.view.of("risk-raised")
                if f.event["risk"] not in closed]

    def dependencies(self):
        return [{"milestone": reference(m.action, m.name), "depends": m.added.event["depends"]}
                for m in self.paper.milestones
                if "depends" in m.added.event and self.paper.is_open(m)]

    # Gaps

    def gaps(self):
        found = []
        for action in self.view.actions:
            under = self.view.under(action)
            own = [m for m in self.paper.milestones if m.action == action]
            below = [m for m in self.paper.milestones if m.action in under]
            if self.is_closed(action) or (below and all(m.closed() for m in below)):
                continue
            gap = lambda kind, m=None: found.append(
                {"kind": kind, "action": action, "milestone": m and m.name})
            if not below:
                gap("no-milestone")
            for m in own:
                self.gaps_of_milestone(m, gap)
            if any(self.paper.is_open(m) for m in below) or not below:
                self.gaps_of_action(action, gap)
            self.gaps_of_links(action, own, gap)
        return found

    def is_closed(self, action):
        chain = self.view.chain(action)
        return any(c.event["action"] in chain and "milestone" not in c.event
                   and self.paper.stands(c) and self.paper.approval_of(c)
                   for c in self.view.of("action-closed"))

    def gaps_of_milestone(self, m, gap):
        if m.closed():
            return
        if m.delivery() is None:
            if m.current() is None:
                gap("undated", m)
            return
        if not any(f.event["action"] == m.action and f.event.get("milestone", m.name) == m.name
                   for f in self.view.of("evidence-filed")):
            gap("no-evidence", m)
        waited = (self.view.day - m.first_declared().day).days
        if not m.confirmed() and waited > self.view.threshold("evidence-days"):
            gap("not-confirmed", m)

    def gaps_of_action(self, action, gap):
        leads = {role: self.view.leads(action, role) for role in ("accountable", "responsible")}
        for role, named in leads.items():
            if not named:
                gap(f"no-{role}-lead")
        every = leads["accountable"] + leads["responsible"]
        bodies = {f.event["body"] for f in self.view.of("body-named")}
        if every and all(lead in bodies for lead in every):
            gap("body-alone")
        left = {f.event["person"] for f in self.view.of("person-left")}
        for _ in dict.fromkeys(lead for lead in every if lead in left):
            gap("lead-left")
        note = self.view.last_note(action)
        if note is None:
            gap("no-note")
        elif (self.view.day - note).days > self.view.threshold("stale-days"):
            gap("stale")

    def gaps_of_links(self, action, own, gap):
        for link in self.view.of("action-linked"):
            if link.event["from"] == action and self.is_elsewhere(link.event["to"]):
                gap("unknown-plan")
        for m in own:
            if not m.closed() and self.is_elsewhere(m.added.event.get("depends")):
                gap("unknown-plan", m)

    def is_elsewhere(self, code):
        return code is not None and ":" in code and code.split(":")[0] != self.history.plan

    # The record

    def recorded_late(self):
        """Entries that count, recorded more than the quiet days after the day they speak of."""
        found = {}
        for fact in self.view.happened:
            if (recorded_day(fact.entry) - fact.day).days > self.view.threshold("quiet-days"):
                found[fact.seq] = {"entry": fact.seq, "recorded": fact.recorded.isoformat(),
                                   "speaks-of": fact.day.isoformat()}
        return [found[seq] for seq in sorted(found)]

    def corrections(self):
        """Everything known that says an entry was wrong, whatever the day of the paper."""
        return [{"entry": f.seq, "of": f.event["entry"], "due": f.event.get("due"),
                 "struck": f.type == "entry-struck"} for f in self.history.facts
                if f.type in ("date-corrected", "entry-struck")]

    # Figures

    def curve(self):
        """Cumulative by month: how many fall on or before the end of each."""
        series = {"original": [m.original().end for m in self.paper.milestones if m.original()],
                  "current": [m.current().end for m in self.paper.milestones if m.current()],
                  "delivered": [m.delivery().day for m in self.paper.milestones if m.delivery()],
                  "confirmed": [m.deliveries[-1].day for m in self.paper.milestones
                                if m.confirmed()]}
        days = [d for found in series.values() for d in found] + [self.paper.as_at]
        number = lambda d: 12 * d.year + d.month - 1
        months = range(min(map(number, days)), max(map(number, days)) + 1)
        now = number(self.paper.as_at)
        return {"months": [f"{n // 12:04}-{n % 12 + 1:02}" for n in months],
                **{name: [sum(number(d) <= n for d in found)
                          if name in ("original", "current") or n <= now else None
                          for n in months] for name, found in series.items()}}

    def slips(self):
        return [{"milestone": reference(m.action, m.name),
                 "dates": [{"set": f.day.isoformat(), "date": due.text}
                           for f, due in m.dates()],
                 "delivered": m.delivery() and happened_on(m.delivery())}
                for m in self.paper.milestones if m.moves()]

    def whole(self):
        return {"assurance": self.assurance(), "evidence": self.evidence(), "risks": self.risks(),
                "dependencies": self.dependencies(), "gaps": self.gaps(),
                "recorded-late": self.recorded_late(), "corrections": self.corrections(),
                "curve": self.curve(), "slips": self.slips()}
