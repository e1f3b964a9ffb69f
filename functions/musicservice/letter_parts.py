"""What hears of letters, put together of the parts that bootstrap.py chooses."""

from typing import TYPE_CHECKING

from musicservice.adapters.clock import SystemClock
from musicservice.adapters.dynamodb.fates import DynamoFates
from musicservice.services.hearing import Hearing

if TYPE_CHECKING:
    from musicservice.training_parts import Tables


def hearing_over(tables: "Tables") -> Hearing:
    """The worker's ear for what the mail service says."""
    return Hearing(DynamoFates(*tables), SystemClock())
