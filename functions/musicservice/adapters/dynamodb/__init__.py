"""Submissions, the outbox and the states of uploads, kept in DynamoDB tables.

Each is loaded when it is first asked for: a family that sends a form waits for none of the courses' tables.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musicservice.adapters.dynamodb.bookings import DynamoBookings
    from musicservice.adapters.dynamodb.confirmations import DynamoConfirmations
    from musicservice.adapters.dynamodb.lockers import DynamoLockers
    from musicservice.adapters.dynamodb.notices import DynamoNotices
    from musicservice.adapters.dynamodb.outbox import DynamoOutbox
    from musicservice.adapters.dynamodb.register import DynamoRegister
    from musicservice.adapters.dynamodb.replies import DynamoReplies
    from musicservice.adapters.dynamodb.roll import DynamoRoll
    from musicservice.adapters.dynamodb.seats import DynamoSeats
    from musicservice.adapters.dynamodb.submissions import DynamoSubmissions
    from musicservice.adapters.dynamodb.uploads import DynamoUploads
    from musicservice.adapters.dynamodb.voices import DynamoVoices

__all__ = [
    "DynamoBookings",
    "DynamoConfirmations",
    "DynamoLockers",
    "DynamoNotices",
    "DynamoOutbox",
    "DynamoRegister",
    "DynamoReplies",
    "DynamoRoll",
    "DynamoSeats",
    "DynamoSubmissions",
    "DynamoUploads",
    "DynamoVoices",
]


def __getattr__(name: str) -> Any:
    """DynamoSeats stands in seats.py, and so on."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{name.removeprefix('Dynamo').lower()}"), name)
