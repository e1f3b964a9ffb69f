"""What the page of answers says of the cost, and of what was left out."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.examples import CATALOGUE, NOW, Answer
from tests.functions.conftest import Product
from tests.functions.links import laid, on
from tests.functions.visitor import Visitor
from tests.households import FREE_MEALS, LESSONS, LOOKED_AFTER, household

CHECK = "/forms/enrolment/check"


def summed(visitor: Visitor) -> str:
    """What the page of answers says of the cost; "" where it says nothing."""
    box = visitor.get(CHECK).soup.select_one("section[aria-labelledby=cost]")
    return " ".join(box.get_text(" ").split()) if box else ""


@pytest.fixture
def app(product: Product, monkeypatch: pytest.MonkeyPatch) -> Any:
    return on(product, monkeypatch, NOW, CATALOGUE)


SHOWN: Mapping[str, tuple[Mapping[str, Answer], tuple[str, ...]]] = {
    "help that needs a check": (
        {**FREE_MEALS, **LESSONS, "lesson_type": "small-group", "instrument_from": "hire"},
        ("a whole term costs £68.50 .", "it is £45 .", "£53.50", "£15.00", "Lessons in a small group"),
    ),
    "help that is granted": (
        {**LOOKED_AFTER, **LESSONS},
        ("a whole term costs nothing .", "− £80.00", "The child is looked after by a council."),
    ),
    "no help": (
        {**LESSONS, "child_grounds": ["none"]},
        ("a whole term costs £80 .", "Your school may add to the charge for lessons"),
    ),
}


@pytest.mark.parametrize("case", SHOWN)
def test_the_page_of_answers_says_what_all_of_it_would_cost(app: Any, case: str) -> None:
    child, words = SHOWN[case]
    quiet: Mapping[str, Answer] = {"family_grounds": ["none"], "hardship_words": None}

    said = summed(laid(app, household(child, own=quiet)))

    assert said.startswith("What you would pay")
    assert [one for one in words if one not in said] == []
    assert ("is confirmed" in said) is (case == "help that needs a check")
    assert "looked-after" not in said


def test_where_nothing_has_a_price_the_page_says_nothing_of_it(app: Any) -> None:
    family = laid(app, household({"wants": ["help-me-choose"], "child_grounds": ["none"]}))

    assert summed(family) == ""
    assert family.submit().heading == "We have your request"


def test_prices_that_changed_meanwhile_stop_nobody(product: Product, app: Any) -> None:
    family = laid(app, household({**LESSONS, "instrument_from": "hire", "child_grounds": ["none"]}))
    charges = tuple(charge for charge in CATALOGUE.tariff.charges if charge.item != "hire")
    changed = replace(CATALOGUE, tariff=replace(CATALOGUE.tariff, charges=charges))
    Path(product.settings["MUSICSERVICE_CATALOGUE"]).write_text(changed.to_json(), encoding="utf-8")

    page = family.get(CHECK)

    assert (page.status, page.heading) == (200, "Check your answers")
    assert summed(family) == ""


def test_what_was_left_out_is_listed_with_a_way_to_it(app: Any) -> None:
    family = laid(app, household({**LESSONS, "child_known_as": None, "child_grounds": ["none"]}))

    page = family.get(CHECK)

    listed = page.soup.select("ul.left-out a")
    [link] = [one for one in listed if one.get_text().startswith("Name they like to be called")]
    there = family.get(str(link["href"]).partition("#")[0])
    assert there.soup.find(id=str(link["href"]).partition("#")[2]) is not None
