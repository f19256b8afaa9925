"""Compares the journals of the five programmes with the tables they were imported from.

Every event that a table row stands for is made here from the row alone; the journal must hold
those events, each once, and no others but the opening with its board.

Usage: programmes_from_csv.py PLANS EVENTS   (prints how many rows and events agree, by plan)
"""
import csv
import json
import os
import sys
from collections import Counter

from ledger_model import canonical, read_journal

QUARTERS = {"Q1": "2019-04/2019-06", "Q2": "2019-07/2019-09", "Q3": "2019-10/2019-12",
            "Q4": "2020-01/2020-03"}
UPDATED = "2022-03-02"  # the day of the update of the community services strategy


class Expected:
    """The events that rows stand for."""

    def __init__(self):
        self.events, self.rows, self.codes = Counter(), Counter(), {}

    def put(self, type, on=None, **members):
        named = {k.rstrip("_").replace("_", "-"): v for k, v in members.items() if v}
        if type == "leads-named":
            named["leads"] = members["leads"]
        self.events[canonical({"event": {"type": type, **named}, "on": on})] += 1

    def priority(self, code, title, **members):
        """A priority, however many rows name it."""
        if code not in self.codes:
            self.codes[code] = title
            self.put("priority-added", priority=code, title=title, **members)
        assert self.codes[code] == title, (code, title)
        return code

    def numbered(self, group, title, join="", **members):
        """What has no code in the plan: numbered in the order in which it first appears."""
        key = (group, title)
        if key not in self.codes:
            count = 1 + sum(1 for k in self.codes if isinstance(k, tuple) and k[0] == group)
            self.codes[key] = f"{group}{join}{count}"
        return self.priority(self.codes[key], title, **members)


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(cell):
    return [part.strip() for part in cell.split(";") if part.strip()]


def aedb(folder):
    found = Expected()
    for row in rows(folder, "aedb-2018.leads.csv"):
        found.rows["leads"] += 1
        found.put("person-named", person=row["key"], name=row["name"], role=row["role"],
                  organisation=row["organisation"])
    for row in rows(folder, "aedb-2018.items.csv"):
        found.rows["items"] += 1
        code, under = row["code"], row["parent"]
        if not under:
            area = row["priority_area"] and found.numbered("area", row["priority_area"], "-")
            under = found.numbered("P", row["programme"], under=area)
        found.put("action-added", action=code, under=under, title=row["title"],
                  aim=row["impact"])
        if row["leads"]:
            found.put("leads-named", action=code, role="accountable",
                      leads=row["leads"].split("/"))
        for number, measure in enumerate(split(row["measures"]), 1):
            found.rows["measures"] += 1
            found.put("measure-added", measure=f"{code}.m{number}", about=code, title=measure)
        for column, kind, note in (
                ("cqc_refs", "feeds", "Inferred code: the plan marks this item with CQC"),
                ("cqc_inferred", "same-as", "Inferred: matched by what the two promise")):
            for to in split(row[column]):
                found.rows["links"] += 1
                found.put("action-linked", from_=code, to=f"cqc-2018:{to}", kind=kind, note=note,
                          inferred=True)
    numbers = Counter()
    for row in rows(folder, "aedb-2018.deadlines.csv"):
        found.rows["deadlines"] += 1
        numbers[row["item"]] += 1
        found.put("milestone-added", action=row["item"], milestone=str(numbers[row["item"]]),
                  due=row["due"], label=row["label"], written=row["as_written"])
    return found


def iip(folder):
    found = Expected()
    for row in rows(folder, "iip-2022.items.csv"):
        found.rows["projects"] += 1
        aim = found.numbered("aim", row["strategic_aim"], "-")
        code = found.priority(row["programme_code"], row["programme"], under=aim,
                              aim=row["programme_objective"])
        found.put("action-added", action=row["project_code"], under=code, title=row["project"],
                  aim=row["objective"])
    found.rows["programmes"] = sum(1 for c in found.codes if isinstance(c, str) and len(c) == 1)
    return found


def op(folder):
    found, streams, numbers = Expected(), {}, Counter()

    def programme(row):
        section = found.priority(f"section-{row['section']}", f"Section {row['section']}")
        return found.numbered("P", row["programme"], under=section)

    for row in rows(folder, "op-2019.milestones.csv"):
        found.rows["milestones"] += 1
        code, stream = programme(row), row["workstream"] or row["programme"]
        if (code, stream) not in streams:
            count = 1 + sum(1 for other, _ in streams if other == code)
            streams[code, stream] = f"{code}.{count}"
            found.put("action-added", action=streams[code, stream], under=code, title=stream)
        action = streams[code, stream]
        numbers[action] += 1
        found.put("milestone-added", action=action, milestone=str(numbers[action]),
                  due=QUARTERS[row["quarter"]], label=row["milestone"], written=row["quarter"])
    for number, row in enumerate(rows(folder, "op-2019.risks.csv"), 1):
        found.rows["risks"] += 1
        found.put("risk-raised", risk=f"R{number}", about=programme(row), title=row["risk"])
        if row["mitigation"]:
            found.rows["mitigations"] += 1
            found.put("risk-answered", risk=f"R{number}", mitigation=row["mitigation"])
    return found


def ccth(folder):
    found = Expected()
    for row in rows(folder, "ccth-2016.items.csv"):
        found.rows["rows"] += 1
        found.rows[row["kind"]] += 1
        above = row["intervention"]
        if row["kind"] in ("governance", "enabler"):
            above = {"governance": "governance", "enabler": "enablers"}[row["kind"]]
            found.priority(above, above.capitalize())
        elif above:
            found.priority(above, row["intervention_title"], aim=row["objective"])
        above = row["parent"] or above
        if row["kind"] == "outcome":
            found.put("measure-added", measure=row["code"], about=above, title=row["text"])
        else:
            found.put("action-added", action=row["code"], under=above, title=row["text"])
    return found


def css(folder):
    found = Expected()
    for row in rows(folder, "css-2022.principles.csv"):
        found.rows["principles"] += 1
        above = found.priority("principles", "Principles")
        found.put("action-added", action=row["code"], under=above, title=row["principle"])
        for title in split(row["priorities"]):
            found.rows["pairings"] += 1
            found.put("action-linked", from_=row["code"],
                      to=found.numbered("priority", title, "-"), kind="feeds")
    told = False
    for number, row in enumerate(rows(folder, "css-2022.timeline.csv"), 1):
        found.rows["timeline"] += 1
        above = found.priority("timeline", "Timeline")
        dates = row["start"] + (f"/{row['end']}" if row["end"] else "")
        inferred = "; year inferred" if row["year_inferred"] == "yes" else ""
        if (row["end"] or row["start"]) > UPDATED:
            found.put("action-added", action=f"T{number}", under=above, title=row["event"])
            found.put("milestone-added", action=f"T{number}", milestone="1", due=dates,
                      label=row["kind"] + inferred, written=row["as_written"])
            continue
        if not told:
            told = True
            found.put("action-added", action="told", under=above,
                      title="What the plan tells of before its own day")
        found.put("progress-noted", on=dates, action="told",
                  note=f"{row['event']} ({row['kind']}{inferred}; written "
                       f"\"{row['as_written']}\")")
    return found


def recorded(journal):
    """The events of a journal but its opening and its board; a note with the day it speaks of."""
    found, opening, because = Counter(), [], []
    for entry in read_journal(journal):
        because.append(entry.get("because", ""))
        for event in entry["events"]:
            if event["type"] == "plan-opened" or entry["seq"] == 1:
                opening.append(event)
                continue
            on = entry["on"] if event["type"] == "progress-noted" else None
            found[canonical({"event": event, "on": on})] += 1
    return found, opening, "\n".join(because)


def main():
    plans, events = sys.argv[1:]
    titles = {row["key"]: row["title"] for row in rows(plans, "plans.csv")}
    said = {}
    for plan, made in (("aedb-2018", aedb(plans)), ("iip-2022", iip(plans)),
                       ("op-2019", op(plans)), ("ccth-2016", ccth(plans)),
                       ("css-2022", css(plans))):
        found, opening, because = recorded(os.path.join(events, f"{plan}.jsonl"))
        missing, more = made.events - found, found - made.events
        if missing or more:
            sys.exit(f"{plan}: not in the journal {list(missing)[:3]}, only there {list(more)[:3]}")
        assert opening[0]["title"] == titles[plan], opening
        said[plan] = {"events": sum(found.values()), **made.rows}
        # What a row remarks about itself stands in the reason of its entry.
        if plan == "ccth-2016":
            for row in rows(plans, "ccth-2016.items.csv"):
                assert not row["note"] or f"{row['code']}: {row['note']}" in because, row
        if plan == "aedb-2018":
            for row in rows(plans, "aedb-2018.items.csv"):
                assert not row["number"] or (
                    f"{row['code']}: numbered {row['number']} in the plan" in because), row
            for row in rows(plans, "aedb-2018.leads.csv"):
                assert row["as_written"] == row["name"] or (
                    f"{row['key']}: the plan writes \"{row['as_written']}\"" in because), row
    print(json.dumps(said))


if __name__ == "__main__":
    main()
