"""What staff see of a record of any age, and what leaves as a table, with nothing in it that runs."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.forms import export
from musicservice.forms.classification import Classification
from musicservice.forms.export import harmless
from musicservice.forms.form import Row
from musicservice.forms.kinds import BirthDate, Phone
from musicservice.forms.record import Record
from musicservice.forms.staff import Part, staff_view
from tests.unit.small import PERSONAL, PUBLIC, SPECIAL, WHO, choice, journey, page, text

FORM = journey(retired=(choice("colour", "red", "blue"), text("pets", classification=SPECIAL)))
RECORD = Record.of(
    {
        "answers": {"who": "family", "terms": "2026-01-01"},
        "members": [
            {"name": "Łucja", "family": None, "plays": ["horn", "sings"], "horn": "French"},
            {"name": "Bo", "family": "Li", "plays": ["none"]},
        ],
    },
    {"answers": {"needs": "A seat"}, "members": [{}, {}]},
)


def test_every_answer_is_shown_once_in_the_order_of_the_form_by_member() -> None:
    assert staff_view(FORM, RECORD) == (
        Part("Who", None, (Row("Who", "Family"),)),
        Part("Name", 0, (Row("Name", "Łucja"),)),
        Part("Plays", 0, (Row("Plays", "Horn\nSings"),)),
        Part("Horn", 0, (Row("Horn", "French"),)),
        Part("Name", 1, (Row("Name", "Bo"), Row("Family", "Li"))),
        Part("Plays", 1, (Row("Plays", "Nothing"),)),
        Part("Needs", None, (Row("Needs", "A seat"),)),
        Part("Agreed", None, (Row("Terms", "Version of 1 January 2026"),)),
    )


def test_what_is_sealed_is_not_shown_to_whom_it_was_not_opened() -> None:
    case = {"answers": RECORD.answers, "members": list(RECORD.members)}
    unopened = Record.of({**case, "answers": {"who": "family"}})

    assert "Needs" not in {part.title for part in staff_view(FORM, unopened)}


def shown(record: Record) -> list[Row]:
    return [row for part in staff_view(FORM, record) for row in part.rows]


def test_what_is_no_longer_asked_comes_last_under_its_question() -> None:
    old = Record({"who": "alone", "colour": "red"}, ({"pets": "A dog", "name": "Bo"},))

    assert staff_view(FORM, old)[-2:] == (
        Part("Asked before", None, (Row("Colour", "Red"),)),
        Part("Asked before", 0, (Row("Pets", "A dog"),)),
    )


def test_what_was_asked_of_somebody_else_once_is_shown_where_it_was_kept() -> None:
    old = Record({"name": "Bo"}, ({"who": "family"},))

    assert [(part.title, part.member, part.rows) for part in staff_view(FORM, old)] == [
        ("Asked before", None, (Row("Name", "Bo"),)),
        ("Asked before", 0, (Row("Who", "Family"),)),
    ]


@pytest.mark.parametrize(
    ("name", "kept", "as_shown"),
    [
        ("who", "aunt", Row("Who", "aunt")),
        ("plays", ["horn", "kazoo"], Row("Plays", "Horn\nkazoo")),
        ("plays", 7, Row("Plays", "7")),
        ("plays", "horn", Row("Plays", "Horn")),
        ("terms", "long ago", Row("Terms", "long ago")),
        ("terms", ["x", "y"], Row("Terms", "x\ny")),
        ("shoe-size", "38", Row("shoe-size", "38")),
    ],
)
def test_what_nobody_understands_is_shown_as_it_was_kept(name: str, kept: Any, as_shown: Row) -> None:
    assert as_shown in shown(Record({name: kept}, ({name: kept},)))


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        (Phone(name="x", label="X", classification=PERSONAL), "not a number"),
        (BirthDate(name="x", label="X", classification=PERSONAL, youngest=1, oldest=9), "27 March"),
        (BirthDate(name="x", label="X", classification=PERSONAL, youngest=1, oldest=9), None),
        (Phone(name="x", label="X", classification=PERSONAL), {"a": 1}),
    ],
)
def test_no_kind_of_question_trips_over_an_old_answer(field: Any, kept: Any) -> None:
    form = journey(page("p", field))

    rows = [row for part in staff_view(form, Record({"x": kept}, ())) for row in part.rows]

    assert [row.shown for row in rows] == ([] if kept is None else [str(kept)])


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
KEPT = st.dictionaries(st.sampled_from([field.name for field in (*FORM.fields, *FORM.retired)]), ANYTHING)


@given(KEPT, st.lists(KEPT, max_size=3))
def test_no_record_is_too_strange_to_be_shown_or_exported(own: Any, members: list[Any]) -> None:
    record = Record(own, tuple(members))
    given_ = [value for one in (own, *members) for value in one.values() if value is not None]

    assert len(shown(record)) == len(given_)
    assert len(list(export.rows(FORM, record, set(Classification)))) == max(1, len(members))


EVERYTHING = frozenset(Classification)


def table(record: Record, leaving: Any = EVERYTHING) -> list[dict[str, Any]]:
    names = export.header(FORM, leaving)
    return [dict(zip(names, cells, strict=True)) for cells in export.rows(FORM, record, leaving)]


def test_there_is_a_row_for_each_member_with_the_household_in_every_one() -> None:
    first, second = table(RECORD)

    assert (first["member"], first["name"], first["who"], first["needs"]) == (1, "Łucja", "Family", "A seat")
    assert (second["member"], second["name"], second["who"], second["horn"]) == (2, "Bo", "Family", None)


def test_columns_are_called_the_same_in_every_wording() -> None:
    assert export.header(FORM, {PUBLIC}) == ("member", "plays")
    assert export.header(replace(FORM, stops=(WHO,)), {PERSONAL}) == ("member", "who", "colour")


def test_only_what_may_leave_leaves() -> None:
    assert {name for row in table(RECORD, {PUBLIC}) for name in row} == {"member", "plays"}
    assert "A seat" not in repr(table(RECORD, EVERYTHING - {SPECIAL}))
    assert table(RECORD, ()) == [{"member": 1}, {"member": 2}]


def test_a_record_about_nobody_still_has_its_row() -> None:
    assert [row["who"] for row in table(Record({"who": "alone"}, ()))] == ["Alone"]


def test_a_day_leaves_as_a_day_and_one_that_is_none_as_text() -> None:
    born = BirthDate(name="born", label="B", classification=PERSONAL, youngest=1, oldest=9)
    form = journey(page("p", born, each=True))
    record = Record({}, ({"born": "2015-03-27"}, {"born": "-27"}))

    assert [cells[1] for cells in export.rows(form, record, {PERSONAL})] == [date(2015, 3, 27), "'-27"]


STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫", "⁺", "⁼"]
HIDDEN = ["", " ", "\t", "\r", "\n", "\u00a0", "\u200b", "\ufeff", "\u202e", "\u3000", "\x00", " \t "]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", HIDDEN)
def test_nothing_that_a_spreadsheet_would_run_leaves(before: str, start: str) -> None:
    assert harmless(f"{before}{start}1+1") == f"'{before}{start}1+1"


@pytest.mark.parametrize("text_", ["\tx", "\rx", "\nx"])
def test_nothing_leaves_that_begins_a_new_cell(text_: str) -> None:
    assert harmless(text_) == f"'{text_}"


@pytest.mark.parametrize("text_", ["", "Bo", "1+1", "a=b", "O'Neill", "'", "李", " Bo", "0191 496 0000", "½"])
def test_what_is_harmless_leaves_as_it_is(text_: str) -> None:
    assert harmless(text_) == text_


@given(st.text(st.sampled_from("=+-@＝＠\t\r\n \u200b\"';,a1")))
def test_whatever_was_typed_comes_back_from_the_table_and_runs_nowhere(typed: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([harmless(typed), "next"])
    [[cell, following]] = csv.reader(io.StringIO(out.getvalue(), newline=""))

    assert following == "next"
    assert cell in {typed, f"'{typed}"}
    assert cell.strip("\u200b \t\r\n")[:1] not in {"=", "+", "-", "@", "＝", "＠"}
