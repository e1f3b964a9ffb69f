"""A message as plain text: lines of 72 characters, links on lines of their own."""

from musicservice.messages.compose import Composed
from musicservice.messages.wording import Words

ISOLATE, END = "\u2066", "\u2069"
"""Keep a fact such as a telephone number in its own order in a line that runs from right to left (UAX #9)."""


def plain(message: Composed) -> str:
    """The body, with an empty line between blocks."""
    flat = _isolating if message.direction == "rtl" else _joined
    return "\n\n".join("\n".join(block.lines(flat)) for block in message.blocks) + "\n"


def _joined(words: Words) -> str:
    return "".join(part.text for part in words)


def _isolating(words: Words) -> str:
    return "".join(ISOLATE + part.text + END if part.given else part.text for part in words)
