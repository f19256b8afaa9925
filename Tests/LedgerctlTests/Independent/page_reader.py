"""Reads a paper in HTML: its blocks in order, its tables by id, the texts and lines of its charts."""
import re
from html.parser import HTMLParser

BLOCKS = ("title", "h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "caption", "figcaption",
          "summary")
DRAWN = ("text", "desc", "title", "path", "rect")


def plain(text):
    """On one line, without the marks that keep directions apart."""
    return " ".join(re.sub("[\u2066-\u2069]", "", text).split())


class Block:
    """A piece of text of the page: what it is, where it stands, and whether it was accounted."""

    def __init__(self, kind, section, owner, text):
        self.kind, self.section, self.owner, self.text = kind, section, owner, text
        self.is_accounted = False

    def __repr__(self):
        return f"{self.section or 'the cover'}, {self.owner or self.kind}"


class Page(HTMLParser):
    """What a paper says: `blocks`, `tables` of rows of cells, `charts`."""

    def __init__(self, html):
        super().__init__()
        self.blocks, self.tables, self.columns, self.charts = [], {}, {}, {}
        self.section = self.table = self.figure = self.row = self.cell = None
        self.skipped, self.open, self.in_svg, self.in_nav = 0, [], None, False
        self.feed(html)
        self.close()

    # Reading

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag in ("style", "script"):
            self.skipped += 1
        if tag == "br":
            self.handle_data("\n")
        if tag == "nav":
            self.in_nav = True
        if tag == "table":
            self.table = found["id"]
            self.tables[self.table], self.columns[self.table] = [], []
        elif tag == "figure":
            self.figure = found["id"]
        elif tag == "svg":
            self.charts[self.figure] = []
        elif tag in DRAWN and self.figure in self.charts:
            self.in_svg = (tag, found, [])
            if tag in ("path", "rect"):
                self.charts[self.figure].append((tag, found, ""))
                self.in_svg = None
        elif tag == "tr":
            self.row = []
        elif tag in ("td", "th"):
            self.cell = []
        elif tag in BLOCKS:
            if self.cell is not None:
                self.cell.append("\n")
            else:
                self.open.append((tag, found, []))

    def handle_endtag(self, tag):
        if tag in ("style", "script"):
            self.skipped -= 1
        if tag == "nav":
            self.in_nav = False
        if self.in_svg and tag == self.in_svg[0]:
            self.charts[self.figure].append((tag, self.in_svg[1], plain("".join(self.in_svg[2]))))
            self.in_svg = None
        elif tag in ("td", "th"):
            self.row.append(Block("cell", self.section, self.table, plain("".join(self.cell))))
            self.cell = None
        elif tag == "tr":
            head = not self.tables[self.table] and not self.columns[self.table]
            if head:
                self.columns[self.table] = [c.text for c in self.row]
            else:
                self.tables[self.table].append(self.row)
                self.blocks += self.row
        elif tag == "table":
            self.table = None
        elif tag == "figure":
            self.figure = None
        elif tag in BLOCKS and self.open and self.open[-1][0] == tag:
            _, found, text = self.open.pop()
            if tag == "h2" and not self.in_nav:
                self.section = found["id"]
            section = "nav" if self.in_nav else self.section
            owner = self.table or self.figure or found.get("id")
            self.blocks.append(Block(tag, section, owner, plain("".join(text))))

    def handle_data(self, data):
        if self.skipped:
            return
        if self.in_svg:
            self.in_svg[2].append(data)
        elif self.cell is not None:
            self.cell.append(data)
        elif self.open:
            self.open[-1][2].append(data)

    # Asking

    def of(self, section, kind):
        return [b for b in self.blocks if b.section == section and b.kind == kind]

    def texts(self, figure):
        return [text for tag, _, text in self.charts[figure] if tag == "text"]

    def description(self, figure):
        return next(text for tag, _, text in self.charts[figure] if tag == "desc")
