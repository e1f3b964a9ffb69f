"""What helps a child, as the office prepares it for the teacher, through its door."""

from collections.abc import Iterator
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb.items import message_from
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.ports import UnavailableError
from musicservice.services.posting import opened as posted_of
from tests import faults
from tests.functions.conftest import Product
from tests.functions.office.briefs import (
    DETAIL,
    HEALTH,
    OWN,
    TEACHER,
    Ready,
    in_the_office,
    read,
    sent,
    state,
    trail,
    waiting,
)
from tests.functions.office.officer import SETTINGS, Officer
from tests.functions.office.test_reads import MOST, counted


def test_the_letters_say_nothing_of_anybody(product: Product) -> None:
    case = Ready(product)
    sent(case, in_the_office(case))

    letters = [posted_of(message_from(one), case.product.opener()) for one in product.items("outbox")]
    briefs = {one.kind: one for one in letters if one.kind.startswith("brief")}

    assert {kind: one.to for kind, one in briefs.items()} == {
        "brief": TEACHER,
        "brief-check": TEACHER,
        "brief-check-family": "renee@family.example",
    }
    assert {one.facts.lines for one in briefs.values()} == {()}
    assert (briefs["brief"].facts.reference, briefs["brief-check"].facts.reference) == ("", "")
    assert briefs["brief"].facts.token == briefs["brief-check"].facts.token
    assert briefs["brief-check-family"].facts.token != briefs["brief"].facts.token


def test_whoever_sends_it_takes_lines_out_and_adds_one(product: Product) -> None:
    case = Ready(product)
    officer = in_the_office(case)
    officer.get(f"{case.address}/brief/1")
    assert officer.submit(lines=[], teacher="nowhere").wrong == ["lines", "teacher"]

    code = sent(case, officer, lines=["hearing-asks-1", "medical"], more="They come with an interpreter.")

    page = read(case, code)
    assert all(line in page.text for line in ("Where to sit?", HEALTH, "They come with an interpreter."))
    assert not any(line in page.text for line in ("Face them", "A quiet space", DETAIL, OWN))


@pytest.mark.parametrize("told", ["no", ""])
def test_nothing_is_told_before_the_family_says_that_the_teacher_may_know(
    product: Product, told: str
) -> None:
    case = Ready(product, tell_teacher=told)
    officer = in_the_office(case)
    page = officer.get(f"{case.address}/brief/1")
    assert (state(case), waiting(officer, case)) == ("ask", True)
    assert "Face them" not in page.text
    forced = {"teacher": TEACHER, "lines": ["hearing-helps-1"], "seen": "x", "sure": "yes"}
    assert officer.post(f"{case.address}/brief/1", forced).status == 403
    assert case.letters("brief") == []

    assert officer.post(f"{case.address}/brief/1/agree", {"words": " "}).status == 422
    officer.post(f"{case.address}/brief/1/agree", {"words": "The mother, by telephone, today."})

    assert state(case) == "due"
    assert ("staff:ada", "noted that the family agrees") in trail(case)
    assert "Face them" in read(case, sent(case, officer)).text


def test_where_nothing_helps_nothing_waits_and_nothing_is_told(product: Product) -> None:
    case = Ready(product, access_needs=["none"], access_detail="")
    officer = in_the_office(case)

    assert not waiting(officer, case)
    assert "told us of nothing" in officer.get(f"{case.address}/brief/1").text
    assert officer.get(f"{case.address}/brief/2").status == 404


def test_what_is_read_for_a_brief_is_noted_or_not_shown(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Ready(product)
    officer = in_the_office(case)

    def broken(*_: Any, **__: Any) -> None:
        raise UnavailableError("database", "Away")

    monkeypatch.setattr(DynamoTrail, "append", broken)
    page = officer.get(f"{case.address}/brief/1")

    assert (page.status, "Face them" in page.text) == (503, False)


def test_it_is_for_those_who_may_tell_teachers(product: Product) -> None:
    case = Ready(product)
    officer = in_the_office(case)
    assert case.officer("safeguarding-lead").get(f"{case.address}/brief/1").status == 200
    sent(case, officer)

    for role in ("manager", "remission-officer", "cpd-officer", "auditor"):
        other = case.officer(role)
        assert other.get("/queue/briefs").status == 403
        assert other.get(f"{case.address}/brief/1").status in {403, 404}
    manager = case.officer("manager").get(case.address)
    assert "brief" not in manager.text.lower()
    assert "What the teacher is told" not in manager.text
    elsewhere = Officer(case.office, ("enrolment-officer",), ("darlington",))
    assert elsewhere.get(f"{case.address}/brief/1").status == 404
    assert not waiting(elsewhere, case)


def test_two_who_send_at_once_do_not_tell_two_teachers(product: Product) -> None:
    case = Ready(product)
    one, other = in_the_office(case), case.officer("enrolment-officer", name="ben")
    for officer in (one, other):
        officer.get(f"{case.address}/brief/1")
        officer.submit(teacher=f"{officer.id}@school.example")
    one.submit(sure="yes")

    late = other.submit(sure="yes")

    assert (late.status, "Somebody else did something meanwhile" in late.text) == (409, True)
    assert len(case.letters("brief")) == 1


@pytest.fixture
def line(database_address: str) -> Iterator[faults.Proxy]:
    with faults.proxy(database_address) as database:
        yield database


def test_its_pages_read_no_more_than_others(product: Product, line: faults.Proxy) -> None:
    case = Ready(product)
    in_the_office(case)
    bootstrap.staff.cache_clear()
    settings = product.settings | SETTINGS | {"AWS_ENDPOINT_URL_DYNAMODB": line.address}
    officer = Officer(product.load("office", settings).app, ("enrolment-officer", "safeguarding-lead"))

    reads = [counted(officer, line, path, case.name) for path in ("/queue/briefs", "/case/{case}/brief/1")]

    assert officer.get(f"{case.address}/brief/1").status == 200
    assert [sum(one.values()) <= MOST for one in reads] == [True, True]
    assert [one["Scan"] for one in reads] == [0, 0]


def test_a_family_that_may_not_be_written_to_is_not_asked(product: Product) -> None:
    case = Ready(product, safe_ways="phone-only")
    sent(case, in_the_office(case))

    assert len(case.letters("brief-check")) == 1
    assert case.letters("brief-check-family") == []


def test_the_next_first_lesson_is_on_top_and_what_nobody_read_in_time_is_late(product: Product) -> None:
    cases = [Ready(product, days=days) for days in (9, -1, 2)]
    officer = in_the_office(cases[0])
    sent(cases[1], officer)

    page = officer.get("/queue/briefs")

    listed = [link for link in page.links() if "/brief/" in link]
    assert listed == [f"{cases[n].address}/brief/1" for n in (1, 2, 0)]
    assert [one.get_text().endswith("has begun") for one in page.soup.select(".overdue")] == [True]
    assert "in 2 days" in page.text
