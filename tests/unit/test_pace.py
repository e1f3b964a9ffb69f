"""How often one source may send a form: a whole class at once, and no machine."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.pace import SCHOOL, Left, Pace, spent

PUPILS, PAGES, MINUTE = 30, 24, 60.0
"""One form for one child with help with fees, 22 pages, and two of them corrected."""
ASKED = st.lists(st.floats(0, 600), min_size=1, max_size=400)


def times_refused(pace: Pace, at: Iterator[float] | list[float]) -> list[float]:
    """The times, of these, at which something was refused."""
    left: Left | None = None
    refused = []
    for now in at:
        left, wait = spent(pace, left, now)
        refused += [now] if wait else []
    return refused


def test_a_class_of_thirty_sends_a_whole_form_each_within_a_minute_from_one_address() -> None:
    """Thirty press at the same moment, every two and a half seconds, until each has sent all pages."""
    together = [round_ * MINUTE / PAGES for round_ in range(PAGES) for _ in range(PUPILS)]

    assert len(together) == 720
    assert together[-1] < MINUTE
    assert times_refused(SCHOOL, together) == []


def test_200_a_second_are_held_off_within_two_seconds_and_let_through_at_the_steady_pace() -> None:
    asked = [n / 200 for n in range(200 * 60)]

    refused = times_refused(SCHOOL, asked)

    assert refused[0] < 2
    after = [now for now in asked if now > refused[0]]
    assert len(after) - len(refused) <= SCHOOL.per_second * MINUTE


def test_it_says_how_long_to_wait_and_then_lets_in() -> None:
    left, wait = spent(Pace(1, 0.5), Left(0.0, 10.0), 10.0)

    assert wait == 2.0
    assert spent(Pace(1, 0.5), left, 11.9)[1] > 0
    assert spent(Pace(1, 0.5), left, 12.0)[1] == 0


def test_a_clock_that_stands_still_or_goes_back_gives_nothing() -> None:
    assert spent(Pace(5, 10), Left(0.0, 10.0), 3.0)[1] > 0


@given(ASKED, st.integers(1, 50), st.floats(0.1, 20))
def test_never_more_than_there_is_at_once_and_what_comes_in_since(
    asked: list[float], at_once: int, per_second: float
) -> None:
    asked.sort()
    refused = times_refused(Pace(at_once, per_second), asked)

    allowed = len(asked) - len(refused)
    assert min(len(asked), at_once) <= allowed <= at_once + per_second * (asked[-1] - asked[0]) + 1e-6
