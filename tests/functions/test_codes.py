"""The code of a form: kept in a cookie, read aloud, sent as a link; what it opens, what it never tells."""

import json
from collections.abc import Iterator
from http.cookies import SimpleCookie
from itertools import chain
from typing import Any

import pytest

from musicservice.adapters import codes
from musicservice.domain import alphabet
from musicservice.domain.code import draw, written
from tests.functions.conftest import DRAFT, ONE, Product
from tests.functions.pages import Page
from tests.functions.visitor import BEGIN, CODE_PAGE, Visitor

GUESSED = draw(lambda among: among[7])


@pytest.fixture
def visitor(product: Product) -> Visitor:
    """Somebody half-way through the form."""
    begun = Visitor(product.public(), children=1)
    begun.fill(until="wishes")
    return begun


def cookie(page: Page) -> Any:
    [(name, morsel)] = SimpleCookie(page.headers["Set-Cookie"]).items()
    return name, morsel


def test_the_cookie_is_for_this_host_alone_out_of_reach_of_script_and_ends_with_the_session(
    visitor: Visitor,
) -> None:
    name, morsel = cookie(visitor.sent[0])

    assert name == "__Host-enrolment"
    assert (morsel["httponly"], morsel["secure"], morsel["samesite"], morsel["path"]) == (
        *(True, True),
        *("Lax", "/"),
    )
    assert not any(morsel[age] for age in ("max-age", "expires", "domain"))
    assert [page for page in visitor.sent[1:] if "Set-Cookie" in page.headers] == []


def test_without_https_the_cookie_has_neither_prefix_nor_secure(product: Product) -> None:
    app = product.public(MUSICSERVICE_SITE_URL="http://127.0.0.1:8000")
    visitor = Visitor(app)
    visitor.begin()

    name, morsel = cookie(visitor.sent[0])

    assert (name, morsel["secure"], morsel["httponly"], morsel["samesite"]) == ("enrolment", "", True, "Lax")


def test_a_device_remembers_for_28_days_where_somebody_says_that_it_is_theirs(visitor: Visitor) -> None:
    visitor.get("/forms/enrolment/save")

    name, morsel = cookie(visitor.press("stay"))

    assert (name, morsel["max-age"]) == ("__Host-enrolment", str(28 * 24 * 60 * 60))
    assert (morsel["httponly"], morsel["secure"]) == (True, True)


@pytest.mark.parametrize("address", ["/forms/enrolment/save", "/forms/enrolment/new"])
def test_a_device_can_forget_and_the_form_stays_for_who_has_the_code(
    product: Product, visitor: Visitor, address: str
) -> None:
    code = visitor.code

    visitor.post(address, {"do": "new" if address.endswith("new") else "forget"})

    assert visitor.cookies == {}
    assert visitor.get("/forms/enrolment/check").status == 404
    assert product.counts() == DRAFT
    assert visitor.post("/forms/return", {"code": code}).status == 200


def test_whoever_begins_where_an_unfinished_form_is_is_asked_and_shown_nothing_of_it(
    visitor: Visitor,
) -> None:
    begun = visitor.code

    asked = visitor.begin(applicant="school")

    assert asked.heading == "There is an unfinished form on this device"
    assert [word for word in ("Zofia", "李", "O'Neill", "2015") if word in asked.text] == []
    assert visitor.get("/forms/enrolment/check").path.endswith(f"/wishes/{visitor.members[0]}")
    assert visitor.code == begun

    visitor.seen.append(asked)
    assert visitor.press("new").path == BEGIN
    visitor.begin(applicant="school")
    assert visitor.code not in {begun, ""}


def test_a_form_is_finished_on_another_device_by_its_code_as_it_is_read_aloud(
    product: Product, visitor: Visitor
) -> None:
    saved = visitor.get("/forms/enrolment/save")
    groups = [one.get_text() for one in saved.soup.select(".code b")]
    said = [one.get_text() for one in saved.soup.select(".code .quiet")]
    spoken = {word: sign for sign, word in alphabet.SPOKEN.items()}
    heard = " ".join("".join(spoken[word] for word in group.split(", ")) for group in said)

    other = Visitor(product.public(), children=1)
    other.get(CODE_PAGE)
    page = other.submit(code=heard.lower())

    assert heard.split() == groups
    assert page.path.endswith(f"/wishes/{visitor.members[0]}")
    other.members = visitor.members
    other.go_on()
    assert other.submit().heading == "We have your request"
    assert product.counts() == ONE


def test_a_link_opens_nothing_before_somebody_presses_the_button(product: Product, visitor: Visitor) -> None:
    """Programs follow links in letters, too, and must be given no cookie."""
    other = Visitor(product.public())

    page = other.get(f"/forms/return/{visitor.code}")

    assert (page.status, other.cookies) == (200, {})
    assert "Zofia" not in page.text
    assert other.press(visitor.code).path == visitor.page.path
    assert other.cookies == visitor.cookies


def ended(_code: str, item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "purge_at": {"N": "1"}}


def of_another_form(code: str, item: dict[str, Any]) -> dict[str, Any]:
    draft = json.loads(codes.opened(code, item["text"]["B"])) | {"form": "somebody-elses"}
    return {**item, "text": {"B": codes.closed(code, json.dumps(draft).encode())}}


def no_draft(code: str, item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "text": {"B": codes.closed(code, b'{"form": "enrolment"}')}}


def tampered_with(_code: str, item: dict[str, Any]) -> dict[str, Any]:
    text = item["text"]["B"]
    return {**item, "text": {"B": text[:-1] + bytes([text[-1] ^ 1])}}


def useless(product: Product, visitor: Visitor) -> Iterator[str]:
    """Codes of the right shape that open nothing, one after the other, for different reasons."""
    yield GUESSED
    [item] = product.items("drafts")
    for spoilt in (ended, of_another_form, no_draft, tampered_with):
        product.database.put_item(TableName=f"{product.prefix}-lockers", Item=spoilt(visitor.code, item))
        yield visitor.code


ROUTES = [("GET", "check"), ("POST", "check"), ("GET", "save"), ("GET", "children"), ("GET", "you")]
ROUTES += [("POST", "you"), ("GET", "name/0badc0de"), ("POST", "name/0badc0de"), ("GET", "remove/0badc0de")]
FIELDS = {"check": {"revision": "1"}, "children": {"do": "add"}}


@pytest.mark.parametrize(("method", "place"), ROUTES)
def test_every_page_gives_one_and_the_same_answer_to_a_code_that_opens_nothing(
    product: Product, visitor: Visitor, method: str, place: str
) -> None:
    answers = set()
    for code in chain(useless(product, visitor), [visitor.code[:-1], "", "x"]):
        stranger = Visitor(visitor.app, cookies={"__Host-enrolment": code})
        address = f"/forms/enrolment/{place}"
        page = stranger.get(address) if method == "GET" else stranger.post(address, FIELDS.get(place, {}))
        answers.add((page.status, page.path, page.body, str(page.headers)))

    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_the_page_for_codes_gives_one_and_the_same_answer_to_a_code_that_opens_nothing(
    product: Product, visitor: Visitor
) -> None:
    """It shows what was typed, and that is all in which the answers differ."""
    answers = set()
    for code in useless(product, visitor):
        page = Visitor(visitor.app).post("/forms/return", {"code": code})
        answers.add((page.status, page.body.replace(code, "*"), str(page.headers)))

    assert len(answers) == 1
    assert answers.pop()[0] == 422


def test_a_link_tells_nothing_about_its_code_until_the_button_is_pressed(
    visitor: Visitor,
) -> None:
    real, guessed = (Visitor(visitor.app).get(f"/forms/return/{code}") for code in (visitor.code, GUESSED))

    assert real.body.replace(visitor.code, "*") == guessed.body.replace(GUESSED, "*")
    assert Visitor(visitor.app).get(f"/forms/return/{visitor.code[:-2]}").path == CODE_PAGE


@pytest.mark.parametrize("slip", ["cut", "one wrong", "two exchanged", "a look-alike"])
def test_a_slip_in_a_code_is_told_as_a_slip_and_the_database_is_not_asked(
    product: Product, visitor: Visitor, slip: str
) -> None:
    code = visitor.code
    other = next(sign for sign in alphabet.ALPHABET if sign != code[3])
    pair = next(n for n in range(19) if code[n] != code[n + 1])
    typed = {
        "cut": code[:-1],
        "one wrong": code[:3] + other + code[4:],
        "two exchanged": code[:pair] + code[pair + 1] + code[pair] + code[pair + 2 :],
        "a look-alike": "O" + code[1:],
    }[slip]
    app = product.public(AWS_ENDPOINT_URL_DYNAMODB="http://127.0.0.1:9")

    page = Visitor(app).post("/forms/return", {"code": typed})

    assert page.status == 422
    assert page.wrong == ["code"]
    assert "one of them is missing or not right" in page.text


def test_the_code_of_a_form_that_was_sent_leads_to_its_receipt(product: Product, visitor: Visitor) -> None:
    code = visitor.code
    visitor.go_on()
    receipt = visitor.submit()

    other = Visitor(product.public())

    assert other.post("/forms/return", {"code": written(code)}).path == receipt.path
    assert other.cookies == visitor.cookies, "so that the page leads to a letter about it"


def test_the_code_stands_on_the_page_that_saves_and_on_no_other(product: Product) -> None:
    visitor = Visitor(product.public())
    visitor.begin()
    code = visitor.code
    visitor.go_on()
    for place in ("children", "who", f"remove/{visitor.members[0]}", "check", "save"):
        visitor.get(f"/forms/enrolment/{place}")
    visitor.press("mail", link_address="other@family.example")
    visitor.press("stay")
    visitor.get("/forms/enrolment/check")
    visitor.submit()

    showing = {page.path for page in visitor.seen if code in page.body or code[4:8] in page.text.split()}
    assert showing == {"/forms/enrolment/save"}
    assert [page for page in visitor.seen if code in page.path] == []
