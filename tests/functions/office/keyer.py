"""Somebody in the office who keys in forms."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from musicservice.services.drafting import HERE
from tests import examples
from tests.examples import Answer
from tests.functions.booking import SLUG
from tests.functions.office.officer import Officer
from tests.functions.pages import Page
from tests.functions.visitor import EVERY, MEMBER

CAME = datetime.now(HERE).date() - timedelta(days=9)
KEYING: dict[str, Answer] = {
    "channel": "paper",
    "came_on-day": str(CAME.day),
    "came_on-month": str(CAME.month),
    "came_on-year": str(CAME.year),
    "declared": "yes",
}


@dataclass
class Keyer(Officer):
    """Somebody who keys in forms, answered as the examples are."""

    form: str = "enrolment"
    answers: dict[str, Answer] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)

    def fill(self, until: str = "check", begins: str = "") -> Page:
        """Page after page as far as the one of that name."""
        self.get(begins or f"/key/{self.form}")
        return self.go_on(until)

    def go_on(self, until: str = "check") -> Page:
        """From the page that is open."""
        for _ in range(60):
            if until in urlsplit(self.page.path).path.split("/"):
                return self.page
            self.step()
            assert self.page.status == 200, (self.page.path, self.page.status, self.page.wrong)
        raise AssertionError(f"no {until} after {self.page.path}")

    def step(self) -> Page:
        form = self.page.form()
        if buttons := dict(form.buttons):
            pressed = {name: "done" if name == "do" else value for name, value in buttons.items() if name}
            if pressed:
                return self.post(form.action, {**form.filled, **pressed})
        return self.post(form.action, form.answered(self._answers()))

    def _answers(self) -> dict[str, Answer]:
        child: dict[str, Answer] = {}
        if found := MEMBER.search(urlsplit(self.page.path).path):
            self.members += [] if found[1] in self.members else [found[1]]
            child = {**dict.fromkeys(EVERY), **examples.MEMBERS[self.members.index(found[1])]}
        usual = {**examples.ANSWERS, "help_with_fees": "no", **KEYING}
        return {**usual, **child, **self.answers}


def keyed_in(office: Any) -> None:
    """A form from paper, and a booking by phone on a course that is full: it waits."""
    families = Keyer(office, ("enrolment-officer",))
    families.fill()
    families.submit()
    courses = Keyer(office, ("cpd-officer",), form="booking", answers={"if_full": "as-many-as-possible"})
    for _ in range(2):
        courses.fill(begins=f"/key/booking/course/{SLUG}")
        courses.submit()
    for words in ("DMS-2222-22", "Example"):
        courses.get("/find")
        courses.submit(words=words)
    courses.get(f"/course/{SLUG}/feedback")
    [waits] = [link for link in courses.get(f"/course/{SLUG}").links() if "/waiting/" in link]
    courses.post(waits, {"do": "remove"})
