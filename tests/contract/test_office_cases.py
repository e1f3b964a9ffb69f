"""What the office's store of cases promises, over memory and over the real engine."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from musicservice.adapters.dynamodb import DynamoSubmissions
from musicservice.adapters.dynamodb.office import DynamoCases
from musicservice.domain import audit
from musicservice.domain.audit import Entry
from musicservice.domain.office.area import Area
from musicservice.domain.office.finding import Trace, school_shelf, word_shelf
from musicservice.domain.office.happening import happened
from musicservice.domain.office.work import Work
from musicservice.domain.outbox import Message
from musicservice.domain.receipt import Receipt
from musicservice.domain.submission import Placed, Submission
from musicservice.office_ports import CaseFile, Change, Paper
from musicservice.ports import StaleError
from tests.examples import NOW
from tests.fakes_of_office import MemoryCases


@dataclass(frozen=True)
class Office:
    """An adapter, and how a family's form comes into it."""

    cases: Any
    file: Callable[[Submission], None]


@pytest.fixture(params=["memory", "dynamodb"])
def office(request: pytest.FixtureRequest) -> Office:
    if request.param == "memory":
        memory = MemoryCases()
        return Office(memory, memory.file)
    tables = request.getfixturevalue("tables")
    submissions = DynamoSubmissions(tables.client, tables.client, tables.prefix)
    store = DynamoCases(tables.client, tables.client, tables.prefix)
    return Office(store, lambda one: submissions.keep(one, soon()))


def soon() -> float:
    return time.monotonic() + 5


def work(case: str, number: int = 0, **changes: Any) -> Work:
    made = Work(
        case=case,
        kind="enrolment",
        number=number,
        reference=f"DMS-{case[:6]}",
        area="durham",
        name="Zoë",
        school="900001",
        wants=("Lessons", "Violin\nŁ Band"),
        received_at=NOW,
        since=NOW,
    )
    return replace(made, **changes)


def trace(one: Submission, shelf: str, place: str) -> Trace:
    matters, words = frozenset[tuple[str, Area]]({("enrolment", "durham")}), frozenset({"zoe", "nunez"})
    found = (one.case, one.receipt.reference, matters)
    return Trace(shelf, place, *found, ("Zoë Núñez",), words, NOW)


def sent(*works: dict[str, Any], minutes: int = 0) -> Submission:
    """A form with one thing to decide for each of `works`, received some minutes after NOW."""
    case, at = uuid4().hex, NOW + timedelta(minutes=minutes)
    receipt = Receipt(uuid4().hex, f"DMS-{case[:6]}", at, ())
    made = Submission(
        case=case,
        receipt=receipt,
        form="enrolment",
        form_version=2,
        answers={"answers": {"contact_name": "Ana"}, "members": ({"child_given_name": "Zoë"},)},
        sealed=b"\x00sealed",
        warnings=("out-of-year",),
        audit=audit.received(case, ("child_given_name",), at),
        messages=(Message(uuid4().hex, b"\x01", at, about=case, kind="application-receipt"),),
        works=tuple(work(case, n, since=at, **one) for n, one in enumerate(works)),
        happenings=(happened("enrolment-received", at, {"area": "durham"}, case),),
    )
    places = ((word_shelf("zoe"), f"zoe#{case}"), (school_shelf("900001"), f"{at:%Y%m%d%H%M}#{case}"))
    return replace(made, traces=tuple(trace(made, *where) for where in places))


def next_entry(one: Submission) -> Entry:
    return Entry(one.case, 2, "staff:a", "noted", (), NOW, one.audit.digest)


def found(office: Office, one: Submission) -> CaseFile:
    case = office.cases.case(one.case)
    assert isinstance(case, CaseFile)
    return case


def test_it_shows_all_of_a_case(office: Office) -> None:
    one = sent({}, {"kind": "remission", "area": "darlington"})
    office.file(one)

    case = found(office, one)

    assert (case.id, case.form, case.form_version, case.reference) == (
        one.case,
        "enrolment",
        2,
        one.receipt.reference,
    )
    assert {name: case.answers[name] for name in ("answers", "members")}.keys() == one.answers.keys()
    assert (case.sealed, case.warnings) == (one.sealed, one.warnings)
    assert (case.channel, case.keyed_by, case.held) == ("web", "", False)
    assert case.areas == {"durham", "darlington"}
    assert sorted(case.works, key=lambda each: each.kind) == list(one.works)
    assert [(posted.id, posted.kind) for posted in case.posted] == [
        (one.messages[0].id, "application-receipt")
    ]


def test_nobody_finds_a_case_there_is_not(office: Office) -> None:
    assert office.cases.case(uuid4().hex) is None
    assert not office.cases.referred("DMS-NOTONE")


def test_the_longest_waiting_comes_first_and_pages_go_on(office: Office) -> None:
    sent_in = [sent({}, minutes=minute) for minute in (3, 1, 2)]
    for one in sent_in:
        office.file(one)

    first = office.cases.queue("enrolment", "open", "durham", 2)
    second = office.cases.queue("enrolment", "open", "durham", 2, first.after)

    in_order = [sent_in[1].case, sent_in[2].case, sent_in[0].case]
    assert [each.case for each in (*first.works, *second.works)] == in_order
    assert not second.after


@pytest.mark.parametrize("after", ["nonsense", "e30=", "WyJhIl0=", "€"])
def test_a_place_that_is_none_is_the_beginning(office: Office, after: str) -> None:
    office.file(one := sent({}))

    page = office.cases.queue("enrolment", "open", "durham", 5, after)
    assert [each.case for each in page.works] == [one.case]


@pytest.mark.parametrize("area", ["darlington", "elsewhere"])
def test_another_area_sees_nothing_of_it(office: Office, area: Area) -> None:
    office.file(sent({}))

    assert office.cases.queue("enrolment", "open", area, 5).works == ()


def test_it_is_found_by_reference_by_name_and_by_school(office: Office) -> None:
    office.file(earlier := sent({}, minutes=1))
    office.file(later := sent({}, minutes=2))

    assert office.cases.referred(later.receipt.reference) == later.case
    by_name = office.cases.shelf(word_shelf("zoe"), "zo", 10)
    assert {each.case for each in by_name} == {earlier.case, later.case}
    assert by_name[0].names == ("Zoë Núñez",)
    by_school = office.cases.shelf(school_shelf("900001"), "", 10, latest=True)
    assert [each.case for each in by_school] == [later.case, earlier.case]
    assert office.cases.shelf(word_shelf("zoe"), "zoltan", 10) == []


def test_a_change_is_written_whole(office: Office) -> None:
    office.file(one := sent({}))
    [before] = found(office, one).works
    after = before.becomes("waiting", NOW, by="a", facts={"group": "Brass, Tuesday"}, sealed=b"\x02")
    message = Message(uuid4().hex, b"\x03", NOW, about=one.case, kind="decision")
    paper = Paper(f"NOTE#2026-03-14T09:26:53Z#{uuid4().hex}", {"by": "a"}, b"\x04")

    office.cases.change(
        Change(
            case=one.case,
            entry=next_entry(one),
            at=NOW,
            works=((before, after),),
            papers=(paper,),
            messages=(message,),
            placed=(Placed("links", "ABCD-EFGH", b"{}", timedelta(days=1)),),
            happenings=(happened("enrolment-waiting", NOW),),
        ),
        soon(),
    )

    case = found(office, one)
    assert case.works == (after,)
    assert case.of("NOTE") == (paper,)
    assert [posted.kind for posted in case.posted] == ["application-receipt", "decision"]
    assert office.cases.queue("enrolment", "open", "durham", 5).works == ()
    assert office.cases.queue("enrolment", "waiting", "durham", 5).works == (after,)


def test_what_waits_for_nobody_stands_in_no_queue(office: Office) -> None:
    office.file(one := sent({}))
    [before] = found(office, one).works

    office.cases.change(
        Change(one.case, next_entry(one), NOW, works=((before, before.becomes("refused", NOW)),)), soon()
    )

    for queue in ("open", "asked", "waiting", "offered"):
        assert office.cases.queue("enrolment", queue, "durham", 5).works == ()


def test_what_waits_for_a_second_person_waits_in_one_place_whatever_the_area(office: Office) -> None:
    for area in ("durham", "darlington"):
        office.file(one := sent({"kind": "remission", "area": area}))
        [before] = found(office, one).works
        office.cases.change(
            Change(one.case, next_entry(one), NOW, works=((before, before.becomes("proposed", NOW)),)),
            soon(),
        )

    assert {work.area for work in office.cases.seconds("remission", 5)} == {"durham", "darlington"}
    assert office.cases.queue("remission", "open", "durham", 5).works == ()


def test_nobody_changes_what_somebody_else_changed_meanwhile(office: Office) -> None:
    office.file(one := sent({}))
    [seen] = found(office, one).works
    office.cases.change(
        Change(one.case, next_entry(one), NOW, works=((seen, seen.becomes("waiting", NOW)),)), soon()
    )
    entry = replace(next_entry(one), number=3)

    with pytest.raises(StaleError):
        office.cases.change(
            Change(one.case, entry, NOW, works=((seen, seen.becomes("refused", NOW)),)), soon()
        )

    assert [each.status for each in found(office, one).works] == ["waiting"]


def test_an_entry_is_never_written_over(office: Office) -> None:
    office.file(one := sent({}))
    office.cases.change(Change(one.case, next_entry(one), NOW), soon())

    with pytest.raises(StaleError):
        office.cases.change(Change(one.case, next_entry(one), NOW, papers=(Paper("NOTE#2026#x"),)), soon())

    assert found(office, one).papers == ()
