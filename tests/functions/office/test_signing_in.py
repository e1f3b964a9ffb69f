"""Signing in and out through the office's own door, with a directory that says what the test has it say."""

from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.domain.office.staff import Staff
from musicservice.ports import UnavailableError
from musicservice.staff_ports import NotSignedInError
from tests.functions.conftest import Product
from tests.functions.office.entrance import ADA, Directory, begun, directed, finished, noted
from tests.functions.office.officer import Officer, opened
from tests.functions.office.test_deciding import Case


@pytest.fixture
def office(product: Product) -> Any:
    app = opened(product)
    directed(Directory(ADA))
    return app


def test_somebody_signs_in_and_comes_back_to_the_page_they_asked_for(office: Any) -> None:
    officer = Officer(office)
    lost = officer.asked("GET", "/queue/enrolment")
    assert lost.headers["Location"] == "/sign-in?back=%2Fqueue%2Fenrolment"

    page = finished(officer, begun(officer))

    assert (page.status, page.headers["Location"]) == (303, "/queue/enrolment")
    assert "HttpOnly; SameSite=Lax; Secure" in page.headers["Set-Cookie"]
    assert officer.get("/queue/enrolment").status == 200
    [entry] = bootstrap.staff().trail.entries("STAFF-ada", 5)
    assert entry.action == "signed in"


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/%0d%0aX: y", "javascript:alert(1)"],
)
def test_nobody_is_led_to_another_site(office: Any, back: str) -> None:
    officer = Officer(office)

    page = finished(officer, begun(officer, back))

    assert page.headers["Location"] == "/"


def test_an_answer_that_was_begun_elsewhere_signs_nobody_in(office: Any) -> None:
    ada, eve = Officer(office), Officer(office)
    state = begun(ada)

    assert finished(eve, state).status == 403
    begun(eve)
    assert finished(eve, state).status == 403
    assert "__Host-office" not in eve.cookies


@pytest.mark.parametrize("broken", ["", "x", "x.y", "é"])
def test_a_browser_without_our_beginning_signs_nobody_in(office: Any, broken: str) -> None:
    officer = Officer(office)
    state = begun(officer)
    officer.cookies["__Host-signing-in"] = broken

    assert finished(officer, state).status == 403


def test_who_has_no_role_is_turned_away_and_that_is_noted(office: Any) -> None:
    directed(Directory(Staff.of("bob", "Bob Example", ["area-durham"])))
    officer = Officer(office)

    page = finished(officer, begun(officer))

    assert page.status == 403
    assert "could not be signed in" in page.text
    assert noted("nobody") == [("not let in", ("no-role", "staff=bob"))]


@pytest.mark.parametrize("code", ["nonce", "InvalidSignatureError"])
def test_a_token_that_proves_nobody_is_noted_and_a_code_that_is_made_up_is_not(
    office: Any, code: str
) -> None:
    officer = Officer(office)
    assert finished(officer, begun(officer), "made-up").status == 403
    assert noted("nobody") == []

    directed(Directory(NotSignedInError(code)))
    assert finished(officer, begun(officer)).status == 403

    assert noted("nobody") == [("not let in", (code,))]
    assert code not in officer.asked("GET", "/signed-in?code=x&state=y").text


def test_a_directory_that_does_not_answer_is_said(office: Any) -> None:
    directed(Directory(UnavailableError("directory", "silent")))
    officer = Officer(office)

    assert finished(officer, begun(officer)).status == 503


def test_signing_out_ends_the_session_everywhere_it_is_held(office: Any) -> None:
    officer = Officer(office)
    finished(officer, begun(officer))
    thief = Officer(office, cookies=dict(officer.cookies))
    assert thief.asked("GET", "/").status == 200

    page = officer.asked("POST", "/sign-out", b"")

    assert page.headers["Refresh"] == "0; url=https://sign-in.example/logout"
    assert "__Host-office" not in officer.cookies
    assert [action for action, _ in noted("ada")] == ["signed out", "signed in"]
    assert thief.asked("GET", "/").status == 303


def test_what_was_sent_when_the_time_was_over_is_sent_again_after_signing_in(product: Product) -> None:
    case = Case(product, needs_help=False)
    officer, address = case.officer("enrolment-officer"), case.address
    officer.get(address)
    officer.cookies.clear()

    page = officer.submit(note="Rang the family:\n<b>Tuesday</b> suits them.")

    assert (page.status, page.heading) == (401, "Please sign in again")
    officer.cookies["__Host-office"] = officer.begin()
    page = officer.submit()
    assert page.path == address
    assert "<b>Tuesday</b> suits them." in page.text


def test_what_is_sent_again_is_all_that_was_sent_and_nothing_is_read_into_it(office: Any) -> None:
    officer = Officer(office)
    sent = {"answer": ["waiting"], "seen": ["2", "3"], "words": ['"><script>alert(1)</script>\nYours']}

    page = officer.post("/case/x/place/waiting/1", sent)

    [form] = page.forms()
    assert form.action == "/case/x/place/waiting/1"
    assert form.filled == sent
    assert "<script" not in page.body
