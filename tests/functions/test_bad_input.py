"""Anything a browser, a robot or curl can send: an answer in our own layout, nothing kept, nothing noted."""

from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from tests import examples
from tests.functions.conftest import NOTHING, Product
from tests.functions.returning import returning
from tests.functions.visitor import Visitor

FORM = "application/x-www-form-urlencoded"
OWN = {"content-type": FORM, "sec-fetch-site": "same-origin"}
MEMBER = f"{1:08x}"
ROUTES = {
    step.name: f"/enrolment/{{step}}{'/{member}' if step.each else ''}" for step in examples.journey().steps
}


def good(step: str) -> bytes:
    """One page, filled in by the example household about its first child."""
    [page] = [one for one in examples.journey().steps if one.name == step]
    return examples.body(page.page, 0 if page.each else None)


def swapped(step: str, name: str, value: bytes) -> bytes:
    """The good page with one value as raw octets."""
    kept = [pair for pair in good(step).split(b"&") if not pair.startswith(name.encode() + b"=")]
    return b"&".join([*kept, name.encode() + b"=" + value])


def name(value: bytes) -> tuple[str, bytes]:
    return "name", swapped("name", "child_given_name", value)


NAME, SUPPORT = good("name"), good("support")
BODIES: dict[str, tuple[str, bytes, int]] = {
    "ten megabytes": (*name(b"x" * 10_000_000), 413),
    "just over the limit": ("name", NAME + b"&x=" + b"x" * (64 * 1024 - len(NAME) - 2), 413),
    "raw broken UTF-8": (*name(b"\xff\xfe"), 400),
    "escaped broken UTF-8": (*name(b"%FF%FE"), 400),
    "overlong UTF-8": (*name(b"%C0%AF"), 400),
    "a lone surrogate": (*name(b"%ED%A0%80"), 400),
    "NUL": (*name(b"a%00b"), 400),
    "an escape character": (*name(b"a%1B%5B31mb"), 400),
    "a C1 control": (*name(b"a%C2%84b"), 400),
    "a bell": ("support", swapped("support", "access_detail", b"a%07b"), 400),
    "a word processor's line break in a name": (*name(b"A%0BB"), 422),
    "a form feed in a name": (*name(b"A%0CB"), 422),
    "a next line in a name": (*name(b"A%C2%85B"), 422),
    "a noncharacter": (*name(b"a%EF%BF%BFb"), 400),
    "half an escape": (*name(b"100%"), 400),
    "a wrong escape": (*name(b"%zz"), 400),
    "an unknown field": ("name", NAME + b"&admin=1", 400),
    "a field of another page": ("name", NAME + b"&medical=x", 400),
    "a field without a name": ("name", NAME + b"&=1", 400),
    "a field twice": ("name", NAME + b"&child_given_name=Other", 400),
    "a radio twice": ("year", good("year") + b"&year_group=5", 400),
    "400 fields": ("name", b"&".join(b"f%d=1" % n for n in range(400)), 400),
    "400 of one field": ("wishes", b"&".join([b"wants=lessons"] * 400), 400),
    "PHP brackets": ("wishes", good("wishes") + b"&wants[]=lessons", 400),
    "JSON in a form's clothes": ("name", b'{"child_given_name":"A"}', 400),
    "nothing": ("name", b"", 422),
    "ampersands": ("name", b"&&&", 422),
    "born in 1890": ("name", swapped("name", "birth_date-year", b"1890"), 422),
    "born in the future": ("name", swapped("name", "birth_date-year", b"2999"), 422),
    "born on 30 February": (
        "name",
        swapped("name", "birth_date-month", b"2").replace(b"day=27", b"day=30"),
        422,
    ),
    "born in words": ("name", swapped("name", "birth_date-year", b"twenty"), 422),
    "a birth date of 5,000 digits": ("name", swapped("name", "birth_date-year", b"9" * 5000), 422),
    "CR LF in a name": (*name(b"A%0D%0ABcc:%20x@y.example"), 422),
    "LF at the end of a name": (*name(b"A%0A"), 422),
    "a line separator in a name": (*name(b"A%E2%80%A8B"), 422),
    "a line break in an e-mail address": (
        "reach",
        swapped("reach", "email", b"a@b.example%0ABcc:c@d.example"),
        422,
    ),
    "a name that turns the page round": (*name(b"A%E2%80%AEB"), 422),
    "a name of 101 letters": (*name(b"a" * 101), 422),
    "a name nobody can see": (*name(b"%E2%80%8B%20"), 422),
    **{
        f"a name that is only {ord(unseen):04X}": (*name(quote(unseen).encode()), 422)
        for unseen in "\u3164\u115f\uffa0\u2800\ufffc\ue000\u0378\U000e0fff"
    },
    "501 characters of detail": ("support", swapped("support", "access_detail", b"a" * 501), 422),
    "an option we never offered": ("photos", swapped("photos", "photos", b"everywhere"), 422),
    "an instrument we do not teach": (
        "lessons",
        swapped("lessons", "first_instrument", b"theremin"),
        422,
    ),
    "one instrument for both choices": (
        "lessons",
        swapped("lessons", "second_instrument", b"violin"),
        422,
    ),
    "a reason and none": ("child-reasons", good("child-reasons") + b"&child_grounds=none", 422),
    "old terms": ("agreement", swapped("agreement", "terms", b"2019-01-01"), 422),
    "a phone number in words": ("reach", swapped("reach", "phone", b"ring+me"), 422),
    "a school that does not exist": (
        "school",
        b"school=Sampleton&school-choice=urn:999999&school-drawn-for=Sampleton",
        422,
    ),
}


def event(step: str, content: bytes, visitor: Visitor, **event: Any) -> dict[str, Any]:
    params = {"step": step} | ({"member": MEMBER} if "{member}" in ROUTES[step] else {})
    cookie = f"__Host-enrolment={visitor.code}"
    return examples.event(route=ROUTES[step], content=content, params=params, cookie=cookie, **event)


@pytest.fixture
def visitor(product: Product) -> Visitor:
    return returning(product, product.public())


@pytest.mark.parametrize("what", BODIES)
def test_it_answers_with_a_page_and_keeps_nothing_for(product: Product, visitor: Visitor, what: str) -> None:
    step, sent, status = BODIES[what]
    before = product.items("drafts")

    answer = visitor.app(event(step, sent, visitor), None)

    assert answer["statusCode"] == status
    assert_is_our_page(answer)
    assert product.items("drafts") == before


@pytest.mark.parametrize("step", ROUTES)
def test_every_page_takes_what_its_form_holds_and_nothing_else(
    product: Product, visitor: Visitor, step: str
) -> None:
    before = product.items("drafts")
    sent = good(step) if step not in {"medical", "own-words", "ensembles"} else b""

    refused = visitor.app(event(step, sent + b"&revision=7", visitor), None)
    kept = visitor.app(event(step, sent, visitor), None)

    assert (refused["statusCode"], kept["statusCode"]) == (400, 303)
    assert product.items("drafts") != before or not sent


def assert_is_our_page(answer: dict[str, Any]) -> None:
    page = BeautifulSoup(answer["body"], "html.parser")
    assert page.find("h1") is not None
    assert examples.CATALOGUE.site.name in page.get_text()
    assert answer["headers"]["Content-Type"] == "text/html; charset=utf-8"
    assert answer["headers"]["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["headers"]["Content-Security-Policy"]


@pytest.mark.parametrize("pasted", [b"%0B", b"%0C", b"%C2%85", b"%0D%0A"])
def test_it_keeps_a_paragraph_with_line_breaks_of_any_system(visitor: Visitor, pasted: bytes) -> None:
    sent = swapped("support", "access_detail", b"Near the door" + pasted + b"and early")

    assert visitor.app(event("support", sent, visitor), None)["statusCode"] == 303

    [kept] = visitor.get(f"/forms/enrolment/support/{MEMBER}").value("access_detail")
    assert kept.split() == ["Near", "the", "door", "and", "early"]


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
TAKING = {
    "begin": ("/enrolment", None, good("who")),
    "a page": ("/enrolment/{step}", {"step": "you"}, good("you")),
    "the list": ("/enrolment/children", None, b"do=add"),
    "taking out": ("/enrolment/remove/{member}", {"member": MEMBER}, b"do=remove"),
    "sending": ("/enrolment/check", None, b"revision=7"),
    "saving": ("/enrolment/save", None, b"do=mail&link_address=a@b.example"),
    "a new one": ("/enrolment/new", None, b"do=new"),
    "a code": ("/return", None, b"code=x"),
}


@pytest.mark.parametrize("place", TAKING)
@pytest.mark.parametrize("what", HEADERS)
def test_it_refuses_a_good_form_that_comes_with(
    product: Product, visitor: Visitor, what: str, place: str
) -> None:
    headers, status = HEADERS[what]
    route, params, content = TAKING[place]
    before = product.items("drafts")
    cookie = f"__Host-enrolment={visitor.code}"

    answer = visitor.app(
        examples.event(route=route, content=content, params=params, headers=headers, cookie=cookie), None
    )

    assert answer["statusCode"] == status
    assert_is_our_page(answer)
    assert product.counts() == {**NOTHING, "drafts": 1}
    assert product.items("drafts") == before
    assert "Set-Cookie" not in answer["headers"]


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
def test_it_takes_a_good_form_that_comes_with(visitor: Visitor, headers: dict[str, str]) -> None:
    answer = visitor.app(event("name", NAME, visitor, headers=headers), None)

    assert answer["statusCode"] == 303


def test_a_body_of_the_greatest_size_is_still_read(visitor: Visitor) -> None:
    filler = swapped("support", "access_detail", b"")
    longest = filler + b"x" * (64 * 1024 - len(filler))
    assert len(longest) == 64 * 1024

    answer = visitor.app(event("support", longest, visitor), None)

    assert answer["statusCode"] == 422
    assert "it is " in answer["body"]
