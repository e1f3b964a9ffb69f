"""`make decide`: what the rules on help with fees answer to a case that was written down by hand.

It reads the rules from content/data as they stand, so that a change can be tried before it is published.
It keeps nothing, and asks nothing of anybody.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from local.answer import answer
from local.places import ROOT
from musicservice.domain.remission import household
from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.cases import Case
from plugins.reading.data_files import Data, read_data, read_toml
from plugins.reading.naming import unknown
from plugins.reading.remission_checks import misfits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXAMPLE = Path(__file__).with_name("case.toml")


def main(arguments: Sequence[str], content: Path = ROOT / "content") -> int:
    """Print the answers to the case in the file that `arguments` name, or an example of such a file.

    Returns 0, or 2 after one line for each mistake in the case or in the rules.
    """
    if not arguments:
        print(EXAMPLE.read_text(encoding="utf-8"), end="")
        return 0
    try:
        print(answers(Path(arguments[0]), content))
    except ContentRefusedError as refused:
        for mistake in refused.mistakes:
            print(f"make decide: {in_one_line(mistake)}", file=sys.stderr)
        return 2
    return 0


def answers(file: Path, content: Path) -> str:
    """The answer to every child of the case, as text; raises ContentRefusedError with every mistake."""
    data = read_data(content)
    if mistakes := misfits(data):
        raise ContentRefusedError(mistakes)
    case = read_toml(file, str(file), Case)
    if mistakes := tuple(strangers(case, data, str(file))):
        raise ContentRefusedError(mistakes)
    decided = household(
        [child.as_claim() for child in case.children], data.remission.as_policies(data.prices.all)
    )
    pairs = zip(case.children, decided, strict=True)
    return "\n\n".join(answer(child, decision, data) for child, stretches in pairs for decision in stretches)


def strangers(case: Case, data: Data, path: str) -> Iterator[Mistake]:
    """Names in the case that no rule of any day has: whoever wrote it down meant another."""
    known = {ground.id for ground in data.remission.grounds}
    for number, child in enumerate(case.children, start=1):
        for name in child.grounds:
            if name not in known:
                place = f"children {number}, grounds"
                yield unknown(path, place, "the id of a ground in content/data/remission.toml", name, known)
        for name in child.proofs:
            if name not in child.grounds:
                expected = "proofs of the grounds that this child has"
                yield unknown(path, f"children {number}, proofs", expected, name, child.grounds)


def in_one_line(mistake: Mistake) -> str:
    """A mistake on one line: where, which field, what was expected, what was found."""
    place = f"{mistake.path}, line {mistake.line}" if mistake.line else mistake.path
    return f"{place}: {mistake.field}: expected {mistake.expected}; found {mistake.found}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
