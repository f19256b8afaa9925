"""The acts of a random history that concern the board: papers, help, risks, assurance, meetings."""
from datetime import date, timedelta

BOARD, AUDITOR, CLERK, LEADS, GUEST, GROUP = "HWB", "AU", "clerk", ("KT", "LP", "JW"), "GN", "WG"


def e(type, **members):
    named = {k.rstrip("_").replace("_", "-"): v for k, v in members.items()}
    return {"type": type, **{k: v for k, v in named.items() if v is not None}}


class BoardActs:
    """Acts that no rule refuses, whenever they are recorded."""

    def publish(self):
        """A paper for a meeting near, as at a day near, that knows all or a little less."""
        if not self.approved():
            return False
        today = self.clock.date()
        near = [m for m in self.meetings if abs((date.fromisoformat(m) - today).days) < 90]
        if not near:
            return False
        known = len(self.journal.entries) - self.random.choice((0, 0, 0, 1, 4))
        as_at = today - timedelta(days=self.random.choice((0, 1, 5, 9, 20, -3)))
        digest = self.journal.keep(f"paper {known}\n".encode("utf-8"))
        return self.record(CLERK, e("report-published", meeting=self.pick(near), as_at=str(as_at),
                                    known_at=known, format="html", sha256=digest, data=digest,
                                    renderer="chance 1"), backdate=self.random.random() < 0.1)

    def evidence(self):
        m = self.milestone()
        milestone = self.random.choice((m.name, m.name, None))
        number = next(self.spare)
        place = {"url": f"https://chance.invalid/{number}"}
        if self.random.random() < 0.3:
            content = f"evidence {number}\n".encode("utf-8")
            place = {"sha256": self.journal.keep(content), "bytes": len(content),
                     "name": f"file-{number}.txt"}
        return self.record(self.pick((*LEADS, AUDITOR)), e(
            "evidence-filed", action=m.action, milestone=milestone, title=f"Paper {number}",
            line=self.pick((None, 1, 1, 2, 3)), exempt=self.pick((None, None, True)), **place))

    def ask(self):
        number = str(next(self.spare))
        action = self.pick(self.view.actions)
        self.calls.append((action, number, None))
        if not self.record("KT", e("help-asked", action=action, help=number, note="Please")):
            return False
        self.calls[-1] = (action, number, self.day_recorded())
        return True

    def help(self):
        if not self.calls:
            return False
        action, number, day = self.calls[0]
        if not self.record(AUDITOR, e("help-given", action=action, help=number, note="Done"),
                           not_before=day):
            return False
        self.calls.pop(0)
        return True

    def risk(self):
        """One is raised, answered or closed."""
        chance = self.random.random()
        if not self.risks or chance < 0.4:
            self.risks.append(f"R{next(self.spare)}")
            return self.record(CLERK, e("risk-raised", risk=self.risks[-1], title="It rains",
                                        about=self.pick((*self.view.actions, "A", "B"))))
        if chance < 0.75:
            return self.record("LP", e("risk-answered", risk=self.pick(self.risks),
                                       mitigation="Hats\nand coats"))
        risk = self.risks.pop(0)
        return self.record("LP", e("risk-closed", risk=risk), because="It is dry")

    def assure(self):
        return self.record(CLERK, e("assurance-given", priority=self.pick(("A", "B", "C")),
                                    level=self.pick(("none", "limited", "substantial")),
                                    meeting=self.pick(self.meetings)))

    def word(self):
        """Officers' words for a paper; numbers in them are theirs."""
        part = self.pick(("item", "report-of", "purpose", "offered", "considered", "summary",
                          "lateness", "financial", "legal", "engagement"))
        return self.record(CLERK, e("paper-worded", meeting=self.pick(self.meetings), part=part,
                                    text=f"Item 12 of {next(self.spare)}"))

    def call_meeting(self):
        day = (self.clock.date() + timedelta(days=self.random.randint(10, 120))).isoformat()
        papers = (date.fromisoformat(day) - timedelta(days=self.random.randint(2, 12))).isoformat()
        if day in self.meetings:
            return False
        self.meetings.append(day)
        return self.record(CLERK, e("meeting-called", meeting=day, title="Board",
                                    papers=self.pick((None, papers))), backdate=False)

    def cancel_meeting(self):
        if len(self.meetings) < 4:
            return False
        day = self.pick(self.meetings)
        self.meetings.remove(day)
        return self.record(CLERK, e("meeting-cancelled", meeting=day), because="Snow",
                           backdate=False)

    def link(self):
        pair = self.random.sample(list(self.view.actions), 2)
        return self.record(CLERK, e("action-linked", from_=pair[0], kind="feeds",
                                    to=self.pick((pair[1], "B", "other:", "other:X1"))))

    def leave(self):
        if self.gone:
            return False
        self.gone = True
        return self.record(CLERK, e("person-left", person=GUEST), because="A new post",
                           backdate=False)

    def end(self):
        """The plan is closed, and its last paper published."""
        self.tick()
        self.look()
        self.record(CLERK, e("plan-closed", meeting=self.pick(self.meetings), agreed_by=BOARD),
                    because="It is done", backdate=False)
        self.tick()
        self.look()
        self.publish()
