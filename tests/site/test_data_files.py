"""The data files: what keeps one from being read is said in plain words, and sums are worked out."""

from pathlib import Path

import pytest

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.prices import Price, Surcharge
from plugins.reading.library import read_library
from tests.site.commands import ROOT
from tests.site.small_content import PRICES, TERMS, write

UNREADABLE = {
    "a quote left open": (
        'title = "Terms"',
        'title = "Terms',
        2,
        "a closing quote: one is missing on line 2",
    ),
    "a plain quote left open": ('title = "Terms"', "title = 'Terms", 2, "a closing quote"),
    "many lines left open": ('text = "You', 'text = """You', 7, "a closing quote: one is missing on line 7"),
    "no equals sign": ("title =", "title", 2, "an equals sign"),
    "words without quotes": ('"Terms"', "Terms", 2, 'name = "value"'),
    "words after a value": ('"Terms"', '"Terms" and more', 2, "one field a line"),
    "a heading left open": ("[[clauses]]", "[[clauses]", 4, "two closing brackets"),
    "a name twice": ('title = "Terms"', 'title = "Terms"\ntitle = "Terms"', 3, "each name once"),
    "a day that is none": ('"2026-11-24"', "2026-02-30", 1, "a day that exists"),
    "a backslash": ('"Terms"', '"Terms\\q"', 2, "a backslash written twice"),
}


def mistakes(folder: Path, name: str, text: str) -> tuple[Mistake, ...]:
    with pytest.raises(ContentRefusedError) as refused:
        read_library(write(folder, {f"data/{name}.toml": text}))
    return refused.value.mistakes


@pytest.mark.parametrize("case", UNREADABLE)
def test_it_says_in_plain_words_why_a_file_cannot_be_read(case: str, tmp_path: Path) -> None:
    old, new, line, words = UNREADABLE[case]
    assert old in TERMS

    (wrong,) = mistakes(tmp_path, "terms", TERMS.replace(old, new))

    assert (wrong.path, wrong.line) == ("content/data/terms.toml", line)
    assert wrong.expected.startswith(words)
    assert "at line" not in wrong.found + wrong.expected


@pytest.mark.parametrize("typed", ["53.50", "0.10", "true"])
def test_it_shows_a_value_as_it_was_typed(typed: str, tmp_path: Path) -> None:
    (wrong,) = mistakes(tmp_path, "prices", PRICES.replace("6050", typed))

    assert wrong.found == f'"{typed}"'
    assert wrong.example == "pence = 5350"


def test_a_price_must_say_whether_it_is_a_sample(tmp_path: Path) -> None:
    (wrong,) = mistakes(tmp_path, "prices", PRICES.replace("sample = false\n", "", 1))

    assert (wrong.field, wrong.found) == ("prices 1, sample", "nothing")


def test_a_price_that_is_no_sample_must_have_a_year(tmp_path: Path) -> None:
    without = PRICES.replace('year = "2026"\n', "", 1)
    (wrong,) = mistakes(tmp_path, "prices", without)
    read_library(write(tmp_path, {"data/prices.toml": without.replace("false", "true", 1)}))

    assert wrong.field == "prices 1"
    assert wrong.expected.startswith("year:")


@pytest.mark.parametrize(
    ("pence", "percent", "sum_"),
    [(5350, 0, 5350), (5350, 15, 6152), (5350, 50, 8025), (5350, 100, 10700), (5351, 15, 6154), (1, 49, 1)],
)
def test_a_surcharge_is_worked_out_to_the_penny_and_half_a_penny_is_not_charged(
    pence: int, percent: int, sum_: int
) -> None:
    price = Price(id="lessons", label="Lessons", pence=pence, per="term", year="2026", sample=False)
    surcharge = Surcharge(id="raised", label="Raised", to="lessons", percent=percent)

    assert surcharge.added(price).pence == sum_


def test_a_sum_that_a_surcharge_makes_is_quoted_like_any_price() -> None:
    data = read_library(ROOT / "content").data

    assert data.shelves()["price"].values["tuition-surcharge-15"] == "£61.52"
    assert [price.id for price in data.prices.all][:2] == ["tuition-small-group", "tuition-surcharge-15"]


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"),
    [
        ("[9, 1, 4]", "[9, 13]", "invoice_months 2", "a month as a number from 1 to 12"),
        ("[9, 1, 4]", "[]", "invoice_months", "a list of at least one item"),
        ("[1, 3]", "[0]", "instalments 1", "a whole number in digits, at least 1"),
        ("due_before = 15", "due_before = 31", "due_before", "a day that every month has, from 1 to 28"),
        ('"whole-charge"', '"half"', "help_on", "whole-charge"),
    ],
)
def test_a_rule_of_billing_that_no_bill_can_follow_is_a_mistake_on_its_line(
    old: str, new: str, field: str, expected: str, tmp_path: Path
) -> None:
    assert old in PRICES

    (wrong,) = mistakes(tmp_path, "prices", PRICES.replace(old, new))

    assert wrong.field.startswith("billing")
    assert field in wrong.field
    assert expected in wrong.expected
    assert PRICES.replace(old, new).splitlines()[wrong.line - 1].startswith(field.split(maxsplit=1)[0])
