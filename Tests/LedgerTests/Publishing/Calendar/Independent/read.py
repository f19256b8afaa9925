"""Reads an iCalendar file with the icalendar package, which shares no code with this project,
and writes what it found as JSON: a list with one object an event."""
import datetime
import json
import sys

import icalendar

with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())

events = []
for event in calendar.walk("VEVENT"):
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    # A day is a date and no moment; a moment is a date too for Python.
    assert not isinstance(start, datetime.datetime) and not isinstance(end, datetime.datetime)
    events.append(
        {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "day": start.isoformat(),
            "days": str((end - start).days),
            "status": str(event["STATUS"]),
            "sequence": str(event["SEQUENCE"]),
            "stamp": event["DTSTAMP"].dt.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
    )
problems = [str(problem) for component in calendar.walk() for problem in component.errors]
print(json.dumps({"name": str(calendar["NAME"]), "events": events, "problems": problems}))
