"""Event records as the mail service publishes them, about letters to nobody."""

import json
from typing import Any

LETTER = "0123456789abcdef" * 2
AT = "2026-03-14T10:00:00.669Z"


def record(sort: str, letter: str = LETTER, at: str = AT, **told: Any) -> dict[str, Any]:
    """One record; `told` is what stands in the object of its own kind."""
    mail = {
        "timestamp": "2026-03-14T09:26:53.000Z",
        "messageId": "EXAMPLE7c191be45",
        "destination": ["renee@family.example"],
        "tags": {"ses:configuration-set": ["letters"], "message": [letter]},
    }
    return {"eventType": sort, "mail": mail, sort.lower(): {"timestamp": at, **told}}


def bounce(
    sort: str = "Permanent", detail: str = "General", status: str = "5.1.1", **more: Any
) -> dict[str, Any]:
    """A letter came back."""
    recipients = [{"emailAddress": "renee@family.example", "action": "failed", "status": status}]
    return record("Bounce", bounceType=sort, bounceSubType=detail, bouncedRecipients=recipients, **more)


def told(one: dict[str, Any]) -> dict[str, Any]:
    """A record as the worker is woken with it."""
    sns = {
        "Message": json.dumps(one),
        "Subject": "Amazon SES Email Event Notification",
        "MessageAttributes": {},
    }
    return {"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": sns}]}
