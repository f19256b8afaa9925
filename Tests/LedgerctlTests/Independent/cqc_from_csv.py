"""Builds a journal of the shipped plan's facts from the plan tables alone, without the program.

Usage: cqc_from_csv.py FOLDER OUT [--check]   (--check compares with practice.md's worked check)
"""
import argparse
import csv
import os
import sys
from collections import Counter
from datetime import date

from ledger_model import Writer
from rate import rate

AT, MADE = "2026-01-05T09:00:00Z", "2018-03-22"
BY, MEETINGS = "officer", ("2018-03-22", "2018-07-19", "2018-11-15")


def table(folder, name):
    with open(os.path.join(folder, f"cqc-2018.{name}.csv"), encoding="utf-8", newline="") as rows:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(rows)]


def event(type, **members):
    named = {k.rstrip("_").replace("_", "-"): v for k, v in members.items()}
    return {"type": type, **{k: v for k, v in named.items() if v is not None}}


def people(folder):
    for row in table(folder, "leads"):
        if row["kind"] == "person":
            yield event("person-named", person=row["key"], name=row["name"],
                        role=row.get("role"), organisation=row.get("organisation"))
        else:
            yield event("body-named", body=row["key"], name=row["name"])


def structure(folder):
    for row in table(folder, "priorities"):
        yield event("priority-added", priority=row["code"], title=row["title"])
    for row in table(folder, "actions"):
        yield event("action-added", action=row["code"], under=row["parent"], title=row["title"])
        for role in ("accountable", "responsible"):
            if role in row:
                yield event("leads-named", action=row["code"], role=role,
                            leads=row[role].split("/"))


def deadlines(folder):
    numbers = Counter()
    for row in table(folder, "deadlines"):
        numbers[row["action"]] += 1
        yield event("milestone-added", action=row["action"],
                    milestone=str(numbers[row["action"]]), due=row.get("due"),
                    label=row.get("label"), written=row.get("as_written"),
                    depends=row.get("depends"))


def links(folder):
    plans = ("aedb-2018", "iip-2022", "op-2019", "ccth-2016", "css-2022")
    for row in table(folder, "links"):
        note = row.get("note", "")
        yield event("action-linked", from_=row["from"], kind=row["kind"], note=note or None,
                    to=row["to"] + ":" if row["to"] in plans else row["to"],
                    inferred=True if note.startswith("Inferred") else None)


def build(folder):
    journal = Writer()
    journal.add(AT, BY, event("plan-opened", plan="cqc-2018", place="Oxfordshire",
                              title="CQC local system review action plan",
                              board="Health & Wellbeing Board",
                              source="001_b5d01831cca710d4.txt"), on=MADE)
    journal.add(AT, BY, *people(folder), on=MADE)
    for day in MEETINGS:
        journal.add(AT, BY, event("meeting-called", meeting=day,
                                  title="Health & Wellbeing Board"), on=MADE)
    journal.add(AT, BY, *structure(folder), on=MADE)
    journal.add(AT, BY, *deadlines(folder), on=MADE)
    journal.add(AT, BY, *links(folder), on=MADE)
    journal.add(AT, BY, event("plan-approved", meeting=MADE), on=MADE)
    for row in table(folder, "progress"):
        journal.add(AT, BY, event("progress-noted", action=row["action"], note=row["note"]),
                    on=row.get("as_of", MADE))
    for row in table(folder, "deliveries"):
        journal.add(AT, BY, event("delivery-declared", action=row["action"], milestone="1"),
                    on=row["on"])
    return journal


WORKED = [  # as at, meeting, red, amber, grey, green, other counts
    ("2018-05-17", None, 11, 11, 6, 32, {}),
    ("2018-10-31", "2018-11-15", 27, 22, 11, 0,
     {"overdue": 27, "due-at-meeting": 9, "undated": 5, "delivered": 4, "confirmed": 0}),
    ("2018-11-20", None, 36, 13, 11, 0, {"overdue": 36})]


def check(entries):
    good = True
    for day, meeting, red, amber, grey, green, others in WORKED:
        counts = rate(entries, date.fromisoformat(day),
                      meeting=meeting and date.fromisoformat(meeting))["counts"]
        found = [counts["computed"][c] for c in ("red", "amber", "grey", "green")]
        wrong = {k: counts[k] for k, v in others.items() if counts[k] != v}
        same = found == [red, amber, grey, green] and not wrong
        good = good and same
        print(f"{day}: {'as worked' if same else 'NOT as worked'}: {found} {wrong or ''}")
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    journal = build(asked.folder)
    journal.save(asked.out)
    if asked.check and not check(journal.entries):
        sys.exit(1)


if __name__ == "__main__":
    main()
