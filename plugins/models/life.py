"""The life of a page: a draft, kept for a day, on show, over; and the addresses that it had before.

It decides where in its life a page is on a day. It knows no clock and no other page.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Protocol

from pydantic import AfterValidator, ValidationInfo

from plugins.models.kinds import LIST, Day, Slug, pattern, refusal
from plugins.models.record import field


class Stage(StrEnum):
    """Where in its life a page is."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LIVE = "live"
    EXPIRED = "expired"


class Life(Protocol):
    """What a page says of its own life. `publish` and `expires` are the first and the last day on show."""

    @property
    def draft(self) -> bool: ...
    @property
    def publish(self) -> dt.date | None: ...
    @property
    def expires(self) -> dt.date | None: ...


def stage(life: Life, today: dt.date) -> Stage:
    """Where in its life it is on `today`."""
    if life.draft:
        return Stage.DRAFT
    if life.publish and life.publish > today:
        return Stage.SCHEDULED
    return Stage.EXPIRED if life.expires and life.expires < today else Stage.LIVE


def _not_before_it_begins(expires: dt.date, info: ValidationInfo) -> dt.date:
    begins = info.data.get("publish") or info.data.get("date")
    if begins and expires < begins:
        raise refusal("a day that is not before the first one")
    return expires


LastDay = Annotated[Day, AfterValidator(_not_before_it_begins)]
OldAddress = Annotated[
    str,
    pattern(
        "an address on this site that begins with a slash and ends with one, or with .html",
        r"/(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9][A-Za-z0-9._-]*\.html?)?",
    ),
]
OldAddresses = Annotated[tuple[OldAddress, ...], LIST]
Allowed = Annotated[tuple[Slug, ...], LIST]


def draft() -> Any:
    return field("whether it is a draft, which only a preview shows", "yes", label="Draft", default=False)


def publish() -> Any:
    return field(
        "the first day on which it is shown; left out, that is at once",
        "2027-01-11",
        label="First day",
        default=None,
    )


def expires() -> Any:
    return field(
        "the last day on which it is shown; left out, it stays", "2027-07-31", label="Last day", default=None
    )


def redirect_from() -> Any:
    return field(
        "the addresses that lead here too: its own old ones, and those of pages it takes the place of",
        "[/old-address/]",
        label="Old addresses",
        default=(),
    )


def allow() -> Any:
    return field(
        "the warnings of the checks to pass over here, by their names",
        "[reading-age]",
        label="Warnings to pass over",
        default=(),
    )
