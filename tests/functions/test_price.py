"""What would I pay, asked at the door: an answer for every address, always the same, for everybody."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musicservice.domain.asking import Wish
from musicservice.services.price import link
from tests import examples
from tests.figures import TIME
from tests.functions.conftest import Product
from tests.functions.test_bad_input import NOTHING, assert_is_our_page

WISH = Wish(TIME.first, "small-group", 50, hire=True, ensembles=2, reason="free-meals-income", instalments=3)
QUERY = parse_qs(urlsplit(link(WISH)).query)


def asked(query: dict[str, list[str]] | None, method: str = "GET") -> dict[str, Any]:
    plain = examples.event(method, "/price", headers={})
    last = None if query is None else {name: values[-1] for name, values in query.items()}
    return {**plain, "queryStringParameters": last, "multiValueQueryStringParameters": query}


def changed(**changes: list[str] | None) -> dict[str, list[str]]:
    named = QUERY | {name.replace("starts_", "starts-"): value for name, value in changes.items()}
    return {name: value for name, value in named.items() if value is not None}


@pytest.fixture
def app(product: Product) -> Any:
    return product.public()


def page(answer: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(answer["body"], "html.parser")


def test_it_shows_the_price_of_a_term_and_every_line_of_it(app: Any) -> None:
    answer = app(asked(QUERY), None)
    main = page(answer).main
    assert main is not None

    assert answer["statusCode"] == 200
    assert main.select_one(".answer b").get_text() == "£103.75"  # type: ignore[union-attr]
    cells = [cell.get_text() for cell in main.select_one(".bill").select("td")]  # type: ignore[union-attr]
    assert cells == [
        "£53.50",
        "+ £26.75",
        "− £24.00",
        "£56.25",
        "£15.00",
        "− £7.50",
        "£7.50",
        "£40.00",
        "£103.75",
    ]
    assert "free school meals on income grounds" in main.select_one(".bill").get_text()  # type: ignore[union-attr]


def test_it_shows_every_term_and_every_payment(app: Any) -> None:
    _, terms, payments = page(app(asked(QUERY), None)).select(".bill")

    assert [cell.get_text() for cell in terms.select("td")] == ["£103.75"] * 3 + ["£311.25"]
    assert len(payments.select("tbody tr")) == 9
    assert "By Tuesday 14 October 2025" in payments.get_text()
    assert payments.select("td")[-1].get_text() == "£311.25"


def test_the_form_under_the_answer_asks_the_same_again(app: Any) -> None:
    drawn = page(app(asked(QUERY), None)).form
    assert drawn is not None
    sent = {
        one["name"]: [one["value"]]
        for one in drawn.select("input")
        if one["type"] == "text" or one.has_attr("checked")
    }

    assert (drawn["method"], drawn["action"]) == ("get", "/forms/price")
    assert sent == QUERY


def test_anybody_may_keep_the_answer_and_nobody_is_recognised(app: Any) -> None:
    headers = app(asked(QUERY), None)["headers"]

    assert headers["Cache-Control"] == "public, max-age=600"
    assert "Set-Cookie" not in headers
    assert "Vary" not in headers


def test_the_same_question_has_the_same_answer_to_the_byte(app: Any) -> None:
    """Whoever asks, from wherever, with whatever cookie."""
    plain = app(asked(QUERY), None)
    from_elsewhere = asked(QUERY)
    from_elsewhere["multiValueHeaders"] = {
        "cookie": ["a=b"],
        "origin": ["https://elsewhere.example"],
        "sec-fetch-site": ["cross-site"],
    }

    assert app(from_elsewhere, None) == plain


def test_what_others_add_to_a_link_changes_nothing(app: Any) -> None:
    assert app(asked({**QUERY, "utm_source": ["mail"], "": ["x"]}), None) == app(asked(QUERY), None)


def test_a_look_gets_the_headers_without_the_page(app: Any) -> None:
    answer = app(asked(QUERY, "HEAD"), None)

    assert (answer["statusCode"], answer["body"]) == (200, "")
    assert answer["headers"]["Cache-Control"] == "public, max-age=600"


@pytest.mark.parametrize("query", [None, {}, {"utm_source": ["mail"]}])
def test_whoever_asks_nothing_is_sent_to_the_form(query: dict[str, list[str]] | None, app: Any) -> None:
    answer = app(asked(query), None)

    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "/prices/calculator/")


def test_it_takes_no_form(app: Any) -> None:
    assert app(asked(QUERY, "POST"), None)["statusCode"] == 405


NONSENSE: dict[str, dict[str, list[str]]] = {
    "a lesson we do not give": changed(lesson=["theremin"]),
    "a lesson twice": changed(lesson=["pair", "pair"]),
    "a reason 400 times": changed(reason=["none"] * 400),
    "5,000 characters": changed(reason=["x" * 5000]),
    "5,000 digits for a year": changed(starts_year=["9" * 5000]),
    "no day": changed(starts_day=None),
    "an empty value": changed(lesson=[""], hire=[""], ensembles=[""]),
    "only a day": {"starts-day": ["1"]},
    "30 February": changed(starts_day=["30"], starts_month=["2"]),
    "the year 0": changed(starts_year=["0000"]),
    "the year 9999": changed(starts_year=["9999"]),
    "a negative number": changed(ensembles=["-1"]),
    "another script's digits": changed(added=["١٥"]),
    "markup": changed(starts_day=['"><script>alert(1)</script>']),
    "a template": changed(starts_day=["{{ 7 * 7 }}"]),
    "a name with a line break": changed(starts_day=["1\r\nSet-Cookie: a=b"]),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_it_tells_beside_the_question_what_is_wrong_with(what: str, app: Any) -> None:
    answer = app(asked(NONSENSE[what]), None)
    drawn = page(answer)

    assert answer["statusCode"] == 422
    assert_is_our_page(answer)
    assert drawn.select(".error-summary a")
    for found in drawn.select(".error-summary a"):
        told = drawn.find(id=str(found["href"])[1:])
        assert told is not None
        assert told.find_parent(class_="field--mistake") is not None
    assert drawn.find_all("script") == []


@pytest.mark.parametrize("unfit", ["\x00", "\x1b[31m", "\ud800", "\ufffe", "\x85"])
def test_what_no_page_can_show_is_refused(unfit: str, app: Any) -> None:
    answer = app(asked(changed(starts_day=[unfit])), None)

    assert answer["statusCode"] == 400
    assert_is_our_page(answer)


@pytest.mark.parametrize("query", [[], "lesson=pair", {"lesson": "pair"}, {"lesson": [1]}, {"lesson": None}])
def test_a_query_no_gateway_sends_is_refused(query: Any, app: Any) -> None:
    event = asked(None)
    event["multiValueQueryStringParameters"] = query

    assert app(event, None)["statusCode"] in {303, 400}


VALUES = st.one_of(
    st.text(max_size=40), st.sampled_from(["none", "pair", "yes", "1", "2025", "unsure", "100"])
)


@given(query=st.dictionaries(st.sampled_from([*QUERY, "other"]), st.lists(VALUES, min_size=1, max_size=3)))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_it_answers_with_a_page_and_never_breaks(
    query: dict[str, list[str]], app: Any
) -> None:
    answer = app(asked(query), None)

    assert answer["statusCode"] in {200, 303, 400, 422}
    answer["body"].encode()


def test_nothing_is_kept_and_nothing_written_down(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    product.public()(asked(QUERY), None)
    printed = capsys.readouterr().out

    assert product.counts() == NOTHING
    assert '"name": "price"' in printed
    assert "free-meals" not in printed
