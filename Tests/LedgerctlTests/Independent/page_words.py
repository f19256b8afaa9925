"""How a paper writes dates and reasons, and the account of what a piece of its text says."""
import re

from ledger_model import Date
from page_reader import plain

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December"]
COLOURS = ("red", "amber", "grey", "green", "blue")
SAID = "¤"


def point(text):
    parts = text.split("-")
    month = [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return " ".join([*(str(int(d)) for d in parts[2:]), *month, parts[0]])


def words(text):
    """A date as people read it, in its own precision: "31 May 2018", "2018-19 Q3"."""
    if text is None:
        return None
    first, _, last = text.partition("/")
    if not last:
        return point(first)
    date = Date(text)
    if date.kind == "month" and date.first.month % 3 == 1 and (date.end - date.first).days < 93:
        year = date.first.year - (date.first.month < 4)
        return f"{year}-{(year + 1) % 100:02} Q{(date.first.month - 4) % 12 // 3 + 1}"
    return f"{point(first)} to {point(last)}"


def spoken(token):
    """A token of a reason as the tables write it: dates in words, the rest as it is."""
    try:
        return words(Date(token).text)
    except ValueError:
        return token


class Near(str):
    """A number and a word soon after it: how the words between go is the paper's own affair."""

    def __new__(cls, number, word):
        return super().__new__(cls, f"{number} … {word}")

    def pattern(self):
        number, _, word = self.partition(" … ")
        return rf"{re.escape(number)} (?:[\w-]+ ){{0,4}}{re.escape(word)}"


def counted(number, noun):
    return f"{number} {noun}" + ("" if number == 1 else "s")


class Account:
    """What was said rightly, and every difference: a value missing, or one that nobody expects."""

    def __init__(self):
        self.values, self.found = 0, []

    def exact(self, block, text):
        block.is_accounted = True
        self.values += 1
        if block.text != plain(text):
            self.found.append(f"{block}: {plain(text)!r} by paper.py, {block.text!r} said")

    def says(self, block, *facts, free=(), cut=False):
        """The text says the facts in their order, and the free words, which come from entries;
        beyond them it has no number and no colour. Where it may be cut, it may end before."""
        block.is_accounted = True
        rest = block.text
        for text in sorted((plain(f) for f in free if f), key=len, reverse=True):
            rest = self.without(block, rest, text)
        place = 0
        for fact in (f if isinstance(f, str) else str(f) for f in facts):
            self.values += 1
            found = self.find(fact, rest, place)
            if found is None and cut and "…" in rest[place:]:
                rest = self.without_start(rest, fact)
                break
            if found is None:
                self.found.append(f"{block}: {fact!r} by paper.py, not said in {block.text!r}")
                return
            rest, place = f"{rest[:found.start()]}{SAID}{rest[found.end():]}", found.start() + 1
        left = [w for w in re.findall(r"[\w.:/-]+", rest)
                if any(c.isdigit() for c in w) or (block.kind == "cell" and w in COLOURS)]
        if left:
            self.found.append(f"{block}: {left} said beyond {list(map(str, facts))}: "
                              f"{block.text!r}")

    @staticmethod
    def find(fact, text, place):
        pattern = "(?:1|once)" if fact == "1" else re.escape(fact)
        if isinstance(fact, Near):
            pattern = fact.pattern()
        return re.compile(rf"(?<![\w/])(?<!\d[.,]){pattern}(?![\w/])(?![.,]\d)").search(text, place)

    def without(self, block, text, free):
        """The text without free words, which a table may have cut after one of them."""
        for whole in (free, free[:1].upper() + free[1:]):
            if whole in text:
                return text.replace(whole, " ", 1)
        for end in range(len(free) - 1, 0, -1):
            start = free[:end].rstrip(" ,;:") + "…"
            if start in text:
                return text.replace(start, " ", 1)
        self.found.append(f"{block}: {free!r} is not said in {text!r}")
        return text

    @staticmethod
    def without_start(text, fact):
        """Without the beginning of a fact, where the cut goes through it."""
        for end in range(len(fact) - 1, 0, -1):
            if fact[:end].rstrip(" ,;:") + "…" in text:
                return text.replace(fact[:end].rstrip(" ,;:") + "…", " ", 1)
        return text
