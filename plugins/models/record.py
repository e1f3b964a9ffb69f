"""What every piece of content has in common: strict fields, a slug, and a body turned into HTML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr


def field(
    description: str, example: str, *, label: str = "", choices: str = "", hint: str = "", **settings: Any
) -> Any:
    """A field with what an error message needs: what it is for, and a value to copy.

    A form that asks for it shows `label` (else the field's name in words) and `hint` (else what it is for),
    and offers the `choices` of that name: things that other files hold, such as "prices".
    """
    extra: dict[str, Any] = {name: words for name, words in (("choices", choices), ("hint", hint)) if words}
    return Field(
        title=label or None,
        description=description,
        examples=[example],
        json_schema_extra=extra or None,
        **settings,
    )


HEAD_PICTURE = field(
    "the picture at the head of the page and in links to it; it needs a note of what it shows",
    "images/band.jpg",
    label="Picture",
    default=None,
)

Place = tuple[str | int, ...]
"""The way to a value: names of fields and numbers of items, outermost first."""


class Strict(BaseModel):
    """Frozen, and unknown fields are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


EMPTY = Markup()
SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>(.*?)(?=<h2|\Z)', re.DOTALL)
HEADING = "<h2"


@dataclass(frozen=True)
class Heading:
    """One heading of a body: its anchor, its words and its level (2 or more)."""

    anchor: str
    text: str
    level: int


@dataclass(frozen=True)
class Section:
    """A heading of the second level, with its anchor, and all that follows it up to the next."""

    anchor: str
    title: Markup
    html: Markup


@dataclass(frozen=True)
class LocalLink:
    """A link of a body to this site, and the line of its file, 0 where it is not known.

    `address` begins with a slash, or with a hash where it leads to an anchor of the same page.
    """

    address: str
    line: int = 0


@dataclass(frozen=True)
class Body:
    """A body as the pages need it. `html` is safe to print: raw HTML was refused before."""

    html: Markup = EMPTY
    headings: tuple[Heading, ...] = ()
    links: tuple[LocalLink, ...] = ()
    pictures: tuple[LocalLink, ...] = ()


@dataclass(frozen=True)
class Standing:
    """What a preview says of something that is not on show: a word for lists, and a sentence."""

    tag: str
    words: str


class Record(Strict):
    """One Markdown file: its front matter as fields, and what the reader adds when it has read the body."""

    needs_body: ClassVar[bool] = True
    has_body: ClassVar[bool] = True

    _path: str = PrivateAttr("")
    _slug: str = PrivateAttr("")
    _body: Body = PrivateAttr(default_factory=Body)
    _lines: Mapping[Place, int] = PrivateAttr(default_factory=dict)
    _standing: Standing | None = PrivateAttr(None)

    def bind(self, path: str, slug: str, body: Body, lines: Mapping[Place, int]) -> None:
        """Called once by the reader. `path` is from the project's root, `slug` the file's name.

        `lines` says where each value of the front matter stands.
        """
        self._path, self._slug, self._body, self._lines = path, slug, body, lines

    def with_html(self, html: Markup) -> Self:
        """The same record with other words; they are as safe to print as those before."""
        copy = self.model_copy()
        copy.bind(self._path, self._slug, replace(self._body, html=html), self._lines)
        return copy

    def stood(self, standing: Standing | None) -> Self:
        """The same record with what a preview says of it."""
        if standing is None:
            return self
        copy = self.model_copy()
        copy._standing = standing  # noqa: SLF001 - its own, of the same class
        return copy

    def line(self, *place: str | int) -> int:
        """The line of the value at `place`, 0 where it is not written."""
        return self._lines.get(place, 0)

    @property
    def path(self) -> str:
        """The file this came from, from the project's root, for messages."""
        return self._path

    @property
    def standing(self) -> Standing | None:
        """What a preview says of it, none where it is on show."""
        return self._standing

    @property
    def slug(self) -> str:
        return self._slug

    @property
    def html(self) -> Markup:
        return self._body.html

    @property
    def content(self) -> Markup:
        return self._body.html

    @property
    def opening(self) -> Markup:
        """The words before the first heading."""
        return self.html.partition(HEADING)[0]

    @property
    def rest(self) -> Markup:
        """The first heading and all that follows it; empty where there is none."""
        _, heading, words = self.html.partition(HEADING)
        return Markup(heading) + words  # noqa: S704 - it is HTML of ours already

    @property
    def links(self) -> tuple[LocalLink, ...]:
        return self._body.links

    @property
    def pictures(self) -> tuple[LocalLink, ...]:
        return self._body.pictures

    @property
    def sections(self) -> tuple[Section, ...]:
        """The body by its headings; what stands before the first is left out."""
        found = SECTION.findall(str(self.html))
        return tuple(Section(anchor, Markup(title), Markup(rest)) for anchor, title, rest in found)  # noqa: S704 - it is HTML of ours already

    @property
    def toc(self) -> tuple[Heading, ...]:
        return self._body.headings
