"""A message in words. Whoever only says what is to be written loads none of this."""

from dataclasses import dataclass

from musicservice.catalogue import Site
from musicservice.messages.compose import composed
from musicservice.messages.facts import Facts
from musicservice.messages.html import html
from musicservice.messages.plain import plain
from musicservice.messages.wording import SHIPPED, Languages


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
