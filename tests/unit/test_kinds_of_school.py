"""The question of the school: what is taken at once, what comes back with a list, and what is kept."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.schools import School, Schooling
from musicservice.forms.classification import Classification
from musicservice.forms.kinds import Mistake, SchoolPicker
from musicservice.pages.environment import environment

TODAY = date(2026, 3, 14)
REST = ("Primary", "Community school", "council", "840", "office@school.example")
SAMPLETON = School("123451", "Example Primary School", "Sampleton", "ZZ1 1AA", *REST)  # type: ignore[arg-type]
EXAMPLEBY = School("123452", "Example Primary School", "Exampleby", "ZZ2 1AA", *REST)  # type: ignore[arg-type]
LANE = School("123453", "Inventors' Lane School", "", "", *REST)  # type: ignore[arg-type]
CLOSED = School("123454", "Old Infant School", "Sampleton", "", *REST, "2026-08-31")  # type: ignore[arg-type]
INVENTED = School("900001", "Invented School", "Sampleton", "", *REST, "", sample=True)  # type: ignore[arg-type]
MISSING = "Enter the school"


def picker(*more: School, missing: str = MISSING) -> SchoolPicker:
    return SchoolPicker(
        name="school",
        label="School",
        classification=Classification.PERSONAL,
        missing=missing,
        hint="Where they go now",
        schools=(SAMPLETON, EXAMPLEBY, LANE, CLOSED, *more),
    )


def sent(typed: str = "", choice: str = "", drawn_for: str = "") -> dict[str, tuple[str, ...]]:
    given = {"school": typed, "school-choice": choice, "school-drawn-for": drawn_for}
    return {name: (value,) for name, value in given.items() if value}


def parsed(typed: str = "", choice: str = "", drawn_for: str = "") -> Schooling | Mistake | None:
    return picker().parse(sent(typed, choice, drawn_for), TODAY)


def drawn(typed: str = "", choice: str = "", drawn_for: str = "", *more: School) -> BeautifulSoup:
    field, raw = picker(*more), sent(typed, choice, drawn_for)
    found = field.parse(raw, TODAY) if raw else None
    template = environment().get_template("fields/school.html").module
    error = found if isinstance(found, Mistake) else None
    return BeautifulSoup(template.field(field, raw, error), "html.parser")  # type: ignore[attr-defined]


def radios(page: BeautifulSoup) -> dict[str, bool]:
    return {str(one["value"]): one.has_attr("checked") for one in page.select("input[type=radio]")}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("123451", SAMPLETON),
        ("  Example Primary School, Exampleby ", EXAMPLEBY),
        ("inventors lane", LANE),
        ("Example Primary zz1 1aa", SAMPLETON),
    ],
)
def test_a_school_named_in_full_is_taken_at_once(typed: str, meant: School) -> None:
    assert parsed(typed) == Schooling.at(meant)


def test_nothing_is_a_mistake_where_an_answer_is_needed_and_else_no_answer() -> None:
    assert parsed() == Mistake(MISSING, "school")
    assert picker(missing="").parse({}, TODAY) is None


def test_a_name_of_two_comes_back_with_both_to_choose_from_and_the_text_kept() -> None:
    page = drawn("example primary")

    assert parsed("example primary") == Mistake("Choose the school from this list", "school-choice")
    assert list(radios(page))[:2] == ["urn:123452", "urn:123451"]
    assert not any(radios(page).values())
    assert page.select_one("#school")["value"] == "example primary"  # type: ignore[index]


def test_the_answers_beside_the_list_are_offered_from_the_start_and_with_any_list() -> None:
    always = ["other", "home", "alternative"]

    assert list(radios(drawn())) == always
    assert list(radios(drawn("example primary")))[-3:] == always
    assert list(radios(drawn("hogsbottom"))) == always


def test_a_school_that_nobody_knows_is_told_at_the_box() -> None:
    found = parsed("hogsbottom")

    assert isinstance(found, Mistake)
    assert found.anchor == "school"
    assert "did not find that school" in found.message


@pytest.mark.parametrize(
    ("typed", "choice", "answer"),
    [
        ("example primary", "urn:123452", Schooling.at(EXAMPLEBY)),
        ("Example Primary School, Exampleby", "urn:123452", Schooling.at(EXAMPLEBY)),
        ("", "urn:123452", Schooling.at(EXAMPLEBY)),
        ("", "home", Schooling("home")),
        ("educated by us", "home", Schooling("home")),
        ("", "alternative", Schooling("alternative")),
        ("Hogsbottom Academy", "other", Schooling("other", typed="Hogsbottom Academy")),
        (
            "Example Primary School, Gateshead",
            "other",
            Schooling("other", typed="Example Primary School, Gateshead"),
        ),
    ],
)
def test_a_choice_that_agrees_with_the_text_is_taken(typed: str, choice: str, answer: Schooling) -> None:
    assert parsed(typed, choice) == answer


@pytest.mark.parametrize(("typed", "choice"), [("inventors", "urn:123452"), ("inventors lane", "home")])
def test_a_choice_left_standing_while_the_text_was_changed_is_questioned_once(
    typed: str, choice: str
) -> None:
    first = parsed(typed, choice, drawn_for="example primary")
    page = drawn(typed, choice, "example primary")
    again = page.select_one("#school-drawn-for")

    assert isinstance(first, Mistake)
    assert first.anchor == "school-choice"
    assert again is not None
    assert again["value"] == typed
    assert parsed(typed, choice, drawn_for=typed) == picker().load(choice)


@pytest.mark.parametrize(
    "choice", ["urn:999999", "urn:123454", "urn:", "urn:x", "urn", "else", "listed", "other:x", "home:x"]
)
def test_nothing_is_taken_on_trust(choice: str) -> None:
    found = parsed("", choice)

    assert isinstance(found, Mistake)
    assert found.anchor == "school-choice"
    assert drawn("", choice).select_one("#school-choice")


def test_a_school_that_is_not_listed_needs_a_name() -> None:
    found = parsed("", "other")

    assert isinstance(found, Mistake)
    assert found.anchor == "school"


@pytest.mark.parametrize("typed", ["a\u202eb", "two\nlines", "x" * 201])
def test_what_no_line_may_hold_is_refused_as_in_any_line(typed: str) -> None:
    assert isinstance(parsed(typed, "other"), Mistake)


@pytest.mark.parametrize(
    ("answer", "stored", "shown"),
    [
        (Schooling.at(SAMPLETON), "urn:123451", "Example Primary School, Sampleton"),
        (Schooling.at(LANE), "urn:123453", "Inventors' Lane School"),
        (Schooling.at(CLOSED), "urn:123454", "Old Infant School, Sampleton"),
        (Schooling("listed", urn="999999"), "urn:999999", "School number 999999, no longer in our list"),
        (Schooling("home"), "home", "Educated at home"),
        (Schooling("alternative"), "alternative", "Alternative provision or hospital school"),
        (Schooling("other", typed="urn: a school"), "other:urn: a school", "urn: a school"),
    ],
)
def test_an_answer_is_kept_as_text_and_shown_by_name(answer: Schooling, stored: str, shown: str) -> None:
    assert picker().store(answer) == stored
    assert picker().load(stored) == answer
    assert picker().show(answer) == shown


@pytest.mark.parametrize("stored", ["", "urn:12345", "urn:", "other:", "home:x", "listed", None])
def test_what_was_never_kept_is_refused(stored: str | None) -> None:
    with pytest.raises(ValueError, match="not a kept school"):
        picker().load(stored)


TEXTS = st.one_of(st.text(max_size=30), st.sampled_from(["example primary", "inventors lane", "123451"]))
CHOICES = st.one_of(st.text(max_size=12), st.sampled_from(["", "other", "home", "alternative", "urn:123451"]))


@given(TEXTS, CHOICES, TEXTS)
def test_whatever_is_sent_a_page_can_be_drawn_and_an_answer_comes_back_as_it_was_kept(
    typed: str, choice: str, drawn_for: str
) -> None:
    page = drawn(typed, choice, drawn_for)
    answer = parsed(typed, choice, drawn_for)

    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    if isinstance(answer, Mistake):
        assert answer.anchor in ids
    elif answer is not None:
        assert picker().load(picker().store(answer)) == answer


def test_invented_schools_are_called_samples_where_they_are_offered() -> None:
    assert "Sample." in drawn("", "", "", INVENTED).get_text()
    assert "Sample." not in drawn().get_text()


def test_its_parts_are_tied_together_for_who_hears_the_page() -> None:
    page = drawn("example primary")
    field, box = page.select_one("fieldset"), page.select_one("#school")
    assert field is not None
    assert box is not None

    assert page.legend is not None
    assert page.legend.get_text().strip() == "School"
    assert field["aria-describedby"] == "school-hint school-error"
    assert (box["aria-invalid"], box["aria-describedby"]) == ("true", "school-error")
    for group in page.select("[role=group]"):
        assert page.find(id=group["aria-labelledby"])
    assert len(page.select("[role=group]")) == 2
    for radio in page.select("input[type=radio]"):
        assert page.select_one(f"label[for='{radio['id']}']")
