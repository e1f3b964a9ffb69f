"""Whether a function still has the time that what it is asked may need, were every answer as late as can be.

Lambda ends a function wherever it is when its time is over. Most of that is there unless starting took long,
and what is not begun then can be asked for again. It knows nothing of what is asked.
"""

import math
from typing import Any

REQUEST, ROUND, SWEEP = 23.0, 58.0, 96.0
"""Seconds that the slowest sending of a form, round, and sweep of the outbox can take: functions/test_time.py
adds them up. What the office does at most in one request is not added up."""


def is_short(context: Any, needed: float) -> bool:
    """Whether Lambda ends the function before so many seconds are over. Elsewhere nobody ends it."""
    return _left(context) < needed


def _left(context: Any) -> float:
    asked = getattr(context, "get_remaining_time_in_millis", None)
    return math.inf if asked is None else float(asked()) / 1000
