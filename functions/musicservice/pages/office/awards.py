"""Help with fees in words: what was chosen, how it is listed, and the letter that tells the family."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from musicservice.domain.dates import in_words
from musicservice.domain.office.deciding import Award
from musicservice.domain.receipt import Line
from musicservice.domain.relief import ITEMS, NO_RELIEF, Relief
from musicservice.domain.remission.words import ITEM_NAMES
from musicservice.forms import deciding as forms
from musicservice.forms.form import Answers


def chosen(answers: Answers, by_rules: Award) -> Award:
    """What was decided: as proposed, or the rates that were chosen, for the days of the proposal."""
    if answers.of("answer") == forms.AS_PROPOSED:
        return by_rules
    chosen = {item: answers.of(item) for item in ITEMS}
    reliefs = {item: _relief(rate, by_rules.reliefs.get(item, NO_RELIEF)) for item, rate in chosen.items()}
    return replace(by_rules, reliefs=reliefs)


def _relief(rate: str | None, by_rules: Relief) -> Relief:
    """A rate; the published price where it is the rate that the rules propose."""
    percent = int(rate or 0)
    return by_rules if percent == by_rules.percent else Relief(percent)


def rates(award: Award) -> list[str]:
    """What comes off, item by item."""
    return [
        f"{award.reliefs[item].percent}% off {ITEM_NAMES[item]}"
        for item in ITEMS
        if item in award.reliefs and award.reliefs[item].percent
    ]


def awarded(said: Mapping[str, Any]) -> Iterator[Line]:
    """What was decided, of what is sealed with it."""
    if "award" in said:
        award = Award.from_record(said["award"])
        yield Line("Off", "\n".join(rates(award)) or "nothing")
        yield Line("Days", f"{in_words(award.first)} to {in_words(award.last)}")


def title_of(award: Award) -> str:
    return "We cannot help with these fees" if award.is_nothing else "You get help with fees"


def letter_of(award: Award, reason: str) -> Iterator[str]:
    """The letter, in words that can be understood and argued with."""
    if not award.is_nothing:
        yield f"From {in_words(award.first)} to {in_words(award.last)}: {' and '.join(rates(award))}."
    yield reason
    if award.policy:
        yield f"By the rules “{award.policy}”, version {award.version}. You can read them on our website."
