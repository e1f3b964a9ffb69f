"""Turns a Markdown body into HTML that is safe to print, and refuses what would not be.

No raw HTML, no first-level heading, no image without words, no link that runs script, no attribute
but class and id. It does not know which page the body belongs to.
"""

import html
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from markupsafe import Markup

from plugins.characters import FIND
from plugins.models.record import Body, Heading, LocalLink
from plugins.reading.rules import Reader, needed
from plugins.reading.typography import PlainText, Typography

RAW_HTML = r"<(?=[a-zA-Z/!?])[^>\n]*>?"
NO_HTML = "Markdown: a page holds no HTML. For the character itself write &lt;"
LINKS = re.compile(r"(/(?!/)|#|https?://|mailto:|tel:)")
IMAGES = re.compile(r"/(images|theme/images)/")
OURS = "/images/"
"""Where our own pictures are, which have a note of what they show; its first slash may be left out."""
GIVEN = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "th": {"scope"},
}
CELLS, LOOKED_AT = {"th", "td"}, {"a", "img"}
HEADINGS = {f"h{level}" for level in range(1, 7)}
NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|(\d{1,8}));")
RUN = re.compile(r"([^\w\s])\1{49,}")
TOO_DEEP = ("fewer marks in a row, and fewer things inside one another", "too many to be read")
ALIGNED = {"text-align: right;": "number-cell", "text-align: center;": "", "text-align: left;": ""}


@dataclass(frozen=True)
class Refused:
    """Something in a body that may not stand there. `needle` is text to find its line by."""

    needle: str
    field: str
    expected: str
    found: str


class _RawHtml(InlineProcessor):
    """Takes the place of Markdown's own rules for HTML, so that nothing raw passes."""

    refused: list[Refused]

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002 - Markdown's names
        tag = m.group(0)
        closes = tag.startswith("</") and any(r.needle.startswith(f"<{tag[2:-1]}") for r in self.refused)
        if not closes:
            self.refused.append(Refused(tag, "body", NO_HTML, tag))
        return "", m.start(0), m.end(0)


class _Inspection(Treeprocessor):
    """Looks at the finished tree, and gives tables what the style sheet and a screen reader need."""

    refused: list[Refused]
    links: list[LocalLink]
    pictures: list[LocalLink]

    def run(self, root: Element) -> None:
        level = 2
        has_pictures = next(root.iter("img"), None) is not None
        for element in root.iter():
            if has_pictures:
                self.refused.extend(_captioned(element))
            if element.tag == "img":
                self._take_picture(element)
            if element.tag in CELLS:
                self._prepare(element)
            if element.attrib or element.tag in LOOKED_AT:
                self.refused.extend(_inspect(element))
            if element.get("href", "").startswith(("/", "#")):
                self.links.append(LocalLink(element.attrib["href"]))
            if element.tag in HEADINGS:
                level = self._heading(element, level)

    def _heading(self, element: Element, above: int) -> int:
        level = int(element.tag[1])
        words = "".join(element.itertext())
        if level == 1 or level > above + 1:
            expected = "two hashes or more: the page's title is the only first heading"
            if level > 1:
                expected = f"a heading of at most {above + 1} hashes, as the one before has {above}"
            self.refused.append(Refused("#" * level + " ", "heading", expected, words))
        return level

    def _take_picture(self, element: Element) -> None:
        source = element.get("src", "")
        if source.startswith(OURS.removeprefix("/")):
            source = f"/{source}"
            element.set("src", source)
        if source.startswith(OURS):
            self.pictures.append(LocalLink(source))

    @staticmethod
    def _prepare(element: Element) -> None:
        if "style" in element.attrib:
            style = element.attrib.pop("style")
            if style not in ALIGNED:
                element.set("style", style)
            elif ALIGNED[style]:
                element.set("class", ALIGNED[style])
        if element.tag == "th":
            element.set("scope", "col")


def _inspect(element: Element) -> Iterator[Refused]:
    extra = set(element.attrib) - GIVEN.get(element.tag, set()) - {"class", "id"}
    for name in sorted(extra):
        yield Refused(name, "body", "no attributes but .class and #id in braces", name)
    if element.tag == "a" and not LINKS.match(address := _plain(element.get("href", ""))):
        expected = "a link that begins with /, #, https://, mailto: or tel:"
        yield Refused(element.get("href", ""), "link", expected, address or "nothing")
    if element.tag == "img":
        yield from _inspect_image(element)


def _captioned(element: Element) -> Iterator[Refused]:
    """A caption stands under a picture, so nothing may stand beside it."""
    for child in element:
        words = bool("".join(element.itertext()).strip()) or len(element) > 1
        if child.tag == "img" and child.get("title") and (element.tag != "p" or words):
            expected = "a picture with a caption in a paragraph of its own: an empty line above and below"
            yield Refused(child.get("src", ""), "image", expected, child.get("title", ""))


def _inspect_image(element: Element) -> Iterator[Refused]:
    source = _plain(element.get("src", ""))
    if not IMAGES.match(source):
        yield Refused(
            element.get("src", ""), "image", "a picture of our own, from /images/", source or "nothing"
        )
    if not source.startswith(OURS) and not element.get("alt", "").strip():
        yield Refused(
            source, "image", "words for people who cannot see the picture, in the square brackets", "none"
        )


def _plain(address: str) -> str:
    """An address as a browser reads it: entities resolved, and the characters it drops dropped."""
    return re.sub(r"[\x00-\x20]", "", html.unescape(address.replace(AMP_SUBSTITUTE, "&")))


class Prose:
    """Markdown, made once for each set of rules that a body needs."""

    def __init__(self) -> None:
        self._refused: list[Refused] = []
        self._links: list[LocalLink] = []
        self._pictures: list[LocalLink] = []
        self._readers: dict[tuple[str, ...], Reader] = {}

    def _reader(self, text: str) -> Reader:
        rules = needed(text)
        if rules not in self._readers:
            self._readers[rules] = self._made(rules)
        return self._readers[rules]

    def _made(self, rules: tuple[str, ...]) -> Reader:
        reader = Reader(rules)
        reader.preprocessors.deregister("html_block")
        reader.inlinePatterns.deregister("html")
        raw, inspection = _RawHtml(RAW_HTML, reader), _Inspection(reader)
        raw.refused = inspection.refused = self._refused
        inspection.links = self._links
        inspection.pictures = self._pictures
        reader.inlinePatterns.register(raw, "html", 90)
        reader.ESCAPED_CHARS.extend("\"'")
        reader.treeprocessors.register(PlainText(reader), "plain", 25)
        # After attributes are read, before headings are named.
        reader.treeprocessors.register(Typography(reader), "typography", 6)
        reader.treeprocessors.register(inspection, "inspection", -10)
        return reader

    def render(self, text: str) -> tuple[Body, tuple[Refused, ...]]:
        """The body of `text`, and everything in it that may not stand there."""
        self._refused.clear()
        self._links.clear()
        self._pictures.clear()
        reader = self._reader(text)
        try:
            made = reader.reset().convert(text)
        except RecursionError:
            return Body(), (_too_deep(text),)
        tokens: list[dict[str, Any]] = getattr(reader, "toc_tokens", [])
        headings = tuple(_headings(tokens)) if made else ()
        html = Markup(made)  # noqa: S704 - raw HTML was refused
        return Body(html, headings, tuple(self._links), tuple(self._pictures)), (
            *self._refused,
            *_numbered(text),
        )


def _too_deep(text: str) -> Refused:
    expected, found = TOO_DEEP
    run = RUN.search(text)
    return Refused(run[0], "body", expected, run[0]) if run else Refused("", "body", expected, found)


def _numbered(text: str) -> Iterator[Refused]:
    """Characters written as numbers that no page can carry: &#xFFFF; is one."""
    for match in NUMBERED.finditer(text):
        number = int(match[1] or match[2], 16 if match[1] else 10)
        if number > sys.maxunicode or FIND.match(chr(number)):
            yield Refused(match[0], "body", "the number of a character that can be seen", match[0])


def _headings(tokens: list[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["id"], html.unescape(token["name"]), token["level"])
        yield from _headings(token["children"])


@cache
def prose() -> Prose:
    """The one of this process."""
    return Prose()
