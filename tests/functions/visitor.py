"""A browser without script: keeps cookies, follows redirections, fills in whatever inputs a page has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from chalice.local import RouteMatcher

from plugins.writing.form_pages import form_pages
from tests import examples
from tests.examples import Answer
from tests.functions.pages import Page

STAGE = "/forms"
BEGIN = "/enrol/form/"
BEGINS = {"enrolment": BEGIN, "remission": "/help-with-fees/form/", "booking": "/training/choirs/book/"}
MEMBER = re.compile(r"/([0-9a-f]{8})$")
EVERY = {name for child in examples.MEMBERS for name in child}
CODE_PAGE = "/enrol/continue/"
MOST_STEPS = 400


@dataclass
class Visitor:
    """Somebody with a browser. `app` is the public function; pages of the site come as its build draws them.

    `children` is how many they add, answered about as the examples say, and then as `answers` do. Help with
    fees they ask for where `needs_help` says so. `seen` are all pages shown so far.
    """

    app: Any
    children: int = len(examples.MEMBERS)
    answers: dict[str, Answer] = field(default_factory=dict)
    needs_help: bool = False
    form: str = "enrolment"
    cookies: dict[str, str] = field(default_factory=dict)
    seen: list[Page] = field(default_factory=list)
    sent: list[Page] = field(default_factory=list)
    """What came back for forms, before it was followed."""
    members: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.seen[-1]

    @property
    def code(self) -> str:
        """The code in the cookie of the form; "" where there is none."""
        return self.cookies.get(f"__Host-{self.form}", "")

    def get(self, address: str) -> Page:
        """Opens an address, and whatever it leads to."""
        for _ in range(5):
            page = self._asked("GET", address)
            if page.status != 303:
                self.seen.append(page)
                return page
            address = page.headers["Location"]
        raise AssertionError(f"round in circles at {address}")

    def head(self, address: str) -> Page:
        """Looks whether an address is there, as programs do."""
        return self._asked("HEAD", address)

    def post(self, address: str, fields: Mapping[str, Answer] | bytes) -> Page:
        """Sends fields to an address and follows where that leads."""
        answer = self.only_post(address, fields)
        if answer.status == 303:
            return self.get(answer.headers["Location"])
        self.seen.append(answer)
        return answer

    def only_post(self, address: str, fields: Mapping[str, Answer] | bytes) -> Page:
        """Sends fields to an address; gives what came back, unfollowed."""
        content = fields if isinstance(fields, bytes) else encoded(fields)
        answer = self._asked("POST", address, content)
        self.sent.append(answer)
        return answer

    def submit(self, **changes: Answer) -> Page:
        """Fills in the form of this page and sends it. Write birth_date_day for birth_date-day."""
        return self.post(self.page.form().action, self.filled(**changes))

    def only_submit(self, **changes: Answer) -> Page:
        return self.only_post(self.page.form().action, self.filled(**changes))

    def filled(self, **changes: Answer) -> dict[str, list[str]]:
        """The form of this page, filled in and not sent."""
        named = {name.replace("birth_date_", "birth_date-"): value for name, value in changes.items()}
        return self.page.form().answered({**self._answers(), **named})

    def press(self, value: str, **fields: Answer) -> Page:
        """Presses the button of that value, with whatever its form holds."""
        for form in self.page.forms():
            for name, has in form.buttons:
                if has == value:
                    return self.post(form.action, {**form.answered(fields), name: value})
            if [value] in form.filled.values():
                return self.post(form.action, form.filled)
        raise AssertionError(f"no button {value} on {self.page.path}")

    def begin(self, **changes: Answer) -> Page:
        """The first page, a part of the site, filled in and sent."""
        self.get(BEGINS[self.form])
        return self.submit(**changes)

    def step(self, **changes: Answer) -> Page:
        """Fills in whatever page is shown, and sends it."""
        buttons = {value for form in self.page.forms() for _, value in form.buttons}
        if "done" in buttons:
            return self.press("add" if len(self.members) < self.children else "done")
        return self.submit(**changes)

    def go_on(self, until: str = "check", **changes: Answer) -> Page:
        """Fills in page after page as far as the one of that name, with changes wherever they belong."""
        for _ in range(MOST_STEPS):
            if until in urlsplit(self.page.path).path.split("/"):
                return self.page
            before = self.page.path
            self.step(**changes)
            assert self.page.status == 200, (before, self.page.status, self.page.wrong)
        raise AssertionError(f"no {until} after {self.page.path}")

    def fill(self, until: str = "check", **changes: Answer) -> Page:
        """Begins, and fills in page after page as far as the one of that name."""
        self.begin(**changes)
        return self.go_on(until, **changes)

    def send(self, **changes: Answer) -> Page:
        """The whole form, begun, filled in and sent: gives the receipt."""
        self.fill(**changes)
        return self.submit()

    def again(self) -> "Visitor":
        """Another window of the same browser, at the same page."""
        return replace(self, seen=[*self.seen], sent=[])

    def _answers(self) -> dict[str, Answer]:
        """The examples' answers for this page: about the child that its address names."""
        usual = {**examples.ANSWERS, "help_with_fees": "yes" if self.needs_help else "no"}
        child: Mapping[str, Answer] = {}
        if found := MEMBER.search(urlsplit(self.page.path).path):
            if found[1] not in self.members:
                self.members.append(found[1])
            child = (
                dict.fromkeys(EVERY) | examples.MEMBERS[self.members.index(found[1]) % len(examples.MEMBERS)]
            )
        return {**usual, **child, **self.answers}

    def _asked(self, method: str, address: str, content: bytes | None = None) -> Page:
        path, query = urlsplit(address).path, parse_qs(urlsplit(address).query)
        if not path.startswith(STAGE):
            return Page(address, 200, {}, site()[path])
        route = RouteMatcher(list(self.app.routes)).match_route(path.removeprefix(STAGE))
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        params = route.captured or None
        event = examples.event(
            method, route.route, content, params=params, cookie=cookie, query=query or None
        )
        answer = self.app(event, None)
        self._keep_cookies(answer["headers"].get("Set-Cookie", ""))
        return Page(address, answer["statusCode"], answer["headers"], answer["body"])

    def _keep_cookies(self, line: str) -> None:
        for name, morsel in SimpleCookie(line).items():
            self.cookies.pop(name, None)
            if morsel["max-age"] != "0":
                self.cookies[name] = morsel.value


@cache
def site() -> Mapping[str, str]:
    """The pages of the site that belong to forms."""
    return form_pages(examples.CATALOGUE)


def encoded(fields: Mapping[str, Answer]) -> bytes:
    """Fields as a browser sends them."""
    return urlencode(
        {name: value for name, value in fields.items() if value is not None}, doseq=True
    ).encode()
