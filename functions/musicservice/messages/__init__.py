"""What we write to people: each message defined once, worded by language, written as plain text and as HTML.

It decides what a message says and how it looks. It refuses to know who gets it, and how it is sent or sealed.
"""

from dataclasses import dataclass

from musicservice.catalogue import Site
from musicservice.messages.compose import composed
from musicservice.messages.facts import Facts
from musicservice.messages.html import html
from musicservice.messages.plain import plain
from musicservice.messages.wording import SHIPPED, Languages

__all__ = ["Facts", "Written", "written"]


@dataclass(frozen=True)
class Written:
    """A message in words: its subject, and the same body twice."""

    subject: str
    text: str
    html: str


def written(kind: str, facts: Facts, site: Site, language: str, languages: Languages = SHIPPED) -> Written:
    """A message of one kind in `language`, or in English where it is not translated.

    Raises LackingError when a fact is missing, KeyError for a kind nobody defined.
    """
    message = composed(kind, facts, site, language, languages)
    return Written(message.subject, plain(message), html(message))
