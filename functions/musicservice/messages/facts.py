"""What a message tells, before it is put into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from musicservice.domain.receipt import Line


class LackingError(ValueError):
    """A message was asked for without a fact that its kind needs: a mistake of ours."""

    def __init__(self, kind: str, lacking: Iterable[str]) -> None:
        """Names the kind and the facts, and no value."""
        super().__init__(f"{kind} lacks {', '.join(sorted(lacking))}")


@dataclass(frozen=True)
class Dates:
    """A place on the course with this slug, for a calendar, as it is `at` an instant.

    One that is `given_up` is taken out of the calendar again, and so is what it had beyond the sessions there
    are, of the `before` that it was told of.
    """

    course: str
    at: datetime
    given_up: bool = False
    before: int = 0


@dataclass(frozen=True)
class Attended:
    """Somebody who came to the course with this slug: what a certificate is made of. The name stays in it."""

    course: str
    name: str


@dataclass(frozen=True)
class Facts:
    """All that any message may tell; which of it a message needs is for its kind to say.

    `calendar` and `certificate` go with it as files. `lines` are public answers. `token` opens something: it
    travels sealed, and stands in the letter as part of a link or as a code. `day` is the last day on which
    the link works or an answer is in time.
    """

    reference: str = ""
    lines: tuple[Line, ...] = ()
    token: str = ""
    day: date | None = None
    calendar: Dates | None = None
    certificate: Attended | None = None

    @property
    def known(self) -> frozenset[str]:
        """The names of the facts there are."""
        return frozenset(name for name, value in vars(self).items() if value)
