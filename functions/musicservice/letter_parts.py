"""What sends letters and hears of them, put together of the parts that bootstrap.py chooses."""

from dataclasses import replace
from typing import TYPE_CHECKING

from musicservice.adapters.clock import SystemClock
from musicservice.adapters.dynamodb import DynamoOutbox
from musicservice.adapters.dynamodb.fates import DynamoFates
from musicservice.adapters.published import Published
from musicservice.adapters.ses import SesPost
from musicservice.ports import Clock, Opener
from musicservice.services.hearing import Hearing
from musicservice.services.sweep import Sweep

if TYPE_CHECKING:
    from musicservice.training_parts import Tables


def hearing_over(tables: "Tables") -> Hearing:
    """The worker's ear for what the mail service says."""
    return Hearing(DynamoFates(*tables), SystemClock())


def sending_over(  # noqa: PLR0913, PLR0917 - all that it is made of
    tables: "Tables", post: SesPost, clock: Clock, origin: str, published: Published, opener: Opener
) -> Sweep:
    """The worker's round of sending. `origin` is where links lead."""
    return Sweep(
        outbox=DynamoOutbox(tables[0], tables[2]),
        opener=opener,
        post=post,
        clock=clock,
        site=lambda: replace(published.catalogue().site, url=origin),
        course=published.course,
    )
