"""How somebody works a page: with a pointing device, or with the keyboard alone."""

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

# What is wrong with how the focus shows; nothing where it can be seen.
FOCUS = """const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect()
    if (style.outlineStyle == 'none' || parseFloat(style.outlineWidth) < 2) return 'no outline'
    if (!box.width || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0
        || box.left >= innerWidth) return 'out of sight'
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1)
    const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1)
    const top = document.elementFromPoint(x, y)
    return top && !e.contains(top) && !top.contains(e) && !top.closest('label')
        ? 'hidden behind ' + top.outerHTML.slice(0, 80) : ''"""
# Whether the tab order leads back from the focus to the element.
IS_BEFORE = """return Boolean(arguments[0].compareDocumentPosition(document.activeElement)
    & Node.DOCUMENT_POSITION_FOLLOWING)"""


class Pointer:
    """Clicks."""

    def __init__(self, chrome):
        self.chrome = chrome

    def press(self, element):
        element.click()

    def press_twice(self, element):
        ActionChains(self.chrome).double_click(element).perform()

    def write(self, field, words):
        field.clear()
        field.send_keys(words)

    def choose(self, radio):
        radio.click()

    def pick(self, select, words):
        for option in select.find_elements("tag name", "option"):
            if option.text == words:
                option.click()
                return
        raise AssertionError(f"there is no {words!r} to choose")


    def slide(self, slider):
        """Moves the slider's handle to its middle."""
        ActionChains(self.chrome).move_to_element(slider).click().perform()


class Keyboard:
    """TAB, SHIFT+TAB, ENTER, SPACE, arrows and typing, and nothing else."""

    def __init__(self, chrome, wrong):
        self.chrome = chrome
        self.wrong = wrong

    def keys(self, *keys):
        ActionChains(self.chrome).send_keys(*keys).perform()

    def back(self):
        ActionChains(self.chrome).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(
            Keys.SHIFT).perform()

    def step(self, backwards=False):
        """Goes on to what the keyboard reaches next, and looks whether that shows."""
        self.back() if backwards else self.keys(Keys.TAB)
        fault = self.chrome.execute_script(FOCUS)
        element = self.chrome.switch_to.active_element
        if fault and element.tag_name != "body":
            self.wrong.append(f"the focus does not show: {fault}: "
                              + element.get_attribute("outerHTML")[:120])
        return element

    def reach(self, element):
        backwards = self.chrome.execute_script(IS_BEFORE, element)
        for _ in range(200):
            if self.chrome.switch_to.active_element == element:
                return
            self.step(backwards)
        raise AssertionError("the keyboard does not reach "
                             + element.get_attribute("outerHTML")[:200])

    def press(self, element):
        self.reach(element)
        box = element.get_attribute("type") == "checkbox"
        self.keys(Keys.SPACE if box else Keys.ENTER)

    def press_twice(self, element):
        self.reach(element)
        self.keys(Keys.ENTER, Keys.ENTER)

    def write(self, field, words):
        if field.get_attribute("type") == "file":
            # The window in which a file is chosen is the browser's own.
            self.reach(field)
            field.send_keys(words)
            return
        self.reach(field)
        while field.get_attribute("value"):
            self.keys(*([Keys.ARROW_RIGHT] * 80 + [Keys.BACKSPACE] * 80))
        self.keys(words)

    def choose(self, radio):
        group = [each for each in self.chrome.find_elements("css selector", "input[type=radio]")
                 if each.get_attribute("name") == radio.get_attribute("name")]
        chosen = [each for each in group if each.is_selected()] or group
        self.reach(chosen[0])
        for _ in group:
            if radio.is_selected():
                return
            self.keys(Keys.ARROW_DOWN)
        assert radio.is_selected(), "the arrows do not reach a choice"

    def pick(self, select, words):
        self.reach(select)
        self.keys(words)
        chosen = select.find_element("css selector", "option:checked").text
        assert chosen == words, f"typing {words!r} chose {chosen!r}"

    def slide(self, slider):
        self.reach(slider)
        self.keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT)
