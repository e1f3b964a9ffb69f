"""Find an ensemble and find training, asked at the door: every answer has an address, and keeps nothing."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests import examples
from tests.functions.conftest import Product
from tests.functions.test_bad_input import NOTHING, assert_is_our_page

STATIC = {"/ensembles": "/ensembles/find/", "/training": "/training/find/"}


@pytest.fixture
def app(product: Product) -> Any:
    return product.public()


def asked(app: Any, route: str, query: dict[str, list[str]] | None) -> dict[str, Any]:
    last = None if query is None else {name: values[-1] for name, values in query.items()}
    names = {"queryStringParameters": last, "multiValueQueryStringParameters": query}
    answer: dict[str, Any] = app({**examples.event("GET", route, headers={}), **names}, None)
    return answer


def matches(answer: dict[str, Any]) -> list[str]:
    soup = BeautifulSoup(answer["body"], "html.parser")
    return [heading.get_text(" ", strip=True) for heading in soup.select(".matches h3 a")]


def test_filters_combine_in_one_address_that_caches_may_keep(app: Any) -> None:
    answer = asked(app, "/ensembles", {"instrument": ["violin"], "age": ["8"], "day": [""], "utm": ["x"]})

    assert answer["statusCode"] == 200
    assert answer["headers"]["Cache-Control"] == "public, max-age=600"
    assert "Set-Cookie" not in answer["headers"]
    assert matches(answer) == ["First Strings"]
    soup = BeautifulSoup(answer["body"], "html.parser")
    chips = {" ".join(a.get_text().split()): a["href"] for a in soup.select(".chosen a")}
    assert chips == {
        "Leave out Instrument: Violin ×": "/forms/ensembles?age=8",
        "Leave out Age: 8 ×": "/forms/ensembles?instrument=violin",
    }
    assert [str(o["value"]) for o in soup.select("option[selected]")] == ["violin", "8"]


def test_where_none_fits_it_shows_the_nearest_and_what_is_different(app: Any) -> None:
    answer = asked(app, "/ensembles", {"instrument": ["violin"], "age": ["15"]})
    said = " ".join(BeautifulSoup(answer["body"], "html.parser").get_text(" ").split())

    assert answer["statusCode"] == 200
    assert matches(answer) == ["Example Big Band", "First Strings"]
    assert "What is different: it is for ages 6 to 12." in said
    assert "What is different: it has other instruments." in said


def test_training_is_found_too(app: Any) -> None:
    everything = asked(app, "/training", {"where": ["room"], "kind": ["childminder"]})
    nothing = asked(app, "/training", {"kind": ["childminder"], "cost": ["free"]})

    assert matches(everything) == ["Choirs", "Choirs with lunch"]
    assert "£15.01 a place" in everything["body"]
    assert matches(nothing) == []
    assert "No course fits all of that" in nothing["body"]


@pytest.mark.parametrize(("route", "name"), [("/ensembles", "instrument"), ("/training", "month")])
@pytest.mark.parametrize("value", ["lute", "<b>", "2027-13", "0" * 5000])
def test_a_choice_that_is_none_of_ours_is_a_mistake_beside_it(
    product: Product, app: Any, route: str, name: str, value: str
) -> None:
    answer = asked(app, route, {name: [value]})

    assert answer["statusCode"] == 422
    assert answer["headers"]["Cache-Control"] == "no-store"
    assert_is_our_page(answer)
    assert value == "<b>" or value not in answer["body"]
    assert f'id="{name}-mistake"' in answer["body"]
    assert len(matches(answer)) == 2
    assert product.counts() == NOTHING


@pytest.mark.parametrize("route", STATIC)
def test_whoever_asks_nothing_is_sent_to_the_page_with_everything(app: Any, route: str) -> None:
    answer = asked(app, route, None)

    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, STATIC[route])
