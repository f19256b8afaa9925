"""Changes one number of a paper after the other, and says which change the check does not notice.

Usage: paper_mutants.py LEDGERCTL FOLDER PLAN MEETING AS-AT KNOWN-AT STEP

Every STEP-th number of the text is changed, one at a time; STEP 1 changes them all.

Standard output: how many numbers were changed, and how many changes went unnoticed.
"""
import json
import os
import re
import sys
from datetime import date

from ledger_model import read_journal
from paper import Paper
from paper_check import said
from paper_page import PageCheck


def numbers(html):
    """Where the digits of the text stand: not in tags, styles, drawings or the contents."""
    hidden = [m.span() for m in re.finditer(r"<(style|svg|nav)\b.*?</\1>|<[^>]*>", html, re.S)]
    start = 0
    for first, last in [*hidden, (len(html), len(html))]:
        if first > start:
            for found in re.finditer(r"(?<![&#\d])\d+", html[start:first]):
                yield start + found.start(), start + found.end()
        start = max(start, last)


def main():
    if len(sys.argv) != 8:
        sys.exit(__doc__)
    program, folder, plan, meeting, as_at, known, step = sys.argv[1:]
    entries = read_journal(os.path.join(folder, plan + ".jsonl"))
    known = len(entries) if known == "all" else int(known)
    paper = Paper(entries, date.fromisoformat(as_at), known, date.fromisoformat(meeting))
    ours, html = paper.whole(), said(program, folder, plan, (meeting, as_at, known), "html")
    if found := PageCheck(paper, ours, html).differences():
        sys.exit(f"the paper itself differs: {found[0]}")
    changed, unnoticed = 0, 0
    for start, end in list(numbers(html))[::int(step)]:
        other = str((int(html[end - 1]) + 1) % 10)
        changed += 1
        if not PageCheck(paper, ours, html[:end - 1] + other + html[end:]).differences():
            unnoticed += 1
            print(f"unnoticed: {html[start - 60:end + 40]!r}", file=sys.stderr)
    print(json.dumps({"changed": changed, "unnoticed": unnoticed}))
    sys.exit(1 if unnoticed else 0)


if __name__ == "__main__":
    main()
