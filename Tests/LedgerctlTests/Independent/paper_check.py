"""Holds papers that ledgerctl makes against paper.py, and says every difference.

Usage: paper_check.py LEDGERCTL FOLDER [PLAN …] [--chance N] [--few]

Without a plan every journal of the folder is asked, of which --chance writes N first. Each plan's
papers are those published, and for each meeting of its board several days and cut-offs, or with
--few two. Standard output: how many papers and values were compared. Exit 1: they differ.
"""
import argparse
import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta

from ledger_model import History, View, read_journal
from paper import Paper, standing_meetings
from paper_page import PageCheck
from random_history import Generator

COLOURS = ("red", "amber", "grey", "green", "blue")


def tokens(why):
    """The colours, and all that has a digit: what paper.py says of a rating's reasons."""
    words = (w.strip(".:;,") for w in why.replace("moved once", "moved 1").split())
    return [w for w in words if any(c.isdigit() for c in w) or w in COLOURS]


class Differences:
    """All that was compared, and what was not the same, by its path."""

    def __init__(self):
        self.values, self.found = 0, []

    def compare(self, ours, theirs, path=""):
        """Every member that we have is theirs too, with the same value; lists are as long."""
        if path.endswith("/why") and isinstance(theirs, str):
            if isinstance(ours, list):
                theirs = tokens(theirs)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            for name, value in ours.items():
                if name.startswith("_"):
                    continue  # what the paper says and the data do not
                if name in theirs:
                    self.compare(value, theirs[name], f"{path}/{name}")
                elif not (path.endswith("since/counts") and name not in theirs):
                    self.found.append(f"{path}/{name}: not said")
        elif isinstance(ours, list) and isinstance(theirs, list) and named(ours) == named(theirs):
            for number, pair in enumerate(zip(ours, theirs)):
                self.compare(*pair, f"{path}/{number}")
        else:
            self.values += 1
            if ours != theirs:
                self.found.append(f"{path}: {short(ours)} by paper.py, {short(theirs)} said")


def named(values):
    """What a list is of, so that two lists of other things are one difference."""
    if all(isinstance(v, dict) for v in values):
        names = ("gap", "priority", "risk", "action", "milestone", "entry", "rating", "set")
        return ["/".join(str(v[n]) for n in names if isinstance(v.get(n), (int, str)))
                for v in values]
    return len(values)


def short(value):
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = named(value)
    return json.dumps(value, ensure_ascii=False)


def cases(entries, few):
    """Meeting, as-at and cut-off: what was published, and days about each meeting."""
    events = [event for e in entries for event in e["events"]]
    for event in events:
        if event["type"] == "report-published":
            yield event["meeting"], event["as-at"], event["known-at"]
    recorded, last = date.fromisoformat(entries[-1]["at"][:10]), len(entries)
    for day in sorted({e["meeting"] for e in events if e["type"] == "meeting-called"}):
        meeting = date.fromisoformat(day)
        for as_at in (meeting - timedelta(days=9), meeting + timedelta(days=1)):
            known = sum(e["at"][:10] <= as_at.isoformat() for e in entries)
            yield day, as_at.isoformat(), known
            if not few:
                yield day, as_at.isoformat(), last
        if not few:
            yield day, recorded.isoformat(), last
            yield day, recorded.isoformat(), 2 * last // 3


def possible(entries, meeting, as_at, known):
    """Whether there was such a meeting of an open plan, as known then."""
    if known < 1:
        return False
    view = View(History(entries, known), date.fromisoformat(as_at))
    return (view.history.opening.day <= view.day
            and date.fromisoformat(meeting) in standing_meetings(view))


def said(program, folder, plan, case, form):
    meeting, as_at, known = case
    command = [program, "report", "--ledger", folder, "--plan", plan, "--meeting", meeting,
               "--as-at", as_at, "--known-at", str(known), "--format", form]
    ran = subprocess.run(command, capture_output=True, check=False)
    if ran.returncode != 0:
        raise ValueError(f"{' '.join(command)}: {ran.stderr.decode()}")
    return ran.stdout.decode("utf-8")


def compare(entries, case, said):
    """How many values of one paper were compared, as data and as printed, and what differs."""
    meeting, as_at, known = case
    paper = Paper(entries, date.fromisoformat(as_at), known, date.fromisoformat(meeting))
    ours, differences = paper.whole(), Differences()
    differences.compare(ours, json.loads(said("json")))
    page = PageCheck(paper, ours, said("html"))
    printed = page.differences()
    return differences.values + page.account.values, [*differences.found, *printed]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("plans", nargs="*")
    parser.add_argument("--chance", type=int, default=0)
    parser.add_argument("--few", action="store_true")
    asked = parser.parse_args()
    for seed in range(1, asked.chance + 1):
        journal = Generator(f"chance-{seed}", seed).run(80)
        journal.save(os.path.join(asked.folder, f"chance-{seed}.jsonl"))
    plans = asked.plans or sorted(n.removesuffix(".jsonl") for n in os.listdir(asked.folder)
                                  if n.endswith(".jsonl"))
    papers, values, wrong = 0, 0, 0
    for plan in plans:
        entries = read_journal(os.path.join(asked.folder, plan + ".jsonl"))
        for case in dict.fromkeys(cases(entries, asked.few)):
            if not possible(entries, *case):
                continue
            compared, found = compare(entries, case, lambda form: said(
                asked.program, asked.folder, plan, case, form))
            papers, values, wrong = papers + 1, values + compared, wrong + len(found)
            for words in found:
                print(f"{plan} {' '.join(map(str, case))} {words}", file=sys.stderr)
    print(json.dumps({"papers": papers, "values": values, "different": wrong}))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
