"""Hears what becomes of letters that went out, and writes it down: once, whatever comes twice or late."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from musicservice.domain.fate import Report
from musicservice.domain.reports import NoReport, report_from
from musicservice.letter_ports import Reports
from musicservice.ports import Clock, UnavailableError

TRIES = 5
OLDEST = timedelta(days=30)
"""A time before that, or one to come, is taken for a mistake: the letter may not be kept for ever."""


@dataclass(frozen=True)
class Hearing:
    """The service."""

    reports: Reports
    clock: Clock

    def __call__(self, text: str) -> Mapping[str, int]:
        """Hears one record: what was made of it, as a count.

        Nothing is made of what cannot be read or tells nothing, nor of a letter that is not kept any more.
        Raises UnavailableError where it cannot be written down, so that it is told again.
        """
        report = report_from(text)
        if isinstance(report, NoReport):
            return {} if report.why == "other" else {report.why: 1}
        return {self._heard(self._in_time(report)): 1}

    def _heard(self, report: Report) -> str:
        for _ in range(TRIES):
            seen = self.reports.look(report.letter)
            if seen is None:
                return "unknown"
            after = seen.after(report)
            if after == seen:
                return "again"
            if self.reports.write(seen, after):
                return report.heard
        raise UnavailableError("letters", "Busy")

    def _in_time(self, report: Report) -> Report:
        now = self.clock.now()
        return report if now - OLDEST <= report.at <= now else replace(report, at=now)
