"""What the site tells the forms: who we are, what can be chosen, which terms, rules, schools and courses are.

The site's build writes a catalogue and the functions read it when they start, so a function's
page wears the site's own header and offers the site's own choices even while the database is
away. This module knows the shape of that file, and nothing of where it lies or who wrote it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, Self, TypeAlias

from musicservice.domain.asking import Figures
from musicservice.domain.ensembles import Ensemble
from musicservice.domain.office.briefing import Adaptation
from musicservice.domain.remission import Policy
from musicservice.domain.schools import School
from musicservice.domain.tariff import Tariff
from musicservice.domain.termtime import TermTime
from musicservice.domain.training import Course
from musicservice.published.remission import policies_from_records

Record: TypeAlias = Mapping[str, Any]


class CatalogueUnreadableError(Exception):
    """The catalogue does not have the shape this version of the forms expects."""


@dataclass(frozen=True)
class Link:
    """One link of the navigation. `url` is a path on this site, or an absolute address."""

    label: str
    url: str


@dataclass(frozen=True)
class LinkGroup:
    """Links of the footer under one heading."""

    title: str
    links: tuple[Link, ...]

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """A group from its JSON object."""
        return cls(record["title"], tuple(Link(**link) for link in record["links"]))


@dataclass(frozen=True)
class Site:
    """What every page's header and footer need. `url` is the origin, without a trailing slash.

    `layout` is the template of the frame around the pages of a form.
    """

    layout: ClassVar[str] = "layout.html"
    name: str
    tagline: str
    url: str
    nav: tuple[Link, ...]
    footer: tuple[LinkGroup, ...]
    phone: str
    email: str
    address: tuple[str, ...]
    minicom_or_relay: str
    training_email: str

    @property
    def away(self) -> str:
        """What stands before an address of the site on a page that another origin serves."""
        return ""

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """A site from its JSON object."""
        lists = {
            "nav": tuple(Link(**link) for link in record["nav"]),
            "footer": tuple(LinkGroup.from_record(group) for group in record["footer"]),
            "address": tuple(record["address"]),
        }
        return cls(**{**record, **lists})


@dataclass(frozen=True)
class Choice:
    """One instrument or ensemble a family can ask for."""

    slug: str
    title: str
    group: str
    hint: str


@dataclass(frozen=True)
class Offer:
    """Everything a family can ask for, in the order the site shows it."""

    instruments: tuple[Choice, ...]
    ensembles: tuple[Choice, ...]

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """An offer from its JSON object."""
        return cls(
            tuple(Choice(**choice) for choice in record["instruments"]),
            tuple(Choice(**choice) for choice in record["ensembles"]),
        )


@dataclass(frozen=True)
class Terms:
    """The terms in force: `version` is the day they began, such as 2026-09-01."""

    version: str
    url: str


@dataclass(frozen=True)
class Catalogue:
    """The site, its offer, terms, rules on help, prices, schools and courses, as one build knew them.

    `schools` holds closed ones too, so that an old answer still has a name.
    """

    site: Site
    offer: Offer
    terms: Terms
    policies: tuple[Policy, ...]
    tariff: Tariff
    term_time: TermTime
    schools: tuple[School, ...] = ()
    courses: tuple[Course, ...] = ()
    ensembles: tuple[Ensemble, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()

    @property
    def figures(self) -> Figures:
        """What the calculator answers from."""
        return Figures(self.tariff, self.term_time, self.policies)

    def office_email(self, urn: str) -> str:
        """Where to write to a school's office; empty where we have no address."""
        return next((school.office_email for school in self.schools if school.urn == urn), "")

    def course(self, slug: str) -> Course | None:
        """The course at that address; None where it has gone, or never was."""
        return next((course for course in self.courses if course.slug == slug), None)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The catalogue in `text`; raises CatalogueUnreadableError when a part is missing or wrong."""
        try:
            record = json.loads(text)
            return cls(
                Site.from_record(record["site"]),
                Offer.from_record(record["offer"]),
                Terms(**record["terms"]),
                policies_from_records(record["policies"]),
                Tariff.from_record(record["tariff"]),
                TermTime.from_record(record["term_time"]),
                tuple(School(**school) for school in record["schools"]),
                tuple(Course.from_record(course) for course in record["courses"]),
                tuple(Ensemble.from_record(ensemble) for ensemble in record["ensembles"]),
                tuple(Adaptation.from_record(one) for one in record["adaptations"]),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            raise CatalogueUnreadableError(str(wrong)) from wrong

    def to_json(self) -> str:
        """The same catalogue as text; equal catalogues give equal text."""
        return (
            json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1, default=_day_or_time)
            + "\n"
        )


def _day_or_time(value: date) -> str:
    return value.isoformat()
