"""Opens an HTML file in Chromium as a reader would, and prints what is wrong, one line each.

    python3 check.py FILE [FOLDER]

Wrong is what the axe rules of WCAG 2.0 to 2.2, levels A and AA, find on a desk and on a phone; a
page that scrolls sideways at 320 CSS pixels; a box that scrolls but that the keyboard cannot reach;
anything loaded from elsewhere; and whatever the browser complains of. With FOLDER, pictures of both
widths and the pages as printed are left there. Exits with 0 where nothing is wrong, 1 where
something is, and 69 where the browser or the rules are missing (Debian: chromium, chromium-driver;
PyPI: selenium, axe-playwright-python, whose copy of the rules is used).
"""

import base64
import os
import pathlib
import shutil
import sys

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


def browser():
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver or not AXE.exists():
        print("chromium, chromedriver or axe.min.js is missing", file=sys.stderr)
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


def main():
    page = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    if folder:
        os.makedirs(folder, exist_ok=True)
    chrome = browser()
    try:
        chrome.set_script_timeout(120)
        chrome.get(page.as_uri())
        wrong = [f"loaded {name}" for name in chrome.execute_script(LOADED)]
        wrong += [f"the browser says {entry['message']}" for entry in chrome.get_log("browser")]
        chrome.execute_script(AXE.read_text(encoding="utf-8"))
        for size in (DESK, PHONE):
            wrong += look(chrome, size, folder)
        if folder:
            chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
            options = {"preferCSSPageSize": True, "printBackground": False}
            data = chrome.execute_cdp_cmd("Page.printToPDF", options)["data"]
            (folder / "paper.pdf").write_bytes(base64.b64decode(data))
    finally:
        chrome.quit()
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(1 if wrong else 0)


main()
