"""The service that sends a draft, with stand-ins around it."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from musicservice.domain.receipt import Receipt
from musicservice.domain.submission import Submission
from musicservice.forms.draft import Draft
from musicservice.services.composing import Composing
from musicservice.services.drafting import LIVES
from musicservice.services.submitting import Submitting
from tests.examples import CATALOGUE, NOW
from tests.fakes import FakeClock, MemoryLockers, MemorySubmissions, OpenSeal
from tests.unit.drafts import CODE, named, service


@dataclass
class Scripted:
    """Submissions that do what the script says, one line for each attempt, and something `meanwhile`."""

    script: Iterator[Exception | None]
    found: Receipt | None = None
    tried: list[Submission] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    def receipt(self, fingerprint: str, now: datetime) -> Receipt | None:  # noqa: ARG002 - it knows one
        return self.found if self.tried else None

    def keep(self, submission: Submission, until: float) -> None:  # noqa: ARG002 - it never waits
        self.tried.append(submission)
        self.meanwhile()
        if (failure := next(self.script)) is not None:
            raise failure


def scripted(*script: Exception | None, found: Receipt | None = None) -> Scripted:
    return Scripted(iter(script), found)


class SlowSeal(OpenSeal):
    """A seal of which each takes a while, in seconds."""

    def __init__(self, clock: FakeClock, seconds: float) -> None:
        self.clock, self.seconds = clock, seconds

    def seal(self, text: bytes, context: Any) -> bytes:
        self.clock.pass_by(timedelta(seconds=self.seconds))
        return super().seal(text, context)


class Meddling(OpenSeal):
    """A seal during the first of which something else happens."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.acts = [act]

    def seal(self, text: bytes, context: Any) -> bytes:
        if self.acts:
            self.acts.pop()()
        return super().seal(text, context)


def sending(
    draft: Draft, submissions: Any = None, *, seal: Any = None, clock: FakeClock | None = None
) -> Submitting:
    """The service over a draft that lies under CODE in its first revision."""
    lockers = MemoryLockers()
    lockers.put(CODE, draft.to_json().encode(), 0, LIVES, NOW, 0)
    drafting = service(lockers, submissions or MemorySubmissions(lockers), clock)
    composing = Composing(
        seal=seal or OpenSeal(),
        catalogue=lambda: CATALOGUE,
        journey=named,
        receipt_name=drafting.receipt_name,
        hand_in=tuple,
        choose=random.Random(2).choice,  # noqa: S311 - the same in each run
    )
    return Submitting(drafting, composing)


def kept(submitting: Submitting) -> Submission:
    """The one submission that was kept."""
    [one] = submitting.drafting.submissions.kept  # type: ignore[attr-defined]
    assert isinstance(one, Submission)
    return one


def private(one: Submission) -> bytes:
    """What is sealed in a submission, with what it is filled up with."""
    return OpenSeal().open(one.sealed, {"record": one.case, "purpose": "answers"})
