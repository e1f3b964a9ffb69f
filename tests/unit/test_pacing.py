"""Doing the same for many: side by side, at a pace, and for no longer than allowed."""

import time
from threading import Barrier

import pytest

from musicservice.adapters.clock import SystemClock
from musicservice.services.pacing import Pacing
from tests.examples import NOW
from tests.fakes import FakeClock


def pacing(*, seconds: float = 9.0, hands: int = 4) -> Pacing:
    clock = SystemClock()
    return Pacing(clock, 0.0, clock.monotonic() + seconds, hands)


def test_as_many_as_there_are_hands_are_at_work_at_once() -> None:
    together = Barrier(4, timeout=5)

    def meet(_one: int) -> str:
        together.wait()
        return "met"

    assert pacing().each(meet, range(8)) == ["met"] * 8


def test_hands_share_one_pace() -> None:
    asked: list[float] = []

    Pacing(FakeClock(NOW), 0.5, 99.0, 4, asked.append).each(str, range(10))

    assert sorted(asked) == [n * 0.5 for n in range(10)]


@pytest.mark.parametrize("hands", [1, 4])
def test_nothing_is_begun_once_time_is_over(hands: int) -> None:
    def slow(one: int) -> str:
        time.sleep(0.2)
        return str(one)

    done = pacing(seconds=0.1, hands=hands).each(slow, range(20))

    assert done == [str(one) for one in range(hands)]


def test_what_goes_wrong_in_a_hand_is_raised() -> None:
    def wrong(one: int) -> str:
        raise ValueError(one)

    with pytest.raises(ValueError, match="0"):
        pacing().each(wrong, range(2))


def test_a_slow_one_uses_up_its_turn_and_no_other() -> None:
    """Nothing is caught up on: after a slow one, the next does not come faster than the pace."""
    clock = FakeClock(NOW)

    def pause(seconds: float) -> None:
        clock.seconds += seconds

    def slow(_one: int) -> str:
        clock.seconds += 1.5
        return f"{clock.seconds:g}"

    assert Pacing(clock, 1.0, 99.0, 1, pause).each(slow, range(3)) == ["1.5", "3", "4.5"]
