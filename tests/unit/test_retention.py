"""A round of throwing proofs away: what goes when, and what is kept until somebody has decided."""

from datetime import timedelta

import pytest

from musicservice.domain.uploads import APPEAL, LONGEST_KEPT, UNSENT_KEPT
from musicservice.services.evidence import new_id
from tests import proofs
from tests.examples import NOW
from tests.unit.proof_room import Room


@pytest.fixture
def room() -> Room:
    return Room()


def test_what_is_never_handed_in_goes_with_the_draft(room: Room) -> None:
    clean, refused, waiting = room.arrives(), room.arrives(proofs.SVG), new_id()
    room.inspect()
    room.states.open(waiting, NOW)

    assert room.purge() == {}
    room.clock.pass_by(UNSENT_KEPT)
    assert room.purge() == {"forgotten": 3}

    assert (room.states.states, room.evidence.kept) == ({}, {})
    assert room.states.due(NOW + 2 * LONGEST_KEPT, 10) == []
    assert {clean, refused, waiting}.isdisjoint(room.quarantine.files)


def test_what_is_taken_out_goes_at_once_whether_checked_or_not(room: Room) -> None:
    checked = room.arrives()
    room.inspect()
    unchecked = room.arrives()
    for upload in (checked, unchecked):
        room.states.withdraw(upload, NOW)

    assert room.purge() == {"forgotten": 2}

    assert (room.states.states, room.evidence.kept, room.quarantine.files) == ({}, {}, {})


def test_what_is_handed_in_outlives_the_draft_and_goes_after_decision_and_appeal(room: Room) -> None:
    upload = room.arrives()
    room.inspect()
    room.states.hand_in(upload, NOW)
    assert room.purge() == {"kept_on": 1}
    room.clock.pass_by(2 * UNSENT_KEPT)
    assert room.purge() == {}

    room.purge.decided([upload], room.clock.now())
    room.clock.pass_by(APPEAL - timedelta(seconds=1))
    assert room.purge() == {}
    assert upload in room.evidence.kept
    room.clock.pass_by(timedelta(seconds=1))

    assert room.purge() == {"forgotten": 1}
    assert room.evidence.kept == {}


def test_without_any_decision_it_goes_in_the_end(room: Room) -> None:
    upload = room.arrives()
    room.inspect()
    room.states.hand_in(upload, NOW)
    room.purge()

    room.clock.pass_by(LONGEST_KEPT)

    assert room.purge() == {"forgotten": 1}
    assert room.evidence.kept == {}


def test_a_decision_told_in_the_minute_of_handing_in_counts(room: Room) -> None:
    upload = room.arrives()
    room.states.hand_in(upload, NOW)

    room.purge.decided([upload], NOW)

    assert room.purge() == {}
    room.clock.pass_by(APPEAL)
    assert room.purge() == {"forgotten": 1}


def test_the_office_can_have_one_forgotten_at_once(room: Room) -> None:
    upload = room.arrives()
    room.inspect()

    room.purge.forget([upload])

    assert (room.states.states, room.evidence.kept) == ({}, {})


def test_one_that_cannot_be_deleted_stays_known_and_has_its_turn_later(room: Room) -> None:
    away, other = room.arrives(), room.arrives()
    for upload in (away, other):
        room.states.withdraw(upload, NOW)
    room.quarantine.away.add(away)

    assert room.purge() == {"unavailable": 1, "forgotten": 1}
    room.quarantine.away.clear()

    assert room.purge() == {"forgotten": 1}
    assert room.states.states == {}
