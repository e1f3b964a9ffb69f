"""Whether the strategy is whole: one mission, five aims, thirteen commitments, sections in a row.

Its numbers are part of what is promised, so none may be lost, doubled or merged.
"""

from collections.abc import Callable, Collection, Iterator

from plugins.mistakes import Mistake
from plugins.models.strategy import AIMS, GROUPS
from plugins.reading.library import Library


def _one_mission(library: Library) -> Iterator[Mistake]:
    if len(library.missions) != 1 or library.missions[0].slug != "mission":
        found = ", ".join(mission.path for mission in library.missions) or "none"
        yield Mistake("content/strategy", 0, "mission", "one file, mission.md", found)


def _five_aims(library: Library) -> Iterator[Mistake]:
    for aim in library.aims:
        if aim.slug != str(aim.number):
            expected, line = "the number in the file's name", aim.line("number")
            yield Mistake(aim.path, line, "number", expected, str(aim.number), f"number: {aim.slug}")
    yield from _complete(
        "content/strategy/aims", [aim.slug for aim in library.aims], [str(n + 1) for n in range(AIMS)]
    )


def _thirteen_commitments(library: Library) -> Iterator[Mistake]:
    for commitment in library.commitments:
        if commitment.slug != commitment.anchor:
            expected = "a group and number that give the file's name"
            yield Mistake(
                commitment.path,
                commitment.line("number"),
                "number",
                expected,
                commitment.anchor,
                f"{commitment.anchor}.md",
            )
    wanted = [f"{group}-{n + 1}" for group, (_, count) in GROUPS.items() for n in range(count)]
    yield from _complete("content/strategy/commitments", [c.slug for c in library.commitments], wanted)


def _complete(folder: str, found: Collection[str], wanted: Collection[str]) -> Iterator[Mistake]:
    for name in wanted:
        if name not in found:
            yield Mistake(
                folder, 0, f"{name}.md", f"this file: there are exactly {len(wanted)} here", "no such file"
            )
    for name in found:
        if name not in wanted:
            yield Mistake(
                folder, 0, f"{name}.md", f"exactly {len(wanted)} files: " + ", ".join(wanted), "one more"
            )


def _sections_are_numbered(library: Library) -> Iterator[Mistake]:
    for number, section in enumerate(library.sections, start=1):
        if section.number != number:
            yield Mistake(
                section.path,
                section.line("number"),
                "number",
                "numbers from 1 without a gap or a double",
                str(section.number),
                f"number: {number}",
            )


RULES: tuple[Callable[[Library], Iterator[Mistake]], ...] = (
    _one_mission,
    _five_aims,
    _thirteen_commitments,
    _sections_are_numbered,
)
