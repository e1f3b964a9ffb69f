"""What of a case goes when, and how requests that need a second person move."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.office import retention
from musicservice.domain.office.erasing import (
    Belongings,
    HeldError,
    needs_two,
    remaining,
    tombstone,
)
from musicservice.domain.office.request import LASTS, NotAgreedError, Request
from musicservice.domain.office.retention import (
    AHEAD,
    MONEY,
    NOTICE,
    UNSUCCESSFUL,
    Standing,
    due,
    next_look,
    plan,
)
from musicservice.domain.office.second import ALONE, SamePersonError
from musicservice.domain.office.work import NEXT, Status, Work
from musicservice.office_ports import CaseFile, Paper
from musicservice.services.office import keeping
from musicservice.services.office.keeping import sealed_in
from tests.examples import NOW

DAY = NOW.date()
STATUSES: tuple[Status, ...] = tuple(dict.fromkeys(s for kind in NEXT.values() for s in kind))
WORK = Work("c0ffee", "enrolment", 0, "DMS-7K4Q-2M", "durham", "Zoë", "", (), NOW, NOW)
ASKED = Request("1", "table", "Places", "ada", "Ada", "For the meeting", NOW, rows=ALONE + 1)


def standing(*works: Work, **more: bool) -> Standing:
    return Standing(works, **{"has_sealed": True, **more})


def at(days: int) -> datetime:
    return NOW + timedelta(days=days)


def works(*statuses: Status, kind: str = "enrolment", days: int = 0) -> tuple[Work, ...]:
    return tuple(
        replace(WORK, status=status, number=n, since=at(days), kind=kind)  # type: ignore[arg-type]
        for n, status in enumerate(statuses)
    )


@pytest.mark.parametrize("status", ["received", "asked", "waiting", "offered", "proposed", "accepted"])
def test_nothing_goes_while_something_may_still_come(status: Status) -> None:
    assert plan(standing(*works("refused", status))) == ()


def test_what_came_to_nothing_goes_after_a_year_and_its_sealed_part_before() -> None:
    [sealed, case] = plan(standing(*works("refused"), *works("declined", days=10)))

    assert (sealed.what, sealed.on) == ("sealed", DAY + timedelta(days=10 + 28))
    assert (case.what, case.on) == ("case", DAY + timedelta(days=10) + UNSUCCESSFUL)


def test_where_money_was_waived_or_owed_it_is_kept_for_six_years() -> None:
    [_, helped] = plan(standing(*works("granted", kind="remission")))
    [_, paid] = plan(standing(*works("withdrawn"), paid=True))

    assert helped.on == date(2026, 8, 31) + MONEY
    assert paid.on == DAY + MONEY


@pytest.mark.parametrize(
    ("day", "ends"), [(date(2026, 8, 31), 2026), (date(2026, 9, 1), 2027), (date(2027, 1, 1), 2027)]
)
def test_help_ends_with_the_school_year(day: date, ends: int) -> None:
    since = datetime(day.year, day.month, day.day, tzinfo=UTC)
    [one] = plan(standing(replace(WORK, kind="remission", status="granted", since=since), has_sealed=False))

    assert one.on == date(ends, 8, 31) + MONEY


def test_proof_goes_once_all_help_is_decided() -> None:
    some = works("refused", "proposed", kind="remission")
    every = works("refused", "granted", kind="remission", days=3)

    assert "evidence" not in [one.what for one in plan(standing(*some, has_files=True))]
    assert (plan(standing(*every, has_files=True))[0].what) == "evidence"
    assert "evidence" not in [one.what for one in plan(standing(*every, has_files=False))]


def test_nothing_goes_that_was_not_announced() -> None:
    gone, long_after = standing(*works("withdrawn")), DAY + timedelta(days=4000)

    assert due(gone, (), long_after) == ()
    assert due(gone, ("sealed",), long_after) == ("sealed",)
    assert due(gone, ("sealed", "case"), long_after) == ("case",)
    assert due(gone, ("sealed", "case"), DAY) == ()


@given(
    given_works=st.lists(st.tuples(st.sampled_from(STATUSES), st.integers(0, 3000)), max_size=4),
    today=st.integers(0, 4000),
    paid=st.booleans(),
)
def test_it_is_always_looked_at_again_and_announced_in_time(
    given_works: list[tuple[Status, int]], today: int, *, paid: bool
) -> None:
    case = standing(*(replace(WORK, status=s, since=at(days)) for s, days in given_works), paid=paid)
    day = DAY + timedelta(days=today)

    coming = next_look(case, day)

    assert coming.on > day
    planned = plan(case)
    if coming.planned:
        assert NOTICE <= coming.on - day <= max(AHEAD, NOTICE)
        assert all(one.on <= coming.on for one in planned if one.what in coming.planned)
    elif planned:
        assert planned[0].on - coming.on >= AHEAD


def test_every_status_is_waiting_ended_or_neither_and_none_is_forgotten() -> None:
    known = retention.WAITING | retention.ENDED | {"accepted", "granted"}

    assert known == set(STATUSES)
    assert not retention.WAITING & retention.ENDED


def test_a_tombstone_names_what_lies_elsewhere_and_nothing_on_hold_gets_one() -> None:
    found = Belongings(
        "c0ffee", "DMS-7K4Q-2M", "r", ("META",), ("m",), ("u",), (("links", "p"),), (("NAME#zo", "zoe"),)
    )
    stone = tombstone(found, NOW)

    assert "zoe" not in repr(stone)
    assert "DMS" not in repr(stone)
    assert remaining(stone, None).lockers == found.lockers
    assert remaining(stone, found) == found
    with pytest.raises(HeldError):
        tombstone(replace(found, held=True), NOW)


@pytest.mark.parametrize(("status", "appealed"), list(product(STATUSES, [False, True])))
def test_money_and_appeals_need_two(status: Status, appealed: bool) -> None:  # noqa: FBT001 - it is a table
    assert needs_two(frozenset({status}), appealed=appealed) is (
        appealed or status in {"offered", "accepted", "granted"}
    )


def test_a_long_table_is_agreed_to_by_another_and_given_once() -> None:
    with pytest.raises(NotAgreedError):
        ASKED.done("ada", NOW)
    with pytest.raises(SamePersonError):
        ASKED.agreed("ada", "Ada", NOW)
    agreed = ASKED.agreed("ben", "Ben", NOW)
    with pytest.raises(NotAgreedError):
        agreed.done("ben", NOW)
    with pytest.raises(NotAgreedError):
        agreed.done("ada", NOW + LASTS)
    done = agreed.done("ada", NOW)
    with pytest.raises(NotAgreedError):
        done.done("ada", NOW)


def test_a_short_one_is_ones_own_affair_and_an_erasure_is_where_nothing_is_owed() -> None:
    assert replace(ASKED, rows=ALONE).state(NOW) == "agreed"
    assert replace(ASKED, rows=1, sort="erasure").state(NOW) == "waiting"
    assert replace(ASKED, rows=1, sort="erasure", needs_two=False).state(NOW) == "agreed"


def test_what_shows_what_was_owed_outlasts_what_was_told_when_asked() -> None:
    agreed, told, decided, noted = (
        Paper(name, {}, b"sealed")
        for name in ("REPLY#OFFER-00-0002", "REPLY#ASK-remission-00-0003", "DECISION#2026#00", "NOTE#2026#1")
    )
    papers = (agreed, told, decided, noted, Paper("BRIEF#00", {}, b""))
    withdrawn = replace(WORK, status="withdrawn")
    case = CaseFile(
        id="c0ffee",
        form="enrolment",
        form_version=1,
        reference="DMS-7K4Q-2M",
        received_at=NOW,
        answers={},
        sealed=b"sealed",
        warnings=(),
        uploads=(),
        channel="web",
        keyed_by="",
        revision=1,
        held=False,
        posted=(),
        works=(withdrawn,),
        papers=papers,
    )

    assert sealed_in(case) == ("META", told.name, noted.name)
    assert keeping.standing(case).paid
    assert not keeping.standing(replace(case, papers=(told,))).paid
