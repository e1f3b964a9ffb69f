"""T14: every route of the office against everybody who may not, generated from the routes."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb import DynamoSubmissions
from musicservice.domain.office.area import AREAS
from musicservice.domain.office.staff import CASES, ROLES, Permission
from musicservice.services.office.signing_in import secret_of
from musicservice.web.office.routes import routes
from musicservice.web.office.rule import Route, Rule, Visit, may
from musicservice.web.reply import PROTECTING, REPORTS, Reply
from tests.contract.test_office_cases import sent
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened

FILLED = {
    "kind": "enrolment",
    "queue": "open",
    "child": "1",
    "staff": "ada",
    "answer": "waiting",
    "number": "1",
    "slug": "choirs",
    "id": "a" * 32,
    "step": "keying",
    "member": "0" * 8,
    "receipt": "A" * 43,
    "table": "bills",
    "booking": "0" * 32,
    "place": "0" * 8,
}
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def every_route() -> tuple[Route, ...]:
    found = routes(bootstrap.staff)
    assert len(found) > 3
    return found


@pytest.fixture
def office(product: Product) -> Iterator[Any]:
    app = opened(product)
    case = sent({}, {"kind": "remission"})
    DynamoSubmissions(product.database, product.database, product.prefix).keep(case, time.monotonic() + 5)
    FILLED["case"] = case.case
    yield app
    bootstrap.staff.cache_clear()


def asked(officer: Officer, route: Route, method: str, **other: str) -> int:
    """What somebody gets who asks for a route."""
    path = route.path
    for name, value in {**FILLED, **other}.items():
        path = path.replace(f"{{{name}}}", value)
    assert "{" not in path, f"{route.path} needs an example in FILLED"
    page = officer.asked(method, path, b"" if method == "POST" else None)
    assert PROTECTING.items() <= dict(page.headers).items(), (method, path)
    return page.status


def all_of(officer: Officer, every: tuple[Route, ...], **other: str) -> set[tuple[str, int]]:
    return {(method, asked(officer, one, method, **other)) for one in every for method in one.methods}


LOST = {("GET", 303), ("POST", 401)}
"""On to signing in, or what was typed given back."""


def test_nobody_gets_anything(office: Any, every_route: tuple[Route, ...]) -> None:
    assert all_of(Officer(office), every_route) <= LOST


@pytest.mark.parametrize(
    "cookie", ["", "nonsense", "YWRh.", f"YWRh.{'t' * 43}", "." * 60, "YWRh.a.b.c", "é.é"]
)
def test_no_cookie_that_we_did_not_give_opens_anything(
    office: Any, every_route: tuple[Route, ...], cookie: str
) -> None:
    officer = Officer(office, ("manager",))
    officer.cookies["__Host-office"] = cookie

    assert all_of(officer, every_route) <= LOST


@pytest.mark.parametrize("bit", [0, 20, 43])
def test_a_tampered_cookie_opens_nothing(office: Any, every_route: tuple[Route, ...], bit: int) -> None:
    officer = Officer(office, ("manager",))
    secret = officer.cookies["__Host-office"]
    officer.cookies["__Host-office"] = secret[:bit] + ("x" if secret[bit] != "x" else "y") + secret[bit + 1 :]

    assert all_of(officer, every_route) <= LOST


@pytest.mark.parametrize(
    ("begun", "seen"),
    [(timedelta(minutes=31), timedelta(minutes=30)), (timedelta(hours=8), timedelta(0))],
)
def test_a_session_ends_by_itself(
    office: Any, every_route: tuple[Route, ...], begun: timedelta, seen: timedelta
) -> None:
    officer = Officer(office, ("manager",))
    officer.begin(NOW - begun)
    session = bootstrap.staff().sessions.look(keyed(officer))
    assert session is not None
    bootstrap.staff().sessions.seen(replace(session.session, seen=NOW - seen))

    assert all_of(officer, every_route) <= LOST


def keyed(officer: Officer) -> str:
    from musicservice.services.office.signing_in import key_of  # noqa: PLC0415 - one use

    return key_of(officer.cookies["__Host-office"])


def test_who_was_signed_out_everywhere_is_out_at_once(office: Any, every_route: tuple[Route, ...]) -> None:
    officer, manager = Officer(office, ("manager",)), Officer(office, ("manager",), id="grace")

    manager.post("/staff/sign-out", {"staff": "ada"})

    assert all_of(officer, every_route) <= LOST
    assert manager.get("/").status == 200


def test_every_role_gets_what_is_its_own_and_nothing_else(
    office: Any, every_route: tuple[Route, ...]
) -> None:
    for role in ROLES:
        officer = Officer(office, (role,), id=role)
        for route in every_route:
            allowed = bool(ROLES[role] & route.rule.any_of)
            sees = not route.rule.record or bool(ROLES[role] & set(CASES.values()))
            for method in route.methods:
                status = asked(officer, route, method)
                if not allowed:
                    assert status == 403, (role, method, route.path)
                elif not sees:
                    assert status == 404, (role, method, route.path)
                else:
                    assert status not in {401, 403}, (role, method, route.path, status)
                    assert status < 500, (role, method, route.path, status)


def test_no_role_gives_nothing(office: Any, every_route: tuple[Route, ...]) -> None:
    officer = Officer(office, ("unheard-of",))

    assert all_of(officer, every_route) <= {("GET", 403), ("POST", 403)}


@pytest.mark.parametrize("areas", [(), ("darlington",), ("elsewhere",)])
def test_another_areas_case_is_as_if_it_were_not_there(
    office: Any, every_route: tuple[Route, ...], areas: tuple[str, ...]
) -> None:
    officer = Officer(office, tuple(ROLES), areas)
    about = tuple(one for one in every_route if one.rule.record)

    there, nowhere = all_of(officer, about), all_of(officer, about, case="0" * 32)

    assert there == nowhere
    assert {status for _, status in there} <= {404}


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site"},
        {"content-type": "application/x-www-form-urlencoded", "origin": "https://music.example"},
        {"content-type": "application/x-www-form-urlencoded", "origin": "null"},
    ],
)
def test_no_other_site_sends_a_form(
    office: Any, every_route: tuple[Route, ...], headers: dict[str, str]
) -> None:
    officer = Officer(office, tuple(ROLES))
    for route in every_route:
        if "POST" in route.methods:
            path = route.path
            for name, value in FILLED.items():
                path = path.replace(f"{{{name}}}", value)
            assert officer.asked("POST", path, b"", **headers).status == 403, path


def test_a_refusal_is_noted(office: Any) -> None:
    officer = Officer(office, ("auditor",))

    assert officer.get("/staff").status == 403

    [entry] = bootstrap.staff().trail.entries("STAFF-ada", 10)
    assert (entry.actor, entry.action, entry.fields) == ("staff:ada", "denied", ("route=/staff",))


@pytest.mark.parametrize("area", ["darlington", "elsewhere"])
def test_asking_for_a_case_of_another_area_is_noted_as_asking_for_none_is(office: Any, area: str) -> None:
    officer = Officer(office, ("manager",), (area,))
    there, nowhere = FILLED["case"], "0" * 32

    for case in (there, nowhere, "not-an-id"):
        assert officer.get(f"/case/{case}").status == 404

    entries = bootstrap.staff().trail.entries("STAFF-ada", 10)
    route = "route=/case/{case}"
    assert [one.fields for one in entries] == [(route,), (route, f"case={nowhere}"), (route, f"case={there}")]


def test_nothing_is_served_past_the_table_of_routes_but_signing_in(
    office: Any, every_route: tuple[Route, ...]
) -> None:
    served = {(path, method) for path, methods in office.routes.items() for method in methods}
    ruled = {(one.path, method) for one in every_route for method in one.methods}
    ruled |= {(path, "HEAD") for path, method in ruled if method == "GET"}
    looked = {
        (path, method) for path in ("/sign-in", "/signed-in", "/signed-out") for method in ("GET", "HEAD")
    }

    assert served == ruled | looked | {("/sign-out", "POST"), (REPORTS, "POST")}


def test_every_permission_is_somebodys_and_every_role_may_something() -> None:
    assert {one for permissions in ROLES.values() for one in permissions} == set(Permission)
    assert all(ROLES.values())
    assert not ROLES["auditor"] & set(CASES.values())
    assert len(AREAS) == 3


def page(_request: Any, _visit: Visit) -> Reply:
    return Reply(200)


def test_a_route_without_a_rule_cannot_be_made() -> None:
    with pytest.raises(TypeError):
        Route(("GET",), "/secret", None, page)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no rule"):
        Rule(frozenset())
    with pytest.raises(ValueError, match="case"):
        Route(("GET",), "/case/{case}", may(Permission.FIND), page)


def test_a_secret_says_whose_it_is_and_nothing_more() -> None:
    assert secret_of("ada", "x") == "YWRh.x"
