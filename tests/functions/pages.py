"""A page as a browser without script reads it: its forms, what their inputs hold, and what can be chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, Tag

from tests.examples import Answer


@dataclass(frozen=True)
class Blank:
    """One form of a page: where it goes, what its inputs hold, which buttons it has."""

    action: str
    filled: Mapping[str, list[str]]
    offered: Mapping[str, list[str]]
    """The values that boxes, radios and lists let one choose; empty for what is typed."""
    buttons: tuple[tuple[str, str], ...]

    def answered(self, answers: Mapping[str, Answer]) -> dict[str, list[str]]:
        """The form with those of the answers that it asks for; None unticks a box and empties a text."""
        sent = {name: list(values) for name, values in self.filled.items()}
        for name in self.filled.keys() & answers.keys():
            match answers[name]:
                case None:
                    sent[name] = [] if self.offered[name] else [""]
                case str(given):
                    sent[name] = [given]
                case several:
                    sent[name] = several
        return {name: values for name, values in sent.items() if values}


@dataclass(frozen=True)
class Page:
    """One answer of the functions, or of the site."""

    path: str
    status: int
    headers: Mapping[str, str]
    body: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "lxml")

    @property
    def heading(self) -> str:
        found = self.soup.find("h1")
        return found.get_text().strip() if found else ""

    @property
    def text(self) -> str:
        return self.soup.get_text(" ")

    @property
    def told(self) -> str:
        """The heading of what went wrong; "" where nothing did."""
        found = self.soup.select_one(".error-summary h2")
        return found.get_text() if found else ""

    @property
    def wrong(self) -> list[str]:
        """The inputs that the error summary leads to."""
        return [str(link["href"])[1:] for link in self.soup.select(".error-summary li a")]

    def forms(self) -> list[Blank]:
        return [_blank(one) for one in self.soup.select("main form")]

    def form(self) -> Blank:
        """The one form, or the first of several."""
        return self.forms()[0]

    def value(self, name: str) -> list[str]:
        """What an input of the page holds."""
        return next((list(one.filled[name]) for one in self.forms() if name in one.filled), [])

    def links(self) -> list[str]:
        return [str(link["href"]) for link in self.soup.select("main a, .ways-out a")]


def _blank(form: Tag) -> Blank:
    filled: dict[str, list[str]] = {}
    offered: dict[str, list[str]] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        name = str(control["name"])
        chosen = list(_chosen(control))
        filled[name] = [*filled.get(name, []), *chosen]
        offered[name] = [*offered.get(name, []), *_offered(control)]
    buttons = tuple((str(b["name"]), str(b["value"])) for b in form.select("button[name]"))
    return Blank(str(form["action"]), filled, offered, buttons)


def _chosen(control: Tag) -> Iterator[str]:
    if control.name == "textarea":
        yield control.get_text().removeprefix("\n")
    elif control.name == "select":
        yield from (str(one["value"]) for one in control.select("option[selected]"))
    elif control.get("type") not in {"checkbox", "radio"} or control.has_attr("checked"):
        yield str(control.get("value", ""))


def _offered(control: Tag) -> Iterator[str]:
    if control.name == "select":
        yield from (str(one["value"]) for one in control.select("option"))
    elif control.get("type") in {"checkbox", "radio"}:
        yield str(control["value"])
