"""Guards that are taken out, by the experiment that leans on each: it has to be missed in 19 of 20 runs.

A guard is taken out inside the lab only, by a function that is handed a `pytest.MonkeyPatch`; nothing that is
published can be switched. Those of T1, T2, T4, T5, T9 and T11 stand where these are done.
"""

from collections.abc import Mapping
from dataclasses import dataclass

RUNS = 20


@dataclass(frozen=True)
class Mutant:
    """One guard, and what misses it: either `shows`, or `take` and `tests`. All are below tests/lab.

    `shows` is module:function. It is told the number of the run, takes the guard out itself, does the
    experiment in a short form, and says whether that showed. Two run beside one another.
    `take` is module:function too. It is handed a MonkeyPatch before any of `tests` runs; one of these,
    named below tests/ as pytest names them, has to fail. `why` says more, where there is more to say.
    """

    guard: str
    shows: str = ""
    take: str = ""
    tests: tuple[str, ...] = ()
    runs: int = RUNS
    why: str = ""


REPETITION = "functions/test_repetition.py::test_"
GUARDS: Mapping[str, tuple[Mutant, ...]] = {
    "T7": (
        Mutant(
            "all that keeps a form from being taken twice",
            take="taken:taking_once",
            tests=(f"{REPETITION}five_sent_at_once_are_one_request_with_one_reference_and_one_letter",),
        ),
    ),
    "T10": (Mutant("going on after a batch", shows="letters:leaves_waiting"),),
}
