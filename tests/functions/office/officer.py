"""A member of staff with a browser: signed in with some roles, they look at pages and send forms.

They come in by the office's own door, through the events that API Gateway would make.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from chalice.local import RouteMatcher

from musicservice import bootstrap
from musicservice.domain.office.area import AREAS
from musicservice.domain.office.staff import Session, Staff
from musicservice.services.office.signing_in import key_of, secret_of
from tests import examples
from tests.examples import Answer
from tests.functions.conftest import Product
from tests.functions.pages import Page
from tests.functions.visitor import encoded

ORIGIN = "https://office.music.example"
SETTINGS = {
    "MUSICSERVICE_OFFICE_URL": ORIGIN,
    "MUSICSERVICE_ISSUER": "https://issuer.example/pool",
    "MUSICSERVICE_ISSUER_KEYS": "https://issuer.example/pool/keys",
    "MUSICSERVICE_SIGN_IN": "https://sign-in.example",
    "MUSICSERVICE_CLIENT": "the-office",
}


def opened(product: Product) -> Any:
    """The office's function, over the product's tables."""
    bootstrap.staff.cache_clear()
    return product.load("office", product.settings | SETTINGS).app


@dataclass
class Officer:
    """Somebody in the office. Without roles they are nobody, and hold no session."""

    app: Any
    roles: tuple[str, ...] = ()
    areas: tuple[str, ...] = AREAS
    id: str = "ada"
    cookies: dict[str, str] = field(default_factory=dict)
    seen: list[Page] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.roles:
            self.cookies["__Host-office"] = self.begin()

    def begin(self, at: datetime | None = None) -> str:
        """Begins a session, as signing in does, and gives its secret."""
        staff = Staff(self.id, f"{self.id.title()} Example", frozenset(self.roles), frozenset(self.areas))  # type: ignore[arg-type]
        now = at or datetime.now(UTC).replace(microsecond=0)
        secret = secret_of(self.id, "s" * 43)
        bootstrap.staff().sessions.begin(Session(key_of(secret), staff, now, now, self.id))
        return secret

    @property
    def page(self) -> Page:
        return self.seen[-1]

    def get(self, address: str) -> Page:
        """Opens an address of the office, and whatever it leads to there."""
        for _ in range(5):
            page = self.asked("GET", address)
            if page.status != 303 or not page.headers["Location"].startswith("/"):
                self.seen.append(page)
                return page
            address = page.headers["Location"]
        raise AssertionError(f"round in circles at {address}")

    def post(self, address: str, fields: Mapping[str, Answer]) -> Page:
        """Sends fields to an address and follows where that leads."""
        answer = self.only_post(address, fields)
        if answer.status == 303 and answer.headers["Location"].startswith("/"):
            return self.get(answer.headers["Location"])
        self.seen.append(answer)
        return answer

    def only_post(self, address: str, fields: Mapping[str, Answer]) -> Page:
        """Sends fields to an address; gives what came back, unfollowed."""
        return self.asked("POST", address, encoded(fields))

    def submit(self, **answers: Answer) -> Page:
        """Fills in the first form of the page that asks for one of these, and sends it."""
        for form in self.page.forms():
            pressed = {name: value for name, value in form.buttons if name and answers.get(name) == value}
            if not answers or pressed or answers.keys() & form.filled.keys():
                return self.post(form.action, {**form.answered(answers), **pressed})
        raise AssertionError(f"no form asks for {sorted(answers)} on {self.page.path}")

    def asked(self, method: str, address: str, content: bytes | None = None, **headers: str) -> Page:
        """One request and its answer, unfollowed."""
        path, query = urlsplit(address).path, parse_qs(urlsplit(address).query)
        route = RouteMatcher(list(self.app.routes)).match_route(path)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        event = examples.event(
            method,
            route.route,
            content,
            params=route.captured or None,
            query=query or None,
            cookie=cookie,
            headers=headers or None,
        )
        answer = self.app(event, None)
        self._keep(answer["headers"].get("Set-Cookie", ""))
        return Page(address, answer["statusCode"], answer["headers"], answer["body"])

    def _keep(self, cookie: str) -> None:
        if cookie:
            name, _, value = cookie.partition(";")[0].partition("=")
            if "Max-Age=0" in cookie:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
