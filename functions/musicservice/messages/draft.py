"""What the definition of a message works with: it names words and facts, and gets blocks.

It decides how each fact is written. Facts become single lines here, so that nothing in them can begin a line,
a header or a link of its own. It knows no message, and draws nothing.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from musicservice.catalogue import Site
from musicservice.domain import code, reference
from musicservice.domain.dates import in_words
from musicservice.messages.blocks import (
    Answer,
    Heading,
    Link,
    Mark,
    Paragraph,
    Small,
    Steps,
    Title,
    Way,
    Ways,
)
from musicservice.messages.facts import Facts
from musicservice.messages.wording import Part, Wording, Words, words

UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, halves of characters, and separators of lines (Unicode general categories)."""
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of the text that follows (UAX #9)."""


@dataclass(frozen=True)
class Draft:
    """One message in the making. `place` is the path of what its link opens, with {token} in it."""

    facts: Facts
    site: Site
    place: str
    wording: Wording

    def words(self, key: str) -> Words:
        """The first sentence of that name, with the facts in it."""
        return self._sentences(key)[0]

    def title(self, key: str) -> Title:
        """What the message is about."""
        return Title(self.words(key))

    def heading(self, key: str) -> Heading:
        """The beginning of a section."""
        return Heading(self.words(key))

    def paragraph(self, *keys: str) -> Paragraph:
        """Sentences in one paragraph."""
        joined: Words = ()
        for key in keys:
            joined += (Part(" "), *self.words(key)) if joined else self.words(key)
        return Paragraph(joined)

    def small(self, key: str) -> Small:
        """Small print."""
        return Small(self.words(key))

    def steps(self, key: str) -> Steps:
        """What happens, in order."""
        return Steps(self._sentences(key))

    def link(self, key: str) -> Link:
        """The link that the message is about."""
        address = self.site.url + self.place.format(token=quote(self.facts.token, safe=""))
        return Link(self.words(key), self.words("address"), address)

    def reference(self) -> Mark:
        """The reference, and how to say it."""
        written = one_line(self.facts.reference)
        aloud = (reference.spoken(written),)
        return Mark(self.words("reference"), tuple(written.split("-")), self.words("say"), aloud)

    def code(self) -> Mark:
        """The token as a code, and how to say it."""
        token = self.facts.token
        return Mark(self.words("code"), code.groups(token), self.words("say"), code.spoken(token))

    def answers(self) -> tuple[Answer, ...]:
        """What was asked for."""
        return tuple(
            Answer(_given(line.label), tuple(map(_given, line.shown.splitlines())))
            for line in self.facts.lines
        )

    def told(self) -> tuple[Paragraph, ...]:
        """What staff wrote, a paragraph for each line of it."""
        written = (text for line in self.facts.lines for text in line.shown.splitlines() if one_line(text))
        return tuple(Paragraph(_given(text)) for text in written)

    def courses(self) -> tuple[Paragraph, ...]:
        """What each part of it is about."""
        return tuple(Paragraph(_given(line.label)) for line in self.facts.lines)

    def ways(self) -> Ways:
        """How to reach us."""
        site = self.site
        phone = Way(self.words("phone"), site.phone, "tel:" + site.phone.replace(" ", ""))
        email = Way(self.words("email"), site.email, f"mailto:{site.email}")
        page = Way(self.words("website"), f"{site.url}/", f"{site.url}/")
        return Ways((phone, Way((), site.minicom_or_relay, ""), email, page))

    def _sentences(self, key: str) -> tuple[Words, ...]:
        text = self.wording.table[key]
        return tuple(words(sentence, self._given) for sentence in ([text] if isinstance(text, str) else text))

    @property
    def _given(self) -> Mapping[str, str]:
        day = self.facts.day
        given = {
            "service": self.site.name,
            "reference": self.facts.reference,
            "day": in_words(day) if day else "",
        }
        return {name: one_line(value) for name, value in given.items() if value}


def one_line(text: str) -> str:
    """The text without line breaks and whatever else a reader cannot see but a program obeys."""
    seen = (" " if unicodedata.category(one) in UNSEEN else one for one in text if one not in TURNING)
    return " ".join("".join(seen).split())


def _given(text: str) -> Words:
    return (Part(one_line(text), given=True),)
