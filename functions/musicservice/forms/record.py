"""What is kept of one sent form, put together again: the open answers and the sealed ones, opened.

It may be years old, and of any version of its form: nothing in it is relied on to be there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Self, TypeAlias

from musicservice.forms.form import Row
from musicservice.forms.kinds.field import Field

Kept: TypeAlias = Mapping[str, Any]
"""Answers by name of the question, as a database hands them back."""


@dataclass(frozen=True)
class Record:
    """The household's answers, and those about each member."""

    answers: Kept
    members: tuple[Kept, ...]

    @classmethod
    def of(cls, case: Kept, private: Kept | None = None) -> Self:
        """From a case's item, and the JSON that was sealed with it where that may be opened."""
        (own, members), (own_sealed, members_sealed) = _parts(case), _parts(private or {})
        nobody: Kept = {}
        pairs = zip_longest(members, members_sealed, fillvalue=nobody)
        return cls({**own, **own_sealed}, tuple({**one, **sealed} for one, sealed in pairs))


def read(field: Field[Any], kept: Any) -> Any:
    """The answer that was kept to a question; None where it was left out, or can no longer be read."""
    try:
        return None if kept is None else field.load(kept)
    except Exception:  # noqa: BLE001 - whatever an old answer is, it is shown and not tripped over
        return None


def row(field: Field[Any], kept: Any) -> Row:
    """One answer for a person to read. What today's question cannot make sense of is told as it was kept."""
    try:
        shown = field.show(field.load(kept))
    except Exception:  # noqa: BLE001 - as above
        shown = ""
    return Row(field.label, shown or as_kept(kept))


def as_kept(kept: Any) -> str:
    """An answer nobody knows the question of: text, or one thing on each line."""
    return "\n".join(map(str, kept)) if isinstance(kept, list | tuple) else str(kept)


def _parts(whole: Kept) -> tuple[Kept, list[Kept]]:
    return whole.get("answers", {}), list(whole.get("members", ()))
