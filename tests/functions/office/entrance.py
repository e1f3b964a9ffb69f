"""A directory that says what a test has it say, and the way past it into the office."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from musicservice import bootstrap
from musicservice.domain.office.staff import Staff
from musicservice.staff_ports import NotSignedInError
from tests.functions.office.officer import Officer

ADA = Staff.of("ada", "Ada Example", ["role-enrolment-officer", "area-durham"])


class Directory:
    """Knows one code, and whose it is; or what goes wrong."""

    def __init__(self, who: Staff | Exception) -> None:
        self.answer = who

    def door(self, state: str, nonce: str, challenge: str) -> str:
        return f"https://sign-in.example/?state={state}&nonce={nonce}&challenge={challenge}"

    def way_out(self) -> str:
        return "https://sign-in.example/logout"

    def who(self, code: str, verifier: str, nonce: str) -> tuple[Staff, str]:
        del verifier, nonce
        if isinstance(self.answer, Exception):
            raise self.answer
        if code != "the-code":
            raise NotSignedInError("refused")
        return self.answer, f"{self.answer.id}.example"


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


def noted(staff: str) -> list[tuple[str, tuple[str, ...]]]:
    """What stands on somebody's trail, the latest first."""
    return [(one.action, one.fields) for one in bootstrap.staff().trail.entries(f"STAFF-{staff}", 9)]
