"""What an auditor does: follows the trail to the bytes, and takes away what proves it."""

import io
import json
import zipfile

from leader import someone
from person import sha256
from secretary import words

import datetime

ENTRY = 137


def key(scene):
    """The public key of the plan."""
    return scene.run("keys", "show", scene.plan)[0].decode().strip()


def history(eye, scene):
    """The trail with its filters, and a filter that cannot be read."""
    eye.follow("History", "nav")
    eye.look("History")
    eye.sees("Everything recorded, newest first, page 1 of")
    eye.follow("Older")
    eye.look("History")
    eye.sees("page 2 of")
    eye.fill("About", "A1")
    eye.hands.pick(eye.field("Field"), "due")
    eye.send("Show")
    eye.look("History")
    # A1/2 was agreed for September, and moved once, by entry 137.
    shown = [each.text for each in eye.all("[aria-labelledby=changes] tbody tr a")]
    said, _ = scene.run("history", "A1", "--field", "due", "--json")
    assert shown[0] == str(ENTRY) and len(shown) == len(json.loads(said)), shown
    eye.sees("September 2024", "[aria-labelledby=changes]")
    eye.fill("From", "the beginning")
    eye.send("Show")
    eye.look("History")
    eye.sees_problem("the beginning", eye.field("From"))
    eye.fill("From", str(ENTRY))
    eye.send("Show")
    eye.sees("1 change.")
    eye.sees("What matches, newest first")
    name, data = eye.download(eye.link("Download these as CSV"))
    assert name == f"{scene.plan}-history.csv" and len(data.splitlines()) == 2, data


def entry(eye, scene):
    """One entry, held against the file."""
    eye.follow(str(ENTRY), "[aria-labelledby=changes]")
    eye.look(f"Entry {ENTRY}")
    line = scene.lines()[ENTRY - 1]
    said = {term.text: "".join(value.text.split())
            for term, value in zip(eye.all("main dt"), eye.all("main dd"))}
    assert said["SHA-256 of its line"] == sha256(line.rstrip(b"\n")), said
    assert said["SHA-256 of the line before"] == sha256(scene.lines()[ENTRY - 2].rstrip(b"\n"))
    assert "".join(eye.text("main p > code").split()) == "".join(line.decode().split())
    _, data = eye.download(eye.link("Download the line"))
    assert data == line, "the line is another"
    _, data = eye.download(eye.link("Download the proof"))
    proof = scene.folder / "proof"
    proof.write_bytes(data)
    said, _ = scene.run("check", str(proof), "--trust", key(scene))
    assert f"{ENTRY}" in said.decode(), said
    eye.follow(f"Previous: entry {ENTRY - 1}")
    eye.look(f"Entry {ENTRY - 1}")


def days(eye, scene):
    """Any day's plan: by typing, by the slider, by both clocks; and two side by side."""
    eye.follow("Any day", "nav")
    eye.look("The plan on any day")
    eye.fill("As at", "some day")
    eye.send("Show")
    eye.look("The plan on any day")
    eye.sees_problem("some day", eye.field("As at"))
    eye.fill("As at", "17 June 2025")
    eye.fill("Known at", "200")
    eye.send("Show")
    eye.look("The plan on any day")
    eye.sees("As at 17 June 2025, known at entry 200")
    said, _ = scene.run("status", "--as-at", "2025-06-17", "--known-at", "200", "--json")
    counts = json.loads(said)["counts"]
    eye.sees(f"{counts['milestones']} milestones")
    eye.sees(f"{counts['overdue']} overdue")
    eye.follow("The whole plan at this moment")
    eye.look("Home and Well")
    eye.sees("This is not today’s plan. It is the plan as at 17 June 2025, known at entry 200.")
    eye.chrome.back()
    if eye.scripts:
        slider = eye.find("#slider")
        before = eye.field("As at").get_attribute("value")
        eye.hands.slide(slider)
        after = eye.field("As at").get_attribute("value")
        assert after != before and slider.get_attribute("aria-valuetext"), "it fills in nothing"
        day = datetime.date.fromisoformat(after)
        eye.fill("Known at", "")
        eye.send("Show")
        eye.sees(f"As at {words(day)}, known at entry {len(scene.lines())}")
    eye.follow("Compare two days")
    eye.look("Two days side by side")
    eye.fill("From", "1 September 2024@100")
    eye.fill("To", "17 June 2025")
    eye.send("Compare")
    eye.look("Two days side by side")
    eye.sees("The figures")
    said, _ = scene.run("diff", "2024-09-01@100", "2025-06-17", "--json")
    count = len(json.loads(said))
    eye.sees(f"{count} differences")
    # Ratings and dates in one table, everything else in another that is folded away.
    eye.hands.press(eye.find("main summary"))
    rows = [len(eye.all(f"[aria-labelledby={name}] tbody tr"))
            for name in ("differences", "others")]
    assert sum(rows) == count and all(rows), rows


def verdict(eye, scene):
    """What the server finds is what the command finds, here and in the bundle."""
    eye.follow("Verify", "nav")
    eye.look("What verification finds now")
    said, _ = scene.run("verify", "--rules", "--json", "--trust", key(scene))
    found = json.loads(said)
    eye.sees("Nothing is wrong.")
    eye.sees(found["verdict"])
    eye.sees(str(len(scene.lines())))
    assert sha256(scene.lines()[-1].rstrip(b"\n")) in "".join(eye.text().split())
    _, data = eye.download(eye.link("Download the journal"))
    assert data == b"".join(scene.lines()), "the journal is another"
    name, data = eye.download(eye.link("the audit bundle"))
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None, name
    kept = scene.folder / "bundle"
    archive.extractall(kept)
    journal = next(kept.rglob("*.jsonl"))
    assert journal.read_bytes() == b"".join(scene.lines())


def auditor(scene, keyboard=False):
    """The whole job of an auditor."""
    eye = someone(scene, "auditor", keyboard=keyboard)
    eye.begin("QA", "auditor")
    history(eye, scene)
    entry(eye, scene)
    days(eye, scene)
    verdict(eye, scene)
    eye.follow("Search", "nav")
    eye.look("Search")
    eye.fill("What are you looking for?", "rating:purple")
    eye.send("Search")
    eye.look("Search")
    eye.sees_problem("purple", eye.field("What are you looking for?"))
    eye.fill("What are you looking for?", "wards rating:red")
    eye.send("Search")
    eye.look("Search")
    eye.sees("A3", "[aria-labelledby=notes-table]")
    before = len(scene.lines())
    eye.open(scene.at("acts/minute"))
    eye.is_refused(403)
    assert not eye.all("main form") and len(scene.lines()) == before
