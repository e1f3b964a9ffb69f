"""Signing in and out through the office's own door, with a directory that says what the test has it say."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from musicservice import bootstrap
from musicservice.domain.office.staff import Staff
from musicservice.ports import UnavailableError
from musicservice.staff_ports import NotSignedInError
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened

ADA = Staff.of("ada", "Ada Example", ["role-enrolment-officer", "area-durham"])


class Directory:
    """Knows one code, and whose it is; or what goes wrong."""

    def __init__(self, who: Staff | Exception) -> None:
        self.answer = who

    def door(self, state: str, nonce: str, challenge: str) -> str:
        return f"https://sign-in.example/?state={state}&nonce={nonce}&challenge={challenge}"

    def way_out(self) -> str:
        return "https://sign-in.example/logout"

    def who(self, code: str, verifier: str, nonce: str) -> Staff:
        del verifier, nonce
        if isinstance(self.answer, Exception):
            raise self.answer
        if code != "the-code":
            raise NotSignedInError("refused")
        return self.answer


@pytest.fixture
def office(product: Product) -> Any:
    app = opened(product)
    directed(Directory(ADA))
    return app


def directed(directory: Directory) -> None:
    parts = bootstrap.staff()
    signing = replace(parts.signing_in, directory=directory)
    object.__setattr__(parts, "signing_in", signing)


def begun(officer: Officer, back: str = "/queue/enrolment") -> str:
    """Sent to the directory; gives the state it was sent with."""
    page = officer.asked("GET", f"/sign-in?back={back}")
    assert page.status == 303
    return parse_qs(urlsplit(page.headers["Location"]).query)["state"][0]


def finished(officer: Officer, state: str, code: str = "the-code") -> Any:
    return officer.asked("GET", f"/signed-in?code={code}&state={state}")


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
    assert [one.action for one in bootstrap.staff().trail.entries("STAFF-bob", 5)] == ["turned away"]


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

    assert page.headers["Location"] == "https://sign-in.example/logout"
    assert thief.asked("GET", "/").status == 303


def test_what_was_typed_when_the_time_was_over_is_given_back(office: Any) -> None:
    officer = Officer(office)

    page = officer.only_post("/case/x/note", {"note": "Rang the family: they would rather have Tuesday."})

    assert page.status == 401
    assert "they would rather have Tuesday" in page.text


def test_whoever_signs_in_again_gets_another_secret(office: Any) -> None:
    officer = Officer(office)
    finished(officer, begun(officer))
    first = officer.cookies["__Host-office"]
    finished(officer, begun(officer))

    assert officer.cookies["__Host-office"] != first
