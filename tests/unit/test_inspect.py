"""A round of looking at what arrived: what is kept, what never is, and what goes on."""

from datetime import timedelta
from typing import Any

import pytest

from musicservice.domain.uploads import SCAN_PATIENCE, Upload
from musicservice.evidence_ports import Verdict
from musicservice.ports import UnavailableError
from musicservice.services import inspect as looking
from musicservice.services.evidence import new_id
from musicservice.services.inspect import BUDGET
from tests import proofs
from tests.examples import NOW
from tests.unit.proof_room import Room


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_clean_file_moves_from_quarantine_to_the_proofs(room: Room) -> None:
    upload = room.arrives(proofs.jpeg(extra=proofs.exif(1)))

    assert room.inspect() == {"clean": 1}

    assert room.states.get(upload) == Upload(
        upload, "clean", "jpeg", len(proofs.jpeg(extra=proofs.exif(1))), checked_by="guardduty"
    )
    assert room.evidence.kept[upload].content == proofs.PLAIN_JPEG
    assert room.quarantine.files == {}


def test_a_file_that_cannot_be_used_is_deleted_and_told_why(room: Room) -> None:
    upload = room.arrives(proofs.SVG)

    assert room.inspect() == {"refused": 1}

    assert room.states.get(upload) == Upload(upload, "refused", size=len(proofs.SVG), reason="not-taken")
    assert (room.quarantine.files, room.evidence.kept) == ({}, {})


@pytest.mark.parametrize(("verdict", "reason"), [("threat", "threat"), ("failed", "unscanned")])
def test_what_the_scanner_does_not_call_good_is_never_kept(room: Room, verdict: Verdict, reason: str) -> None:
    upload = room.arrives()
    room.scanner.otherwise = verdict

    room.inspect()

    settled = room.states.get(upload)
    assert settled is not None
    assert (settled.stage, settled.reason) == ("refused", reason)
    assert (room.quarantine.files, room.evidence.kept) == ({}, {})


def test_without_a_word_of_the_scanner_a_file_waits_unread_and_after_a_day_is_refused(room: Room) -> None:
    upload = room.arrives()
    room.scanner.otherwise = "none-yet"

    assert room.inspect() == {"waiting": 1}
    assert room.states.get(upload) == Upload(upload, "received", size=len(proofs.PLAIN_JPEG))
    room.clock.pass_by(SCAN_PATIENCE - timedelta(seconds=1))
    assert room.inspect() == {"waiting": 1}
    assert room.evidence.kept == {}
    room.clock.pass_by(timedelta(seconds=1))
    assert room.inspect() == {"refused": 1}

    assert room.evidence.kept == {}
    assert room.states.states[upload].reason == "unscanned"


def test_a_file_that_nobody_was_invited_to_send_is_thrown_away(room: Room) -> None:
    room.quarantine.put("../../x", proofs.PLAIN_JPEG, NOW)
    room.quarantine.put(new_id(), proofs.PLAIN_JPEG, NOW)

    assert room.inspect() == {"not_invited": 2}
    assert (room.quarantine.files, room.evidence.kept) == ({}, {})


@pytest.mark.parametrize("first", [proofs.PLAIN_JPEG, proofs.SVG])
def test_an_invitation_used_again_after_the_check_changes_nothing(room: Room, first: bytes) -> None:
    upload = room.arrives(first)
    room.inspect()
    settled, kept = room.states.get(upload), dict(room.evidence.kept)

    room.arrives(proofs.png(), upload)

    assert room.inspect() == {"not_invited": 1}
    assert (room.states.get(upload), room.evidence.kept) == (settled, kept)
    assert room.quarantine.files == {}


def test_a_file_far_too_large_is_refused_without_being_read(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = room.arrives(bytes(10 * 1024 * 1024 + 1))
    monkeypatch.setattr(room.quarantine, "read", lambda _: pytest.fail("it was read"))

    room.inspect()

    assert room.states.states[upload].reason == "too-large"


def test_a_file_that_breaks_our_own_look_at_it_stops_nobody(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison, good = room.arrives(b"poison"), room.arrives()
    real = looking.judge

    def fragile(content: bytes) -> Any:
        if content == b"poison":
            raise RecursionError(content)
        return real(content)

    monkeypatch.setattr(looking, "judge", fragile)

    assert room.inspect() == {"refused": 1, "clean": 1}
    assert room.states.states[poison].stage == "refused"
    assert room.states.states[good].stage == "clean"


def test_a_file_that_cannot_be_reached_stops_nobody_and_has_its_turn_later(room: Room) -> None:
    away, good = room.arrives(), room.arrives()
    room.quarantine.away.add(away)

    assert room.inspect() == {"unavailable": 1, "clean": 1}
    room.quarantine.away.clear()
    assert room.inspect() == {"clean": 1}

    assert set(room.evidence.kept) == {away, good}


@pytest.mark.parametrize("broken", ["keep", "settle", "delete"])
def test_half_a_round_is_made_whole_by_the_next(
    room: Room, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    upload = room.arrives()
    place = {"keep": room.evidence, "settle": room.states, "delete": room.quarantine}[broken]

    def cut(*_: Any) -> None:
        raise UnavailableError("files", "Cut")

    with monkeypatch.context() as during:
        during.setattr(place, broken, cut)
        assert room.inspect() == {"unavailable": 1}
    room.inspect()

    assert room.states.states[upload].stage == "clean"
    assert set(room.evidence.kept) == {upload}
    assert room.quarantine.files == {}


def test_a_file_whose_owner_is_forgotten_meanwhile_is_not_kept(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = room.arrives()
    real = room.evidence.keep

    def slow(name: str, proof: Any) -> None:
        real(name, proof)
        room.states.erase(name)

    monkeypatch.setattr(room.evidence, "keep", slow)
    room.inspect()

    assert upload not in room.evidence.kept


def test_a_round_at_the_same_moment_takes_nothing_away(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = room.arrives()
    real = room.evidence.keep

    def overtaken(name: str, proof: Any) -> None:
        real(name, proof)
        room.states.settle(Upload(name, "clean", "jpeg"))

    monkeypatch.setattr(room.evidence, "keep", overtaken)
    room.inspect()

    assert upload in room.evidence.kept


def test_a_round_ends_in_time_and_leaves_the_rest_to_the_next(room: Room) -> None:
    for _ in range(3):
        room.arrives()
    clock = iter([0.0, 1.0, BUDGET + 1])
    room.clock.monotonic = lambda: next(clock)  # type: ignore[method-assign]

    assert room.inspect() == {"clean": 1}
    assert len(room.quarantine.files) == 2
