"""Which day a build is for: the present one in England, or one that it was told, to try what will be."""

import datetime as dt
import sys
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo


def of_today(settings: Mapping[str, Any]) -> dt.date:
    """The setting TODAY as a day, or the present day. What is no day ends the build with a line."""
    told = str(settings.get("TODAY") or "")
    if not told:
        return dt.datetime.now(ZoneInfo(settings["TIMEZONE"])).date()
    try:
        return dt.date.fromisoformat(told)
    except ValueError:
        sys.exit(f"TODAY={told} is no day: write it year-month-day, for instance TODAY=2027-01-11")
