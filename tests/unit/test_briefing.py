"""What a teacher may be told, and how it stands with telling it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.office import handover
from musicservice.domain.office.briefing import (
    KEPT_BACK,
    MORE_LIMIT,
    Adaptation,
    consent,
    possible,
)
from musicservice.domain.office.handover import (
    SAYINGS,
    WAITING,
    Handover,
    Letters,
    NotPossibleError,
    accepted,
    carried,
    offered,
)
from musicservice.forms.access import OF_A_CHILD
from tests.published import CATALOGUE
from tests.unit.test_office_work import WORK

PUBLISHED = tuple(
    Adaptation(one.value, one.label, (f"helps {one.value}",), (f"asks {one.value}",)) for one in OF_A_CHILD
)
TODAY = date(2026, 11, 26)
STARTS = TODAY + timedelta(days=5)
LETTERS = Letters(("a-place",))
DUE = Handover("c0ffee", 0, "DMS-7K4Q-2M", "durham", "Zoë", STARTS, STARTS, "due")

SAID = st.fixed_dictionaries(
    {},
    optional={
        "access_needs": st.lists(st.sampled_from([one.value for one in OF_A_CHILD]), unique=True),
        "access_detail": st.text(max_size=20),
        "tell_teacher": st.sampled_from(["yes", "no", "", None]),
        "medical": st.text(max_size=20),
        "own_words": st.text(max_size=20),
        "child_grounds": st.just(["hardship"]),
        "safe_detail": st.just("never told"),
        "home_address": st.just("never told"),
    },
)


@given(SAID, st.text(max_size=MORE_LIMIT))
def test_nothing_is_told_that_the_family_did_not_say(said: dict[str, Any], more: str) -> None:
    brief = possible(said, PUBLISHED)

    assert {one.need for one in brief.needs} == set(said.get("access_needs") or ()) - {"none"}
    texts = {one.text for one in brief.words}
    assert texts <= {said.get(name) for name in ("access_detail", "own_words", "medical")}
    told = brief.only(brief.told_at_first, more)
    assert {one.name for one in told.words}.isdisjoint(KEPT_BACK)
    assert len(told.words) == bool(said.get("access_detail")) + bool(more)
    assert "never told" not in repr(told)
    assert "hardship" not in repr(told)


@given(SAID)
def test_the_teacher_may_know_only_where_the_family_said_so(said: dict[str, Any]) -> None:
    has_something = bool(set(said.get("access_needs") or ()) - {"none"} or said.get("access_detail"))
    expected = ("yes" if said.get("tell_teacher") == "yes" else "ask") if has_something else "nothing"

    assert consent(said) == expected


def test_a_need_of_which_nothing_is_published_is_told_by_its_name() -> None:
    [need] = possible({"access_needs": ["newer"]}, CATALOGUE.adaptations).needs

    assert (need.title, need.asks) == ("newer", ("What helps?",))


def test_a_need_without_a_line_is_not_told() -> None:
    brief = possible({"access_needs": ["hearing", "sight"]}, PUBLISHED)

    assert [one.need for one in brief.only(["sight-asks-1"]).needs] == ["sight"]


def test_a_place_begins_a_handover_only_where_there_is_something_to_tell() -> None:
    offer = replace(WORK, status="accepted", facts={"until": "2026-12-01", **offered(STARTS, "yes")})

    assert accepted(offer, None) == replace(
        DUE, case=offer.case, reference=offer.reference, name=offer.name, area=offer.area
    )
    assert carried(offer.facts) == {"brief": "yes", "starts": STARTS.isoformat()}
    assert accepted(replace(offer, facts=offered(STARTS, "nothing")), None) is None
    asked = accepted(replace(offer, facts=offered(STARTS, "ask")), DUE.sent(TODAY, LETTERS))
    assert asked is not None
    assert (asked.state, asked.letters, asked.issue, asked.revision) == ("ask", LETTERS, 1, 3)


def test_it_is_read_for_a_term_from_the_first_lesson_and_asked_about_after_four_weeks() -> None:
    assert handover.days(STARTS, TODAY) == (STARTS + timedelta(days=120), STARTS + timedelta(days=28))
    assert handover.days(TODAY - timedelta(days=90), TODAY)[0] == TODAY + timedelta(days=120)


def test_what_is_done_with_another_brief_changes_nothing() -> None:
    sent = DUE.sent(TODAY, LETTERS)

    assert sent.seen(2, TODAY) == sent
    assert sent.answered(0, "no", TODAY) == sent
    assert sent.withdrawn().seen(1, TODAY).state == "due"
    assert sent.withdrawn().answered(1, "no", TODAY).state == "due"
    opened = sent.seen(1, TODAY)
    assert opened.seen(1, TODAY) == opened
    assert opened.seen(1, TODAY + timedelta(days=1)).opened == ("2026-11-26", "2026-11-27")


@given(st.lists(st.sampled_from(SAYINGS), min_size=1, max_size=4))
def test_a_no_is_not_undone_by_a_yes(said: list[Any]) -> None:
    one = DUE.sent(TODAY, LETTERS)
    for each in said:
        one = one.answered(1, each, TODAY)

    assert one.state == ("in-place" if set(said) == {"yes"} else "trouble")
    assert one.is_waiting is (one.state in WAITING)


def test_what_cannot_be_done_as_it_stands_is_refused() -> None:
    for wrong in (DUE.withdrawn, DUE.agreed, DUE.settled().settled):
        with pytest.raises(NotPossibleError):
            wrong()
