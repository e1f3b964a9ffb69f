"""The pages behind links in messages, as text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from musicservice.catalogue import Site
from musicservice.domain.confirmation import Question
from musicservice.domain.schoolyear import YEAR_GROUPS
from musicservice.forms.form import Form, Mistakes
from musicservice.forms.typed import Raw
from musicservice.pages.environment import environment
from musicservice.pages.journey_pages import Status


@dataclass(frozen=True, kw_only=True)
class QuestionSheet:
    """A question to a school about one pupil."""

    question: Question
    page: Form
    action: str
    raw: Raw
    errors: Mistakes
    status: Status

    @property
    def year(self) -> str:
        """The pupil's school year as it is said."""
        return next((one.title for one in YEAR_GROUPS if one.slug == self.question.year_group), "")


def question_page(site: Site, sheet: QuestionSheet) -> str:
    """The question."""
    return environment().get_template("question.html").render(site=site, sheet=sheet, here="")


def letter_page(site: Site, facts: Mapping[str, Any]) -> str:
    """A decision on help with fees: what comes off, why, for how long, and how to contest it."""
    return environment().get_template("letter.html").render(site=site, letter=facts, here="")
