"""What to say of a name that nobody knows: which names are most like it."""

import difflib
from collections.abc import Iterable

from plugins.mistakes import Mistake


def unknown(path: str, field: str, expected: str, name: str, known: Iterable[str]) -> Mistake:
    """A name that is not among the `known` ones, with those that are most like it."""
    near = nearest(name, known)
    hint = f"; the nearest: {', '.join(near)}" if near else ""
    return Mistake(path, 0, field, expected + hint, f'"{name}"')


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """At most three names that are most like `name`, the most alike first."""
    return difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
