"""A body's HTML as a small tree of plain values, for whatever sets it elsewhere than on the web.

Takes the HTML that plugins.reading.prose makes, and only what that can hold; anything else is refused,
so that nothing is left out of print unseen.
"""

from html.parser import HTMLParser
from typing import Any

Node = dict[str, Any]
HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
NAMES = {"b": "strong", "i": "em", "blockquote": "quote", **dict.fromkeys(HEADINGS, "h")}
BLOCKS = {"ul", "ol", "dl", "table", "thead", "tbody", "tr", "quote", "div"}
KNOWN = {"p", "h", "strong", "em", "a", "br", "code", "li", "dt", "dd", "th", "td", "pre", *BLOCKS}
VOID = {"br"}
DEEPEST = 12
TOO_DEEP = f"more than {DEEPEST} things inside one another"


class UnprintableError(Exception):
    """A body holds something that print has no form for. Carries the element's name, or TOO_DEEP."""


def tree(html: str, origin: str) -> list[Node | str]:
    """The nodes of `html`; links of this site are given `origin`."""
    builder = _Builder(origin)
    builder.feed(html)
    builder.close()
    return builder.root["children"]  # type: ignore[no-any-return]


class _Builder(HTMLParser):
    def __init__(self, origin: str) -> None:
        super().__init__(convert_charrefs=True)
        self.origin = origin
        self.root: Node = {"tag": "div", "children": []}
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node: Node = {"tag": NAMES.get(tag, tag), "children": []}
        if node["tag"] not in KNOWN:
            raise UnprintableError(tag)
        if len(self.open) > DEEPEST:
            raise UnprintableError(TOO_DEEP)
        if tag in HEADINGS:
            node["level"] = HEADINGS[tag]
        if tag == "a":
            address = dict(attrs).get("href") or ""
            node["href"] = self.origin + address if address.startswith("/") else address
        self.open[-1]["children"].append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - our own HTML closes what it opens
        node = self.open.pop()
        if node["tag"] in SHAPES:
            SHAPES[node["tag"]](node)

    def handle_data(self, data: str) -> None:
        text = " ".join(f"|{data}|".split())[1:-1]
        if text.strip() or (text and self.open[-1]["tag"] not in BLOCKS):
            self.open[-1]["children"].append(text)


def _text(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in node["children"])


def _elements(node: Node, *tags: str) -> list[Node]:
    return [child for child in node["children"] if not isinstance(child, str) and child["tag"] in tags]


def _code(node: Node) -> None:
    node["text"] = _text(node)


def _table(node: Node) -> None:
    """Rows apart from the header, and how wide each column would be: by its longest cell, in reason."""
    parts = _elements(node, "thead", "tbody")
    rows = [_elements(row, "th", "td") for part in parts for row in _elements(part, "tr")]
    for cell in (cell for row in rows for cell in row):
        cell["tag"] = "cell"
    node["header"], node["rows"] = rows[0], rows[1:]
    longest = [max(len(_text(row[i])) for row in rows) for i in range(len(rows[0]))]
    node["widths"] = [min(max(length, 12), 60) for length in longest]


def _definitions(node: Node) -> None:
    items: list[Node] = []
    for child in _elements(node, "dt", "dd"):
        if child["tag"] == "dt":
            items.append({"term": child, "words": {"tag": "div", "children": []}})
        else:
            items[-1]["words"]["children"].append(child)
    node["items"] = items


SHAPES = {"code": _code, "table": _table, "dl": _definitions}
