"""Writes many random histories and what the documents say of each, in one run.

Usage: cross_check.py FOLDER [--first N] [--last N] [--acts M]

FOLDER/chance-N.jsonl are the journals; FOLDER/expected.json is an array with one object for every
journal and every pair of days asked of it, as rate.py writes it, with the seed and the meeting.
"""
import argparse
import json
import os
from datetime import timedelta

from ledger_model import History, View, recorded_day
from paper import standing_meetings
from random_history import Generator
from rate import rate


def asked(entries):
    """As at and known at: all that is known, and part of it, before, on and after its last day."""
    last = len(entries)
    for known, days in ((last, (-60, 0, 45)), (2 * last // 3, (0, 20)), (last // 2, (-10, 100))):
        for shift in days:
            yield recorded_day(entries[known - 1]) + timedelta(days=shift), known


def meeting_for(entries, as_at, known):
    """A meeting that stands: the first after the day, else the last before it; None: none."""
    days = [d.isoformat() for d in standing_meetings(View(History(entries, known), as_at))]
    return next((d for d in days if d > as_at.isoformat()), days[-1] if days else None)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--last", type=int, default=40)
    parser.add_argument("--acts", type=int, default=60)
    options = parser.parse_args()
    found = []
    for seed in range(options.first, options.last + 1):
        plan = f"chance-{seed}"
        journal = Generator(plan, seed).run(options.acts)
        journal.save(os.path.join(options.folder, plan + ".jsonl"))
        for as_at, known in asked(journal.entries):
            meeting = meeting_for(journal.entries, as_at, known)
            rated = rate(journal.entries, as_at, known, meeting and as_at.fromisoformat(meeting))
            found.append({"seed": seed, "meeting": meeting, **rated})
    with open(os.path.join(options.folder, "expected.json"), "w", encoding="utf-8") as out:
        json.dump(found, out, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
