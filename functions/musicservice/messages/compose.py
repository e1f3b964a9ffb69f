"""Puts a message together: its kind's blocks, then the ending that all have in common."""

from dataclasses import dataclass

from musicservice.catalogue import Site
from musicservice.messages.blocks import Block
from musicservice.messages.draft import Draft
from musicservice.messages.facts import Facts
from musicservice.messages.kinds import KINDS, ending
from musicservice.messages.wording import Direction, Languages


@dataclass(frozen=True)
class Composed:
    """A message before it is drawn. `language` is the one it is really worded in."""

    subject: str
    sender: str
    language: str
    direction: Direction
    blocks: tuple[Block, ...]


def composed(name: str, facts: Facts, site: Site, language: str, languages: Languages) -> Composed:
    """The message of that kind. Raises LackingError, and KeyError for a kind nobody defined."""
    kind = KINDS[name]
    kind.check(facts)
    draft = Draft(facts, site, kind.place, languages.wording(kind.name, language))
    return Composed(
        subject="".join(part.text for part in draft.words("subject")),
        sender=site.name,
        language=draft.wording.language,
        direction=draft.wording.direction,
        blocks=kind.body(draft) + ending(draft),
    )
