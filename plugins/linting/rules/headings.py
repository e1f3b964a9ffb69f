"""Headings and tables: the skeleton by which people find their way on a page."""

import re
from collections.abc import Iterator

from plugins.linting.document import Document
from plugins.linting.finding import Note
from plugins.linting.tree import Node

SMALL = re.compile(
    r"a|an|and|are|as|at|but|by|for|from|in|into|is|nor|of|on|or|our|so|the|to|with|your", re.IGNORECASE
)
FEWEST = 3
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def _said(node: Node) -> str:
    return " ".join(node.words.split())


def follow_in_order(document: Document) -> Iterator[Note]:
    """No level is left out on the way down, and the first belongs to the title (WCAG 2.2, 1.3.1)."""
    above = 1 if hasattr(document.record, "url") else 2
    for heading in document.headings:
        level = int(heading.tag[1])
        if level == 1:
            said = f"the heading “{_said(heading)}” has one hash, which only the page’s title has"
            yield Note(heading.line, said, f"write ## {_said(heading)}")
        elif level > above + 1:
            said = f"the heading “{_said(heading)}” jumps from level {above} to level {level}"
            yield Note(heading.line, said, f"write {'#' * (above + 1)} {_said(heading)}")
        above = max(level, 2) if level == 1 else level


def begin_with_one_capital(document: Document) -> Iterator[Note]:
    """Capitals Like These are harder to read, and make names hard to tell."""
    known = (*document.desk.words.capitals, *document.desk.names)
    for heading in document.headings:
        words = WORD.findall(_said(heading))
        large = [w for w in words if not SMALL.fullmatch(w) and not any(w in name.split() for name in known)]
        capitals = [w for w in large[1:] if w[0].isupper() and not w.isupper()]
        if len(large) >= FEWEST and len(capitals) == len(large) - 1:
            said = f"the heading “{_said(heading)}” has a capital on every word"
            yield Note(
                heading.line, said, f"write “{_said(heading).capitalize()}”, with capitals for names only"
            )


def differ(document: Document) -> Iterator[Note]:
    """A list of contents with the same words twice helps nobody."""
    seen: dict[str, int] = {}
    for heading in document.headings:
        words = _said(heading).casefold()
        if words in seen:
            said = f"the heading “{_said(heading)}” stands a second time; the first is on line {seen[words]}"
            yield Note(heading.line, said, "say in each what is below it")
        seen.setdefault(words, heading.line)


def are_not_bold_lines(document: Document) -> Iterator[Note]:
    """A line of bold words alone looks like a heading and is none, so nobody can jump to it."""
    for paragraph in document.body.all("p"):
        inside = [child for child in paragraph.children if isinstance(child, Node) or child.words.strip()]
        words = _said(paragraph)
        bold = len(inside) == 1 and isinstance(inside[0], Node) and inside[0].tag == "strong"
        if (
            bold
            and not words.endswith((".", "!", "?"))
            and "admonition" not in paragraph.attributes.get("class", "")
        ):
            said = f"the line “{words}” looks like a heading and is only bold"
            yield Note(paragraph.line, said, f"write ## {words}")


def tables_have_headers(document: Document) -> Iterator[Note]:
    """A screen reader says the header with every cell (WCAG 2.2, 1.3.1)."""
    for table in document.body.all("table"):
        headers = list(table.all("th"))
        bare = [number for number, header in enumerate(headers, start=1) if not _said(header)]
        if bare:
            which = (
                "no column has" if len(bare) == len(headers) else f"column {', '.join(map(str, bare))} has no"
            )
            said = (
                f"the table has columns without a header: {which} one"
                if "no column" in which
                else f"the table’s {which} header"
            )
            yield Note(table.line, said, "say in the first row what each column holds")
