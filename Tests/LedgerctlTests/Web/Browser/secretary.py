"""What a secretary does: prepares a meeting, takes the paper in every form, publishes it once."""

import datetime
import zipfile
import io

from leader import someone
from person import sha256

FORMS = {"html": "Web page (HTML)", "markdown": "Plain text (Markdown)", "docx": "Word (DOCX)",
         "csv": "Table (CSV)", "json": "Data (JSON)", "ics": "Calendar (ICS)"}


def day(after):
    return datetime.date.today() + datetime.timedelta(days=after)


def words(date):
    """A day in the words of the pages."""
    return f"{date.day} {date:%B %Y}"


def lay(scene):
    """A meeting of the board that is ahead."""
    meeting = day(28)
    scene.run("add", "meeting", meeting.isoformat(), "Care Board, Hathersby", "--papers",
              day(19).isoformat(), "--on", day(-30).isoformat(), "--by", "NOD")
    return meeting


def meetings(office, scene, meeting):
    """What the board must decide, who has not returned, and the lists to send them."""
    office.follow("Meetings and paper", "nav")
    office.look("Meetings and paper")
    office.sees(f"Care Board, Hathersby, {words(meeting)}, papers due {words(day(19))}")
    office.sees("What the board must decide")
    asked, _ = scene.run("chase", "--meeting", meeting.isoformat())
    office.sees(" ".join(asked.decode().split("\n\n")[0].split()))
    office.sees_no("Tomasz Wójcik (TW)")
    office.hands.press(next(each for each in office.all("summary")
                            if each.text.startswith("Tarnbeck Hospitals: ")))
    office.sees("Tomasz Wójcik (TW)")
    office.sees("Priya Ramanathan (PR), left 10 October 2024: name a new lead")
    name, data = office.download(office.link("a list of recipients (CSV)"))
    same, _ = scene.run("chase", "--meeting", meeting.isoformat(), "--format", "csv")
    assert (name, data) == (f"{scene.plan}-asks.csv", same), "the mail-merge list is another"
    name, data = office.download(office.link("what is asked (.ics)"))
    assert name.endswith(".ics") and data.startswith(b"BEGIN:VCALENDAR"), data[:60]


def minutes(office, scene, meeting):
    """A decision minuted; without words it is not."""
    before = len(scene.lines())
    office.follow("Minute a decision")
    office.look("Minute a decision")
    office.send("Preview")
    office.look("Minute a decision")
    office.sees_problem("Write what was resolved", office.field("What was resolved?"))
    held = office.find("#meeting option:checked").get_attribute("value")
    assert held <= datetime.date.today().isoformat(), f"what {held} decided is not known yet"
    office.fill("What was resolved?", "The Board noted the position & thanked the wards.")
    office.send("Preview")
    office.look("Check: Minute a decision")
    office.sees("The Board noted the position & thanked the wards.")
    office.send("Record")
    office.look("Meetings and paper")
    office.sees(f"Entry {before + 1} is recorded")
    office.sees(f"thanked the wards. (entry {before + 1})")
    assert len(scene.lines()) == before + 1
    office.follow("Meetings and paper", "nav")


def paper(office, scene, meeting):
    """The paper with its controls, a day that is none, and every form of it."""
    office.follow("The paper for this meeting")
    office.look("The paper for a meeting")
    assert office.find("#meeting option:checked").text == words(meeting)
    office.fill("As at", "the day before")
    office.send("Show")
    office.look("The paper for a meeting")
    office.sees_problem('"As at"', office.field("As at"))
    past = len(scene.lines()) - 1
    office.fill("As at", words(day(-1)))
    office.fill("Known at", str(past))
    office.send("Show")
    office.look("The paper for a meeting")
    office.sees(f"as at {words(day(-1))}, known at entry {past}")
    options = ["report", "--meeting", meeting.isoformat(), "--as-at", day(-1).isoformat(),
               "--known-at", str(past)]
    shown = {row.find_element("css selector", "a").text:
             [each.text for each in row.find_elements("css selector", "td, th")]
             for row in office.all("[aria-labelledby=forms] tbody tr")}
    assert sorted(shown) == sorted(FORMS.values()), shown
    for form, name in FORMS.items():
        _, data = office.download(office.link(name, "[aria-labelledby=forms]"))
        assert data, f"{form} is empty"
        assert sha256(data) in "".join(shown[name][2].split()), f"{form} has another digest"
        if form not in ("csv", "docx"):
            same, _ = scene.run(*options, "--format", form)
            assert data == same, f"{form} is not what `ledgerctl report` writes"
    name, data = office.download(office.link("Every table as a CSV file, in one archive (ZIP)"))
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None and len(archive.namelist()) > 3, name
    office.follow("Look at it")
    office.sees("Care Board, Hathersby", "body")
    office.chrome.back()


def publishes(office, scene):
    """Published once, however often it is sent; what is kept is what was shown."""
    before = len(scene.lines())
    office.follow("Publish the paper " + f"{day(28)} {words(day(-1))} {before - 1}")
    office.look("Publish the paper")
    office.send("Preview")
    office.look("Check: Publish the paper")
    office.hands.press_twice(office.button("Record"))
    office.until(lambda: "recorded=" in office.path())
    office.look("Meetings and paper")
    office.sees(f"Entry {before + 1} is recorded")
    office.chrome.back()
    office.chrome.refresh()
    if office.all("main button[value=record]"):
        office.send("Record")
    office.sees(f"Entry {before + 1} is recorded")
    assert len(scene.lines()) == before + 1, "it was published again"
    row = office.find("[aria-labelledby=published-table] tbody tr")
    _, data = office.download(row.find_element("css selector", "td:nth-of-type(3) a"))
    assert sha256(data) in "".join(row.text.split()), "the file is not what was published"
    kept = scene.folder / "published.html"
    kept.write_bytes(data)
    scene.run("report", "--check", str(kept))


def secretary(scene, keyboard=False):
    """The whole job of a secretary."""
    meeting = lay(scene)
    office = someone(scene, "secretary", keyboard=keyboard)
    office.begin("NOD", "secretary")
    meetings(office, scene, meeting)
    minutes(office, scene, meeting)
    paper(office, scene, meeting)
    publishes(office, scene)
    office.open(scene.at("actions/A1/record"))
    office.is_refused(403)
    assert not office.all("main form"), "a secretary is shown the form of a lead"
