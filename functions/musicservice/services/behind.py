"""What lies behind a link: the text, or that there is none, or that it cannot be looked up now."""

from datetime import datetime

from musicservice.ports import Kept, Lockers, SealBrokenError, UnavailableError
from musicservice.services.outcomes import Gone, Unsaved


def behind(lockers: Lockers, code: str, now: datetime) -> Kept | Gone | Unsaved:
    """What the code opens. A text that was tampered with is as good as gone."""
    try:
        return lockers.look(code, now) or Gone()
    except UnavailableError as cause:
        return Unsaved(cause)
    except SealBrokenError:
        return Gone()
