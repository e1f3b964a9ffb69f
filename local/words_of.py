"""What a page says, without its layout, and in brief where two versions of it differ."""

import difflib
from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"script", "style", "svg", "template"}
SHOWN = 12
"""Words of one change that are told."""


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)
        elif tag == "img" and "main" in self._open:
            self.words += (dict(attrs).get("alt") or "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"] and "head" in self._open:
            self.title += data
        if "main" in self._open and not SILENT & set(self._open):
            self.words += data.split()


def words_of(html: str) -> tuple[str, list[str]]:
    """A page's title, less the name of the site, and the words of its main part."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return reader.title.rpartition(" – ")[0] or reader.title, reader.words


def brief(old: list[str], new: list[str]) -> list[str]:
    """Each place where the words differ, a line each; the same words at other places are not told."""
    found = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace":
            found.append(f"“{_short(old[a:b])}” is now “{_short(new[c:d])}”")
        elif kind == "insert":
            found.append(f"added: “{_short(new[c:d])}”")
        elif kind == "delete":
            found.append(f"taken out: “{_short(old[a:b])}”")
    return found


def _short(words: list[str]) -> str:
    return " ".join(words) if len(words) <= SHOWN else " ".join(words[:SHOWN]) + " …"
