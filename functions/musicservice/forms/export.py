"""Sent forms as a table: a row for each member, with the household's answers in every one of them.

Only answers of the classifications named may leave. Cells are text, numbers or days; a text that a
spreadsheet would take for a formula is made harmless, and a number stays a number.
"""

import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, TypeAlias

from musicservice.forms.classification import Classification
from musicservice.forms.journey import Journey
from musicservice.forms.kinds.field import Field
from musicservice.forms.record import Kept, Record, read, row

Cell: TypeAlias = str | int | date | None
"""None where a question was left out, or not asked."""
Leaving: TypeAlias = Collection[Classification]
"""Of which kinds answers may leave."""

FORMULA = frozenset("=+-@")
UNSEEN_STARTS = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
BREAKS = frozenset("\t\r\n")


def header(journey: Journey, leaving: Leaving) -> tuple[str, ...]:
    """The name of each column: those of the questions, which stay the same in every wording."""
    return ("member", *(field.name for field in _columns(journey, leaving)))


def rows(journey: Journey, record: Record, leaving: Leaving) -> Iterator[tuple[Cell, ...]]:
    """The rows of one record, in the order of `header`. Members are counted from 1."""
    columns = _columns(journey, leaving)
    for number, member in enumerate(record.members or ({},), 1):
        yield (number, *(_cell(field, _kept(field, record, member)) for field in columns))


def harmless(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet could take it for a formula.

    White space and marks that show nothing do not hide one, nor do full-width and other forms of its signs.
    """
    start = next((c for c in text if unicodedata.category(c) not in UNSEEN_STARTS), "")
    is_formula = not FORMULA.isdisjoint(unicodedata.normalize("NFKC", start)[:1])
    return f"'{text}" if is_formula or text[:1] in BREAKS else text


def _columns(journey: Journey, leaving: Leaving) -> tuple[Field[Any], ...]:
    asked = (*journey.fields, *journey.retired)
    return tuple(field for field in asked if field.classification in leaving)


def _kept(field: Field[Any], record: Record, member: Kept) -> Any:
    """The answer, of the member where it is about one; else the household's."""
    return member[field.name] if field.name in member else record.answers.get(field.name)


def _cell(field: Field[Any], kept: Any) -> Cell:
    if kept is None:
        return None
    value = read(field, kept)
    return value if isinstance(value, int | date) else harmless(row(field, kept).shown)
