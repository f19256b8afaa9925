"""What waits for the board, what was decided, delivered and closed."""
from paper_rows import happened_on, reference, speaker
from rate import text


class Decisions:
    """Tables 4 and 5, the calls for help, and how a closed plan ended."""

    def __init__(self, paper):
        self.paper, self.view, self.history = paper, paper.view, paper.history

    def said(self, fact):
        return {"on": happened_on(fact), "by": fact.entry["by"], "entry": fact.seq,
                "for": fact.entry.get("for"), "because": fact.entry.get("because")}

    # Dates

    def asked(self):
        """Requests of dates that nobody answered.

        What was recorded before a request cannot answer it, whatever its day. One for a milestone
        delivered or closed since cannot be agreed any more (`date-agreed`: not when delivered),
        and asks nothing of the board.
        """
        found = []
        for m in self.paper.milestones:
            steps = m.facts("date-requested", "date-agreed", "date-refused")
            steps.sort(key=lambda f: f.journal_order)
            if steps and steps[-1].type == "date-requested" and self.paper.is_open(m):
                found.append(self.change(m, steps[-1], m.current()))
        return found

    def agreed(self, since):
        """The dates agreed that the board was not told of; none where it was told nothing."""
        if since.then is None:
            return []
        return [self.change(m, f, m.current(f.order)) for m in self.paper.milestones
                for f in m.agreed if f.seq > since.known or f.day > since.as_at]

    def change(self, m, fact, before):
        due = self.history.due(fact)
        return {"milestone": reference(m.action, m.name), "original": text(m.original()),
                "from": text(before), "to": text(due), **self.said(fact),
                "agreed-by": fact.event.get("agreed-by"),
                "move": before is not None and due.end > before.end,
                "waiting": [reference(w.action, w.name) for w in self.paper.milestones
                            if w is not m and self.paper.is_open(w) and self.waits_for(w, m)]}

    def waits_for(self, waiting, m):
        """Whether a milestone depends on another's action, or on what that stands under."""
        code = (waiting.added.event.get("depends") or "").removeprefix(self.history.plan + ":")
        return code in self.paper.under and m.action in self.paper.under[code]

    # Closures

    def closures(self):
        """Those that stand, in plan order, an action's own before those of its milestones."""
        found = []
        for action in self.view.actions:
            own = [f for f in self.view.of("action-closed") if f.event["action"] == action]
            own.sort(key=lambda f: int(f.event.get("milestone", 0)))
            found += [self.closure(f) for f in own if self.stands(f)]
        return found

    def scope(self, fact):
        return fact.event["action"], fact.event.get("milestone")

    def stands(self, closure):
        """Not reopened, and not replaced by a later closure of the same thing."""
        return not any(later.order > closure.order and self.scope(later) == self.scope(closure)
                       for later in self.view.of("action-reopened", "action-closed"))

    def approval(self, closure):
        """The latest of it, where there is one."""
        found = [f for f in self.view.of("closure-approved")
                 if f.order > closure.order and self.scope(f) == self.scope(closure)]
        return max(found, key=lambda f: f.order, default=None)

    def closure(self, closure):
        action, milestone = self.scope(closure)
        approval = self.approval(closure)
        return {"action": action, "milestone": milestone, "how": closure.event["how"],
                "to": closure.event.get("to"), "place": closure.event.get("place"),
                "agreed-by": approval and approval.event["agreed-by"],
                "meeting": approval and approval.event.get("meeting"), **self.said(closure),
                "milestones": [reference(m.action, m.name) for m in self.paper.of(action)
                               if self.governing(m) == closure]}

    def governing(self, m):
        """The closure that holds for a milestone: of several an approved one, the nearest."""
        chain = self.view.chain(m.action)
        found = [c for c in self.view.of("action-closed") if self.stands(c)
                 and (self.scope(c) == (m.action, m.name)
                      or (c.event["action"] in chain and "milestone" not in c.event))
                 and m.stands(c, chain)]
        return min(found, default=None, key=lambda c: (
            self.approval(c) is None, "milestone" not in c.event, chain.index(c.event["action"])))

    # Deliveries

    def deliveries(self):
        """What is delivered, with the days it has waited since it was first declared."""
        found = []
        for m in self.paper.milestones:
            if m.delivery() is None:
                continue
            confirmed = self.paper.confirmation(m)
            found.append({
                "milestone": reference(m.action, m.name), "declared": happened_on(m.delivery()),
                "by": speaker(m.delivery()), "confirmed": confirmed and happened_on(confirmed),
                "verifier": confirmed and speaker(confirmed),
                "line": confirmed and confirmed.event.get("line"),
                "waiting": None if confirmed else
                (self.paper.as_at - m.first_declared().day).days})
        return found

    # Help

    def help(self):
        """Calls whose latest step, by day, is the call."""
        found = []
        for action in self.view.actions:
            steps = sorted((f for f in self.view.of("help-asked", "help-given")
                            if f.event["action"] == action), key=lambda f: f.order)
            latest = {f.event["help"]: f for f in steps}
            found += [{"action": action, "help": n, "asked": latest[n].event["note"],
                       **self.said(latest[n])} for n in sorted(latest, key=int)
                      if latest[n].type == "help-asked"]
        return found

    # The end

    def close_out(self):
        closed = self.view.of("plan-closed")
        if not closed:
            return None
        last = closed[-1]
        kinds = ("confirmed", "delivered", "transferred", "superseded", "withdrawn", "open")
        outcomes = {id(m): self.outcome(m) for m in self.paper.milestones}
        return {"on": happened_on(last), "meeting": last.event["meeting"],
                "agreed-by": last.event["agreed-by"],
                "priorities": [{"priority": p, **{k: sum(
                    outcomes[id(m)] == k for m in self.paper.of_priority(p)) for k in kinds}}
                    for p in self.view.priorities],
                "undelivered": [self.undelivered(m, outcomes[id(m)]) for m in
                                self.paper.milestones if m.delivery() is None]}

    def undelivered(self, m, outcome):
        closure = self.governing(m)
        approval = closure and self.approval(closure)
        return {"milestone": reference(m.action, m.name), "outcome": outcome,
                "to": closure and closure.event.get("to"),
                "place": closure and closure.event.get("place"),
                "_agreed-by": approval and approval.event["agreed-by"]}

    def outcome(self, m):
        if m.closed():
            return self.governing(m).event["how"]
        if m.delivery() is None:
            return "open"
        return "confirmed" if m.confirmed() else "delivered"
