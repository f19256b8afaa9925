"""Does somebody's job in Chromium against a server that runs, and prints what is wrong.

    python3 jobs.py JOB --site URL --command LEDGERCTL --ledger FOLDER --config FOLDER
        [--without-scripts] [--pictures FOLDER]

JOB is leader, secretary or auditor; each with -keyboard behind it for the keyboard alone; or
together. The ledger holds the invented county of
`ledgerctl demo`, and a checkpoint by a key that the server was told of; --config is the folder in
which the command finds its users and keys. The job makes the users that it needs, and sets their
passphrases by the links.
Every page that is looked at is held against axe (WCAG 2.0 to 2.2, A and AA, and best practice) at
1280 and 320 CSS pixels; it must not scroll sideways, load anything from elsewhere, or make the
browser complain. With --pictures, every such page is left there at 1280 and 390 pixels. Exits with
0 where nothing is wrong, 1 where something is, and 69 where something is missing (Debian: chromium,
chromium-driver, python3-selenium; PyPI: axe-playwright-python, whose copy of the rules is used).
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

import auditor
import leader
import secretary

JOBS = {
    "leader": leader.leader,
    "leader-keyboard": leader.keyboard,
    "together": leader.together,
    "secretary": secretary.secretary,
    "secretary-keyboard": lambda scene: secretary.secretary(scene, keyboard=True),
    "auditor": auditor.auditor,
    "auditor-keyboard": lambda scene: auditor.auditor(scene, keyboard=True),
}


class Scene:
    """The server and its ledger, as whoever keeps them has them at hand."""

    plan = "moorland-2024"

    def __init__(self, given, folder):
        self.site = given.site.rstrip("/")
        self.command, self.ledger, self.config = given.command, given.ledger, given.config
        self.folder, self.pictures = folder, given.pictures
        self.scripts = not given.without_scripts
        self.pages = set()
        self.people = []

    def run(self, *arguments, check=True):
        """What the command says to standard output, and its status."""
        done = subprocess.run(
            [self.command, *arguments], capture_output=True, check=False,
            env={"LEDGER": self.ledger, "XDG_CONFIG_HOME": self.config,
                 "PATH": os.environ["PATH"]})
        if check:
            assert done.returncode == 0, done.stderr.decode()
        return done.stdout, done.returncode

    def link(self, key, role):
        """Lets `key` sign in as `role`, and returns the link to begin with."""
        said, _ = self.run("users", "add", key, "--role", role, "--address", self.site)
        return said.decode().strip()

    def lines(self):
        """The lines of the journal."""
        journal = pathlib.Path(self.ledger) / f"{self.plan}.jsonl"
        return journal.read_bytes().splitlines(keepends=True)

    def at(self, page=""):
        return f"/plans/{self.plan}" + (f"/{page}" if page else "")


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("job", choices=JOBS)
    reader.add_argument("--site", required=True)
    reader.add_argument("--command", required=True)
    reader.add_argument("--ledger", required=True)
    reader.add_argument("--config", required=True)
    reader.add_argument("--without-scripts", action="store_true")
    reader.add_argument("--pictures", type=pathlib.Path)
    given = reader.parse_args()
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(given, pathlib.Path(folder))
        try:
            JOBS[given.job](scene)
        except Exception:  # Whatever went wrong is what this is for.
            wrong.append(traceback.format_exc())
        for person in scene.people:
            wrong += person.wrong
            person.leave_the_browser()
    for page in sorted(scene.pages):
        print(f"looked at {page}", file=sys.stderr)
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(1 if wrong else 0)


main()
