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
from tests.functions.office.test_deciding import Case

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
    assert noted("nobody") == [("not let in", ("no-role", "staff=bob"))]


def noted(staff: str) -> list[tuple[str, tuple[str, ...]]]:
    """What stands on somebody's trail, the latest first."""
    return [(one.action, one.fields) for one in bootstrap.staff().trail.entries(f"STAFF-{staff}", 9)]


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


def test_whoever_signs_in_again_gets_another_secret_and_the_first_ends(office: Any) -> None:
    officer = Officer(office)
    finished(officer, begun(officer))
    first = Officer(office, cookies=dict(officer.cookies))

    finished(officer, begun(officer))

    assert officer.cookies["__Host-office"] != first.cookies["__Host-office"]
    assert officer.asked("GET", "/").status == 200
    assert first.asked("GET", "/").status == 303


def test_the_page_of_staff_tells_who_is_here_and_no_longer_who_left(office: Any) -> None:
    manager = Officer(office, ("manager",), id="grace")
    ada, elsewhere = Officer(office), Officer(office)
    for one in (ada, elsewhere):
        finished(one, begun(one))
    assert "Ada Example" in manager.get("/staff").text
    assert "in 2 browsers" in manager.page.text

    ada.asked("POST", "/sign-out", b"")
    assert "Ada Example" in manager.get("/staff").text
    assert "browsers" not in manager.page.text

    assert "Ada Example" not in manager.post("/staff/sign-out", {"staff": "ada"}).text
    assert elsewhere.asked("GET", "/").status == 303
    assert manager.post("/staff/sign-out", {"staff": "ada"}).status == 200
    assert manager.post("/staff/sign-out", {"staff": "unheard-of"}).status == 200
    assert noted("grace") == [("signed somebody out", ("staff=ada",))]


def test_the_auditor_reads_of_those_who_were_not_let_in(office: Any) -> None:
    directed(Directory(NotSignedInError("nonce")))
    officer = Officer(office)
    finished(officer, begun(officer))

    page = Officer(office, ("auditor",), id="farid").get("/trail/nobody")

    assert "was not let in" in page.text
