"""Submissions, the outbox and the states of uploads, kept in DynamoDB tables."""

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
