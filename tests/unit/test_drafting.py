"""Keeping what a household types, with everything around it a stand-in: every way it can come out."""

from datetime import datetime, timedelta

import pytest

from musicservice.domain import code as codes
from musicservice.domain.receipt import REMEMBERED, Receipt
from musicservice.ports import OutcomeUnknownError, UnavailableError
from musicservice.services.drafting import LIVES, Drafting, day, end_of
from musicservice.services.outcomes import Gone, Mistaken, NotAsked, Opened, Sent, Unsaved
from tests.examples import NOW, begun, journey
from tests.fakes import FakeClock, MemoryLockers, OpenSeal
from tests.unit.drafts import CODE, FORM, Failing, halfway, laid, page, service, there, whole

AWAY = UnavailableError("database", "AccessDenied")
UNKNOWN = OutcomeUnknownError("database", "ReadTimeoutError")
WHO = page("who")


def test_it_begins_with_the_first_page_and_one_member() -> None:
    drafting = service()

    found = drafting.begin(FORM, WHO)

    assert isinstance(found, Opened)
    assert codes.parse(found.code) == found.code
    assert len(found.reading.draft.members) == 1
    assert found.reading.open == found.reading.stations[1]
    assert there(drafting, found.code) == found


def test_every_draft_has_a_code_of_its_own() -> None:
    drafting = service()

    begun_ones = [drafting.begin(FORM, WHO) for _ in range(50)]

    assert len({one.code for one in begun_ones if isinstance(one, Opened)}) == 50


def test_it_begins_nothing_with_a_mistake() -> None:
    lockers = MemoryLockers()

    found = service(lockers).begin(FORM, {})

    assert isinstance(found, Mistaken)
    assert list(found.mistakes) == ["applicant"]
    assert found.opened is None
    assert lockers.shelves == {}


@pytest.mark.parametrize(("failure", "known"), [(AWAY, True), (UNKNOWN, False)])
def test_it_says_whether_it_is_certain_that_nothing_was_begun(failure: Exception, known: bool) -> None:  # noqa: FBT001
    found = service(Failing(putting=failure)).begin(FORM, WHO)

    assert isinstance(found, Unsaved)
    assert found.known is known


def test_the_first_answer_words_all_that_follows() -> None:
    drafting = service()
    found = drafting.begin(FORM, page("who", changes={"applicant": "young-person"}))

    assert isinstance(found, Opened)
    assert found.reading.journey.member == "person"


def test_an_answer_is_kept_and_leads_on() -> None:
    drafting = service()
    member = laid(drafting, begun(journey())).reading.draft.members[0].id

    found = drafting.answer(FORM, CODE, "name", member, page("name", 0))

    assert isinstance(found, Opened)
    assert found.revision == 2
    assert found == there(drafting)
    assert found.reading.answer("child_given_name", found.reading.members[0]) == "Zofia Łucja"
    assert found.reading.open
    assert found.reading.open.stop.name == found.reading.stations[2].stop.name


def test_nothing_is_kept_of_a_page_with_mistakes() -> None:
    drafting = service()
    before = laid(drafting, begun(journey()))
    raw = page("name", 0, {"birth_date-day": "31", "birth_date-month": "2"})

    found = drafting.answer(FORM, CODE, "name", before.reading.members[0].id, raw)

    assert isinstance(found, Mistaken)
    assert list(found.mistakes) == ["birth_date"]
    assert found.station.raw == raw
    assert found.opened == before == there(drafting)


@pytest.mark.parametrize(
    ("stop", "member"),
    [
        ("reach", None),
        ("children", None),
        ("nonsense", None),
        ("name", "0badc0de"),
        ("name", None),
        ("who", "00000001"),
        ("hire", "00000001"),
    ],
    ids=["later", "a list", "no page", "nobody", "whose?", "of nobody", "a branch"],
)
def test_a_page_that_is_not_asked_takes_no_answer(stop: str, member: str | None) -> None:
    drafting = service()
    before = laid(drafting, halfway("wishes"))

    found = drafting.answer(FORM, CODE, stop, member, {})

    assert found == NotAsked(before)
    assert there(drafting) == before


def test_it_goes_by_the_day_in_durham() -> None:
    """Half past eleven in the evening UTC is already tomorrow here in summer."""
    drafting = service(clock=FakeClock(datetime.fromisoformat("2026-08-31T23:30:00+00:00")))
    member = laid(drafting, begun(journey())).reading.members[0].id
    born = {"birth_date-day": "1", "birth_date-month": "9", "birth_date-year": "2024"}

    assert isinstance(drafting.answer(FORM, CODE, "name", member, page("name", 0, born)), Opened)


@pytest.mark.parametrize("other", ["7K4Q2MXW9RTBHC3PV6NE", "7K4Q", "enrolment"])
def test_a_code_that_opens_nothing_gets_one_answer(other: str) -> None:
    drafting = service()
    laid(drafting, whole())

    assert drafting.open(FORM, other) == Gone()
    assert drafting.answer(FORM, other, "who", None, WHO) == Gone()
    assert drafting.mail(FORM, other, "a@family.example", OpenSeal()) == Gone()


def test_a_code_of_another_form_opens_nothing_here_and_is_found_there() -> None:
    drafting = service()
    other = laid_elsewhere(drafting)

    assert drafting.open(FORM, CODE) == Gone()
    assert drafting.find((FORM, "remission"), CODE) == ("remission", other)
    assert drafting.find((FORM,), CODE) == (FORM, Gone())


def laid_elsewhere(drafting: Drafting) -> Opened:
    text = halfway(name="remission").to_json().encode()
    drafting.lockers.put(CODE, text, 0, LIVES, NOW, 0)
    return there(drafting, name="remission")


def test_a_draft_lives_to_the_end_of_the_28th_day_after_its_last_change() -> None:
    clock = FakeClock(NOW)
    drafting = service(clock=clock)
    member = laid(drafting, begun(journey())).reading.members[0].id

    clock.pass_by(LIVES)
    assert isinstance(drafting.answer(FORM, CODE, "name", member, page("name", 0)), Opened)
    clock.pass_by(LIVES)
    clock.pass_by(end_of(day(clock.now())) - clock.now())
    assert isinstance(drafting.open(FORM, CODE), Opened)
    clock.pass_by(timedelta(seconds=1))
    assert drafting.open(FORM, CODE) == Gone()
    assert drafting.answer(FORM, CODE, "who", None, WHO) == Gone()


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"\xc5\x81", b'{"form": "enrolment"}'])
def test_a_draft_that_nobody_can_read_is_gone(text: bytes) -> None:
    drafting = service()
    drafting.lockers.put(CODE, text, 0, LIVES, NOW, 0)

    assert drafting.open(FORM, CODE) == Gone()
    assert drafting.answer(FORM, CODE, "who", None, WHO) == Gone()


def test_a_draft_that_was_tampered_with_is_gone() -> None:
    lockers = MemoryLockers()
    drafting = service(lockers)
    laid(drafting, whole())
    lockers.spoilt.add(CODE)

    assert drafting.open(FORM, CODE) == Gone()


THERE = Receipt(f"receipt of {CODE}", "DMS-7K4Q-2M", NOW, ())


class Receipts:
    """Knows one receipt for as long as receipts are remembered."""

    def receipt(self, fingerprint: str, now: datetime) -> Receipt | None:
        is_there = fingerprint == THERE.fingerprint and now <= NOW + REMEMBERED
        return THERE if is_there else None


def test_a_draft_that_was_sent_opens_its_receipt() -> None:
    clock = FakeClock(NOW)
    drafting = service(submissions=Receipts(), clock=clock)

    assert drafting.open(FORM, CODE) == Sent(THERE)
    assert drafting.answer(FORM, CODE, "who", None, WHO) == Sent(THERE)
    assert drafting.find((FORM,), CODE) == (FORM, Sent(THERE))
    clock.pass_by(REMEMBERED + timedelta(seconds=1))
    assert drafting.open(FORM, CODE) == Gone()


def test_a_draft_that_cannot_be_looked_up_is_not_called_gone() -> None:
    drafting = service(Failing(looking=AWAY))

    assert drafting.open(FORM, CODE) == Unsaved(AWAY)
    assert drafting.find((FORM, "remission"), CODE) == (FORM, Unsaved(AWAY))
    assert drafting.answer(FORM, CODE, "who", None, WHO) == Unsaved(AWAY)


@pytest.mark.parametrize(("failure", "known"), [(AWAY, True), (UNKNOWN, False)])
def test_it_says_whether_it_is_certain_that_an_answer_was_not_kept(
    failure: Exception,
    known: bool,  # noqa: FBT001
) -> None:
    lockers = Failing()
    drafting = service(lockers)
    laid(drafting, begun(journey()))
    lockers.putting = failure

    found = drafting.answer(FORM, CODE, "who", None, WHO)

    assert isinstance(found, Unsaved)
    assert found.known is known
