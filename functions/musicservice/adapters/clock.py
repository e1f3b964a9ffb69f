"""The machine's own clock."""

import time
from datetime import UTC, datetime


class SystemClock:
    """Time as the machine has it."""

    def now(self) -> datetime:
        """The time in UTC, to the second: nothing here is measured more finely."""
        return datetime.now(UTC).replace(microsecond=0)

    def monotonic(self) -> float:
        """Seconds that only ever go forward."""
        return time.monotonic()
