"""Writes a valid journal of an invented county with every event of format 1.

Usage: write_journal.py OUT [--damage KIND | --damage-all FOLDER]
OUT is named <plan>.jsonl. Evidence goes to the folder evidence beside it. With --damage, OUT is a
damaged copy; with --damage-all, FOLDER/<kind>/<plan>.jsonl each, and FOLDER/expected.json says
for each kind the verdict and the first wrong line.
"""
import argparse
import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile

from ledger_model import Writer, canonical, digest

PLAN, BOARD = "westmarch-2024", "WCB"
EVIDENCE = {"minutes.txt": "Minutes of the Wéstmarch falls group\n".encode(),
            "paper.html": b"<!doctype html><title>Assurance report</title>\n",
            "closing.html": b"<!doctype html><title>Closing report</title>\n"}
SHA = {name: hashlib.sha256(data).hexdigest() for name, data in EVIDENCE.items()}


def e(type, **members):
    """An event; a trailing _ frees a Python keyword, other _ become hyphens."""
    return {"type": type, **{k.rstrip("_").replace("_", "-"): v for k, v in members.items()}}


class Key:
    """A fixed Ed25519 key, for tests only, used through the openssl command."""
    SEED = hashlib.sha256(b"the test key of Lukasz of Westmarch").digest()
    PKCS8 = bytes.fromhex("302e020100300506032b657004220420")

    def __init__(self, name, folder):
        self.file, self.message = os.path.join(folder, "key.der"), os.path.join(folder, "message")
        with open(self.file, "wb") as out:
            out.write(self.PKCS8 + self.SEED)
        exported = self.openssl("pkey", "-in", self.file, "-pubout", "-outform", "DER")
        public = b"\x01" + exported[-32:]
        number = hashlib.sha256(name.encode() + b"\n" + public).hexdigest()[:8]
        self.vkey = f"{name}+{number}+{base64.b64encode(public).decode()}"

    def openssl(self, command, *rest):
        return subprocess.run(["openssl", command, *rest, "-inform" if command == "pkey"
                               else "-keyform", "DER"], check=True, capture_output=True).stdout

    def sign(self, data):
        with open(self.message, "wb") as out:
            out.write(data)
        return base64.b64encode(self.openssl(
            "pkeyutl", "-sign", "-rawin", "-in", self.message, "-inkey", self.file)).decode()


def opening(add):
    add("2024-01-15T10:00:00Z", "clerk", e(
        "plan-opened", plan=PLAN, title="Westmarch older people's plan, 2024 to 2026", board=BOARD,
        place="Westmarch", source="Care Board paper 7, \"Ageing well\"", source_sha256="0f" * 32))
    add("2024-01-15T10:01:00Z", "clerk",
        e("person-named", person="ZA", name="Zoë Ångström-O'Dowd", role="Director of Care",
          organisation="Westmarch County Council (WCC)"),
        e("person-named", person="LZ", name="Łukasz Żak", role="Operations \\ Flow Lead"),
        e("person-named", person="SG", name="Siân Gŵyther"),
        e("person-named", person="ND", name="Noël Đặng", role="Head of Internal Audit"),
        e("body-named", body=BOARD, name="Westmarch Care Board",
          organisation="Westmarch County Council (WCC)", members=["ND"]),
        e("body-named", body="COG", name="Chief Officers Group", members=["ZA", "LZ"]),
        e("body-named", body="HSB", name="Housing Board"))
    add("2024-01-15T10:02:00Z", "clerk",
        e("priority-added", priority="A", title="Living well at home",
          aim="Fewer people wait in hospital for care at home"),
        e("priority-added", priority="B", title="Falls", under="A"))
    add("2024-01-15T10:03:00Z", "clerk",
        e("action-added", action="A1", under="A", title="Agree one front door for care"),
        e("action-added", action="A1.i", under="A1", title="Train the front door's staff"),
        e("action-added", action="A2", under="A", title="Publish a map of local help"),
        e("action-added", action="B1", under="B", title="Open a falls clinic"),
        e("action-added", action="B2", under="B", title="Lend pendant alarms"),
        e("action-added", action="B3", under="B", title="Run a falls café"))
    add("2024-01-15T10:04:00Z", "clerk",
        e("leads-named", action="A1", role="accountable", leads=["ZA"]),
        e("leads-named", action="A1", role="responsible", leads=["LZ", "COG"]),
        e("leads-named", action="A1.i", role="responsible", leads=[]),
        e("leads-named", action="A2", role="accountable", leads=["SG"]),
        e("leads-named", action="B1", role="accountable", leads=["ZA"]),
        e("leads-named", action="B1", role="responsible", leads=["LZ"]),
        e("leads-named", action="B2", role="accountable", leads=["ZA"]))
    for day, papers in (("2024-03-14", "2024-03-06"), ("2024-07-18", None), ("2024-11-14", None)):
        add("2024-01-15T10:05:00Z", "clerk", e("meeting-called", meeting=day, title="Care Board",
                                               **({"papers": papers} if papers else {})))
    add("2024-01-15T10:06:00Z", "clerk",
        e("meeting-called", meeting="2024-04-18", title="Housing Board", board="HSB"))
    add("2024-01-15T10:07:00Z", "clerk",
        e("milestone-added", action="A1", milestone="1", due="2024-05", label="draft",
          written="End of May 24 (draft)"),
        e("milestone-added", action="A1", milestone="2", due="2024-07-18", label="for the Board",
          written="18/07/24", meeting="2024-07-18"),
        e("milestone-added", action="A1.i", milestone="1", depends="A2", written="after the map"),
        e("milestone-added", action="A2", milestone="1", due="2024-04-30"),
        e("milestone-added", action="B1", milestone="1", due="2024-10/2024-12",
          depends="housing-2024:H3"),
        e("milestone-added", action="B2", milestone="1", due="2025"),
        e("milestone-added", action="B3", milestone="1", due="2024-09-30"))
    add("2024-01-15T10:08:00Z", "clerk",
        e("action-linked", from_="A1", to="A2", kind="feeds", note="The map is used at the door"),
        e("action-linked", from_="A2", to="B", kind="detail-in"),
        e("action-linked", from_="B1", to="housing-2024:H3", kind="same-as", inferred=True),
        e("action-linked", from_="B2", to="housing-2024:", kind="reported-in"),
        e("action-linked", from_="B3", to="B1", kind="progress-as"))


def approval(add):
    add("2024-03-01T09:00:00Z", "SG", e("date-agreed", action="A2", milestone="1",
        due="2024-05-31"), because="Printed after Easter", for_="SG", on="2024-02")
    add("2024-03-14T16:00:00Z", "clerk",
        e("policy-adopted", policy="Board key 2024", agreed_by=BOARD, meeting="2024-03-14",
          evidence_days=42, tolerance_days=30, tolerance_months=1, near_days=28, quiet_days=35,
          stale_days=70, start_days=70, levels=["none", "limited", "reasonable", "substantial"]))
    add("2024-03-14T16:05:00Z", "clerk",
        e("plan-approved", meeting="2024-03-14", agreed_by=BOARD), on="2024-03-14")


def progress(add):
    note = add("2024-03-20T11:00:00Z", "LZ", e(
        "progress-noted", action="A1", line=1, by_when="2024-04-30",
        note="First draft: \"one door, C:\\front\".\nSecond line – é."),
        key="note:2024-03-20.1", on="2024-03")
    add("2024-03-21T11:00:00Z", "LZ", e("rating-declared", action="A1", rating="green"))
    add("2024-03-22T11:00:00Z", "SG", e("rating-declared", action="A2", rating="amber"),
        because="The printer is booked late", for_="SG")
    add("2024-03-23T11:00:00Z", "ZA", e("rating-declared", action="B1", rating="red"),
        because="No room has been found")
    add("2024-03-25T11:00:00Z", "LZ",
        e("help-asked", action="B1", help="1", note="A room on the ground floor"))
    add("2024-03-26T11:00:00Z", "clerk",
        e("help-given", action="B1", help="1", note="The library offers one on Tuesdays"))
    add("2024-03-27T11:00:00Z", "clerk",
        e("risk-raised", risk="R1", about="B1", title="No physiotherapist applies"),
        e("measure-added", measure="M1", about="B", title="Falls seen within a day",
          unit="per cent", direction="up", target="95.5", due="2024-12"))
    add("2024-03-28T11:00:00Z", "clerk",
        e("risk-answered", risk="R1", mitigation="Share a post\nwith Northmarch"))
    add("2024-03-29T11:00:00Z", "clerk", e("measure-read", measure="M1", value="92"),
        on="2024-01/2024-03")
    add("2024-06-20T23:30:00Z", "clerk", e("measure-read", measure="M1", value="93.5"),
        on="2024-06-21")
    add("2024-06-21T09:00:00Z", "clerk", e("risk-closed", risk="R1"), because="Two people applied")
    return note


def dates(add):
    add("2024-04-10T10:00:00Z", "LZ", e("forecast-given", action="A1", milestone="1",
                                        due="2024-06"), for_="ZA")
    add("2024-04-11T10:00:00Z", "LZ", e("date-requested", action="A1", milestone="1",
                                        due="2024-06"), because="Union talks go on")
    moved = add("2024-04-18T10:00:00Z", "clerk", e("date-agreed", action="A1", milestone="1",
                due="2024-07", agreed_by=BOARD, meeting="2024-03-14"), because="A month was given")
    add("2024-04-19T10:00:00Z", "clerk", e("date-corrected", action="A1", milestone="1",
        due="2024-06", entry=moved, agreed_by=BOARD), because="The clerk misheard July for June")
    add("2024-04-20T10:00:00Z", "LZ", e("date-requested", action="B1", milestone="1",
        due="2025-01/2025-03"), because="The clinic waits for a lease")
    add("2024-04-22T10:00:00Z", "clerk", e("date-refused", action="B1", milestone="1",
        agreed_by="ND", meeting="2024-03-14"), because="The Board wants it this year")
    add("2024-04-23T10:00:00Z", "clerk", e("action-reworded", action="B1",
        title="Open a falls clinic with a physiotherapist"), because="The Board asked for the word")
    add("2024-04-24T10:00:00Z", "clerk",
        e("meeting-called", meeting="2024-07-25", title="Care Board", moved_from="2024-07-18"))
    add("2024-04-25T10:00:00Z", "clerk", e("meeting-cancelled", meeting="2024-04-18", board="HSB"),
        because="Not quorate")
    add("2024-04-26T10:00:00Z", "clerk", e("meeting-cancelled", meeting="2024-11-14"),
        because="Election")
    return moved


def delivery(add):
    add("2024-05-20T10:00:00Z", "SG", e("delivery-declared", action="A2", milestone="1"))
    add("2024-05-21T10:00:00Z", "clerk",
        e("evidence-filed", action="A2", milestone="1", title="The map",
          url="https://westmarch.example/map?part=1", line=1),
        e("evidence-filed", action="A2", title="Minutes", sha256=SHA["minutes.txt"],
          name="minutes.txt", bytes=len(EVIDENCE["minutes.txt"]), exempt=True))
    add("2024-05-22T10:00:00Z", "ND", e("delivery-confirmed", action="A2", milestone="1", line=3))
    add("2024-06-03T10:00:00Z", "LZ", e("delivery-declared", action="A1", milestone="1"),
        on="2024-05")
    add("2024-06-04T10:00:00Z", "ND", e("delivery-returned", action="A1", milestone="1"),
        because="The draft lacks costs")
    add("2024-06-10T10:00:00Z", "LZ", e("delivery-declared", action="A1", milestone="1"))
    add("2024-06-11T10:00:00Z", "ND", e("delivery-confirmed", action="A1", milestone="1"))
    add("2024-06-18T10:00:00Z", "ZA", e("action-reopened", action="A1", milestone="1"),
        because="The costs were last year's")
    add("2024-06-19T10:00:00Z", "ND", e("action-reopened", action="A2"),
        because="Two villages are missing")
    add("2024-07-01T10:00:00Z", "ZA", e("action-closed", action="B2", how="superseded", to="B1"),
        because="The clinic lends the alarms")
    add("2024-07-02T10:00:00Z", "ZA", e("action-closed", action="B3", milestone="1",
        how="transferred", to="SG", place="The café committee"), because="Volunteers took it on")
    add("2024-07-02T11:00:00Z", "ZA", e("action-closed", action="A1.i", how="withdrawn"),
        because="Nobody is left to train")
    add("2024-07-03T10:00:00Z", "clerk", e("closure-approved", action="B3", milestone="1",
        agreed_by=BOARD, meeting="2024-07-25"))
    add("2024-07-04T10:00:00Z", "clerk", e("closure-approved", action="B2", agreed_by="ND"))
    add("2024-07-05T10:00:00Z", "clerk",
        e("person-named", person="ND", name="Noël Đặng", role="Chief Auditor"))
    add("2024-07-06T10:00:00Z", "clerk", e("person-left", person="SG"), because="Retired")
    add("2024-07-06T10:01:00Z", "clerk",
        e("leads-named", action="A2", role="accountable", leads=["COG"]))


def keys(add, journal, key):
    journal.signers["LZ"] = key.sign
    add("2024-07-08T10:00:00Z", "LZ", e("key-registered", person="LZ", public=key.vkey))
    add("2024-07-09T10:00:00Z", "LZ", e("progress-noted", action="A1", note="Signed: ½ done"))
    del journal.signers["LZ"]
    add("2024-07-10T10:00:00Z", "clerk", e("key-revoked", person="LZ", public=key.vkey),
        because="The laptop was left on a train")


def board(add, journal, noted, moved):
    parts = ("item", "report-of", "contact", "purpose", "offered", "considered", "exempt",
             "lateness", "summary", "financial", "legal", "equality", "sustainability",
             "engagement")
    add("2024-07-12T10:00:00Z", "clerk", *(e(
        "paper-worded", meeting="2024-07-25", part=p, text=f"Words on “{p}”.\nNone else.")
        for p in parts))
    add("2024-07-25T14:00:00Z", "ZA",
        e("assurance-given", priority="A", level="reasonable", meeting="2024-07-25"))
    known = journal.entries[-1]
    add("2024-07-25T15:00:00Z", "clerk", e(
        "report-published", meeting="2024-07-25", as_at="2024-07-17", known_at=known["seq"],
        format="html", sha256=SHA["paper.html"], data=digest("{}"), renderer="westmarch 1.0",
        others=[{"plan": "housing-2024", "seq": 12, "head": "ab" * 32}]))
    add("2024-07-25T17:00:00Z", "clerk", e("decision-minuted", meeting="2024-07-25",
        minute="The Board noted the report\nand thanked Siân.", entries=[moved]))
    add("2024-07-26T10:00:00Z", "clerk", e("entry-struck", entry=noted),
        because="It was meant for another plan")
    add("2024-07-27T10:00:00Z", "clerk", e("ledger-restored", size=40, root="cd" * 32, lost=2,
        origin="westmarch.example/plan/westmarch-2024.2"), because="The disk failed")
    add("2024-12-20T10:00:00Z", "clerk",
        e("plan-closed", meeting="2024-07-25", agreed_by=BOARD), because="A new plan takes over")
    add("2024-12-20T10:01:00Z", "clerk", e("evidence-filed", action="B1", title="Letter",
                                           url="https://westmarch.example/letter"))
    add("2024-12-21T10:00:00Z", "clerk", e(
        "report-published", meeting="2024-07-25", as_at="2024-12-20",
        known_at=journal.entries[-1]["seq"], format="html", sha256=SHA["closing.html"],
        data=digest("{}"), renderer="westmarch 1.0"))
    add("2024-12-22T10:00:00Z", "clerk",
        e("decision-minuted", meeting="2024-07-25", minute="Café \\ clinic: “closed”."))


def build():
    journal = Writer()
    add = journal.add
    opening(add)
    approval(add)
    noted = progress_in_order(add, journal)
    with tempfile.TemporaryDirectory() as folder:
        try:
            key = Key("westmarch.example/person/LZ", folder)
            keys(add, journal, key)
        except (OSError, subprocess.CalledProcessError) as problem:
            journal.signers.clear()
            print(f"left out key-registered and key-revoked: {problem}", file=sys.stderr)
    board(add, journal, *noted)
    return journal


def progress_in_order(add, journal):
    """The three stories overlap in time, so their acts are told together by the clock."""
    acts = []

    def later(at, by, *events, **members):
        acts.append((at, by, events, members))
        return {"act": len(acts) - 1}
    noted, moved = progress(later), dates(later)
    delivery(later)
    numbers = {}
    for index in sorted(range(len(acts)), key=lambda i: (acts[i][0], i)):
        at, by, events, members = acts[index]
        for event in events:
            if isinstance(event.get("entry"), dict):
                event["entry"] = numbers[event["entry"]["act"]]
        numbers[index] = add(at, by, *events, **members)
    return numbers[noted["act"]], numbers[moved["act"]]


# Damage: the whole lines in; the file's text, the verdict and the first wrong line out.

def rewritten(lines, number, change):
    """The lines with one entry changed and those after it chained anew."""
    entries = [json.loads(line) for line in lines]
    change(entries[number - 1])
    out = lines[:number - 1]
    for entry in entries[number - 1:]:
        entry["prev"] = digest(out[-1])
        out.append(canonical(entry))
    return out


def whole(lines):
    return "".join(line + "\n" for line in lines)


def damage(lines, kind):
    k = len(lines) - 4  # after the signed entries, before the last
    above = json.loads(lines[k - 2])["at"]
    if kind == "flipped-byte":
        k = next(i for i, line in enumerate(lines, 1) if "ground floor" in line)
        changed = lines[k - 1].replace("ground floor", "ground flood")
        return whole(lines[:k - 1] + [changed] + lines[k:]), "tampered", k + 1
    if kind == "missing-line":
        return whole(lines[:k - 1] + lines[k:]), "tampered", k
    if kind == "swapped-lines":
        return whole(lines[:k - 1] + [lines[k], lines[k - 1]] + lines[k + 1:]), "tampered", k
    if kind == "repeated-line":
        return whole(lines[:k] + lines[k - 1:]), "tampered", k + 1
    if kind == "wrong-seq":
        return whole(rewritten(lines, k, lambda x: x.update(seq=k + 5))), "tampered", k
    if kind == "time-backwards":
        earlier = f"{int(above[:4]) - 1}{above[4:]}"
        return whole(rewritten(lines, k, lambda x: x.update(at=earlier))), "tampered", k
    if kind == "spacing":
        lines = lines[:k - 1] + [lines[k - 1].replace('":', '": ', 1)] + lines[k:]
        return whole(lines), "tampered", k
    if kind == "whole-tail":
        return whole(lines)[:-1], "torn", None
    if kind == "broken-tail":
        return whole(lines)[:-20], "torn", None
    raise ValueError(f"no such damage: {kind}")


KINDS = ("flipped-byte", "missing-line", "swapped-lines", "repeated-line", "wrong-seq",
         "time-backwards", "spacing", "whole-tail", "broken-tail")


def put(path, text):
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "wb") as out:
        out.write(text.encode("utf-8") if isinstance(text, str) else text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--damage", choices=KINDS)
    parser.add_argument("--damage-all", metavar="FOLDER")
    asked = parser.parse_args()
    lines = build().lines
    put(asked.out, damage(lines, asked.damage)[0] if asked.damage else whole(lines))
    for name, data in EVIDENCE.items():
        put(os.path.join(os.path.dirname(os.path.abspath(asked.out)), "evidence", SHA[name]), data)
    if asked.damage_all:
        expected = {}
        for kind in KINDS:
            text, verdict, line = damage(lines, kind)
            put(os.path.join(asked.damage_all, kind, PLAN + ".jsonl"), text)
            expected[kind] = {"verdict": verdict, "line": line}
        put(os.path.join(asked.damage_all, "expected.json"), json.dumps(expected, indent=1))


if __name__ == "__main__":
    main()
