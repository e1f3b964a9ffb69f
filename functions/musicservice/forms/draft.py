"""What one household has typed so far, page by page, exactly as it was typed.

Nothing in it has been judged once and for all: whoever reads a draft judges it by the form as it is today, so
that a draft begun before a change of the form is carried over and never brings an old rule along.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self, TypeAlias

from musicservice.forms.typed import Raw

Pages: TypeAlias = Mapping[str, "Typed"]
EARLIER = 0
"""The version of what was typed on an earlier form: it is offered, and looked at before it counts."""


class DraftUnreadableError(Exception):
    """What was kept is no draft that this version of the service can read."""


@dataclass(frozen=True)
class Typed:
    """What was typed on one page, and which version of the form had asked."""

    raw: Raw
    version: int


@dataclass(frozen=True)
class Member:
    """One of those the form is about. `id` says nothing of them and never changes."""

    id: str
    pages: Pages = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One unfinished form. `gathered` and `attached` name the lists that were said to be whole.

    `uploads` are the ids of files shown to us, `letters` how many links to it were e-mailed. `promised` is
    the last day on which somebody was told that it would still be there. `keyed_by` is the id of the member
    of staff who keys it in, and alone opens it; "" where the household fills it in.
    """

    form: str
    version: int
    begun: date
    saved: date | None = None
    pages: Pages = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    finished: tuple[str, ...] = ()
    uploads: tuple[str, ...] = ()
    letters: int = 0
    promised: date | None = None
    keyed_by: str = ""

    def member(self, id_: str) -> Member | None:
        """The member of this id, if still there."""
        return next((member for member in self.members if member.id == id_), None)

    def typed(self, step: str, member: str | None) -> Typed | None:
        """What was typed on a page, if it was ever sent."""
        found = self.member(member) if member else self
        return found.pages.get(step) if found else None

    def with_typed(self, step: str, member: str | None, typed: Typed) -> Self:
        """With what was typed on one page put in place of what was there."""
        if member is None:
            return replace(self, pages={**self.pages, step: typed})
        members = (
            replace(one, pages={**one.pages, step: typed}) if one.id == member else one
            for one in self.members
        )
        return replace(self, members=tuple(members))

    def with_member(self, id_: str) -> Self:
        """With one member more."""
        return replace(self, members=(*self.members, Member(id_)))

    def without_member(self, id_: str) -> Self:
        """With one member less."""
        return replace(self, members=tuple(member for member in self.members if member.id != id_))

    def with_finished(self, stop: str) -> Self:
        """With a list said to be whole."""
        return replace(self, finished=tuple(dict.fromkeys((*self.finished, stop))))

    def to_json(self) -> str:
        """The draft as text."""
        facts = {
            "form": self.form,
            "version": self.version,
            "begun": self.begun.isoformat(),
            "saved": self.saved.isoformat() if self.saved else "",
            "pages": _noted(self.pages),
            "members": [{"id": member.id, "pages": _noted(member.pages)} for member in self.members],
            "finished": self.finished,
            "uploads": self.uploads,
            "letters": self.letters,
            "promised": self.promised.isoformat() if self.promised else "",
            "keyed_by": self.keyed_by,
        }
        return json.dumps(facts, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The draft in `text`. Raises DraftUnreadableError."""
        try:
            facts = json.loads(text)
            return cls(
                form=facts["form"],
                version=facts["version"],
                begun=date.fromisoformat(facts["begun"]),
                saved=date.fromisoformat(facts["saved"]) if facts["saved"] else None,
                pages=dict(_read(facts["pages"])),
                members=tuple(Member(one["id"], dict(_read(one["pages"]))) for one in facts["members"]),
                finished=tuple(facts["finished"]),
                uploads=tuple(facts["uploads"]),
                letters=facts["letters"],
                promised=date.fromisoformat(facts["promised"]) if facts["promised"] else None,
                keyed_by=facts.get("keyed_by", ""),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise DraftUnreadableError(type(wrong).__name__) from wrong


def _noted(pages: Pages) -> dict[str, Any]:
    return {name: {"raw": dict(page.raw), "version": page.version} for name, page in pages.items()}


def _read(pages: Mapping[str, Any]) -> Iterator[tuple[str, Typed]]:
    for name, page in pages.items():
        raw = {typed: tuple(values) for typed, values in page["raw"].items()}
        yield name, Typed(raw, page["version"])
