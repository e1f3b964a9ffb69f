"""Whether a history of overlapping operations could have happened one after the other.

The search of Wing and Gong (1993), which remembers where it has been (Lowe 2017): among the operations that
no other must come before, one is carried out on the model, and so on to the end. An operation whose outcome
is not known may have taken effect at any time after it began, or never.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

State: TypeAlias = Hashable
Path: TypeAlias = "tuple[int, Path] | None"
"""The way back from one operation to the first."""
Apply: TypeAlias = Callable[[Any, Any, Any], Iterable[Any]]
"""Every state in which an operation may leave the model, given its outcome; none where it cannot have it."""


@dataclass(frozen=True)
class Operation:
    """What was asked, what came of it, and when. `ended` is infinite where nobody knows the outcome."""

    asked: Any
    outcome: Any
    began: float
    ended: float = math.inf

    @property
    def is_known(self) -> bool:
        return self.ended < math.inf


def linearizable(history: Sequence[Operation], start: State, apply: Apply) -> bool:
    """Whether there is an order in which every known outcome is the model's own."""
    return order(history, start, apply) is not None


def order(history: Sequence[Operation], start: State, apply: Apply) -> list[Operation] | None:
    """Such an order, without those that never took effect; None where there is none."""
    operations = sorted(history, key=lambda one: one.began)
    known = sum(1 << n for n, one in enumerate(operations) if one.is_known)
    seen: set[tuple[int, State]] = set()
    stack: list[tuple[int, State, Path]] = [(0, start, None)]
    while stack:
        done, state, path = stack.pop()
        if done & known == known:
            return [operations[n] for n in _walked(path)]
        for n in _next(operations, done):
            one = operations[n]
            for after in apply(state, one.asked, one.outcome):
                place = (done | 1 << n, after)
                if place not in seen:
                    seen.add(place)
                    stack.append((*place, (n, path)))
    return None


def _walked(path: "Path") -> list[int]:
    numbers = []
    while path is not None:
        number, path = path
        numbers.append(number)
    return numbers[::-1]


def _next(operations: Sequence[Operation], done: int) -> list[int]:
    """Those that may come next: none that is still to come had ended before they began."""
    left = [n for n in range(len(operations)) if not done >> n & 1]
    first_end = min(operations[n].ended for n in left)
    return [n for n in left if operations[n].began <= first_end]
