"""T13: events to begin with. For every route, what a household sends, and what the tests know of."""

from collections.abc import Iterator
from typing import Any

from tests import examples
from tests.functions import test_random_bodies as bodies
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.returning import returning
from tests.functions.test_bad_events import EVENTS, event


def good(made: Product, function: str, *, odd: bool = True) -> list[Any]:
    """What to begin with: every route, pages filled in, and what the tests know of already."""
    if function == "public":
        app = made.public()
        listed = list(of_public(app, f"__Host-enrolment={returning(made, app).code}"))
    else:
        officer = Officer(opened(made), ("enrolment-officer", "manager"))
        listed = list(every_route(officer.app, f"__Host-office={officer.cookies['__Host-office']}"))
    return [*listed, *(known() if odd else ())]


def of_public(app: Any, cookie: str) -> Iterator[Any]:
    """Good events for every route of the public function, and what a household sends to each page."""
    yield from every_route(app, cookie)
    for route, params in bodies.PLACES:
        fields = {
            name: [value] if isinstance(value, str) else value
            for name, value in bodies.good((route, params)).items()
        }
        sent = [(name, one.encode()) for name, several in fields.items() for one in several]
        yield examples.event(route=route, content=bodies.encoded(sent), params=params, cookie=cookie)


def every_route(app: Any, cookie: str) -> Iterator[Any]:
    """A look at every route there is, and a form of one field for it."""
    given = {"step": "you", "member": "00000001", "code": "x" * 16, "receipt": "A" * 43}
    for route, methods in app.routes.items():
        params = {name: given.get(name, "1") for name in names_in(route)}
        for method in methods:
            content = b"do=go&words=x" if method == "POST" else None
            yield examples.event(
                method, route, content, params=params or None, cookie=cookie, query={"q": ["x"]}
            )


def names_in(route: str) -> list[str]:
    return [part[1:-1] for part in route.split("/") if part.startswith("{")]


def known() -> Iterator[Any]:
    """What the tests send by name, but for megabytes."""
    yield event()
    yield from (one for one, _ in EVENTS.values() if len(str(one)) < 100_000)
