"""Stands in for what AWS's mail service tells of letters: that they arrived, came back, or were unwanted.

Letters to `bounce@…` come back, and letters to `complaint@…` are complained about, as in SES's simulator.
All others arrive. What is told lies in a folder until the worker has heard it.
"""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

TOLD = "told"
"""The folder's name."""
BOUNCE, COMPLAINT = "bounce", "complaint"
CAME_BACK = {
    "bounceType": "Permanent",
    "bounceSubType": "General",
    "bouncedRecipients": [{"status": "5.1.1"}],
}


@dataclass(frozen=True)
class Told:
    """What is told, a file for each letter in `folder`."""

    folder: Path

    def tell(self, content: bytes, now: datetime) -> None:
        """Tell what becomes of the letter in a request to SES v2 that was taken; nothing of anything else."""
        try:
            asked = json.loads(content)
            records = list(_records(asked, now))
        except (ValueError, LookupError, TypeError, AttributeError):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        for record in records:
            place = self.folder / f"{uuid.uuid4().hex}.json"
            aside = place.with_suffix(".new")
            aside.write_text(json.dumps(_event(record)), encoding="utf-8")
            aside.rename(place)

    def waiting(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """What the worker has not heard yet: its file, and the event that a function is woken with."""
        for place in sorted(self.folder.glob("*.json")):
            yield place, json.loads(place.read_text(encoding="utf-8"))


def _records(asked: dict[str, Any], now: datetime) -> Iterator[dict[str, Any]]:
    [letter] = [tag["Value"] for tag in asked["EmailTags"] if tag["Name"] == "message"]
    [address] = asked["Destination"]["ToAddresses"]
    at = now.astimezone(UTC).isoformat().replace("+00:00", "Z")
    mail = {"timestamp": at, "tags": {"message": [letter]}}
    name = address.partition("@")[0].lower()
    if name == BOUNCE:
        yield {"eventType": "Bounce", "mail": mail, "bounce": {"timestamp": at, **CAME_BACK}}
        return
    yield {"eventType": "Delivery", "mail": mail, "delivery": {"timestamp": at}}
    if name == COMPLAINT:
        yield {"eventType": "Complaint", "mail": mail, "complaint": {"timestamp": at}}


def _event(record: dict[str, Any]) -> dict[str, Any]:
    """A record as SNS brings it to a function."""
    message = {"Message": json.dumps(record), "Subject": "", "MessageAttributes": {}}
    return {"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": message}]}
