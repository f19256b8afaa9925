"""Opens an HTML file in Chromium as a reader would, and prints what is wrong, one line each.

    python3 check.py [--rules] [--paper SIDES] FILE [FOLDER]

Wrong by the rules is what axe finds on a desk and on a phone (WCAG 2.0 to 2.2, levels A and AA); a
page that scrolls sideways at 320 CSS pixels; a box that scrolls but that the keyboard cannot reach.
Wrong of a board's paper as printed is a body, up to the appendices, that takes more than SIDES
sides or leaves less than 2 cm of the last one; text below 11 points, in tables, notes, captions and
digests below 9, in drawings below 7; anything wider than the page or its cell; a number or a word
of a header that is torn; and a heading or a caption that ends a page. Neither may load anything, nor may the browser complain. With FOLDER,
pictures of both widths and the pages as printed are left there. Exits with 0 where nothing is
wrong, 1 where something is, and 69 where something is missing (Debian: chromium, chromium-driver,
python3-selenium, poppler-utils; PyPI: axe-playwright-python, whose copy of the rules is used).
"""

import argparse

import base64
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import axe_playwright_python
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(69)

AXE = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
DESK, PHONE = (1280, 900), (320, 700)

LOADED = """return performance.getEntriesByType('resource').map(entry => entry.name)
    .filter(name => !name.endsWith('/favicon.ico'))"""
UNREACHABLE = """return [...document.querySelectorAll('*')].filter(element =>
    element.scrollWidth > element.clientWidth + 1 && element.tabIndex < 0
    && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)).map(e => e.outerHTML)"""
TOO_WIDE = """return document.documentElement.scrollWidth > innerWidth
    ? [...document.querySelectorAll('body *')].filter(element =>
        element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.scroll')
      ).map(e => e.outerHTML) : null"""
RULES = """const done = arguments[arguments.length - 1];
    axe.run({runOnly: {type: 'tag', values: arguments[0]}}).then(done)"""

# The width of the text on a page: A4 less 11 mm on both sides.
PRINTED = (711, 1000)
SMALL = """return [...document.querySelectorAll('body *')].filter(e => e.getClientRects().length
    && !e.closest('.unseen') && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())
    ).map(e => {
      const scale = e.closest('svg') ? e.getScreenCTM().a : 1
      const points = parseFloat(getComputedStyle(e).fontSize) * 0.75 * scale
      const least = e.closest('svg') ? 7 : e.closest('table, .note, figcaption, code') ? 9 : 11
      return [points, least, e.textContent]
    }).filter(([points, least]) => points < least - 0.01)"""
CLIPPED = """return [...document.querySelectorAll('th, td, p, li, dt, dd, caption, svg')].filter(e =>
    e.getClientRects().length && (e.getBoundingClientRect().right > innerWidth + 1
    || e.localName != 'svg' && e.scrollWidth > e.clientWidth + 1)).map(e => e.outerHTML)"""
TORN = """return [...document.querySelectorAll('thead th, .number, .tag')].flatMap(e => {
    const words = []
    const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT)
    for (let text; text = walk.nextNode();) for (const word of text.data.matchAll(/\\S+/g)) {
      const range = document.createRange()
      range.setStart(text, word.index)
      range.setEnd(text, word.index + word[0].length)
      const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)))
      if (lines.size > 1) words.push(word[0])
    }
    return words
  })"""
HEADINGS = """return [...document.querySelectorAll('h2, h3, h4, caption')].map(e => e.textContent)"""
# Leaves the body, and 2 cm that have to find room on its last side.
BODY = """const end = document.querySelector('hr.new-page')
    for (let e = end.closest('main > section, main > hr'); e;) {
      const next = e.nextElementSibling
      if (e == end || !e.contains(end)) e.remove()
      e = next
    }
    end.remove()
    const rest = document.createElement('div')
    rest.style.height = '20mm'
    document.querySelector('main').append(rest)"""


def browser():
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver or not AXE.exists() or not shutil.which("pdftotext"):
        print("chromium, chromedriver, axe.min.js or pdftotext is missing", file=sys.stderr)
        sys.exit(69)
    options = Options()
    options.binary_location = program
    for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


def look(chrome, size, folder):
    """What is wrong at one width."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    if folder:
        shot = {"captureBeyondViewport": True, "format": "png"}
        size = chrome.execute_script("return document.documentElement.scrollHeight")
        shot["clip"] = {"x": 0, "y": 0, "width": width, "height": size, "scale": 1}
        data = chrome.execute_cdp_cmd("Page.captureScreenshot", shot)["data"]
        (folder / f"{width}.png").write_bytes(base64.b64decode(data))
    result = chrome.execute_async_script(RULES, TAGS)
    for violation in result["violations"]:
        for node in violation["nodes"]:
            yield f"{width} px: {violation['id']}: {violation['help']}: {node['html'][:200]}"
    # Rules that axe leaves to a person are named, so that nobody takes silence for consent.
    for doubt in result["incomplete"]:
        print(f"{width} px: look at {doubt['id']}: {len(doubt['nodes'])}", file=sys.stderr)
    wide = chrome.execute_script(TOO_WIDE)
    if wide is not None:
        yield f"{width} px: the page scrolls sideways because of {wide[:3]}"
    for box in chrome.execute_script(UNREACHABLE):
        yield f"{width} px: scrolls, and the keyboard cannot reach it: {box[:200]}"


def printed(chrome):
    """The page as PDF."""
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    options = {"preferCSSPageSize": True, "printBackground": False}
    return base64.b64decode(chrome.execute_cdp_cmd("Page.printToPDF", options)["data"])


def sheets(pdf):
    """The lines of each page, without the one that counts the pages."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        text = subprocess.run(["pdftotext", "-layout", file.name, "-"], check=True,
                              capture_output=True, encoding="utf-8").stdout
    pages = [[line.strip() for line in page.split("\n") if line.strip()]
             for page in text.split("\f")[:-1]]
    return [[line for line in page if not re.fullmatch(r"Page \d+ of \d+", line)]
            for page in pages]


def paper(chrome, sides):
    """What is wrong with the paper as printed; the appendices are gone afterwards."""
    headings = {" ".join(text.split()) for text in chrome.execute_script(HEADINGS)}
    for number, lines in enumerate(sheets(printed(chrome)), 1):
        if lines and " ".join(lines[-1].split()) in headings:
            yield f"side {number} ends with the heading {lines[-1]!r}"
    width, height = PRINTED
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    for points, least, text in chrome.execute_script(SMALL):
        yield f"printed in {points:.1f} points, not {least}: {text[:60]!r}"
    for element in chrome.execute_script(CLIPPED):
        yield f"wider than the page or its cell: {element[:200]}"
    for word in chrome.execute_script(TORN):
        yield f"printed on two lines: {word[:60]!r}"
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    chrome.execute_script(BODY)
    count = len(sheets(printed(chrome)))
    if count > sides:
        yield f"the body and 2 cm take {count} sides, not {sides}"


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--rules", action="store_true")
    reader.add_argument("--paper", type=int, metavar="SIDES")
    reader.add_argument("file", type=pathlib.Path)
    reader.add_argument("folder", type=pathlib.Path, nargs="?")
    given = reader.parse_args()
    if given.folder:
        os.makedirs(given.folder, exist_ok=True)
    chrome = browser()
    try:
        chrome.set_script_timeout(120)
        chrome.get(given.file.resolve().as_uri())
        wrong = [f"loaded {name}" for name in chrome.execute_script(LOADED)]
        wrong += [f"the browser says {entry['message']}" for entry in chrome.get_log("browser")]
        if given.rules:
            chrome.execute_script(AXE.read_text(encoding="utf-8"))
            for size in (DESK, PHONE):
                wrong += look(chrome, size, given.folder)
        if given.folder:
            (given.folder / "paper.pdf").write_bytes(printed(chrome))
        if given.paper:
            wrong += paper(chrome, given.paper)
    finally:
        chrome.quit()
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(1 if wrong else 0)


main()
