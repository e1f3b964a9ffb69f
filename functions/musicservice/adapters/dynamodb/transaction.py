"""One transaction, written until it is certain what became of it or time is up.

A cancellation because of somebody else's transaction or of too much traffic is tried again, after
a random pause, and so is an attempt whose answer never came. A failed condition is an answer and
final. Once an answer was lost, nothing but success makes the outcome certain again: whatever else is
heard later, the caller is told to look before saying anything.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError

from musicservice.adapters.aws import NEVER_LEFT, code_of
from musicservice.ports import OutcomeUnknownError, UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SERVICE = "database"
FAILED = "ConditionalCheckFailed"
PASSING_REASONS = frozenset(
    {"None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
)
PASSING_CODES = frozenset(
    {
        "ThrottlingException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "TransactionInProgressException",
    }
)
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
SERVER_FAULT = 500


class ConditionFailedError(Exception):
    """The transaction was refused. `parts` are the positions of those whose condition did not hold."""

    def __init__(self, parts: Sequence[int]) -> None:
        """`parts` count from 0 in the order written."""
        super().__init__(f"conditions {parts}")
        self.parts = frozenset(parts)


@dataclass(frozen=True)
class Hindrance:
    """Why an attempt should be made again; `unknown` where this one may have been carried out."""

    code: str
    unknown: bool = False


@dataclass(frozen=True)
class Transaction:
    """Writes through `client`, which must not try again by itself, or it would hide a lost answer.

    `pause` and `chance` are there for tests to take the waiting out.
    """

    client: "DynamoDBClient"
    pause: Callable[[float], None] = time.sleep
    chance: Callable[[float, float], float] = random.uniform

    def write(self, parts: Sequence[Any], until: float) -> None:
        """Write all of `parts` or none; begin no attempt after `until` on the monotonic clock.

        All attempts bear one token, so that one which did happen is not done again. Raises
        ConditionFailedError, OutcomeUnknownError or UnavailableError.
        """
        token, longest, unknown = str(uuid4()), FIRST_PAUSE, False
        while (hindrance := self._tried(parts, token, unknown=unknown)) is not None:
            unknown = unknown or hindrance.unknown
            if time.monotonic() + longest > until:
                raise (OutcomeUnknownError if unknown else UnavailableError)(SERVICE, hindrance.code)
            self.pause(self.chance(0, longest))
            longest = min(longest * 2, LONGEST_PAUSE)

    def _tried(self, parts: Sequence[Any], token: str, *, unknown: bool) -> Hindrance | None:
        """As `_attempt`. Being refused now says nothing of an earlier attempt that is `unknown`."""
        try:
            return self._attempt(parts, token)
        except (ConditionFailedError, UnavailableError) as refused:
            if not unknown:
                raise
            raise OutcomeUnknownError(SERVICE, "RefusedAfterLostAnswer") from refused

    def _attempt(self, parts: Sequence[Any], token: str) -> Hindrance | None:
        """None when it is written; a hindrance when it should be tried again."""
        try:
            self.client.transact_write_items(TransactItems=parts, ClientRequestToken=token)
        except self.client.exceptions.TransactionCanceledException as cancelled:
            return Hindrance(_judged(_reasons(cancelled), cancelled))
        except ClientError as failure:
            return _told(failure)
        except BotoCoreError as failure:
            return Hindrance(code_of(failure), unknown=not isinstance(failure, NEVER_LEFT))
        return None


def _reasons(cancelled: ClientError) -> list[str]:
    listed: list[dict[str, str]] = cancelled.response.get("CancellationReasons", [])  # type: ignore[assignment]
    return [reason.get("Code", "None") for reason in listed]


def _judged(reasons: list[str], cancelled: ClientError) -> str:
    if FAILED in reasons:
        raise ConditionFailedError([n for n, reason in enumerate(reasons) if reason == FAILED]) from cancelled
    hindrances = [reason for reason in reasons if reason != "None"]
    if not hindrances or not PASSING_REASONS.issuperset(reasons):
        raise UnavailableError(SERVICE, ",".join(hindrances) or "Canceled") from cancelled
    return hindrances[0]


def _told(failure: ClientError) -> Hindrance:
    code = code_of(failure)
    status = failure.response.get("ResponseMetadata", {}).get("HTTPStatusCode", SERVER_FAULT)
    if code not in PASSING_CODES and status < SERVER_FAULT:
        raise UnavailableError(SERVICE, code) from failure
    return Hindrance(code, unknown=status >= SERVER_FAULT)
