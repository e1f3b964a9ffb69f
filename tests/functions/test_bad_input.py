"""Anything a browser, a robot or curl can send: an answer in our own layout, nothing kept, nothing noted."""

from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from tests import examples
from tests.functions.conftest import Product

FORM = "application/x-www-form-urlencoded"
OWN = {"content-type": FORM, "sec-fetch-site": "same-origin"}
GOOD = examples.body()
NOTHING = {"receipts": 0, "cases": 0, "outbox": 0, "audit": 0}


def swapped(name: str, value: bytes) -> bytes:
    """The good body with one value as raw octets."""
    kept = [pair for pair in GOOD.split(b"&") if not pair.startswith(name.encode() + b"=")]
    return b"&".join([*kept, name.encode() + b"=" + value])


BODIES = {
    "ten megabytes": (b"school=" + b"x" * 10_000_000, 413),
    "just over the limit": (GOOD + b"&x=" + b"x" * (64 * 1024 - len(GOOD) - 2), 413),
    "raw broken UTF-8": (swapped("school", b"\xff\xfe"), 400),
    "escaped broken UTF-8": (swapped("school", b"%FF%FE"), 400),
    "overlong UTF-8": (swapped("school", b"%C0%AF"), 400),
    "a lone surrogate": (swapped("school", b"%ED%A0%80"), 400),
    "NUL": (swapped("school", b"a%00b"), 400),
    "an escape character": (swapped("school", b"a%1B%5B31mb"), 400),
    "a C1 control": (swapped("school", b"a%C2%84b"), 400),
    "a bell": (swapped("access_detail", b"a%07b"), 400),
    "a word processor's line break in a name": (swapped("child_given_name", b"A%0BB"), 422),
    "a form feed in a name": (swapped("child_given_name", b"A%0CB"), 422),
    "a next line in a name": (swapped("child_given_name", b"A%C2%85B"), 422),
    "a noncharacter": (swapped("school", b"a%EF%BF%BFb"), 400),
    "half an escape": (swapped("school", b"100%"), 400),
    "a wrong escape": (swapped("school", b"%zz"), 400),
    "an unknown field": (GOOD + b"&admin=1", 400),
    "a field without a name": (GOOD + b"&=1", 400),
    "a field twice": (GOOD + b"&school=Other", 400),
    "a radio twice": (GOOD + b"&year_group=5", 400),
    "400 fields": (b"&".join(b"f%d=1" % n for n in range(400)), 400),
    "400 of one field": (b"&".join([b"wants=learn-violin"] * 400), 400),
    "PHP brackets": (GOOD + b"&wants[]=learn-violin", 400),
    "JSON in a form's clothes": (b'{"child_given_name":"A"}', 400),
    "nothing": (b"", 422),
    "ampersands": (b"&&&", 422),
    "born in 1890": (swapped("birth_date-year", b"1890"), 422),
    "born in the future": (swapped("birth_date-year", b"2999"), 422),
    "born on 30 February": (swapped("birth_date-month", b"2").replace(b"day=27", b"day=30"), 422),
    "born in words": (swapped("birth_date-year", b"twenty"), 422),
    "a birth date of 5,000 digits": (swapped("birth_date-year", b"9" * 5000), 422),
    "CR LF in a name": (swapped("child_given_name", b"A%0D%0ABcc:%20x@y.example"), 422),
    "LF at the end of a name": (swapped("child_given_name", b"A%0A"), 422),
    "a line separator in a name": (swapped("child_given_name", b"A%E2%80%A8B"), 422),
    "a line break in an e-mail address": (swapped("email", b"a@b.example%0ABcc:c@d.example"), 422),
    "a name that turns the page round": (swapped("child_given_name", b"A%E2%80%AEB"), 422),
    "a name of 101 letters": (swapped("child_given_name", b"a" * 101), 422),
    "a name nobody can see": (swapped("child_given_name", b"%E2%80%8B%20"), 422),
    **{
        f"a name that is only {ord(unseen):04X}": (swapped("child_given_name", quote(unseen).encode()), 422)
        for unseen in "\u3164\u115f\uffa0\u2800\ufffc\ue000\u0378\U000e0fff"
    },
    "501 characters of detail": (swapped("access_detail", b"a" * 501), 422),
    "an option we never offered": (swapped("photos", b"everywhere"), 422),
    "an instrument we do not teach": (GOOD + b"&wants=learn-theremin", 422),
    "old terms": (swapped("terms", b"2019-01-01"), 422),
    "a phone number in words": (swapped("phone", b"ring+me"), 422),
}


@pytest.mark.parametrize("what", BODIES)
def test_it_answers_with_a_page_and_keeps_nothing_for(product: Product, what: str) -> None:
    sent, status = BODIES[what]

    answer = product.public()(examples.event(content=sent), None)

    assert answer["statusCode"] == status
    assert_is_our_page(answer)
    assert product.counts() == NOTHING


def assert_is_our_page(answer: dict[str, Any]) -> None:
    page = BeautifulSoup(answer["body"], "html.parser")
    assert page.find("h1") is not None
    assert examples.CATALOGUE.site.name in page.get_text()
    assert answer["headers"]["Content-Type"] == "text/html; charset=utf-8"
    assert answer["headers"]["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["headers"]["Content-Security-Policy"]


@pytest.mark.parametrize("pasted", [b"%0B", b"%0C", b"%C2%85", b"%0D%0A"])
def test_it_keeps_a_paragraph_with_line_breaks_of_any_system(product: Product, pasted: bytes) -> None:
    app = product.public()
    sent = swapped("access_detail", b"Near the door" + pasted + b"and early")

    assert app(examples.event(content=sent), None)["statusCode"] == 303
    back = app(examples.event(content=sent.replace(b"terms=2026-09-01", b"")), None)

    assert back["statusCode"] == 422
    page = BeautifulSoup(back["body"], "html.parser")
    assert page.find(id="access_detail").get_text().split() == ["Near", "the", "door", "and", "early"]


HEADERS = {
    "no content type": ({"sec-fetch-site": "same-origin"}, 415),
    "JSON": ({**OWN, "content-type": "application/json"}, 415),
    "multipart": ({**OWN, "content-type": "multipart/form-data; boundary=x"}, 415),
    "plain text": ({**OWN, "content-type": "text/plain"}, 415),
    "a type that hides ours": ({**OWN, "content-type": f"text/plain; {FORM}"}, 415),
    "a type with a star": ({**OWN, "content-type": "text/plain; x=*/*"}, 415),
    "two types in one": ({**OWN, "content-type": f"{FORM}, text/plain"}, 415),
    "another charset": ({**OWN, "content-type": f"{FORM}; charset=iso-8859-1"}, 415),
    "two charsets": ({**OWN, "content-type": f"{FORM}; charset=utf-8; charset=utf-8"}, 415),
    "an empty type": ({**OWN, "content-type": ""}, 415),
    "another site": ({**OWN, "sec-fetch-site": "cross-site"}, 403),
    "a sister site": ({**OWN, "sec-fetch-site": "same-site"}, 403),
    "nonsense about the site": ({**OWN, "sec-fetch-site": "trust-me"}, 403),
    "an older browser on another site": ({"content-type": FORM, "origin": "https://evil.example"}, 403),
    "an older browser in a sandbox": ({"content-type": FORM, "origin": "null"}, 403),
    "our name as part of another's": (
        {"content-type": FORM, "origin": f"{examples.ORIGIN}.evil.example"},
        403,
    ),
}


@pytest.mark.parametrize("what", HEADERS)
def test_it_refuses_a_good_form_that_comes_with(product: Product, what: str) -> None:
    headers, status = HEADERS[what]

    answer = product.public()(examples.event(content=GOOD, headers=headers), None)

    assert answer["statusCode"] == status
    assert_is_our_page(answer)
    assert product.counts() == NOTHING


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": f"{FORM}; charset=UTF-8", "Sec-Fetch-Site": "same-origin"},
        {"content-type": "Application/X-WWW-Form-Urlencoded"},
        {"content-type": FORM, "origin": examples.ORIGIN},
        {**OWN, "origin": "null"},
        {**OWN, "sec-fetch-site": "none"},
    ],
    ids=["a charset", "capitals", "an older browser on our page", "a browser that hides", "typed by hand"],
)
def test_it_takes_a_good_form_that_comes_with(product: Product, headers: dict[str, str]) -> None:
    answer = product.public()(examples.event(content=GOOD, headers=headers), None)

    assert answer["statusCode"] == 303


def test_a_body_of_the_greatest_size_is_still_read(product: Product) -> None:
    filler = swapped("access_detail", b"")
    longest = filler + b"x" * (64 * 1024 - len(filler))
    assert len(longest) == 64 * 1024

    answer = product.public()(examples.event(content=longest), None)

    assert answer["statusCode"] == 422
    assert "it is " in answer["body"]
