"""The short forms of the long proofs: no seat is sold twice, and each guard is needed. See `make lab`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import faults
from tests.lab import letters, line, proofs, storm
from tests.lab.bench import Floor, floor
from tests.lab.careless import MISSING
from tests.lab.checker import Operation, linearizable
from tests.lab.model import UNKNOWN, Course, apply
from tests.lab.mutants import MUTANTS
from tests.lab.rush import hall

CROWD = proofs.Crowd(bookers=120, seats=10, at_once=16)
OPERATIONS = 40


@pytest.fixture(scope="module")
def here(database_address: str) -> Iterator[Floor]:
    with floor(database_address, "lab") as made:
        yield made


def test_a_rush_over_http_sells_every_seat_once(database_address: str, tmp_path: Path) -> None:
    with hall(database_address, tmp_path, processes=2, courses=1) as held:
        [made] = proofs.rushes(held, [1], CROWD)

    assert made.broken == 0
    assert made.confirmed == CROWD.seats
    assert made.faults == []
    assert made.polls.violations == []
    assert made.counts.keys() <= {"confirmed", "waiting", "full", "refused"}


def test_histories_on_a_bad_line_could_have_happened_one_after_the_other(here: Floor) -> None:
    seen = proofs.histories(here, range(3), OPERATIONS)

    assert seen.operations >= 3 * OPERATIONS
    assert seen.polls > 0
    assert (seen.not_linearizable, seen.violations, seen.faults) == ([], [], [])


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_missing_guard_shows(here: Floor, mutant: str) -> None:
    assert proofs.caught_after(here, mutant, most=15, operations=OPERATIONS)


def test_forms_on_a_bad_line_are_kept_once_and_told_as_they_are() -> None:
    tally = storm.stormy(4, storm.RATE, seed=1)

    assert (tally.forms, tally.wrong) == (4, [])


def test_a_form_that_could_be_taken_twice_shows() -> None:
    [guard, *_] = MISSING

    assert storm.stormy(3, storm.WORSE, 100, guard).wrong


def test_a_bad_line_does_the_same_again_from_the_same_seed() -> None:
    one, other, third = (line.by_rate(seed, 0.3) for seed in (1, 1, 2))
    met = [[plan(line.WRITE, n) for n in range(200)] for plan in (one, other, third)]

    assert met[0] == met[1] != met[2]
    assert 30 < sum(not isinstance(fault, faults.Pass) for fault in met[0]) < 90


def test_one_call_meets_a_fault_by_its_number() -> None:
    plan = line.by_number(2, "in conflict with another")

    met = [plan(name, 1) for name in ("GetItem", "GetItem", line.WRITE)]

    assert met == [faults.Pass(), faults.THROTTLED, faults.Pass()]


def one(asked: tuple[object, ...], outcome: tuple[object, ...], began: float, ended: float) -> Operation:
    return Operation(asked, outcome, began, ended)


BOOK = ("book", "a", ("p1",), "tell")
OTHER = ("book", "b", ("p2",), "tell")
GOT = ("confirmed", 1)


def right(*operations: Operation) -> bool:
    return linearizable(operations, Course(1), apply)


def test_the_checker_takes_two_at_once_in_either_order() -> None:
    assert right(one(BOOK, ("full", 0), 0, 2), one(OTHER, GOT, 1, 3))
    assert right(one(BOOK, GOT, 0, 2), one(OTHER, ("full", 0), 1, 3))


def test_the_checker_finds_one_seat_sold_twice() -> None:
    assert not right(one(BOOK, GOT, 0, 2), one(OTHER, GOT, 1, 3))


def test_the_checker_finds_an_answer_from_before_the_question() -> None:
    assert not right(one(BOOK, GOT, 0, 1), one(("look",), ("counts", 1, 0, 0, 0, 0), 2, 3))


def test_an_unknown_outcome_may_be_either_until_it_shows() -> None:
    unknown = Operation(BOOK, UNKNOWN, 0)

    assert right(unknown, one(OTHER, GOT, 5, 6))
    assert right(unknown, one(OTHER, ("full", 0), 5, 6))
    assert not right(unknown, one(OTHER, ("full", 0), 5, 6), one(("cancel", "a"), ("gone",), 7, 8))


def test_letters_without_end_show() -> None:
    assert letters.endless(1)


def test_a_sweep_that_stops_after_a_batch_shows() -> None:
    assert letters.leaves_waiting(1)
