"""Links: whether their words say where they lead."""

import re
from collections.abc import Iterator

from plugins.linting.document import Document
from plugins.linting.finding import Note
from plugins.linting.tree import Node
from plugins.models.life import Stage

EMPTY_WORDS = re.compile(
    r"(?:please )?(?:click|tap|press|go|look|read|see|find out|learn|download|here|this|more|link|page|info"
    r"|information|details|the|at|on|to|a|it|website|site|and|for|now)"
    r"(?: (?:click|here|this|more|link|page|info|information|details|the|at|on|it|website|site|now|below"
    r"|out))*",
    re.IGNORECASE,
)
"""Words that are the same on every link: a screen reader lists links without the words around them."""

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.(?:org|com|net|uk|eu)(?:/\S*)?", re.IGNORECASE)
FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|zip|csv)$", re.IGNORECASE)


def _said(link: Node) -> str:
    return " ".join(link.words.split())


def says_where(document: Document) -> Iterator[Note]:
    """Words such as “click here” say nothing of where a link leads (WCAG 2.2, 2.4.4)."""
    for link in document.links:
        words = _said(link)
        if EMPTY_WORDS.fullmatch(words.strip(" .:>»…!")) or not words:
            yield Note(
                link.line,
                f"the link “{words}” does not say where it leads",
                "make the link out of words that name the page, such as “see the prices”",
            )


def is_no_bare_address(document: Document) -> Iterator[Note]:
    """An address is read out letter by letter, and tells nothing."""
    for link in document.links:
        words = _said(link)
        if ADDRESS.fullmatch(words):
            yield Note(
                link.line,
                f"the words of the link are an address, {words}",
                f"name what is there: [what is there]({link.attributes.get('href', '')})",
            )
    linked = {_said(link) for link in document.links}
    for text in document.pieces:
        for found in ADDRESS.finditer(text.words):
            address = found[0].rstrip(".,;:)")
            whole = address if address.startswith("http") else f"https://{address}"
            if address.startswith(("http", "www")) and not any(address in words for words in linked):
                yield Note(
                    text.line,
                    f"the address {address} is typed out",
                    f"make it a link with words: [what is there]({whole})",
                )


def is_called_one_thing(document: Document) -> Iterator[Note]:
    """Two links of the same words should lead to the same page."""
    first: dict[str, str] = {}
    for link in document.links:
        words, address = _said(link).casefold(), link.attributes.get("href", "")
        if words and first.setdefault(words, address) != address:
            yield Note(
                link.line,
                f"two links are called “{_said(link)}”: one leads to {first[words]}, the other to {address}",
                "give each words of its own",
            )


def says_that_it_is_a_file(document: Document) -> Iterator[Note]:
    """Whoever opens a file on a phone should know before."""
    for link in document.links:
        kind = FILE.search(link.attributes.get("href", "").partition("#")[0])
        if kind and kind[1].casefold() not in _said(link).casefold():
            yield Note(
                link.line,
                f"the link “{_said(link)}” opens a file and does not say so",
                f"say what it is: [{_said(link)} ({kind[1].upper()})]",
            )


def leads_to_what_is_on_show(document: Document) -> Iterator[Note]:
    """A page whose last day is over tells only that it is gone."""
    for link in document.links:
        address = link.attributes.get("href", "").partition("#")[0].partition("?")[0]
        if document.desk.stages.get(address) is Stage.EXPIRED:
            yield Note(
                link.line,
                f"the link “{_said(link)}” leads to {address}, which is no longer shown",
                "take the link out, or lead to what took its place",
            )
