"""Pictures: whether they are understood without being seen, and small enough to be sent."""

import re
from collections.abc import Iterator

from plugins.linting.document import Document
from plugins.linting.finding import Level, Note

FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|heic)|(?:IMG|DSC|PXL|image)[\W_]?\d+", re.IGNORECASE
)
OPENING = re.compile(
    r"(?:a |an |the )?(?:image|picture|photo|photograph|graphic|icon) (?:of|showing)\b", re.IGNORECASE
)
LONGEST = 150
MEGABYTE = 1_000_000
LARGEST = 50 * MEGABYTE
LARGE = 15 * MEGABYTE
"""A phone's photograph has less; pages get smaller copies, but everybody who edits the site gets this."""

WIDEST = 12_000


def is_described(document: Document) -> Iterator[Note]:
    """Who cannot see a picture hears its description (WCAG 2.2, 1.1.1)."""
    for image in document.body.all("img"):
        if not image.attributes.get("alt", "").strip():
            source = image.attributes.get("src", "")
            yield Note(
                image.line,
                f"the picture {source} has no description",
                f"say in the square brackets what it shows: ![Two girls share a drum]({source})",
            )


def is_described_well(document: Document) -> Iterator[Note]:
    """A description is about what is to be seen, in a sentence, and no file name."""
    for image in document.body.all("img"):
        words = " ".join(image.attributes.get("alt", "").split())
        if FILE_NAME.fullmatch(words):
            yield Note(
                image.line, f"the description “{words}” is a file’s name", "say what the picture shows"
            )
        elif OPENING.match(words):
            yield Note(
                image.line,
                f"the description begins “{words[:30]}”; it is known to be a picture",
                "begin with what it shows",
            )
        elif len(words) > LONGEST:
            yield Note(
                image.line,
                f"the description has {len(words)} characters",
                f"say it in {LONGEST}, and put the rest into the text, where everybody has it",
            )


def is_small_enough(document: Document) -> Iterator[Note]:
    """What is far larger than any photograph from a phone makes the whole site heavy to work with."""
    for line, source in _used(document):
        picture = document.desk.pictures.get(source.lstrip("/"))
        if picture is None:
            continue
        if picture.size > LARGE:
            level = Level.ERROR if picture.size > LARGEST else Level.WARNING
            said = f"the picture {source} has {picture.size / MEGABYTE:.1f} MB"
            yield Note(line, said, f"save it smaller; {LARGE // MEGABYTE} MB are plenty", level)
        if max(picture.width, picture.height) > WIDEST:
            said = f"the picture {source} is {picture.width:,} by {picture.height:,} pixels large"
            yield Note(line, said, f"save it smaller; {WIDEST:,} pixels a side are plenty")


def _used(document: Document) -> Iterator[tuple[int, str]]:
    """The pictures of the body, and the one at the head of the page, each with its line."""
    for image in document.body.all("img"):
        yield image.line, image.attributes.get("src", "")
    if document.record and (head := getattr(document.record, "image", None)):
        yield document.record.line("image"), str(head)
