"""Changes of a draft that cross each other, links to it, and what no change may do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from musicservice.forms.draft import Draft, Typed
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.drafting import LETTERS, LIVES, PATIENCE, TRIES, without
from musicservice.services.outcomes import NotAsked, Opened, Unsaved
from musicservice.services.posting import opened as read_letter
from tests.examples import NOW, begun, journey
from tests.fakes import FakeClock, MemoryLockers, OpenSeal
from tests.unit.drafts import CODE, FORM, Crowded, Failing, halfway, laid, page, service, there

AWAY = UnavailableError("key", "AccessDenied")
WHO = page("who")


def test_what_another_window_wrote_meanwhile_stays() -> None:
    draft = begun(journey())
    member = draft.members[0].id
    theirs = draft.with_member("00000009")
    crowded = Crowded([theirs])
    drafting = service(crowded)
    laid(drafting, draft)

    found = drafting.answer(FORM, CODE, "name", member, page("name", 0))

    assert isinstance(found, Opened)
    assert [one.id for one in found.reading.members] == [member, "00000009"]
    assert found.reading.answer("child_given_name", found.reading.members[0]) == "Zofia Łucja"
    assert found == there(drafting)


def test_an_answer_about_a_child_taken_out_meanwhile_is_not_asked_any_more() -> None:
    draft = begun(journey()).with_member("00000009")
    drafting = service(Crowded([draft.without_member("00000001")]))
    laid(drafting, draft)

    found = drafting.answer(FORM, CODE, "name", "00000001", page("name", 0))

    assert isinstance(found, NotAsked)
    assert found.opened == there(drafting)
    assert [one.id for one in there(drafting).reading.members] == ["00000009"]


def test_it_gives_up_where_somebody_else_is_always_first() -> None:
    draft = begun(journey())
    crowded = Crowded([draft] * (TRIES + 1))
    drafting = service(crowded)
    laid(drafting, draft)

    found = drafting.answer(FORM, CODE, "who", None, WHO)

    assert isinstance(found, Unsaved)
    assert (found.cause.code, found.known) == ("Busy", True)
    assert crowded.tried == 1 + TRIES


class Slow(Failing):
    """Lockers in which each put takes a while and is too late."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.clock, self.deadlines = clock, list[float]()

    def put(self, *arguments: Any) -> None:
        self.deadlines.append(arguments[5])
        self.clock.pass_by(timedelta(seconds=PATIENCE / 2 + 0.1))
        raise StaleError


def test_all_tries_together_take_no_longer_than_one_may() -> None:
    """The function itself is given 25 seconds."""
    clock = FakeClock(NOW)
    slow = Slow(clock)
    slow.behind.put(CODE, begun(journey()).to_json().encode(), 0, LIVES, NOW, 0)

    found = service(slow, clock=clock).answer(FORM, CODE, "who", None, WHO)

    assert isinstance(found, Unsaved)
    assert slow.deadlines == [PATIENCE, PATIENCE]


def test_a_link_goes_out_with_the_count_of_it() -> None:
    lockers = MemoryLockers()
    drafting = service(lockers)
    laid(drafting, halfway())

    found = drafting.mail(FORM, CODE, "renee@family.example", OpenSeal())

    assert isinstance(found, Opened)
    assert found.reading.draft.letters == 1
    [letter] = lockers.posted
    mail = read_letter(letter, OpenSeal())
    assert (mail.to, mail.facts.token, mail.kind, mail.facts.reference) == (
        "renee@family.example",
        CODE,
        "draft-link",
        "",
    )
    assert mail.facts.day == (NOW + LIVES).date()


def test_no_more_than_five_links_go_out() -> None:
    lockers = MemoryLockers()
    drafting = service(lockers)
    laid(drafting, halfway())

    found = [drafting.mail(FORM, CODE, "renee@family.example", OpenSeal()) for _ in range(LETTERS + 2)]

    assert LETTERS == 5
    assert [isinstance(one, Opened) for one in found] == [True] * 5 + [False] * 2
    assert isinstance(found[-1], NotAsked)
    assert len(lockers.posted) == 5


def test_a_link_that_had_to_wait_for_another_window_goes_out_once() -> None:
    crowded = Crowded([halfway("wishes")])
    drafting = service(crowded)
    laid(drafting, halfway("wishes"))

    drafting.mail(FORM, CODE, "renee@family.example", OpenSeal())

    assert len(crowded.posted) == 1


class Broken(OpenSeal):
    """A key that is away."""

    def seal(self, text: bytes, context: Any) -> bytes:  # noqa: ARG002 - as the port has it
        raise AWAY


def test_no_link_is_counted_that_could_not_be_sealed() -> None:
    drafting = service()
    before = laid(drafting, halfway())

    assert drafting.mail(FORM, CODE, "renee@family.example", Broken()) == Unsaved(AWAY)
    assert there(drafting) == before


CHANGES: dict[str, Callable[[Draft], Draft]] = {
    "a member more": lambda draft: draft.with_member("00000009"),
    "a member less": lambda draft: without(draft, draft.members[0].id),
    "the list is whole": lambda draft: draft.with_finished("children"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_kept(what: str) -> None:
    drafting = service()
    before = laid(drafting, halfway()).reading.draft

    found = drafting.change(FORM, CODE, lambda opened: CHANGES[what](opened.reading.draft))

    assert isinstance(found, Opened)
    assert found == there(drafting)
    assert found.reading.draft != before


def test_a_form_is_always_about_somebody() -> None:
    """Or a young person who was listed as a child and taken out would send a form about nobody."""
    alone = halfway("children")
    emptied = without(alone, alone.members[0].id)

    assert len(emptied.members) == 1
    assert emptied.members[0].id != alone.members[0].id
    assert emptied.members[0].pages == {}


def test_what_was_typed_lies_under_the_code_as_it_was_typed() -> None:
    lockers = MemoryLockers()
    drafting = service(lockers)
    laid(drafting, begun(journey()))

    drafting.answer(FORM, CODE, "name", "00000001", page("name", 0))

    kept = Draft.from_json(lockers.shelves[CODE].kept.text.decode())
    assert kept.typed("name", "00000001") == Typed(page("name", 0), journey().version)
    assert kept.members[0].pages.keys() == {"name"}
