"""What the office has to decide: what may follow on what, where it waits, and how a name is found."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.office.area import area_of
from musicservice.domain.office.finding import MOST_WORDS, words_in, words_of
from musicservice.domain.office.reminding import remind_at
from musicservice.domain.office.second import SamePersonError, must_be_another, needs_a_second
from musicservice.domain.office.work import KINDS, NEXT, QUEUES, NotNextError, Status, Work
from tests.examples import NOW

EVERY: tuple[Status, ...] = tuple(dict.fromkeys(s for kind in NEXT.values() for s in kind))
WORK = Work(
    case="c0ffee",
    kind="enrolment",
    number=0,
    reference="DMS-7K4Q-2M",
    area="durham",
    name="Zoë",
    school="",
    wants=("Lessons",),
    received_at=NOW,
    since=NOW,
)


@pytest.mark.parametrize("kind", KINDS)
def test_it_becomes_what_may_follow_and_nothing_else(kind: str) -> None:
    for status, wanted in product(EVERY, EVERY):
        work = replace(WORK, kind=kind, status=status, facts={"old": "1"}, sealed=b"old")
        if wanted in NEXT[work.kind].get(status, ()):
            after = work.becomes(wanted, NOW + timedelta(days=1), by="a")
            assert (after.status, after.revision, after.by) == (wanted, 2, "a")
            assert (after.facts, after.sealed) == ({}, b"")
            assert after.since == NOW + timedelta(days=1)
        else:
            with pytest.raises(NotNextError) as refused:
                work.becomes(wanted, NOW)
            assert (refused.value.status, refused.value.wanted) == (status, wanted)


def test_only_a_second_person_refuses_help() -> None:
    before = {status for status, after in NEXT["remission"].items() if "refused" in after}

    assert before == {"proposed"}


def test_nothing_that_was_decided_is_beyond_another_look() -> None:
    for kind in KINDS:
        ends = {status for status in NEXT[kind] if status not in QUEUES}
        assert all(NEXT[kind][status] for status in ends)


def test_an_area_is_that_of_the_schools_council() -> None:
    assert [area_of(number) for number in ("840", "841", "999", "")] == [
        "durham",
        "darlington",
        "elsewhere",
        "elsewhere",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Zoë Núñez-O’Brien", ("zoe", "nunezobrien")),
        ("  Łucja  ŁUCJA ", ("lucja",)),
        ("Nguyễn Văn A", ("nguyen", "van", "a")),
        ("王小明", ("王小明",)),
        ("Søren Müller", ("soren", "muller")),
        ("", ()),
        ("…", ()),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


@given(st.text(max_size=60))
def test_words_are_their_own_words(name: str) -> None:
    assert all(words_of(word) == (word,) for word in words_of(name))


@given(st.lists(st.text("abcdefgh ", max_size=40), max_size=12))
def test_of_many_names_nobody_is_missing(names: list[str]) -> None:
    found = words_in(names)

    assert len(found) <= MOST_WORDS
    people = {name for name in names if words_of(name)}
    assert people <= {name for those in found.values() for name in those}


def test_nobody_agrees_with_themselves() -> None:
    must_be_another("a", "b")
    for asked_by, agreed_by in (("a", "a"), ("", "b"), ("a", "")):
        with pytest.raises(SamePersonError):
            must_be_another(asked_by, agreed_by)


def test_fifty_rows_may_leave_alone_and_no_more() -> None:
    assert [needs_a_second(rows) for rows in (0, 50, 51)] == [False, False, True]


@pytest.mark.parametrize(
    ("days", "until", "at"),
    [
        (14, date(2026, 3, 28), datetime(2026, 3, 25, 12, tzinfo=UTC)),
        (16, date(2026, 3, 30), datetime(2026, 3, 27, 12, tzinfo=UTC)),
        (18, date(2026, 4, 1), datetime(2026, 3, 29, 11, tzinfo=UTC)),
        (6, date(2026, 3, 20), datetime(2026, 3, 17, 12, tzinfo=UTC)),
        (5, date(2026, 3, 19), datetime(2026, 3, 16, 12, tzinfo=UTC)),
        (4, date(2026, 3, 18), None),
        (0, date(2026, 3, 14), None),
    ],
)
def test_a_family_is_reminded_at_noon_three_days_before_unless_it_has_only_just_heard(
    days: int, until: date, at: datetime | None
) -> None:
    now = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)

    assert now.date() + timedelta(days=days) == until
    assert remind_at(now, until) == at
