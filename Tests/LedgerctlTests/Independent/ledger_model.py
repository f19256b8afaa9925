"""A second reading of the journal format and of its replay, written from the documents alone."""
import hashlib
import json
import os
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

ZERO = "0" * 64


def canonical(value):
    """RFC 8785 for what a journal may hold: ASCII member names, integers, text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(line):
    return hashlib.sha256(line.encode("utf-8")).hexdigest()


class Date:
    """A date of stated precision: a day, a month, a year, or an interval of two of one kind."""
    FORMS = (("day", r"\d{4}-\d\d-\d\d"), ("month", r"\d{4}-\d\d"), ("year", r"\d{4}"))

    def __init__(self, text):
        self.text = text
        parts = text.split("/")
        kinds = {next((k for k, f in self.FORMS if re.fullmatch(f, p)), None) for p in parts}
        if len(parts) > 2 or None in kinds or len(kinds) != 1:
            raise ValueError(f"not a date: {text}")
        self.kind = kinds.pop()
        self.is_interval = len(parts) == 2
        self.first = self.bounds(parts[0])[0]
        self.end = self.bounds(parts[-1])[1]

    def bounds(self, part):
        numbers = [int(n) for n in part.split("-")]
        if self.kind == "day":
            return date(*numbers), date(*numbers)
        if self.kind == "month":
            year, month = numbers
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)


def months_between(earlier, later):
    return 12 * (later.year - earlier.year) + later.month - earlier.month


def read_journal(path):
    """The entries, after checking bytes, canonical form, chain, numbers and time."""
    entries, above = [], ZERO
    data = open(path, "rb").read()
    if not data.endswith(b"\n"):
        raise ValueError("the tail is torn")
    for number, line in enumerate(data.decode("utf-8").split("\n")[:-1], 1):
        entry = json.loads(line)
        if canonical(entry) != line or entry["prev"] != above or entry["seq"] != number:
            raise ValueError(f"line {number} is damaged")
        if entries and entry["at"] < entries[-1]["at"]:
            raise ValueError(f"line {number}: time runs backwards")
        above = digest(line)
        entries.append(entry)
    return entries


class Writer:
    """Builds a journal line by line; `sign` is given the canonical entry of a signing person."""

    def __init__(self):
        self.lines, self.entries, self.signers, self.files = [], [], {}, {}

    def add(self, at, by, *events, **members):
        named = {name.rstrip("_").replace("_", "-"): v for name, v in members.items()
                 if v is not None}
        entry = {"at": at, "by": by, "events": list(events), "seq": len(self.lines) + 1,
                 "prev": digest(self.lines[-1]) if self.lines else ZERO, **named}
        if by in self.signers:
            entry["sig"] = self.signers[by](canonical(entry).encode("utf-8"))
        self.entries.append(entry)
        self.lines.append(canonical(entry))
        return entry["seq"]

    def keep(self, content):
        """A file of evidence, kept under its digest beside the journal."""
        name = hashlib.sha256(content).hexdigest()
        self.files[name] = content
        return name

    def save(self, path):
        with open(path, "wb") as out:
            out.write("".join(line + "\n" for line in self.lines).encode("utf-8"))
        for name, content in self.files.items():
            folder = os.path.join(os.path.dirname(path), "evidence")
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, name), "wb") as out:
                out.write(content)


def recorded_day(entry):
    return date.fromisoformat(entry["at"][:10])


def entry_day(entry):
    """The last day of `on`, or the day of recording if that is earlier (DESIGN 6)."""
    recorded = recorded_day(entry)
    if "on" not in entry:
        return recorded
    on = Date(entry["on"])
    if on.kind == "day" and not on.is_interval and on.end == recorded + timedelta(days=1):
        return on.end
    return min(on.end, recorded)


@dataclass(frozen=True, eq=False)
class Fact:
    """One event of an entry, with its place in both orders."""
    day: date
    seq: int
    place: int
    event: dict
    entry: dict

    @property
    def type(self):
        return self.event["type"]

    @property
    def order(self):
        return (self.day, self.seq, self.place)

    @property
    def journal_order(self):
        return (self.seq, self.place)

    @property
    def recorded(self):
        return recorded_day(self.entry)


class History:
    """Everything known: the facts that still count, the corrections, and what was struck."""

    def __init__(self, entries, known=None):
        known_entries = [e for e in entries if known is None or e["seq"] <= known]
        self.facts = [Fact(entry_day(e), e["seq"], place, event, e)
                      for e in known_entries for place, event in enumerate(e["events"])]
        self.struck = {}
        for fact in self.facts:
            if fact.type == "entry-struck":
                self.struck[fact.event["entry"]] = fact.seq
        self.corrected = [f for f in self.facts if f.type == "date-corrected"]
        self.opening = self.facts[0]
        self.plan, self.board = self.opening.event["plan"], self.opening.event["board"]

    def counts(self, fact, before=None):
        """Whether it was not struck (by an entry before `before`, where that is given)."""
        by = self.struck.get(fact.seq)
        return by is None or (before is not None and by >= before)

    def corrections(self, fact, before=None, struck_before=None):
        """Those of what a fact recorded, in the order of the journal (by entries before)."""
        return [c for c in self.corrected
                if names(c, fact.event["action"], fact.event["milestone"])
                and c.event["entry"] == fact.seq and (before is None or c.seq < before)
                and self.counts(c, struck_before)]

    def due(self, fact, before=None, struck_before=None):
        """The date a fact recorded, as corrected (by entries before `before`); None: undated.

        A struck correction never was one, unless it was still standing at `struck_before`.
        """
        if "due" not in fact.event:
            return None
        found = self.corrections(fact, before, struck_before)
        return Date((found[-1] if found else fact).event["due"])

    def original_due(self, fact):
        """A first date after approval: a correction to a later end is a move and leaves it."""
        kept = Date(fact.event["due"])
        for correction in self.corrections(fact):
            due = Date(correction.event["due"])
            if due.end <= kept.end:
                kept = due
        return kept


def names(fact, action, milestone):
    return fact.event.get("action") == action and fact.event.get("milestone") == milestone


class View:
    """The plan as it was on a day: structure in journal order, facts by (day, seq, place)."""

    def __init__(self, history, day):
        self.history, self.day = history, day
        self.happened = [f for f in history.facts if f.day <= day and history.counts(f)
                         and f.type not in ("entry-struck", "date-corrected")]
        self.by_type = {}
        for fact in self.happened:
            self.by_type.setdefault(fact.type, []).append(fact)
        self.approvals = self.of("plan-approved")
        self.priorities, self.actions, self.milestones = [], {}, []
        if history.opening.day <= day:
            self.priorities = [f.event["priority"] for f in self.of("priority-added")]
            self.place_actions()
            added = [f for f in self.of("milestone-added") if f.event["action"] in self.actions]
            self.milestones = [Milestone(self, f) for code in self.actions for f in added
                               if f.event["action"] == code]

    def of(self, *types):
        """In the order of the journal."""
        found = [f for type in types for f in self.by_type.get(type, ())]
        return sorted(found, key=lambda f: f.journal_order) if len(types) > 1 else found

    def place_actions(self):
        """An action is there once what it stands under is there, at whatever depth."""
        waiting = {f.event["action"]: f.event["under"] for f in self.of("action-added")}
        there = set(self.priorities)
        while new := [a for a, under in waiting.items() if under in there and a not in there]:
            there.update(new)
        there = {a: under for a, under in waiting.items() if a in there}
        self.actions = {}
        for priority in self.priorities:
            self.place_under(priority, there)

    def place_under(self, code, there):
        """In plan order: each action before the actions under it, as they were added."""
        for action in [a for a, under in there.items() if under == code]:
            self.actions[action] = code
            self.place_under(action, there)

    def chain(self, action):
        """The action and the actions above it."""
        found = []
        while action in self.actions:
            found.append(action)
            action = self.actions[action]
        return found

    def under(self, code):
        """The action (or priority, and the priorities under it) and the actions under it."""
        return {a for a in self.actions
                if code in (chain := self.chain(a))
                or code in self.priority_chain(self.actions[chain[-1]])}

    def priority_chain(self, priority):
        """The priority and the priorities above it."""
        above = {f.event["priority"]: f.event.get("under") for f in self.of("priority-added")}
        found = []
        while priority in above:
            found.append(priority)
            priority = above[priority]
        return found

    def leads(self, action, role):
        for code in self.chain(action):
            named = [f for f in self.of("leads-named")
                     if f.event["action"] == code and f.event["role"] == role]
            if named and (leads := max(named, key=lambda f: f.order).event["leads"]):
                return leads
        return []

    def last_note(self, action):
        under = self.under(action)
        return max((f.day for f in self.of("progress-noted") if f.event["action"] in under),
                   default=None)

    def declared(self, action):
        found = [f for f in self.of("rating-declared") if f.event["action"] == action]
        return max(found, key=lambda f: f.order).event["rating"] if found else None

    BUILT_IN = {"evidence-days": 42, "tolerance-days": 30, "tolerance-months": 1, "near-days": 28,
                "quiet-days": 35, "stale-days": 70, "start-days": 70}

    def threshold(self, name, day=None):
        """Of the policy last recorded among those whose day has come."""
        policies = [f for f in self.of("policy-adopted") if day is None or f.day <= day]
        return (policies[-1].event if policies else {}).get(name, self.BUILT_IN[name])


class Milestone:
    """What is known of one milestone on the view's day."""

    def __init__(self, view, added):
        self.view, self.history, self.added = view, view.history, added
        self.action, self.name = added.event["action"], added.event["milestone"]
        self.agreed = self.facts("date-agreed")
        self.forecasts = self.facts("forecast-given")
        self.deliveries = self.facts("delivery-declared", "delivery-confirmed",
                                     "delivery-returned", "action-reopened")

    def facts(self, *types):
        """Those of it, or of its action as a whole, in order of day."""
        found = [f for f in self.view.of(*types) if f.event["action"] == self.action
                 and f.event.get("milestone", self.name) == self.name]
        return sorted(found, key=lambda f: f.order)

    def dates(self, before=None, corrected_before=None):
        """Its dates in order, the one it was added with first: pairs of fact and date."""
        facts = [self.added] + [f for f in self.agreed if before is None or f.order < before]
        dated = [(f, self.history.due(f, corrected_before)) for f in facts]
        return [(f, due) for f, due in dated if due is not None]

    def current(self, before=None, corrected_before=None):
        dates = self.dates(before, corrected_before)
        return dates[-1][1] if dates else None

    def forecast(self, before=None, corrected_before=None):
        found = [f for f in self.forecasts if before is None or f.order < before]
        return self.history.due(found[-1], corrected_before) if found else None

    def date_at_approval(self, approval):
        """The date recorded before the approval, whatever its day, as corrected and struck then."""
        facts = [f for f in self.history.facts if f.seq < approval.seq
                 and f.type in ("milestone-added", "date-agreed")
                 and names(f, self.action, self.name) and self.history.counts(f, approval.seq)]
        facts.sort(key=lambda f: (f.type == "date-agreed", f.order))
        then = approval.seq
        dated = [due for f in facts if (due := self.history.due(f, then, then)) is not None]
        return dated[-1] if dated else None

    def original(self):
        """At the first approval after it; for an undated one, the first date after approval."""
        if not self.view.approvals:
            return None
        first = self.view.approvals[0].journal_order
        steps = [f for f in self.view.approvals if f.journal_order > self.added.journal_order]
        if "due" not in self.added.event:
            steps += [f for f in self.agreed if f.journal_order > first]
        for step in sorted(steps, key=lambda f: f.journal_order):
            found = (self.date_at_approval(step) if step.type == "plan-approved"
                     else self.history.original_due(step))
            if found is not None:
                return found
        return None

    def moves(self):
        """Agreed dates after the first approval that end later than the one before in order, and
        corrections after it to a later end."""
        if not self.view.approvals:
            return []
        first = self.view.approvals[0].journal_order
        dates = self.dates()
        found = [f for (_, old), (f, new) in zip(dates, dates[1:])
                 if f.journal_order > first and new.end > old.end]
        for fact, _ in dates:
            for correction in self.history.corrections(fact):
                wrong = self.history.due(fact, correction.seq)
                if (correction.journal_order > first
                        and Date(correction.event["due"]).end > wrong.end):
                    found.append(correction)
        return found

    def moved_when_late(self):
        """Test 7: a move since which it was not delivered, made on a day when it was late."""
        moves = self.moves()
        return (any(self.was_late(move) for move in moves)
                or any(self.was_late_as_recorded(fact) for fact in self.agreed
                       if self.was_move_as_recorded(fact))
                or any(self.was_late_as_recorded(move) for move in moves
                       if move.type == "date-corrected"))

    def was_late(self, move):
        """As the facts before it in order stood."""
        corrected_before = move.seq if move.type == "date-corrected" else None
        current = self.current(move.order, corrected_before)
        if current is None:  # a delivery that stood then was undone since, and is no delivery
            return False
        return self.late(move, current, self.forecast(move.order, corrected_before),
                         self.tie(move.order))

    def current_as_recorded(self, fact):
        """The date that an agreed one replaced, or that stood at a correction."""
        held = [f for f in (self.added, *self.agreed) if f.seq < fact.seq
                and (f is self.added or fact.type == "date-corrected" or f.order < fact.order)]
        dues = [due for f in held if (due := self.history.due(f, fact.seq)) is not None]
        return dues[-1] if dues else None

    def was_move_as_recorded(self, fact):
        if not self.view.approvals or fact.journal_order < self.view.approvals[0].journal_order:
            return False
        replaced = self.current_as_recorded(fact)
        return replaced is not None and self.history.due(fact).end > replaced.end

    def was_late_as_recorded(self, fact):
        """On what the journal held when it was recorded, whatever its day."""
        current = self.current_as_recorded(fact)
        if current is None:
            return False
        forecasts = [f for f in self.forecasts if f.seq < fact.seq]
        forecast = self.history.due(forecasts[-1], fact.seq) if forecasts else None
        return self.late(fact, current, forecast, self.tie(fact.journal_order, True))

    def late(self, fact, current, forecast, tie):
        """Whether test 5 or 6 held on the day a date was agreed, or on that of its recording."""
        return any(day > max(current.end, tie or current.end)
                   or self.misses(forecast, current, day) for day in (fact.day, fact.recorded))

    def misses(self, forecast, current, day):
        if forecast is None or current is None:
            return False
        if forecast.kind == current.kind == "day":
            late, allowed = (forecast.end - current.end).days, "tolerance-days"
        else:
            late, allowed = months_between(current.end, forecast.end), "tolerance-months"
        return late > self.view.threshold(allowed, day)

    def tie(self, before=None, as_recorded=False):
        """The day of the meeting it is due at, moved with that meeting; None: not tied."""
        day = self.added.event.get("meeting")
        for fact in self.view.of("meeting-called"):
            if (day is not None and fact.event.get("moved-from") == day
                    and fact.event.get("board", self.history.board) == self.history.board
                    and fact.journal_order > self.added.journal_order
                    and (before is None
                         or (fact.journal_order if as_recorded else fact.order) < before)):
                day = fact.event["meeting"]
        return None if day is None else date.fromisoformat(day)

    def overdue(self):
        current = self.current()
        return (current is not None and self.delivery() is None and not self.closed()
                and self.view.day > max(current.end, self.tie() or current.end))

    def due_at(self, meeting):
        if self.delivery() is not None or self.closed() or not self.view.day < meeting:
            return False
        tie, current = self.tie(), self.current()
        if tie is not None:
            return tie == meeting
        return current is not None and current.text == meeting.isoformat()

    def delivery(self, before=None):
        """The declaration that stands, or None."""
        return self.standing([f for f in self.deliveries if before is None or f.order < before])

    @staticmethod
    def standing(steps):
        found = None
        for fact in steps:
            if fact.type == "delivery-declared":
                found = fact
            elif fact.type != "delivery-confirmed":
                found = None
        return found

    def confirmed(self):
        return self.delivery() is not None and self.deliveries[-1].type == "delivery-confirmed"

    def first_declared(self):
        """Since it was last reopened; a return does not start the count again."""
        first = None
        for fact in self.deliveries:
            if fact.type == "action-reopened":
                first = None
            elif fact.type == "delivery-declared" and first is None:
                first = fact
        return first

    def closed(self):
        """Closed and that closure approved: its own, its action's, or one taken along."""
        chain = self.view.chain(self.action)
        return any(self.stands(c, chain) and self.approved(c) for c in self.view.of("action-closed")
                   if names(c, self.action, self.name)
                   or ("milestone" not in c.event and c.event["action"] in chain))

    def stands(self, closure, chain):
        for reopening in self.view.of("action-reopened"):
            if reopening.order < closure.order:
                continue
            if names(reopening, self.action, self.name):
                return False
            code = reopening.event["action"]
            if ("milestone" not in reopening.event and "milestone" not in closure.event
                    and code in chain and closure.event["action"] in self.view.chain(code)):
                return False
        return True

    def approved(self, closure):
        scope = (closure.event["action"], closure.event.get("milestone"))
        later = sorted((f for f in self.view.of("action-closed", "closure-approved")
                        if names(f, *scope) and f.order > closure.order), key=lambda f: f.order)
        return bool(later) and later[0].type == "closure-approved"
