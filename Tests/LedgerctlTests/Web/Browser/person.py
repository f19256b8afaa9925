"""Somebody at a browser: what they see, do, and what is wrong with the page before them."""

import base64
import hashlib
import pathlib
import re
import shutil
import sys
import time

try:
    import axe_playwright_python
    from selenium import webdriver
    from selenium.common.exceptions import NoSuchElementException
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(69)

from hands import Keyboard, Pointer

AXE = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
WIDTHS = (1280, 320)
PICTURED = (1280, 390)

RULES = """const done = arguments[arguments.length - 1];
    axe.run({runOnly: {type: 'tag', values: arguments[0]}}).then(done)"""
LOADED = """return performance.getEntriesByType('resource').map(entry => entry.name)
    .filter(name => !name.startsWith(location.origin + '/'))"""
TOO_WIDE = """return document.documentElement.scrollWidth > innerWidth
    ? [...document.querySelectorAll('body *')].filter(element =>
        element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.scroll')
      ).map(e => e.outerHTML.slice(0, 200)) : null"""
UNREACHABLE = """return [...document.querySelectorAll('*')].filter(element =>
    element.scrollWidth > element.clientWidth + 1 && element.tabIndex < 0
    && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
    ).map(e => e.outerHTML.slice(0, 200))"""
STATUS = "return performance.getEntriesByType('navigation')[0].responseStatus"


def browser(scripts, downloads):
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver or not AXE.exists():
        print("chromium, chromedriver or axe.min.js is missing", file=sys.stderr)
        sys.exit(69)
    options = Options()
    options.binary_location = program
    for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                 "--window-size=1280,900"):
        options.add_argument(flag)
    settings = {"download.default_directory": str(downloads),
                "profile.password_manager_leak_detection": False,
                "credentials_enable_service": False}
    if not scripts:
        settings["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", settings)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


class Person:
    """One person, at a browser of their own."""

    def __init__(self, scene, name, scripts=True, keyboard=False):
        self.scene, self.name, self.scripts = scene, name, scripts
        self.downloads = scene.folder / f"downloads-{name}"
        self.downloads.mkdir()
        self.wrong = []
        self.chrome = browser(scripts, self.downloads)
        self.chrome.set_script_timeout(120)
        self.hands = Keyboard(self.chrome, self.wrong) if keyboard else Pointer(self.chrome)
        self.began, self.checking = time.monotonic(), 0.0
        self.pictures = 0
        self.chrome.get("data:text/html,<p>off</p><script>document.write('on')</script>")
        assert ("on" in self.text("body")) == scripts, "scripts are not as they were asked for"

    def seconds(self):
        """How long it has taken, without what only the checks take."""
        return time.monotonic() - self.began - self.checking

    # What they see

    def open(self, path):
        self.chrome.get(path if "://" in path else self.scene.site + path)

    def path(self):
        return self.chrome.current_url.removeprefix(self.scene.site)

    def find(self, css):
        try:
            return self.chrome.find_element("css selector", css)
        except NoSuchElementException:
            raise AssertionError(f"{self.name} finds no {css} at {self.path()}:\n"
                                 + self.text("body")[:3000]) from None

    def all(self, css):
        return self.chrome.find_elements("css selector", css)

    def text(self, css="main"):
        return self.find(css).text

    def sees(self, words, css="main"):
        shown = " ".join(self.text(css).split())
        assert words in shown, f"{self.name} does not see {words!r} at {self.path()}:\n{shown[:3000]}"

    def sees_no(self, words, css="body"):
        assert words not in " ".join(self.text(css).split()), f"{self.name} sees {words!r}"

    def link(self, words, css="body"):
        return self.named("a", words, css)

    def button(self, words):
        return self.named("button", words, "body")

    def named(self, tag, words, css="body"):
        for element in self.all(f"{css} {tag}"):
            if element.is_displayed() and " ".join(element.text.split()) == words:
                return element
        raise AssertionError(f"there is no {tag} {words!r} at {self.path()}:\n"
                             + self.text("body")[:3000])

    def field(self, label):
        """The field that has this label."""
        for element in self.all("label"):
            if element.is_displayed() and " ".join(element.text.split()).startswith(label):
                return self.find("#" + element.get_attribute("for"))
        raise AssertionError(f"there is no field {label!r} at {self.path()}")

    def field_shows(self, label):
        """Whether the field of this label is to be seen, and not folded away."""
        return any(element.is_displayed() and element.text.startswith(label)
                   for element in self.all("label"))

    def sees_problem(self, words, field):
        """Sees the summary of what is wrong, and follows its link to the field."""
        assert self.chrome.title.startswith("Error: "), self.chrome.title
        self.sees("There is a problem", ".problem")
        self.sees(words, ".problem")
        if self.scripts:
            focused = self.chrome.switch_to.active_element.get_attribute("class")
            assert focused == "problem", f"the focus is on {focused!r}, not on the summary"
        link = next(link for link in self.all(".problem a") if words in link.text)
        self.hands.press(link)
        assert self.chrome.switch_to.active_element == field, "the link leads to another field"
        assert field.get_attribute("aria-invalid") == "true", "the field is not marked"
        described = field.get_attribute("aria-describedby") or ""
        told = [self.text("#" + part) for part in described.split()]
        assert any(words in each for each in told), f"the field says {told}"

    # What they do

    def until(self, holds):
        """Waits until `holds()`."""
        WebDriverWait(self.chrome, 20).until(lambda _: holds())

    def leave(self, act):
        """Does what leads to another page, and waits for that."""
        before = self.find("html")
        act()
        self.until(lambda: self.is_gone(before))
        self.until(lambda: self.chrome.execute_script("return document.readyState") == "complete")

    @staticmethod
    def is_gone(element):
        try:
            element.is_enabled()
            return False
        except Exception:  # Chromium has several words for it.
            return True

    def follow(self, words, css="body"):
        self.leave(lambda: self.hands.press(self.link(words, css)))

    def send(self, words):
        self.leave(lambda: self.hands.press(self.button(words)))

    def fill(self, label, words):
        self.hands.write(self.field(label), words)

    def download(self, link):
        """What the link gives to keep: its name and its bytes."""
        before = set(self.downloads.iterdir())
        self.hands.press(link)
        for _ in range(200):
            new = set(self.downloads.iterdir()) - before
            # Until all of it has come, an empty file holds its name and another its bytes; the
            # other may be gone by the time it is looked at.
            if len(new) == 1 and not (file := new.pop()).name.startswith(".") \
                    and file.suffix != ".crdownload" and file.stat().st_size > 0:
                return file.name, file.read_bytes()
            time.sleep(0.05)
        raise AssertionError("nothing came to be kept")

    def sign_in(self, key, passphrase):
        self.fill("Your key", key)
        self.fill("Your passphrase", passphrase)
        self.send("Sign in")

    def begin(self, key, role, passphrase="four words of mine"):
        """Sets a passphrase by the one-time link, and signs in."""
        self.open(self.scene.link(key, role))
        self.fill("Choose a passphrase", passphrase)
        self.fill("Type it again", passphrase)
        self.send("Set passphrase")
        self.sign_in(key, passphrase)

    # What is wrong with the page

    def look(self, title):
        """Checks the page that stands there, by every rule that has no exception."""
        began = time.monotonic()
        if title not in self.text("h1"):
            raise AssertionError(f"{self.name} is at {self.text('h1')!r}, not {title!r}:\n"
                                 + self.text("body")[:3000])
        wrong = [f"loads {name}" for name in self.chrome.execute_script(LOADED)]
        # That a page says what is wrong with a form is nothing wrong with the page.
        wrong += self.complaints(422)
        for width in WIDTHS:
            self.size(width)
            wrong += [f"{width} px: {words}" for words in self.violations()]
            wide = self.chrome.execute_script(TOO_WIDE)
            if wide is not None:
                wrong.append(f"{width} px: scrolls sideways because of {wide[:3]}")
            wrong += [f"{width} px: scrolls, and the keyboard cannot reach it: {box}"
                      for box in self.chrome.execute_script(UNREACHABLE)]
        self.picture(title)
        self.chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        self.wrong += [f"{self.path()} ({title}): {each}" for each in wrong]
        self.scene.pages.add(re.sub(r"/welcome/.*", "/welcome/…", self.path().split("?")[0]))
        self.checking += time.monotonic() - began

    def violations(self):
        """What axe finds. It is a script itself: with scripts off it cannot look at the page, and
        the same page was looked at with scripts on."""
        if not self.scripts:
            return []
        if not self.chrome.execute_script("return Boolean(window.axe)"):
            self.chrome.execute_script(AXE.read_text(encoding="utf-8"))
        found = self.chrome.execute_async_script(RULES, TAGS)
        return [f"{each['id']}: {each['help']}: {node['html'][:200]}"
                for each in found["violations"] for node in each["nodes"]]

    def complaints(self, status):
        """What the browser says, but for pages that were answered with `status`."""
        said = [entry["message"] for entry in self.chrome.get_log("browser")]
        return [f"the browser says {words}" for words in said if f"status of {status}" not in words]

    def is_refused(self, status):
        """The page says, with this status, that what was asked for cannot be."""
        answered = self.chrome.execute_script(STATUS)
        assert answered == status, f"{self.path()} is answered with {answered}, not {status}"
        self.wrong += self.complaints(status)

    def size(self, width):
        metrics = {"width": width, "height": 900 if width > 500 else 700, "deviceScaleFactor": 1,
                   "mobile": width < 500}
        self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def picture(self, title):
        if not self.scene.pictures:
            return
        self.pictures += 1
        words = re.sub(r"\W+", "-", title).strip("-").lower()
        for width in PICTURED:
            self.size(width)
            height = self.chrome.execute_script("return document.documentElement.scrollHeight")
            clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
            shot = self.chrome.execute_cdp_cmd(
                "Page.captureScreenshot",
                {"captureBeyondViewport": True, "format": "png", "clip": clip})
            name = f"{self.name}-{self.pictures:02}-{words}-{width}.png"
            (self.scene.pictures / name).write_bytes(base64.b64decode(shot["data"]))

    def leave_the_browser(self):
        self.chrome.quit()


def sha256(data):
    return hashlib.sha256(data).hexdigest()
