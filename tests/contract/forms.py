"""Every page of every form in every wording, drawn once, and answers to each of its questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bs4 import BeautifulSoup, Tag

from musicservice.forms import ALONE, JOURNEYS
from musicservice.forms.form import Answers, Form
from musicservice.forms.journey import Journey, Step
from musicservice.forms.typed import Raw
from musicservice.pages.journey_pages import Status, StepSheet, step_page
from tests.examples import CATALOGUE, MEMBERS, NOW, WORDINGS, journey, typed

ACTION = "/forms/somewhere"


@dataclass(frozen=True)
class Case:
    """One page of a form in one wording, or a form of one page."""

    journey: Journey | None
    step: Step
    drawn: dict[str, BeautifulSoup] = field(default_factory=dict, compare=False, repr=False)

    @property
    def page(self) -> Form:
        return self.step.page

    @property
    def members(self) -> tuple[int | None, ...]:
        return tuple(range(len(MEMBERS))) if self.step.each else (None,)

    def filled(self) -> Iterator[tuple[Raw, Answers]]:
        """What is sent by those of the examples who can answer the page."""
        for member in self.members:
            raw = typed(self.page, member)
            found = self.page.parse(raw, NOW.date())
            if isinstance(found, Answers):
                yield raw, found

    def draw(self, raw: Raw, errors: Mapping[str, Any], status: Status) -> BeautifulSoup:
        sheet = StepSheet(page=self.page, action=ACTION, raw=raw, errors=errors, status=status)
        return BeautifulSoup(step_page(CATALOGUE.site, sheet), "lxml")

    def fresh(self) -> BeautifulSoup:
        if "fresh" not in self.drawn:
            self.drawn["fresh"] = self.draw({}, {}, "fresh")
        return self.drawn["fresh"]

    def mistaken(self) -> BeautifulSoup:
        """The page with something to put right at every question."""
        if "mistaken" not in self.drawn:
            errors = {one.name: one.mistake(f"{one.name} is wrong") for one in self.page.fields}
            self.drawn["mistaken"] = self.draw({}, errors, "mistakes")
        return self.drawn["mistaken"]


@cache
def cases() -> dict[str, Case]:
    made = [(name, who, journey(who, name)) for name in JOURNEYS for who in WORDINGS[name]]
    of_journeys = {
        f"{name}-{who}-{step.name}": Case(form, step) for name, who, form in made for step in form.steps
    }
    return of_journeys | {page.name: Case(None, Step(page=page)) for page in ALONE}


def form_in(drawn: BeautifulSoup) -> Tag:
    found = drawn.select_one("main form")
    assert isinstance(found, Tag)
    return found


def controls(drawn: BeautifulSoup) -> list[Tag]:
    return form_in(drawn).find_all(["input", "textarea", "select"])


def sent_by(drawn: BeautifulSoup) -> dict[str, tuple[str, ...]]:
    """What a browser would send if somebody pressed the button at once, empty values left out."""
    sent: dict[str, tuple[str, ...]] = {}
    for control in controls(drawn):
        name = str(control["name"])
        sent[name] = (*sent.get(name, ()), *(value for value in values_of(control) if value))
    return {name: values for name, values in sent.items() if values}


def values_of(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.name == "select":
        return [str(option["value"]) for option in control.select("option[selected]")]
    if control.get("type") in {"radio", "checkbox"} and not control.has_attr("checked"):
        return []
    return [str(control.get("value", ""))]
