"""`make feedback COURSE=…`: what people who came to a course said of it. Nobody knows who said it."""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from local.places import ROOT
from local.staff import Desk, told
from musicservice.forms.feedback import FEWEST
from musicservice.services.listening import Heard


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Print it. Returns 0, or 2 after a line that says why it cannot."""
    return told("feedback", partial(heard, slug=next(iter(arguments), "")), root)


def heard(desk: Desk, slug: str) -> int:
    """All that was said."""
    course = desk.course(slug)
    number, said = desk.office.listening(course.slug)
    print("\n".join([f"{course.title}: {number} answered.", *(line for one in said for line in about(one))]))
    return 0


def about(one: Heard) -> Iterator[str]:
    """One question with what was said to it."""
    yield ""
    yield one.question
    yield from (f"  {times:>3}  {answer}" for answer, times in one.counts.items())
    if one.is_held_back:
        yield f"  What people wrote is shown once {FEWEST} have answered: sooner, one could tell whose it is."
    yield from (f"  - {' '.join(words.split())}" for words in one.words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
