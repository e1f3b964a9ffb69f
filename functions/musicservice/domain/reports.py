"""What the mail service says about letters (event records of Amazon SES), read into reports of ours.

It reads what others wrote, so nothing of it is taken on trust: what is no such record is said to be none. An
address stands in each record, and in nothing that is made of one.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from musicservice.domain.fate import COMPLAINT, Heard, Report

A_LETTER = re.compile(r"[0-9a-f]{32}")
NO_SUCH_ADDRESS = "5.1"
"""What the status of a bounce begins with where the address is wrong (RFC 3463)."""
HELD_BACK = "held-back"
PERMANENT: Mapping[str, str] = {
    "NoEmail": "no-such-address",
    "Suppressed": HELD_BACK,
    "OnAccountSuppressionList": HELD_BACK,
}
PASSING: Mapping[str, str] = {
    "MailboxFull": "mailbox-full",
    "MessageTooLarge": "too-large",
    "ContentRejected": "not-accepted",
    "AttachmentRejected": "not-accepted",
}
OTHERS = frozenset({"Send", "Open", "Click", "DeliveryDelay", "Subscription", "Rendering Failure"})
"""What tells nothing of where a letter is."""


@dataclass(frozen=True)
class NoReport:
    """No report: `why` is "other" for what tells us nothing, "unreadable" for what makes no sense."""

    why: str


Read: TypeAlias = Report | NoReport
UNREADABLE, OTHER = NoReport("unreadable"), NoReport("other")


def report_from(text: str) -> Read:
    """The report in a record."""
    try:
        record = json.loads(text)
        sort = record["eventType"]
        if sort in OTHERS:
            return OTHER
        return _report(sort, record)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return UNREADABLE


def _report(sort: str, record: Mapping[str, Any]) -> Read:
    [letter] = record["mail"]["tags"]["message"]
    if not A_LETTER.fullmatch(letter):
        return UNREADABLE
    heard, reason = _meant(sort, record)
    told = record.get(sort.lower(), {})
    at = datetime.fromisoformat(told.get("timestamp") or record["mail"]["timestamp"])
    return Report(letter, heard, at, reason) if at.tzinfo else UNREADABLE


def _meant(sort: str, record: Mapping[str, Any]) -> tuple[Heard, str]:
    """What is said, and why. Raises LookupError for what is not known."""
    match sort:
        case "Delivery":
            return "delivered", ""
        case "Reject":
            return "refused", "refused"
        case "Complaint":
            # Said so of a letter, too, that was never tried because of an earlier complaint.
            is_held_back = record["complaint"].get("complaintSubType") == "OnAccountSuppressionList"
            return ("bounced", HELD_BACK) if is_held_back else ("complaint", COMPLAINT)
        case "Bounce":
            return _bounced(record["bounce"])
    raise LookupError(sort)


def _bounced(bounce: Mapping[str, Any]) -> tuple[Heard, str]:
    """A passing bounce of no further kind may be an answering machine: the letter is there, then."""
    sort, detail = bounce["bounceType"], bounce.get("bounceSubType", "")
    if sort == "Permanent":
        return "bounced", PERMANENT.get(detail) or _by_status(bounce)
    if sort == "Transient":
        return ("bounced", PASSING[detail]) if detail in PASSING else ("held up", "held-up")
    if sort == "Undetermined":
        return "bounced", "came-back"
    raise LookupError(sort)


def _by_status(bounce: Mapping[str, Any]) -> str:
    statuses = [str(one.get("status", "")) for one in bounce.get("bouncedRecipients", ())]
    is_wrong = any(status.startswith(NO_SUCH_ADDRESS) for status in statuses)
    return "no-such-address" if is_wrong else "not-accepted"
