"""What a leader does: sets a passphrase, records progress once, and goes."""

import datetime
import sys

from selenium.webdriver.common.keys import Keys

from person import Person

NOTE = "The new ward has begun; <b>all</b> twelve wards now have a clerk & a checklist."
WHY = "Two clerks left in May, and the posts were empty until now."
PASSPHRASE = "heather slate and rain"
WORST = ["red", "grey", "amber", "green", "blue"]


def later():
    """A month that is ahead, in the words of people."""
    return f"November {datetime.date.today().year + 1}"


def someone(scene, name, **more):
    person = Person(scene, name, scripts=scene.scripts, **more)
    scene.people.append(person)
    return person


def lay(scene):
    """An action of TW's that is not late yet: what it is rated is for TW to say."""
    by = ("--by", "MP")
    ahead = str(datetime.date.today().year + 2)
    scene.run("add", "action", "A6", "Keep the lounge open at weekends", "--under", "A", *by)
    scene.run("assign", "A6", "--accountable", "TW", "--responsible", "SDB", *by)
    scene.run("add", "milestone", "A6", ahead, *by)


def first_passphrase(lead, scene, key):
    """The one-time link: a passphrase that is too short, then two that differ, then one."""
    link = scene.link(key, "leader")
    lead.open(link)
    lead.look("Set your passphrase")
    lead.sees(f"You will sign in as {key}, leader.")
    lead.fill("Choose a passphrase", "short")
    lead.fill("Type it again", "short")
    lead.send("Set passphrase")
    lead.look("Set your passphrase")
    lead.sees_problem("it needs at least 12", lead.field("Choose a passphrase"))
    lead.fill("Choose a passphrase", PASSPHRASE)
    lead.fill("Type it again", PASSPHRASE + "s")
    lead.send("Set passphrase")
    lead.sees_problem("The two passphrases differ", lead.field("Choose a passphrase"))
    lead.fill("Choose a passphrase", PASSPHRASE)
    lead.fill("Type it again", PASSPHRASE)
    lead.send("Set passphrase")
    lead.sees("Your passphrase is set")
    lead.look("Sign in")
    assert lead.field("Your key").get_attribute("value") == key, "whose passphrase it is, is asked"
    return link


def comes_in(lead, key):
    """A wrong passphrase, then the right one."""
    lead.sign_in(key, "not the passphrase")
    lead.look("Sign in")
    lead.sees_problem("do not belong together", lead.field("Your key"))
    assert lead.field("Your key").get_attribute("value") == key, "the key is forgotten"
    assert not lead.field("Your passphrase").get_attribute("value"), "the passphrase is kept"
    lead.sign_in(key, PASSPHRASE)
    lead.sees(f"Signed in as {key}, leader", "header")


def worst_first(lead):
    """My actions: worst first, each with what is asked."""
    lead.follow("My actions", "nav")
    lead.look("My actions")
    tags = [tag.text for tag in lead.all(".card h2 .tag")]
    assert len(tags) > 1 and tags == sorted(tags, key=WORST.index), f"not worst first: {tags}"
    assert all(each.find_elements("css selector", "li strong") for each in lead.all(".card")
               if each.find_element("css selector", ".tag").text == "red"), "asks nothing"


def mistakes(lead):
    """Amber without a reason, and a date in words that are none."""
    lead.look("Record progress on A6")
    lead.send("Preview")
    lead.sees_problem("Write what happened", lead.field("What happened?"))
    lead.hands.choose(lead.field("Amber: at risk"))
    lead.send("Preview")
    lead.look("Record progress on A6")
    lead.sees_problem("Amber and red need a reason", lead.field("Why"))
    assert lead.field("Amber: at risk").is_selected(), "what was chosen is forgotten"
    lead.fill("Why", WHY)
    lead.fill("When do you expect A6/1", "the twelfth of never")
    lead.send("Preview")
    lead.look("Record progress on A6")
    lead.sees_problem("never", lead.field("When do you expect A6/1"))
    assert lead.field("When do you expect A6/1").get_attribute("value") == "the twelfth of never"


def fills_in(lead, scene):
    lead.fill("What happened?", NOTE)
    lead.fill("When do you expect A6/1", later())
    paper = scene.folder / "the register.csv"
    paper.write_text("ward,clerk\n1,yes\n", encoding="utf-8")
    if not lead.field_shows("A file"):
        lead.hands.press(lead.find("summary"))
    lead.hands.write(lead.field("A file"), str(paper))
    lead.fill("What it is", "The register of clerks")


def sees_preview(lead, note):
    lead.look("Check what you will record on A6")
    lead.sees("What will be recorded by TW")
    for words in (*note.split("\n"), WHY, later(), "The register of clerks"):
        lead.sees(words)
    lead.sees("The published rating of A6 becomes amber, and was green")


def records(lead, scene, note):
    """Presses Record twice, loads again, goes back and sends again: it stands there once."""
    before = len(scene.lines())
    lead.hands.press_twice(lead.button("Record"))
    lead.until(lambda: "recorded=" in lead.path())
    lead.look("A6")
    lead.sees("Recorded", ".done")
    lead.link("Back to My actions", ".done")
    lead.sees(f"Entries {before + 1} to {before + 4} are recorded", ".done")
    assert len(scene.lines()) == before + 4, "a note, a rating, a forecast and a file are four"
    for words in (note, WHY, later(), "The register of clerks", "the register.csv"):
        lead.sees(words)
    lead.sees(note, "[aria-labelledby=changes]")
    assert len(lead.all("[aria-labelledby=changes] a[href$='entries/%d']" % (before + 1))) == 1
    lead.chrome.refresh()
    lead.sees("Recorded", ".done")
    lead.chrome.back()
    lead.chrome.refresh()
    if lead.all("main button[value=record]"):
        lead.send("Record")
    lead.sees(f"Entries {before + 1} to {before + 4} are recorded", ".done")
    assert len(scene.lines()) == before + 4, "sent again, it was recorded again"
    name, data = lead.download(lead.link("The register of clerks"))
    assert (name, data) == ("the_register.csv", b"ward,clerk\n1,yes\n"), (name, data)


def goes(lead, link):
    """Signs out; neither the back button nor the link opens anything again."""
    lead.send("Sign out")
    lead.look("Sign in")
    lead.sees("You are signed out")
    lead.chrome.back()
    lead.chrome.refresh()
    assert not lead.all("main button[name=step]"), "something can be recorded after signing out"
    lead.sees_no("Signed in as")
    lead.open(link)
    lead.is_refused(404)
    lead.sees("This link cannot be used", "h1")


def main_path(lead, scene):
    began = lead.seconds()
    worst_first(lead)
    lead.follow("Record progress on A6/1")
    mistakes(lead)
    fills_in(lead, scene)
    lead.send("Preview")
    sees_preview(lead, NOTE)
    lead.send("Change it")
    lead.look("Record progress on A6")
    assert lead.field("What happened?").get_attribute("value") == NOTE
    lead.sees("Chosen: the register.csv, 17 bytes")
    assert not lead.field("Do not send this file").is_selected()
    note = NOTE + "\nThe thirteenth waits."
    lead.fill("What happened?", note)
    lead.send("Preview")
    sees_preview(lead, note)
    records(lead, scene, "The thirteenth waits.")
    took = lead.seconds() - began
    print(f"{lead.name}: {took:.1f} s from the list to the record", file=sys.stderr)
    assert took < 30, f"it took {took:.0f} s"


def leader(scene):
    """The whole job of a leader, by a pointing device."""
    lay(scene)
    lead = someone(scene, "leader" if scene.scripts else "leader-without-scripts")
    link = first_passphrase(lead, scene, "TW")
    comes_in(lead, "TW")
    lead.look("Home and Well")
    main_path(lead, scene)
    lead.follow("Plan", "nav")
    lead.follow("A2")
    lead.look("A2")
    assert not [each for each in lead.all("main a") if each.text == "Record progress"]
    lead.open(scene.at("actions/A2/record"))
    lead.is_refused(403)
    assert not lead.all("main form"), "the form of another's action is shown"
    lead.open(scene.at("actions/A99"))
    lead.is_refused(404)
    lead.open(scene.at("actions/A6/record"))
    goes(lead, link)


def keyboard(scene):
    """The same by keyboard alone, and the link that skips the navigation."""
    lay(scene)
    lead = someone(scene, "keyboard" if scene.scripts else "keyboard-without-scripts",
                   keyboard=True)
    first_passphrase(lead, scene, "TW")
    comes_in(lead, "TW")
    skip = lead.hands.step()
    assert skip.text == "Skip to the content", f"the first stop is {skip.text!r}"
    lead.hands.keys(Keys.ENTER)
    main = lead.find("main")
    after = lead.hands.step()
    assert after in main.find_elements("css selector", "*"), "the link skips nothing"
    main_path(lead, scene)
    lead.send("Sign out")
    lead.sees("You are signed out")


def together(scene):
    """Two leads of one action at two browsers: the second sees what the first recorded."""
    lay(scene)
    first, second = someone(scene, "first"), someone(scene, "second")
    for lead, key in ((first, "TW"), (second, "SDB")):
        lead.begin(key, "leader")
        lead.open(scene.at("actions/A6/record"))
        lead.fill("What happened?", f"A note of {key}.")
        lead.send("Preview")
        lead.sees_no("Recorded meanwhile")
    before = len(scene.lines())
    first.send("Record")
    first.sees(f"Entry {before + 1} is recorded")
    second.send("Record")
    second.look("Check what you will record on A6")
    second.sees("Recorded meanwhile", ".note")
    second.sees("A note of TW.", ".note")
    second.sees(f"Entry {before + 1}", ".note")
    assert len(scene.lines()) == before + 1, "it was recorded without a look"
    second.send("Record")
    second.sees(f"Entry {before + 2} is recorded")
    second.sees("A note of TW.")
    second.sees("A note of SDB.")
    added = b"".join(scene.lines()[before:]).decode()
    assert len(scene.lines()) == before + 2 and "note of TW" in added and "note of SDB" in added
    second.look("A6")
