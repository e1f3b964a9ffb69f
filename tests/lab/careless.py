"""The way a form is sent with one of its guards taken out: each must be caught, or nothing is proved."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from musicservice.adapters.dynamodb import submissions, transaction
from musicservice.ports import OutcomeUnknownError, UnavailableError
from musicservice.services.outcomes import Sent
from musicservice.services.submitting import Submitting
from tests.lab.mutants import unconditional

Take = Callable[[pytest.MonkeyPatch], None]


def _unspent(patch: pytest.MonkeyPatch) -> None:
    """Nothing need be new, and the draft stays."""
    parts = submissions.DynamoSubmissions._parts

    def bare(self: Any, submission: Any) -> list[Any]:
        made = enumerate(parts(self, submission))
        return [unconditional(one) for n, one in made if n != submissions.SPENT]

    patch.setattr(submissions.DynamoSubmissions, "_parts", bare)


def _not_looked_up(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Submitting, "_found", lambda _self, submission, _otherwise: Sent(submission.receipt))


def _called_lost(patch: pytest.MonkeyPatch) -> None:
    def found(_self: Any, _submission: Any, otherwise: OutcomeUnknownError) -> None:
        raise UnavailableError(otherwise.service, otherwise.code)

    patch.setattr(Submitting, "_found", found)


MISSING: Mapping[str, Take] = {
    "all that keeps a form from being taken twice": _unspent,
    "looking before saying that it is kept": _not_looked_up,
    "looking before saying that it is not": _called_lost,
}


@contextmanager
def without(name: str) -> Iterator[None]:
    """That guard is out, and a transaction is tried once: haste is what shows it. "" takes none out."""
    with pytest.MonkeyPatch.context() as patch:
        if name:
            patch.setattr(transaction, "FIRST_PAUSE", 60.0)
            MISSING[name](patch)
        yield
