"""One page of questions as a step, in the shortest way to say it."""

from typing import Any

from musicservice.forms.conditions import ALWAYS, Condition
from musicservice.forms.form import Form, Rule, Section
from musicservice.forms.journey import Step
from musicservice.forms.kinds.field import Field


def step(  # noqa: PLR0913 - a whole declaration
    name: str,
    title: str,
    *fields: Field[Any],
    intro: str = "",
    rules: tuple[Rule, ...] = (),
    shown_if: Condition = ALWAYS,
    each: bool = False,
    aside: tuple[str, str] | None = None,
) -> Step:
    """The questions `fields` on a page of their own."""
    sections = (Section("", intro, fields),)
    return Step(
        page=Form(name=name, title=title, sections=sections, rules=rules, aside=aside),
        shown_if=shown_if,
        each=each,
    )
