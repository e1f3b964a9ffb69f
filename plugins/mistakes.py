"""What is wrong in the content, said so that the person who wrote it can put it right.

It decides how a mistake reads. It knows no content type, no YAML and no Markdown.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Mistake:
    """One thing to put right.

    `path` is from the project's root; `line` counts from 1 and is 0 where it is not known;
    `expected` and `found` are plain words; `example` is text to copy.
    """

    path: str
    line: int
    field: str
    expected: str
    found: str
    example: str = ""

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else self.path
        lines = [f"{place}: {self.field}", f"  expected: {self.expected}", f"  found: {self.found}"]
        if self.example:
            lines.append("  example: " + self.example.replace("\n", "\n           "))
        return "\n".join(lines)


class ContentRefusedError(Exception):
    """The content cannot be built as it stands. Carries every mistake, in order of file and line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__(report(self.mistakes))

    def __reduce__(self) -> tuple[type["ContentRefusedError"], tuple[tuple[Mistake, ...]]]:
        """It may come from another process, with what it carries."""
        return type(self), (self.mistakes,)


def report(mistakes: Iterable[Mistake]) -> str:
    """All of them, one paragraph each, under a line that counts them."""
    paragraphs = [str(mistake) for mistake in mistakes]
    count = "1 mistake" if len(paragraphs) == 1 else f"{len(paragraphs)} mistakes"
    return "\n\n".join([f"{count} in the content. Nothing was built.", *paragraphs])
