"""Reads content/data: what is held once and quoted everywhere, in TOML, and the list of schools."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from musicservice.domain.money import money
from plugins.characters import unfit
from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.adaptations import Adaptations
from plugins.models.dates import Dates
from plugins.models.films import Films
from plugins.models.language import Languages
from plugins.models.prices import Prices
from plugins.models.record import Place, Strict
from plugins.models.remission import Remission
from plugins.models.school import Authorities, School
from plugins.models.site import SiteDetails
from plugins.models.terms import Terms
from plugins.models.words import AToZ, Glossary
from plugins.reading import school_list, toml_text, typed
from plugins.reading.explain import explain, shown
from plugins.reading.prose import TOO_DEEP, Refused, prose
from plugins.reading.quoting import Misquoted, Shelf, quote
from plugins.reading.typed import Held

M = TypeVar("M", bound=Strict)
FOLDER = "data"
NO_FILE = ("the whole file", "a file of this name", "no such file")


@dataclass(frozen=True)
class Data:
    """The data files, checked each by itself."""

    site: SiteDetails
    prices: Prices
    remission: Remission
    terms: Terms
    dates: Dates
    languages: Languages
    films: Films
    glossary: Glossary
    a_to_z: AToZ
    adaptations: Adaptations
    schools: Authorities
    school_list: tuple[School, ...]

    def shelves(self) -> dict[str, Shelf]:
        """What a body may quote."""
        terms = self.terms
        return {
            "price": Shelf({price.id: money(price.pence) for price in self.prices.all}, asked=True),
            "contact": Shelf(_contact(self.site)),
            "terms": Shelf({"version": str(terms.version), "title": terms.title, "url": terms.url}),
        }

    def held(self) -> tuple[Held, ...]:
        """What a body may quote and never type."""
        shelves = self.shelves()
        return (
            typed.price(shelves["price"].sample("price")),
            typed.phone(self.site.phone, shelves["contact"].sample("contact", "phone")),
            typed.email(self.site.email, shelves["contact"].sample("contact", "email")),
        )


def _contact(site: SiteDetails) -> dict[str, str]:
    """The ways to reach us as Markdown: what can be dialled or written to is a link, a sample says so."""
    words = {
        "phone": f"[{site.phone}]({site.tel})",
        "email": f"[{site.email.replace('_', chr(92) + '_')}](mailto:{site.email})",
        "minicom_or_relay": site.minicom_or_relay,
        "address": ", ".join(site.address),
    }
    marked = {name: f"{said} (sample)" if name in site.sample else said for name, said in words.items()}
    return {"relay": marked.pop("minicom_or_relay"), **marked}


def read_data(content: Path) -> Data:
    """The files under `content`/data; raises ContentRefusedError with every mistake in all of them."""
    mistakes: list[Mistake] = []
    models: dict[str, type[Strict]] = {
        "site": SiteDetails,
        "prices": Prices,
        "remission": Remission,
        "terms": Terms,
        "dates": Dates,
        "languages": Languages,
        "films": Films,
        "glossary": Glossary,
        "a-to-z": AToZ,
        "adaptations": Adaptations,
        "schools": Authorities,
    }
    found: dict[str, Any] = {}
    for name, model in models.items():
        file = content / FOLDER / f"{name}.toml"
        try:
            found[name.replace("-", "_")] = read_toml(
                file, file.relative_to(content.parent).as_posix(), model
            )
        except ContentRefusedError as refused:
            mistakes += refused.mistakes
    try:
        found["school_list"] = _read_schools(content)
    except ContentRefusedError as refused:
        mistakes += refused.mistakes
    if mistakes:
        raise ContentRefusedError(mistakes)
    data = Data(**found)
    if mistakes := list(_bind_clauses(data, f"{content.name}/{FOLDER}/terms.toml")):
        raise ContentRefusedError(mistakes)
    return data


def _read_schools(content: Path) -> tuple[School, ...]:
    path = f"{content.name}/{FOLDER}/{school_list.NAME}"
    try:
        return school_list.read_schools(path, (content / FOLDER / school_list.NAME).read_bytes())
    except FileNotFoundError:
        raise ContentRefusedError([Mistake(path, 0, *NO_FILE)]) from None


def _bind_clauses(data: Data, path: str) -> Iterator[Mistake]:
    """Turns the words of the terms into HTML; yields what may not stand in them."""
    shelves = data.shelves()
    for number, clause in enumerate(data.terms.clauses, start=1):
        text, misquoted = quote(clause.text, shelves)
        body, refused = prose().render(text)
        clause.bind(body)
        wrong: list[Misquoted | Refused] = [*typed.typed(clause.text, data.held()), *misquoted, *refused]
        for one in wrong:
            example = one.example if isinstance(one, Misquoted) else ""
            yield Mistake(path, 0, f"clauses {number}, text", one.expected, shown(one.found), example)


def read_toml(file: Path, path: str, model: type[M]) -> M:
    """The TOML of `file` as `model`; raises ContentRefusedError with its mistakes, which call it `path`."""
    try:
        text = file.read_bytes().decode("utf-8")
        if mistake := unfit(path, text):
            raise ContentRefusedError([mistake])
        values = toml_text.values(text)
    except FileNotFoundError:
        raise ContentRefusedError([Mistake(path, 0, *NO_FILE)]) from None
    except UnicodeDecodeError as wrong:
        words = "text saved as UTF-8"
        raise ContentRefusedError(
            [Mistake(path, 0, "the whole file", words, f"byte {wrong.start + 1}")]
        ) from wrong
    except tomllib.TOMLDecodeError as wrong:
        raise ContentRefusedError([toml_text.unreadable(path, text, wrong)]) from wrong
    except RecursionError:
        raise ContentRefusedError([Mistake(path, 0, "the whole file", *TOO_DEEP)]) from None
    try:
        return model.model_validate(values)
    except ValidationError as wrong:
        raise ContentRefusedError(explain(path, model, wrong, dict(places(text, values)))) from wrong


def places(text: str, values: Mapping[str, Any]) -> Iterator[tuple[Place, int]]:
    """The line of each field: tomllib does not tell, so headers and names are looked up in the text."""
    place: Place = ()
    seen: dict[Place, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if header := re.match(r"\[\[(\w+)(?:\.(\w+))?\]\]", line):
            outer = place[:2] if header[2] else ()
            name = (*outer, header[2] or header[1])
            seen[name] = seen.get(name, -1) + 1
            place = (*name, seen[name])
            yield place, number
        elif header := re.match(r"\[(\w+)\]", line):
            place = (header[1],)
            yield place, number
        elif (field := re.match(r"(\w+)\s*=", line)) and (place or field[1] in values):
            yield (*place, field[1]), number
