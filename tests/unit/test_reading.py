"""Where a household stands in a form: what it is asked, what is open, what leads where."""

from dataclasses import replace

import pytest

from musicservice.forms.draft import Draft
from musicservice.forms.reading import Reading
from tests.unit.small import (
    RAW,
    answered,
    empty,
    journey,
    paths,
    reading,
    whole,
)

FORM = journey()
NOTHING = empty(FORM, "m1", "m2")
WHOLE = whole(FORM, NOTHING)


def opened(found: Reading) -> str:
    return found.open.path if found.open else ""


def test_a_form_that_has_just_begun_is_open_at_its_first_page() -> None:
    assert opened(reading(FORM, NOTHING)) == "/who"


def test_each_page_leads_to_the_next_that_is_open() -> None:
    draft, seen = NOTHING, []
    while path := opened(reading(FORM, draft)):
        seen.append(path)
        stop, _, member = path[1:].partition("/")
        draft = answered(FORM, draft, path[1:]) if stop in RAW else draft.with_finished(stop)
        assert member in {"", "m1", "m2"}

    assert seen == [
        "/who",
        *("/name/m1", "/plays/m1", "/horn/m1"),
        *("/name/m2", "/plays/m2", "/horn/m2"),
        *("/all", "/needs", "/files", "/agreed"),
    ]


@pytest.mark.parametrize("gap", paths(reading(FORM, WHOLE)))
def test_a_step_cannot_be_skipped(gap: str) -> None:
    """Whatever comes after one that was never sent stays shut, however much of it was answered."""
    found = reading(FORM, unsent(gap[1:]))
    after = paths(found)[paths(found).index(gap) + 1 :]

    assert opened(found) == gap
    assert [one.path for one in found.stations if found.may_open(one) and one.path in after] in ([], ["/all"])


def unsent(page: str) -> Draft:
    """The whole draft without one page."""
    stop, _, member = page.partition("/")
    members = tuple(
        replace(
            one, pages={name: typed for name, typed in one.pages.items() if (name, one.id) != (stop, member)}
        )
        for one in WHOLE.members
    )
    pages = {name: typed for name, typed in WHOLE.pages.items() if name != page}
    finished = tuple(name for name in WHOLE.finished if name != page)
    return replace(WHOLE, pages=pages, members=members, finished=finished)


def test_every_page_that_was_answered_may_be_opened_again() -> None:
    found = reading(FORM, WHOLE)

    assert found.open is None
    assert all(found.may_open(station) for station in found.stations)


def test_the_list_opens_while_somebody_on_it_is_unfinished_and_not_before() -> None:
    begun = reading(FORM, answered(FORM, NOTHING, "who"))
    not_begun = reading(FORM, NOTHING)

    assert begun.may_open(begun.at("all", None))  # type: ignore[arg-type]
    assert not not_begun.may_open(not_begun.at("all", None))  # type: ignore[arg-type]


def test_a_page_is_there_for_whom_it_is_asked_and_nobody_else() -> None:
    found = reading(FORM, WHOLE)

    assert found.at("name", "m1")
    assert found.at("name", None) is None
    assert found.at("name", "m3") is None
    assert found.at("who", "m1") is None
    assert found.at("none", None) is None


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("/who", ""),
        ("/name/m1", "/who"),
        ("/plays/m1", "/name/m1"),
        ("/name/m2", "/all"),
        ("/plays/m2", "/name/m2"),
        ("/all", "/horn/m2"),
        ("/needs", "/all"),
    ],
)
def test_a_page_leads_back_to_the_one_before(path: str, before: str) -> None:
    found = reading(FORM, WHOLE)
    [station] = [one for one in found.stations if one.path == path]
    back = found.before(station)

    assert (back.path if back else "") == before


def test_a_page_with_a_mistake_is_open_and_says_why() -> None:
    found = reading(FORM, answered(FORM, WHOLE, "name/m2", raw={"name": (" ",)}))

    assert opened(found) == "/name/m2"
    assert found.open
    assert list(found.open.mistakes) == ["name"]
    assert found.open.raw == {"name": (" ",)}


def test_a_page_never_sent_has_no_mistakes_yet() -> None:
    found = reading(FORM, NOTHING).open

    assert found
    assert (found.raw, found.mistakes, found.answers) == ({}, {}, None)


def test_nobody_on_the_list_keeps_it_open() -> None:
    draft = WHOLE.without_member("m1").without_member("m2")

    assert opened(reading(FORM, draft)) == "/all"
