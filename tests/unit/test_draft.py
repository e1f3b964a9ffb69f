"""A draft as text and back: exactly as it was typed, or not at all."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.forms.draft import Draft, DraftUnreadableError, Member, Typed
from tests.unit.drafts import halfway, whole

# Whatever reaches a draft has been read as strict UTF-8, which has no lone surrogates.
TEXT = st.text(st.characters(exclude_categories=("Cs",)))
NAME = st.text("abcdef-", min_size=1)
TYPED = st.builds(Typed, st.dictionaries(NAME, st.lists(TEXT, max_size=3).map(tuple)), st.integers(1, 99))
PAGES = st.dictionaries(NAME, TYPED, max_size=4)
NAMES = st.lists(NAME, unique=True, max_size=3).map(tuple)
DRAFTS = st.builds(
    Draft,
    form=NAME,
    version=st.integers(1, 99),
    begun=st.dates(),
    pages=PAGES,
    members=st.lists(st.builds(Member, NAME, PAGES), max_size=4, unique_by=lambda one: one.id).map(tuple),
    finished=NAMES,
    uploads=NAMES,
    letters=st.integers(0, 5),
)


@given(DRAFTS)
def test_it_comes_back_exactly_as_it_went(draft: Draft) -> None:
    assert Draft.from_json(draft.to_json()) == draft


@given(DRAFTS)
def test_its_text_can_be_kept_as_octets(draft: Draft) -> None:
    assert Draft.from_json(draft.to_json().encode().decode()) == draft


@pytest.mark.parametrize("draft", [halfway(), whole(), whole(name="remission")])
def test_a_real_one_comes_back_as_it_went(draft: Draft) -> None:
    assert Draft.from_json(draft.to_json()) == draft


FACTS: dict[str, Any] = json.loads(whole().to_json())


def test_one_that_was_begun_before_staff_could_key_in_is_whose_it_was() -> None:
    facts = {key: value for key, value in FACTS.items() if key != "keyed_by"}

    assert Draft.from_json(json.dumps(facts)) == whole()


@pytest.mark.parametrize("name", sorted(FACTS.keys() - {"keyed_by"}))
def test_without_a_part_it_cannot_be_read(name: str) -> None:
    facts = {key: value for key, value in FACTS.items() if key != name}

    with pytest.raises(DraftUnreadableError):
        Draft.from_json(json.dumps(facts))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(FACTS)), JSON)
def test_with_a_part_of_another_shape_it_is_read_or_refused(name: str, value: Any) -> None:
    with suppress(DraftUnreadableError):
        assert isinstance(Draft.from_json(json.dumps({**FACTS, name: value})), Draft)


@given(st.text() | JSON.map(json.dumps))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(DraftUnreadableError):
        Draft.from_json(text)


def test_what_is_wrong_with_it_is_told_without_what_is_in_it() -> None:
    with pytest.raises(DraftUnreadableError) as told:
        Draft.from_json('{"form": "Zofia", "begun": "Łucja"}')

    assert "Zofia" not in str(told.value)


DRAFT = Draft(form="f", version=1, begun=date(2026, 3, 14))
ONE = Typed({"a": ("1",)}, 1)


def test_a_page_is_kept_for_the_household_or_for_one_member() -> None:
    draft = DRAFT.with_member("x").with_member("y").with_typed("p", None, ONE).with_typed("p", "y", ONE)

    assert draft.typed("p", None) == ONE
    assert draft.typed("p", "x") is None
    assert draft.typed("p", "y") == ONE
    assert draft.typed("p", "z") is None
    assert draft.typed("q", None) is None


def test_a_page_sent_again_replaces_what_was_there() -> None:
    other = replace(ONE, version=2)

    assert DRAFT.with_typed("p", None, ONE).with_typed("p", None, other).typed("p", None) == other


def test_a_page_about_nobody_there_is_not_kept() -> None:
    assert DRAFT.with_typed("p", "x", ONE) == DRAFT


def test_a_member_is_taken_out_with_all_that_was_said_of_them_and_no_other() -> None:
    draft = DRAFT.with_member("x").with_member("y").with_typed("p", "y", ONE)

    assert draft.without_member("x").members == (Member("y", {"p": ONE}),)
    assert draft.without_member("y").member("y") is None
    assert draft.without_member("z") == draft


def test_a_list_is_said_to_be_whole_once() -> None:
    assert DRAFT.with_finished("a").with_finished("b").with_finished("a").finished == ("a", "b")
