"""Writes a journal again with a paper published for every meeting, nine days before it.

Usage: publish_all.py JOURNAL OUT

The papers are recorded after all else, as of their days; none of their bytes are kept.
"""
import sys
from datetime import date, datetime, timedelta

from ledger_model import Writer, canonical, read_journal


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    writer = Writer()
    writer.entries = read_journal(sys.argv[1])
    writer.lines = [canonical(e) for e in writer.entries]
    clock = datetime.strptime(writer.entries[-1]["at"], "%Y-%m-%dT%H:%M:%SZ")
    meetings = sorted({v["meeting"] for e in writer.entries for v in e["events"]
                       if v["type"] == "meeting-called" and "board" not in v})
    for meeting in meetings:
        as_at = date.fromisoformat(meeting) - timedelta(days=9)
        known = sum(e["at"][:10] <= as_at.isoformat() for e in writer.entries)
        if known == 0 or as_at > clock.date():
            continue
        clock += timedelta(seconds=1)
        writer.add(clock.strftime("%Y-%m-%dT%H:%M:%SZ"), writer.entries[-1]["by"], {
            "type": "report-published", "meeting": meeting, "as-at": as_at.isoformat(),
            "known-at": known, "format": "html", "sha256": "0" * 64, "data": "0" * 64,
            "renderer": "nobody 1"}, on=as_at.isoformat())
    writer.save(sys.argv[2])


if __name__ == "__main__":
    main()
