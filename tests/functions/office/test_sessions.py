"""How long a session holds, what the directory says meanwhile, and who sees it."""

import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.ports import UnavailableError
from musicservice.staff_ports import NotSignedInError
from tests.functions.conftest import Product
from tests.functions.office.entrance import ADA, Directory, begun, directed, finished, noted
from tests.functions.office.officer import Officer, opened


@pytest.fixture
def office(product: Product) -> Any:
    app = opened(product)
    directed(Directory(ADA))
    return app


def test_whoever_signs_in_again_gets_another_secret_and_the_first_ends(office: Any) -> None:
    officer = Officer(office)
    finished(officer, begun(officer))
    first = Officer(office, cookies=dict(officer.cookies))

    finished(officer, begun(officer))

    assert officer.cookies["__Host-office"] != first.cookies["__Host-office"]
    assert officer.asked("GET", "/").status == 200
    assert first.asked("GET", "/").status == 303


class Register:
    """What the directory says by now of whoever is asked about, and who that was."""

    def __init__(self, said: tuple[str, ...] | Exception | None) -> None:
        self.said = said
        self.asked: list[str] = []

    def groups(self, username: str) -> tuple[str, ...] | None:
        self.asked.append(username)
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


def minutes_later(minutes: int, said: tuple[str, ...] | Exception | None) -> Register:
    """So long after somebody signed in, when the directory says something else of them."""
    parts, register = bootstrap.staff(), Register(said)
    clock = parts.signing_in.clock.now() + timedelta(minutes=minutes)
    later = replace(parts.signing_in, register=register, clock=Clock(clock))
    object.__setattr__(parts, "signing_in", later)
    return register


@dataclass(frozen=True)
class Clock:
    """A clock that stands, for all but how long something takes."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return time.monotonic()


SAME = ("role-enrolment-officer", "area-durham")


@pytest.mark.parametrize("said", [None, (), ("area-durham",), ("role-unheard-of",)])
def test_who_has_left_is_out_within_a_minute(office: Any, said: tuple[str, ...] | None) -> None:
    officer = Officer(office)
    finished(officer, begun(officer))
    register = minutes_later(1, said)

    assert officer.asked("GET", "/").status == 303

    assert register.asked == ["ada.example"]
    minutes_later(0, SAME)
    assert officer.asked("GET", "/").status == 303
    assert noted("ada")[0] == ("roles changed", ())


def test_other_roles_count_within_a_minute(office: Any) -> None:
    officer = Officer(office)
    finished(officer, begun(officer))
    assert officer.asked("GET", "/staff").status == 403
    register = minutes_later(1, ("role-manager", "area-darlington"))

    assert officer.asked("GET", "/staff").status == 200
    assert officer.asked("GET", "/staff").status == 200

    assert len(register.asked) == 1
    assert ("roles changed", ("manager",)) in noted("ada")
    assert "darlington" in officer.asked("GET", "/staff").text


def test_who_is_the_same_stays_and_nothing_is_noted(office: Any) -> None:
    officer = Officer(office)
    finished(officer, begun(officer))
    for minutes in (20, 20, 20):
        minutes_later(minutes, SAME)
        assert officer.asked("GET", "/").status == 200

    assert [action for action, _ in noted("ada")] == ["signed in"]


def test_while_the_directory_is_silent_what_it_said_holds_for_half_an_hour(office: Any) -> None:
    officer = Officer(office)
    finished(officer, begun(officer))
    silent = UnavailableError("directory", "silent")

    minutes_later(29, silent)
    assert officer.asked("GET", "/").status == 200
    minutes_later(1, silent)
    assert officer.asked("GET", "/").status == 303


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
