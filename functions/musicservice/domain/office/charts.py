"""Bars of a chart as rectangles: where each stands in a box, so that no bar ever leaves it.

It knows numbers and labels, no colours, and not what is counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 640, 200
"""The box, in units of the drawing."""
LEFT, TOP, BOTTOM = 8, 24, 28
"""Room for numbers above the bars, and for labels below them."""
FLOOR = HEIGHT - BOTTOM
GAP = 0.25
"""The part of each column that is left free."""


@dataclass(frozen=True)
class Series:
    """One row of numbers of one name, as many as there are labels."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Bar:
    """One rectangle. `series` is the place of its row, which says how it is filled."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True)
class Column:
    """One label, where its middle is, the sum above it, and the height at which that stands."""

    label: str
    middle: float
    total: int
    top: float


@dataclass(frozen=True)
class Chart:
    """Stacked columns: what each shows is also in a table, row by row, under its name in full.

    `names` are those in full, where `labels` are short.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    names: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        """What the rows of the table are called."""
        return self.names or self.labels

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of each column."""
        return tuple(sum(one.values[place] for one in self.series) for place in range(len(self.labels)))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(self.totals)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every label with its sum."""
        step = self._step
        return tuple(
            Column(label, LEFT + (place + 0.5) * step, total, FLOOR - self._height(total))
            for place, (label, total) in enumerate(zip(self.labels, self.totals, strict=True))
        )

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Every rectangle that is not empty, column by column from the floor up."""
        return tuple(bar for place in range(len(self.labels)) for bar in self._column(place))

    def _column(self, place: int) -> Iterator[Bar]:
        y, step = float(FLOOR), self._step
        for number, one in enumerate(self.series):
            height = self._height(one.values[place])
            if height:
                y -= height
                yield Bar(LEFT + (place + GAP / 2) * step, y, step * (1 - GAP), height, number)

    def _height(self, value: int) -> float:
        highest = max(self.totals, default=0)
        return value / highest * (FLOOR - TOP) if highest else 0.0

    @property
    def _step(self) -> float:
        return (WIDTH - 2 * LEFT) / max(len(self.labels), 1)


def last_weeks(week: str, number: int) -> tuple[str, ...]:
    """The ISO weeks up to one, such as "2026-W48", the oldest first."""
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    days = (monday - timedelta(weeks=back) for back in reversed(range(number)))
    return tuple(f"{day.isocalendar().year}-W{day.isocalendar().week:02}" for day in days)


def summed(found: Sequence[tuple[str, int]], labels: Sequence[str]) -> tuple[int, ...]:
    """The sum of the numbers of each label; what has another is left out."""
    sums = dict.fromkeys(labels, 0)
    for label, value in found:
        if label in sums:
            sums[label] += value
    return tuple(sums.values())
