"""A draft begun on an older form: answers kept, new questions asked, old rules never applied."""

from dataclasses import replace

from musicservice.forms.application import application
from musicservice.forms.kinds import Checkboxes, Option
from tests.unit.small import (
    AGREED,
    HORN,
    PUBLIC,
    answered,
    choice,
    empty,
    instead,
    journey,
    page,
    reading,
    text,
    whole,
)

OLD = journey()
DRAFT = whole(OLD, empty(OLD, "m1", "m2"))
NEW = replace(OLD, version=2)


def open_paths(form: object, draft: object = DRAFT) -> list[str]:
    return [one.path for one in reading(form, draft).stations if not one.done]  # type: ignore[arg-type]


def test_what_did_not_change_is_not_asked_again() -> None:
    assert open_paths(NEW) == []
    assert application(reading(NEW, DRAFT)).version == 2


def test_a_new_question_has_its_page_asked_again_with_the_answers_on_it() -> None:
    grown = instead(NEW, "who", page("who", choice("who", "alone", "family"), text("more", since=2)))
    found = reading(grown, DRAFT).open

    assert open_paths(grown) == ["/who"]
    assert found
    assert (found.raw, found.mistakes) == ({"who": ("family",)}, {})


def test_once_it_was_answered_or_left_out_it_is_not_asked_again() -> None:
    grown = instead(NEW, "who", page("who", choice("who", "alone", "family"), text("more", since=2)))

    assert open_paths(grown, answered(grown, DRAFT, "who")) == []


def test_a_new_question_about_each_is_asked_of_each() -> None:
    asked = page("name", text("name"), text("family"), text("more", since=2), each=True)

    assert open_paths(instead(NEW, "name", asked)) == ["/name/m1", "/name/m2"]


def test_a_new_page_is_asked() -> None:
    stops = (*NEW.stops[:-1], page("more", text("more")), NEW.stops[-1])

    assert open_paths(replace(NEW, stops=stops)) == ["/more"]


def test_what_leads_from_a_page_that_is_asked_again_waits_for_it() -> None:
    """Its old answer may change, so no branch of it is open before."""
    grown = instead(NEW, "who", page("who", choice("who", "alone", "family"), text("more", since=2)))
    found = reading(grown, DRAFT)

    assert found.open
    assert found.open.path == "/who"
    assert all(not found.may_open(station) for station in found.stations[1:])


def test_a_choice_that_is_gone_is_asked_again_and_the_others_kept() -> None:
    plays = Checkboxes(
        name="plays",
        label="Plays",
        classification=PUBLIC,
        missing="Choose what",
        options=(Option("horn", "Horn"), Option("none", "Nothing")),
    )
    found = reading(instead(NEW, "plays", page("plays", plays, each=True)), DRAFT).open

    assert found
    assert found.path == "/plays/m1"
    assert "no longer offered" in found.mistakes["plays"].message
    assert found.raw == {"plays": ("horn", "sings")}


def test_terms_that_changed_have_to_be_seen_again() -> None:
    newer = replace(AGREED.page.fields[0], version="2026-09-01")  # type: ignore[type-var]
    found = reading(instead(NEW, "agreed", page("agreed", newer)), DRAFT).open

    assert found
    assert found.path == "/agreed"
    assert "have changed" in found.mistakes["terms"].message


def test_a_rule_that_became_stricter_holds() -> None:
    strict = page("horn", text("horn", missing="Which?", limit=3), when=HORN.shown_if, each=True)

    assert open_paths(instead(NEW, "horn", strict)) == ["/horn/m1", "/horn/m2"]


def test_a_rule_that_became_looser_needs_no_answer_any_more() -> None:
    """The old form would have kept the page open."""
    unanswered = answered(OLD, DRAFT, "horn/m1", raw={})
    loose = page("horn", text("horn"), when=HORN.shown_if, each=True)

    assert open_paths(OLD, unanswered) == ["/horn/m1"]
    assert open_paths(instead(NEW, "horn", loose), unanswered) == []


def test_a_question_no_longer_asked_is_not_sent() -> None:
    shrunk = replace(NEW, stops=tuple(stop for stop in NEW.stops if stop.name != "horn"))
    sent = application(reading(shrunk, DRAFT))

    assert "French" not in repr(sent)
    assert "horn" not in sent.fields


def test_a_question_that_moved_to_another_page_is_asked_there_with_its_answer_on_it() -> None:
    stops = (stop for stop in NEW.stops if stop.name != "needs")
    moved = replace(NEW, stops=(*stops, page("more", text("needs"), text("other"))))
    found = reading(moved, DRAFT).open

    assert found
    assert found.path == "/more"
    assert (found.raw, found.mistakes) == ({"needs": ("A seat",)}, {})


def test_a_question_about_a_member_that_moved_keeps_each_their_own_answer() -> None:
    two = answered(OLD, DRAFT, "horn/m2", raw={"horn": ("Flügel",)})
    stops = tuple(
        page("kind", text("horn"), each=True) if stop.name == "horn" else stop for stop in NEW.stops
    )
    found = reading(replace(NEW, stops=stops), two)

    assert [found.at("kind", one).raw for one in ("m1", "m2")] == [  # type: ignore[union-attr]
        {"horn": ("French",)},
        {"horn": ("Flügel",)},
    ]
