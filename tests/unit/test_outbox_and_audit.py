"""When a message is tried again, and how a trail shows that it was tampered with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from musicservice.domain import audit
from musicservice.domain.outbox import MAX_ATTEMPTS, next_try
from tests.examples import NOW


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (29, 60)])
def test_it_waits_longer_after_every_try_and_never_more_than_an_hour(attempts: int, minutes: int) -> None:
    assert next_try(attempts, NOW) == NOW + timedelta(minutes=minutes)


def test_it_tries_for_a_day_and_then_gives_up() -> None:
    waits = [next_try(attempts, NOW) for attempts in range(1, MAX_ATTEMPTS)]

    assert sum(((at - NOW) for at in waits if at), timedelta()) > timedelta(days=1)
    assert next_try(MAX_ATTEMPTS, NOW) is None


ENTRY = audit.received("case", ("child_given_name", "email"), NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "staff"},
        {"action": "read"},
        {"fields": ("child_given_name",)},
        {"at": NOW + timedelta(seconds=1)},
        {"number": 2},
        {"previous": "1" * 64},
        {"case": "other"},
    ],
)
def test_an_entry_that_was_changed_has_another_digest(change: dict[str, object]) -> None:
    assert replace(ENTRY, **change).digest != ENTRY.digest


def test_a_digest_stays_what_it_was() -> None:
    """The chains already written must still verify."""
    assert ENTRY.digest == "7ef3ff8056df4fa6588ddf6aa5eb8a57a2b0f41abc460b7d195d0524cb409714"
