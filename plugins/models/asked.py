"""How a form asks for a kind of value. It knows no editor: `plugins.editing` turns this into one's fields."""

from dataclasses import dataclass
from typing import Literal

By = Literal["line", "prose", "number", "day", "clock", "moment", "yes-no", "list", "picture"]


@dataclass(frozen=True)
class Asked:
    """`by` what one answers. `matches` is a pattern for the whole of a line; the bounds are for its length,
    for a number, or for how many items a list has.
    """

    by: By = "line"
    matches: str = ""
    least: int | None = None
    most: int | None = None


LINE = Asked()


def line(matches: str = "", most: int | None = None) -> Asked:
    return Asked("line", matches, most=most)


def at_least(least: int) -> Asked:
    return Asked("number", least=least)


def between(least: int, most: int) -> Asked:
    return Asked("number", least=least, most=most)
