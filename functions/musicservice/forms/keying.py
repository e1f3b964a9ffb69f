"""What staff say of a form that they key in: how it came, when, and that the declaration was made.

It is one page more, after the first of the public's own form, of which nothing else is changed.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from musicservice.forms.classification import Classification
from musicservice.forms.journey import Journey, Step, Stop
from musicservice.forms.kinds import Agree, DayBetween, Option, Radios, Terms
from musicservice.forms.page import step

if TYPE_CHECKING:
    from musicservice.forms.kinds.field import Field

PERSONAL = Classification.PERSONAL
KEYING = "keying"
CHANNEL, CAME_ON = "channel", "came_on"
LONGEST = timedelta(days=365)
"""How long a form may have lain unread."""


def keyed(journey: Journey, today: date, site: str, *, is_dated: bool) -> Journey:
    """The form as it is keyed in. `is_dated` asks when it came, where something is promised from that day.

    `site` is the origin of the site, where the terms stand.
    """
    first, *others = journey.stops
    if not isinstance(first, Step):
        raise TypeError(journey.name)
    begins = f"/key/{journey.name}"
    page = replace(first.page, action=begins)
    stops = (
        replace(first, page=page),
        _how_it_came(today, is_dated=is_dated),
        *(_abroad(one, site) for one in others),
    )
    return replace(journey, begins=begins, stops=stops)


def _abroad(stop: Stop, site: str) -> Stop:
    """The page, whose links to terms lead to the site."""
    if not isinstance(stop, Step):
        return stop

    def led(asked: "Field[Any]") -> "Field[Any]":
        return replace(asked, url=f"{site}{asked.url}") if isinstance(asked, Terms) else asked

    page = stop.page
    sections = (replace(one, fields=tuple(led(asked) for asked in one.fields)) for one in page.sections)
    return replace(stop, page=replace(page, sections=tuple(sections)))


def _how_it_came(today: date, *, is_dated: bool) -> Step:
    fields: tuple[Field[Any], ...] = (
        Radios(
            name=CHANNEL,
            label="How did it come?",
            classification=PERSONAL,
            missing="Choose how it came",
            options=(Option("paper", "On paper"), Option("phone", "By phone")),
        ),
        *([_day(today)] if is_dated else []),
        Agree(
            name="declared",
            label="Whoever asks has made the declaration",
            classification=PERSONAL,
            missing="Tick the box once the declaration was made: without it we may not keep the form",
            hint="On paper: the form is signed, and I have put it where signed forms are kept. By phone: I "
            "read the declaration out, and they said yes to it",
        ),
    )
    return step(KEYING, "How this form came", *fields, intro="Key in what they said, in their words.")


def _day(today: date) -> DayBetween:
    return DayBetween(
        name=CAME_ON,
        label="Which day did it come?",
        classification=PERSONAL,
        hint="The answer we promised is counted from this day. Leave it empty if it came today",
        earliest=today - LONGEST,
        latest=today,
    )
