"""What lies behind a link: the text, or that there is none, or that it cannot be looked up now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from musicservice.ports import Kept, Lockers, SealBrokenError, UnavailableError
from musicservice.services.outcomes import Gone, Unsaved


@dataclass(frozen=True)
class Told:
    """What a link of ours says, and how often that was changed."""

    facts: Mapping[str, Any]
    revision: int


def behind(lockers: Lockers, code: str, now: datetime) -> Kept | Gone | Unsaved:
    """What the code opens. A text that was tampered with is as good as gone."""
    try:
        return lockers.look(code, now) or Gone()
    except UnavailableError as cause:
        return Unsaved(cause)
    except SealBrokenError:
        return Gone()


def told_behind(lockers: Lockers, code: str, kind: str, now: datetime) -> Told | Gone | Unsaved:
    """The same, of one kind of link. One of another kind opens nothing here."""
    kept = behind(lockers, code, now)
    if not isinstance(kept, Kept):
        return kept
    facts = json.loads(kept.text)
    return Told(facts, kept.revision) if facts.get("kind") == kind else Gone()
