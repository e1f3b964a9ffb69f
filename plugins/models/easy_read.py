"""A page again in Easy Read: one idea to a line, each with a drawing that means the same.

The body is headings and lists, and each line of a list begins with the name of its drawing:

    ## How to ask

    - form: Fill in the form.

It knows how such a body is written. Which drawings there are is the theme's affair.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup
from pydantic import ValidationInfo, field_validator

from plugins.models.kinds import Address, Day, Line, Summary, refusal
from plugins.models.record import Record, Section, field

ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
IDEA = re.compile(r"(?:<p>)?\s*([a-z]+(?:-[a-z]+)*):\s+(.*?)\s*(?:</p>)?\s*\Z", re.DOTALL)
LISTS = re.compile(r"</?[uo]l>|<li>.*?</li>", re.DOTALL)
TAGS = re.compile(r"<[^>]*>")
SENTENCE = re.compile(r"[^.?!]+[.?!]*")
LONGEST = 16
"""Words in a sentence. Guides to Easy Read ask for 10 to 15; a link or a price may need one more."""
MOST_SENTENCES = 3


@dataclass(frozen=True)
class Idea:
    """One line: the name of its drawing, and what it says."""

    symbol: str
    html: Markup

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says, sentence by sentence, without links and weight. A number's point ends none."""
        plain = re.sub(r"(?<=\d)\.(?=\d)", "·", TAGS.sub("", str(self.html)))
        return tuple(found.strip() for found in SENTENCE.findall(plain) if found.strip())


@dataclass(frozen=True)
class Part:
    """A heading and the ideas under it."""

    anchor: str
    title: Markup
    ideas: tuple[Idea, ...]
    stray: str = ""
    """What stands there beside the ideas, as text, and has no place: nothing, if all is well."""


class EasyRead(Record):
    title: Line = field("what the page is called, in short words", "Help to pay for music")
    of: Address = field("the address of the full page", "/help-with-fees/")
    description: Summary = field("what the page says, for search engines", "Help with fees in Easy Read.")
    updated: Day = field("the day the words last changed", "2026-11-20")
    review: Day = field("the day to look at the words again", "2027-11-20")
    owner: Line = field("the role that answers for the page, never a person's name", "Inclusion lead")

    needs_body: ClassVar[bool] = True

    @field_validator("review")
    @classmethod
    def _comes_after_the_last_change(cls, review: dt.date, info: ValidationInfo) -> dt.date:
        if review <= info.data.get("updated", dt.date.min):
            raise refusal("a day later than updated")
        return review

    @property
    def url(self) -> str:
        return f"/easy-read/{self.slug}/"

    @property
    def parts(self) -> tuple[Part, ...]:
        """The body as headings and ideas; a line without the name of a drawing has an empty one."""
        return tuple(_part(section) for section in self.sections)

    @property
    def before(self) -> str:
        """The words above the first heading, which have no place there."""
        return TAGS.sub("", str(self.html).partition("<h2")[0]).strip()


def _part(section: Section) -> Part:
    ideas = tuple(_idea(item) for item in ITEM.findall(section.html))
    stray = TAGS.sub("", LISTS.sub("", section.html)).strip()
    return Part(section.anchor, section.title, ideas, stray)


def _idea(item: str) -> Idea:
    found = IDEA.match(item)
    symbol, words = found.groups() if found else ("", item)
    return Idea(symbol, Markup(words))  # noqa: S704 - it is HTML of ours already
