"""Answers "What would I pay?": reads the question, has it answered, and knows the address of every answer."""

from urllib.parse import urlencode

from musicservice.domain.asking import UNSURE, Figures, Told, Wish
from musicservice.forms.form import Answers, Form, Mistakes
from musicservice.forms.price import ACTION, NONE, YES
from musicservice.forms.typed import Raw

TWICE = "This was answered more than once. Choose one answer"


def link(wish: Wish) -> str:
    """The address that answers `wish`, for whoever wants to lead there."""
    asked = {
        "lesson": wish.lesson or NONE,
        "added": UNSURE if wish.added is None else wish.added or NONE,
        "hire": YES if wish.hire else NONE,
        "ensembles": wish.ensembles or NONE,
        "reason": wish.reason or NONE,
        "starts-day": wish.starts.day,
        "starts-month": wish.starts.month,
        "starts-year": wish.starts.year,
        "instalments": wish.instalments,
    }
    return f"{ACTION}?{urlencode(asked)}"


def told(form: Form, raw: Raw, figures: Figures) -> Told | Mistakes:
    """The answer to what was typed, or every mistake in it at once, in the order of the page."""
    twice = {
        field.name: field.mistake(TWICE)
        for field in form.fields
        if any(len(raw.get(name, ())) > 1 for name in field.inputs)
    }
    parsed = form.parse(raw, figures.time.first)
    if isinstance(parsed, Answers) and not twice:
        return figures.answer(_wish(parsed))
    found = {**({} if isinstance(parsed, Answers) else parsed), **twice}
    return {field.name: found[field.name] for field in form.fields if field.name in found}


def _wish(answers: Answers) -> Wish:
    """The wish that a faultless set of answers is."""

    def chosen(name: str) -> str:
        value = answers.of(name)
        return "" if value in {None, NONE} else str(value)

    return Wish(
        starts=answers.of("starts"),
        lesson=chosen("lesson"),
        added=None if answers.of("added") in {None, UNSURE} else int(chosen("added") or 0),
        hire=chosen("hire") == YES,
        ensembles=int(chosen("ensembles") or 0),
        reason=chosen("reason"),
        instalments=int(chosen("instalments") or 1),
    )
