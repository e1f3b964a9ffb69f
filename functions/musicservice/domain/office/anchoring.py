"""Ends of trails put where nobody can change them: how they are written there, and which of them counts.

It does not know where that is. What is read there comes from outside, and is not trusted to be whole.
"""

import json
from collections.abc import Iterable, Sequence

from musicservice.domain.audit import Head


class NotAnAnchorError(Exception):
    """What lies there is none of ours, or only half of it."""


def written(heads: Sequence[Head]) -> bytes:
    """So many ends as one file: a line of JSON for each, in the order of their trails."""
    ordered = sorted(heads, key=lambda one: one.chain)
    return "".join(f"{json.dumps([one.chain, one.number, one.digest])}\n" for one in ordered).encode()


def read(content: bytes) -> Sequence[Head]:
    """The ends in a file. Raises NotAnAnchorError."""
    try:
        return [_head(json.loads(line)) for line in content.decode().splitlines()]
    except ValueError as wrong:
        raise NotAnAnchorError from wrong


def _head(told: object) -> Head:
    match told:
        case [str(chain), int(number), str(digest)]:
            return Head(chain, number, digest)
        case _:
            raise ValueError


def latest(heads: Iterable[Head]) -> dict[str, Head]:
    """By trail, the furthest end: every digest holds those before it, so it speaks for the earlier ones."""
    found: dict[str, Head] = {}
    for one in heads:
        if one.chain not in found or one.number > found[one.chain].number:
            found[one.chain] = one
    return found
