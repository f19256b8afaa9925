"""Writes a random history of a small plan that breaks no rule of DESIGN.md 5, from a seed.

Usage: random_history.py OUT [--seed N] [--acts M]      (OUT is named <plan>.jsonl)
"""
import argparse
import os
import random
from datetime import date, datetime, timedelta

from ledger_model import Date, History, View, Writer, entry_day, names
from random_board import AUDITOR, BOARD, CLERK, GROUP, GUEST, LEADS, BoardActs, e

FAR = date(9000, 1, 1)
DATES = ("milestone-added", "date-agreed")
CLOSING = ("action-closed", "closure-approved", "action-reopened")
DELIVERING = ("delivery-declared", "delivery-confirmed", "delivery-returned", "action-reopened")


class Generator(BoardActs):
    """Decides on everything recorded so far, whatever its day, as the writer of an entry does."""

    def __init__(self, plan, seed):
        self.random, self.journal = random.Random(seed), Writer()
        self.clock = datetime(2018, 1, 8, 9, 0, 0)
        self.requests, self.meetings, self.spare = {}, [], iter(range(1, 1000))
        self.calls, self.risks, self.gone = [], [], False
        self.begin(plan)

    # Recording

    def record(self, by, *events, not_before=None, backdate=True, because=None, for_=None):
        """One entry, its day not before that of what it answers; False if that cannot be."""
        at = self.clock.strftime("%Y-%m-%dT%H:%M:%SZ")
        floor = not_before or date.min
        on = self.some_on() if backdate else None
        if on is not None and entry_day({"at": at, "on": on}) < floor:
            on = None
        if entry_day({"at": at} if on is None else {"at": at, "on": on}) < floor:
            return False
        self.journal.add(at, by, *events, on=on, because=because, for_=for_)
        return True

    def day_recorded(self):
        return entry_day(self.journal.entries[-1])

    def some_on(self):
        today, chance = self.clock.date(), self.random.random()
        if chance < 0.6:
            return None
        past = today - timedelta(days=self.random.randint(0, 45))
        if chance < 0.85:
            return past.isoformat()
        if chance < 0.88:
            return (today + timedelta(days=1)).isoformat()
        if chance < 0.9:
            return f"{past - timedelta(days=9)}/{past}"
        return past.isoformat()[:7]

    def tick(self):
        days = self.random.choice((0, 0, 1, 2, 4, 7, 12, 20))
        self.clock += timedelta(days=days, seconds=self.random.randint(1, 20000))
        if self.clock.hour == 23:  # a summer hour that London writes with its own day
            self.clock += timedelta(hours=1)

    # What stands so far

    def look(self):
        self.history = History(self.journal.entries)
        self.view = View(self.history, FAR)
        return self.view

    def approved(self):
        return bool(self.view.approvals)

    def pick(self, among):
        among = list(among)
        return self.random.choice(among) if among else None

    def milestone(self, test=lambda m: True):
        return self.pick(m for m in self.view.milestones if test(m))

    @staticmethod
    def is_open(m):
        return m.delivery() is None and not m.closed()

    def closures(self):
        """Those that stand for at least one milestone or action they were made for."""
        return [c for c in self.view.of("action-closed")
                if not any(r.order > c.order and self.lifts(r, c)
                           for r in self.view.of("action-reopened"))]

    @staticmethod
    def lifts(reopening, closure):
        return (reopening.event["action"] == closure.event["action"]
                and reopening.event.get("milestone") == closure.event.get("milestone"))

    def is_approved(self, closure):
        return self.view.milestones[0].approved(closure)

    def latest_day(self, action, types):
        """The last day of such facts on an action and on those above it."""
        chain = self.view.chain(action)
        return max((f.day for f in self.view.of(*types) if f.event["action"] in chain),
                   default=None)

    def some_due(self, around=None):
        around = around or self.clock.date() + timedelta(days=60)
        day = around + timedelta(days=self.random.randint(-40, 90))
        form = self.random.random()
        if form < 0.45:
            return day.isoformat()
        if form < 0.92:
            return day.isoformat()[:7]
        if form < 0.96:
            first = (day.month - 1) // 3 * 3 + 1
            return f"{day.year}-{first:02}/{day.year}-{first + 2:02}"
        return str(day.year)

    def agreed_by(self):
        return self.random.choice((BOARD, AUDITOR)) if self.approved() else None

    # The plan

    def begin(self, plan):
        put = lambda *events: self.record(CLERK, *events, backdate=False)
        put(e("plan-opened", plan=plan, title="A plan of chance", board=BOARD))
        put(*(e("person-named", person=p, name=f"Person {p}") 
              for p in (*LEADS, AUDITOR, GUEST)),
            e("body-named", body=BOARD, name="The Board"),
            e("body-named", body=GROUP, name="The Group"))
        put(e("priority-added", priority="A", title="First"),
            e("priority-added", priority="B", title="Second"),
            e("priority-added", priority="C", title="Third", under="A"))
        for day in ("2018-03-22", "2018-05-17", "2018-07-19", "2018-11-15"):
            put(e("meeting-called", meeting=day, title="Board"))
            self.meetings.append(day)
        for code, under in (("A1", "A"), ("A1.i", "A1"), ("B1", "B"), ("B1.i", "B1"), ("B2", "B"),
                            ("C1", "C")):
            put(e("action-added", action=code, under=under, title=f"Do {code}"))
            if "." not in code and self.random.random() < 0.85:
                put(e("leads-named", action=code, role="accountable",
                      leads=[self.random.choice(LEADS)]))
        self.look()
        for code in ("A1", "A1", "A1.i", "B1", "B1.i", "B2", "C1"):
            self.add_milestone(code)
            self.look()

    def add_milestone(self, action=None):
        action = action or self.pick(self.view.actions)
        number = 1 + sum(m.action == action for m in self.view.milestones)
        chance = self.random.random()
        due = None if chance < 0.2 else self.some_due()
        tie = self.pick(self.meetings) if self.random.random() < 0.2 else None
        depends = self.random.choice((None, None, None, "A", "B1", "A1.i", "other:", "other:C2",
                                      f"{self.history.plan}:B1"))
        if any(c.event["action"] in self.view.chain(action) for c in self.closures()):
            return False
        return self.record(CLERK, e("milestone-added", action=action, milestone=str(number),
                                    due=due, meeting=tie, depends=depends, label="of chance"))

    def add_action(self):
        code = f"{self.random.choice(('A1', 'B2'))}.x{next(self.spare)}"
        if not self.record(CLERK, e("action-added", action=code, under=code[:2], title="More")):
            return False
        self.look()
        return self.add_milestone(code)

    def approve(self):
        if self.random.random() < (0.3 if self.approved() else 0.1):
            return False
        return self.record(CLERK, e("plan-approved", meeting="2018-03-22"))

    def policy(self):
        days = {n: self.random.choice((None, d, 2 * d, d // 2)) for n, d in
                (("evidence_days", 42), ("tolerance_days", 30), ("near_days", 28),
                 ("quiet_days", 35), ("stale_days", 70), ("start_days", 70))}
        return self.record(CLERK, e("policy-adopted", policy=f"Key {next(self.spare)}",
                                    agreed_by=BOARD, tolerance_months=self.pick((None, 0, 2)),
                                    **days))

    def move_meeting(self):
        old = self.pick(self.meetings)
        new = (date.fromisoformat(old) + timedelta(days=self.random.randint(3, 40))).isoformat()
        if new in self.meetings:
            return False
        if not self.record(CLERK, e("meeting-called", meeting=new, title="Board", moved_from=old)):
            return False
        self.meetings[self.meetings.index(old)] = new
        return True

    def leads(self):
        guest = [] if self.gone else [GUEST]
        names_ = self.random.choice(([], *([p] for p in LEADS), ["KT", "LP"], guest, [GROUP]))
        role = self.random.choice(("accountable", "accountable", "responsible"))
        return self.record(CLERK, e("leads-named", action=self.pick(self.view.actions), role=role,
                                    leads=names_))

    # Progress and dates

    def note(self):
        by_when = self.some_due() if self.random.random() < 0.2 else None
        return self.record(self.pick(LEADS), e("progress-noted", note="Some words\nand more",
                                               action=self.pick(self.view.actions),
                                               by_when=by_when, line=self.pick((None, None, 1))))

    def declare_rating(self):
        event = e("rating-declared", action=self.pick(self.view.actions),
                  rating=self.random.choice(("green", "amber", "red")))
        return self.record(self.pick(LEADS), event, because="It looks so")

    def dated(self, type, m, **members):
        return e(type, action=m.action, milestone=m.name, **members)

    def near(self, m):
        current = m.current()
        return self.some_due(current.end if current else None)

    def forecast(self):
        m = self.milestone(self.is_open)
        return m and self.record(self.pick(LEADS),
                                 self.dated("forecast-given", m, due=self.near(m)))

    def request(self):
        m = self.milestone(lambda m: self.is_open(m) and (m.action, m.name) not in self.requests)
        if not m or not self.record("KT", self.dated("date-requested", m, due=self.near(m)),
                                    because="More time"):
            return False
        self.requests[m.action, m.name] = self.day_recorded()
        return True

    def answer(self):
        m = self.milestone(lambda m: self.is_open(m) and (m.action, m.name) in self.requests)
        return m and (self.agree(m) if self.random.random() < 0.6 else self.refuse(m))

    def agree(self, m=None):
        m = m or self.milestone(self.is_open)
        if not m or not self.record(
                CLERK, self.dated("date-agreed", m, due=self.near(m), agreed_by=self.agreed_by()),
                because="Agreed", not_before=self.requests.get((m.action, m.name))):
            return False
        self.requests.pop((m.action, m.name), None)
        return True

    def refuse(self, m):
        if not self.record(CLERK, self.dated("date-refused", m, agreed_by=BOARD), because="No",
                           not_before=self.requests[m.action, m.name]):
            return False
        del self.requests[m.action, m.name]
        return True

    def correct(self):
        wrong = self.pick(f for f in self.view.of(*DATES) if "due" in f.event)
        if wrong is None:
            return False
        return self.record(CLERK, e("date-corrected", action=wrong.event["action"], entry=wrong.seq,
                                    milestone=wrong.event["milestone"], agreed_by=self.agreed_by(),
                                    due=self.some_due(Date(wrong.event["due"]).end)),
                           because="Misheard")

    # Delivery and closure

    def deliver(self):
        m = self.milestone(self.is_open)
        after = m and [f.day for f in m.deliveries if f.type in DELIVERING[2:]]
        return m and self.record("LP", self.dated("delivery-declared", m),
                                 not_before=max(after, default=None))

    def confirm(self):
        m = self.milestone(lambda m: m.delivery() is not None and not m.confirmed()
                           and not m.closed())
        confirmed = m and self.dated("delivery-confirmed", m, line=self.pick((None, 2, 3)))
        return m and self.record(AUDITOR, confirmed, not_before=m.delivery().day)

    def send_back(self):
        m = self.milestone(lambda m: m.delivery() is not None and not m.confirmed())
        return m and self.record(AUDITOR, self.dated("delivery-returned", m), because="Not so",
                                 not_before=m.delivery().day)

    def reopen(self):
        """A delivered milestone, an action with one, or what a closure that stands was made for."""
        closure = self.pick(self.closures())
        if closure and self.random.random() < 0.6:
            action, milestone = closure.event["action"], closure.event.get("milestone")
        else:
            m = self.milestone(lambda m: m.delivery() is not None or m.closed())
            if not m:
                return False
            action, milestone = m.action, self.random.choice((m.name, m.name, None))
            if m.delivery() is None:
                milestone = m.name
        return self.record("KT", e("action-reopened", action=action, milestone=milestone),
                           because="Not finished",
                           not_before=self.latest_day(action, CLOSING + DELIVERING))

    def close(self):
        chosen = self.milestone(lambda m: not m.closed())
        if not chosen:
            return False
        milestone = chosen.name if self.random.random() < 0.4 else None
        chain = self.view.chain(chosen.action)
        if any(c.event["action"] in chain for c in self.closures()):
            return False
        how = self.random.choice(("transferred", "superseded", "withdrawn"))
        return self.record("KT", e("action-closed", action=chosen.action, milestone=milestone,
                                   how=how, place=None if how == "withdrawn" else "Elsewhere"),
                           because="Overtaken", not_before=self.latest_day(chosen.action, CLOSING))

    def approve_closure(self):
        c = self.pick(c for c in self.closures() if not self.is_approved(c))
        return c and self.record(CLERK, e("closure-approved", action=c.event["action"],
                                          milestone=c.event.get("milestone"), agreed_by=BOARD),
                                 not_before=self.latest_day(c.event["action"], CLOSING))

    # Striking

    def strike(self):
        after = self.view.approvals[-1].seq if self.approved() else 0
        wrong = self.pick(f for f in self.history.facts if f.seq > after and self.history.counts(f)
                          and self.may_strike(f))
        return wrong and self.record(CLERK, e("entry-struck", entry=wrong.seq), because="In error")

    def may_strike(self, fact):
        later = [f for f in self.history.facts if f.seq > fact.seq and self.history.counts(f)]
        if any(f.event.get("entry") == fact.seq for f in later):
            return False
        if fact.type in ("progress-noted", "rating-declared", "policy-adopted", "date-corrected"):
            return True
        event = fact.event
        same = [f for f in self.view.happened if f.seq != fact.seq
                and names(f, event.get("action"), event.get("milestone"))]
        if fact.type in ("date-agreed", "forecast-given"):
            # Not one that a later date, in either order, replaced, nor one that answered a request.
            return not any(f.type == "date-requested" or (f.type == fact.type and (
                f.seq > fact.seq or f.order > fact.order)) for f in same)
        if fact.type in DELIVERING + CLOSING:
            return not any(f.type in DELIVERING + CLOSING for f in later)
        return False

    ACTS = ((note, 14), (declare_rating, 6), (forecast, 8), (request, 4), (answer, 5), (agree, 8),
            (correct, 4), (deliver, 9), (confirm, 5), (send_back, 3), (reopen, 4), (close, 4),
            (approve_closure, 4), (strike, 5), (approve, 2), (policy, 2), (move_meeting, 2),
            (leads, 3), (add_milestone, 2), (add_action, 1), (BoardActs.publish, 4),
            (BoardActs.evidence, 5), (BoardActs.ask, 2), (BoardActs.help, 1), (BoardActs.risk, 2),
            (BoardActs.assure, 2), (BoardActs.call_meeting, 3), (BoardActs.cancel_meeting, 1),
            (BoardActs.link, 1), (BoardActs.leave, 1), (BoardActs.word, 3))

    def run(self, acts):
        done = 0
        while done < acts:
            self.tick()
            self.look()
            act = self.random.choices([a for a, _ in self.ACTS], [w for _, w in self.ACTS])[0]
            if done == acts // 4 and not self.approved():
                act = Generator.approve
            done += bool(act(self))
        if self.approved() and self.random.random() < 0.2:
            self.end()
        return self.journal


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--acts", type=int, default=60)
    asked = parser.parse_args()
    plan = os.path.basename(asked.out).removesuffix(".jsonl")
    Generator(plan, asked.seed).run(asked.acts).save(asked.out)


if __name__ == "__main__":
    main()
