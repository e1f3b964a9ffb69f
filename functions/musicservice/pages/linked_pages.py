"""The pages behind links in messages, as text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from musicservice.catalogue import Site
from musicservice.domain.confirmation import Question
from musicservice.domain.schoolyear import YEAR_GROUPS
from musicservice.forms.asking import ANSWER
from musicservice.forms.form import Form, Mistakes
from musicservice.forms.typed import Raw
from musicservice.pages.environment import environment
from musicservice.pages.journey_pages import Status
from musicservice.services.offers import Offered


@dataclass(frozen=True, kw_only=True)
class QuestionSheet:
    """A question to a school about one pupil; none where that could not be looked up."""

    question: Question | None
    page: Form
    action: str
    raw: Raw
    errors: Mistakes
    status: Status

    @property
    def year(self) -> str:
        """The pupil's school year as it is said."""
        slug = self.question.year_group if self.question else ""
        return next((one.title for one in YEAR_GROUPS if one.slug == slug), "")


def question_page(site: Site, sheet: QuestionSheet) -> str:
    """The question."""
    return environment().get_template("question.html").render(site=site, sheet=sheet, here="")


def letter_page(site: Site, facts: Mapping[str, Any], forget: str) -> str:
    """A decision on help with fees: what comes off, why, for how long, and how to contest it.

    `forget` is where a device that opened it by its cookie is told to forget it; "" where a link did.
    """
    return environment().get_template("letter.html").render(site=site, letter=facts, forget=forget, here="")


def told_page(site: Site, facts: Mapping[str, Any]) -> str:
    """A letter in words that staff decided on."""
    day = date.fromisoformat(facts["day"])
    return environment().get_template("told.html").render(site=site, letter=facts, day=day, here="")


def answer_page(  # noqa: PLR0913, PLR0917 - a page's whole context
    site: Site, question: Mapping[str, Any], action: str, raw: Raw, errors: Mistakes, status: str
) -> str:
    """One thing more that a family is asked for; no question where it could not be looked up."""
    until = date.fromisoformat(question["until"]) if question else None
    facts = {"action": action, "form": ANSWER, "raw": raw, "errors": errors, "status": status}
    template = environment().get_template("answer.html")
    return template.render(site=site, question=question, until=until, here="", **facts)


def offer_page(site: Site, offered: Offered, action: str) -> str:
    """An offer of a place, with its price, as it stands. `action` takes the answer."""
    terms = offered.terms
    return (
        environment()
        .get_template("offer.html")
        .render(
            site=site,
            offered=offered,
            action=action,
            until=date.fromisoformat(terms["until"]),
            terms_of=date.fromisoformat(terms["terms"]),
            payments=[{**one, "due": date.fromisoformat(one["due"])} for one in terms["payments"]],
            here="",
        )
    )
