"""The catalogue as a file between the site and the functions."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from musicservice.catalogue import Catalogue, CatalogueUnreadableError
from tests.courses import COURSE
from tests.examples import CATALOGUE
from tests.rules import invented, published


def test_it_comes_back_as_it_was_written() -> None:
    assert Catalogue.from_json(CATALOGUE.to_json()) == CATALOGUE


def test_equal_catalogues_are_equal_text() -> None:
    assert Catalogue.from_json(CATALOGUE.to_json()).to_json() == CATALOGUE.to_json()


def without(part: str) -> str:
    record = json.loads(CATALOGUE.to_json())
    del record[part]
    return json.dumps(record)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"site": 1}',
        without("terms"),
        without("offer"),
        without("site"),
        without("policies"),
        without("schools"),
        without("courses"),
    ],
)
def test_what_is_none_is_refused_in_one_way(text: str) -> None:
    with pytest.raises(CatalogueUnreadableError):
        Catalogue.from_json(text)


def test_an_unknown_part_is_refused() -> None:
    record = json.loads(CATALOGUE.to_json())
    record["site"]["motto"] = "x"

    with pytest.raises(CatalogueUnreadableError):
        Catalogue.from_json(json.dumps(record))


@pytest.mark.parametrize("rules", [published, invented])
def test_rules_on_help_with_fees_come_back_as_they_were_written(rules: Callable[[], Any]) -> None:
    told = replace(CATALOGUE, policies=rules())

    assert Catalogue.from_json(told.to_json()) == told


def test_courses_come_back_as_they_were_written_and_are_found_by_their_address() -> None:
    told = replace(CATALOGUE, courses=(COURSE,))

    assert Catalogue.from_json(told.to_json()) == told
    assert told.course("choirs") == COURSE
    assert told.course("gone") is None


@pytest.mark.parametrize(("name", "value"), [("days", None), ("room", 1)])
def test_an_ensemble_that_is_none_is_refused_in_the_same_way(name: str, value: object) -> None:
    record = json.loads(CATALOGUE.to_json())
    record["ensembles"][0][name] = value

    with pytest.raises(CatalogueUnreadableError):
        Catalogue.from_json(json.dumps(record))


@pytest.mark.parametrize(
    ("name", "value"), [("opens", "soon"), ("sessions", [{}]), ("prices", [{"kind": "academy"}]), ("room", 1)]
)
def test_a_course_that_is_none_is_refused_in_the_same_way(name: str, value: object) -> None:
    record = json.loads(replace(CATALOGUE, courses=(COURSE,)).to_json())
    record["courses"][0][name] = value

    with pytest.raises(CatalogueUnreadableError):
        Catalogue.from_json(json.dumps(record))


SPOILT = {
    "no list of policies": ((), "policies", 1),
    "a policy that is none": (("policies",), 0, "x"),
    "a day that is none": (("policies", 0), "starts", "2026-02-30"),
    "a day that is a number": (("policies", 0), "ends", 2026),
    "grounds that are none": (("policies", 0), "grounds", None),
    "a field nobody knows": (("policies", 0, "grounds", 0), "motto", "x"),
    "a way nobody knows": (("policies", 0, "grounds", 0), "way", "sometimes"),
    "reliefs that are a list": (("policies", 0, "grounds", 0), "reliefs", []),
    "more than all of it": (("policies", 0, "grounds", 0, "reliefs", "hire"), "percent", 101),
    "a price that is none": (("policies", 0, "grounds", 0, "reliefs", "tuition", "fixed"), "pence", 9999),
}


@pytest.mark.parametrize("case", SPOILT)
def test_rules_that_are_none_are_refused_in_the_same_way(case: str) -> None:
    path, name, value = SPOILT[case]
    record = json.loads(CATALOGUE.to_json())
    owner = record
    for step in path:
        owner = owner[step]
    owner[name] = value

    with pytest.raises(CatalogueUnreadableError):
        Catalogue.from_json(json.dumps(record))
