"""The catalogue as a file between the site and the functions."""

import json

import pytest

from musicservice.catalogue import Catalogue, CatalogueUnreadableError
from tests.examples import CATALOGUE


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
        without("schools"),
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
