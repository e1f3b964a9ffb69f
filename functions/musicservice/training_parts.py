"""What families and schools do with courses, put together of the parts that bootstrap.py chooses."""

from typing import TYPE_CHECKING, TypeAlias

from musicservice.adapters.clock import SystemClock
from musicservice.adapters.codes import receipt_name
from musicservice.adapters.dynamodb import DynamoBookings, DynamoLockers, DynamoVoices
from musicservice.adapters.published import Published
from musicservice.ports import Fingerprint, Seal
from musicservice.services.booking import Booking
from musicservice.services.feedback import Feedback
from musicservice.services.managing import Managing

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

__all__ = ["Feedback", "Managing", "Tables", "feedback", "managing"]

Tables: TypeAlias = tuple["DynamoDBClient", "DynamoDBClient", str]
"""A client that tries twice, one that never does, and what the tables' names begin with."""


def managing(tables: Tables, published: Published, seal: Seal, fingerprint: Fingerprint) -> Managing:
    """Bookings, for whoever makes one or has its code."""
    return Managing(
        Booking(
            bookings=DynamoBookings(*tables),
            links=DynamoLockers(*tables, "links"),
            clock=SystemClock(),
            course=published.course,
            seal=seal,
            fingerprint=fingerprint,
            receipt_name=receipt_name,
        )
    )


def feedback(tables: Tables, seal: Seal) -> Feedback:
    """What people say of courses, for whoever has a link."""
    return Feedback(DynamoLockers(*tables, "links"), DynamoVoices(*tables), seal, SystemClock())
