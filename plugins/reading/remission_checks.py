"""Whether the rules on help with fees fit together: dates, grounds, prices and worked examples.

Each rule takes the whole library and yields mistakes. The examples are looked at last, and only by rules
that are right, as one wrong date would make many of them wrong.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from musicservice.domain.relief import TUITION, WHOLE
from plugins.mistakes import Mistake
from plugins.models.remission import Ground
from plugins.reading.library import Library
from plugins.reading.naming import unknown
from plugins.reading.worked import mismatches

PATH = "content/data/remission.toml"
DAY = dt.timedelta(days=1)
Rule = Callable[[Library], Iterator[Mistake]]


def check_remission(library: Library) -> Iterator[Mistake]:
    """Everything in the rules that does not fit."""
    mistakes = [mistake for rule in RULES for mistake in rule(library)]
    yield from mistakes or mismatches(library.data, PATH)


def _policies_differ(library: Library) -> Iterator[Mistake]:
    yield from _twice("policies", [policy.id for policy in library.data.remission.policies])
    yield from _twice("examples", [example.id for example in library.data.remission.examples])


def _some_policy(library: Library) -> Iterator[Mistake]:
    if not library.data.remission.policies:
        yield Mistake(PATH, 0, "policies", "at least one, under [[policies]]", "none")


def _days_have_one_policy(library: Library) -> Iterator[Mistake]:
    for one, following in pairwise(library.data.remission.ordered):
        expected_day = one.ends + DAY
        if following.starts != expected_day:
            what = "a gap" if following.starts > expected_day else "an overlap"
            expected = f"{expected_day}, the day after {one.id} ends, so that each day has exactly one policy"
            found = f"{following.starts}, which leaves {what}"
            example = f"starts = {expected_day}"
            yield Mistake(PATH, 0, f"policies {following.id}, starts", expected, found, example)


def _grounds_change_with_policies(library: Library) -> Iterator[Mistake]:
    policies = library.data.remission.ordered
    starts, ends = [policy.starts for policy in policies], [policy.ends for policy in policies]
    for ground in library.data.remission.grounds:
        if starts and ground.starts > starts[0] and ground.starts not in starts:
            yield _not_a_turn(ground, "starts", "the first day", starts, ground.starts)
        if ends and ground.ends is not None and ground.ends < ends[-1] and ground.ends not in ends:
            yield _not_a_turn(ground, "ends", "the last day", ends, ground.ends)


def _not_a_turn(ground: Ground, name: str, what: str, days: Iterable[dt.date], found: dt.date) -> Mistake:
    expected = f"{what} of a policy: " + " or ".join(map(str, days))
    return Mistake(PATH, 0, f"{ground.id}, {name}", expected, str(found))


def _grounds_do_not_overlap(library: Library) -> Iterator[Mistake]:
    by_id: dict[str, list[Ground]] = {}
    for ground in library.data.remission.grounds:
        by_id.setdefault(ground.id, []).append(ground)
    for name, grounds in by_id.items():
        for one, following in pairwise(sorted(grounds, key=lambda ground: ground.starts)):
            if one.ends is None or one.ends >= following.starts:
                expected = f"a day before {following.starts}, when the same ground begins anew"
                found = f"{one.ends}" if one.ends else "no end"
                yield Mistake(PATH, 0, f"{name}, ends", expected, found, f"ends = {following.starts - DAY}")


def _grounds_exclude_grounds(library: Library) -> Iterator[Mistake]:
    known = {ground.id for ground in library.data.remission.grounds}
    for ground in library.data.remission.grounds:
        for name in ground.excludes:
            if name not in known:
                yield unknown(PATH, f"{ground.id}, excludes", "the id of a ground", name, known)


def _prices_are_known(library: Library) -> Iterator[Mistake]:
    known = library.data.prices.by_id
    for item, name in library.data.remission.charges.ids.items():
        if name not in known:
            yield unknown(PATH, f"charges, {item}", "the id of a price", name, known)
    for ground in library.data.remission.grounds:
        if ground.price is not None and ground.price not in known:
            yield unknown(PATH, f"{ground.id}, price", "the id of a price", ground.price, known)


def _prices_are_the_rates(library: Library) -> Iterator[Mistake]:
    """A published price and its rate must agree to the nearest whole per cent, or one of them is wrong."""
    known, charges = library.data.prices.by_id, library.data.remission.charges
    for ground in library.data.remission.grounds:
        if ground.price not in known:
            continue
        if charges.tuition is None:
            expected = f"the standard price of lessons, which {ground.id} lowers"
            yield Mistake(PATH, 0, "charges, tuition", expected, "nothing")
        elif charges.tuition in known:
            full, left = known[charges.tuition].pence, known[ground.price].pence
            real = round(WHOLE * (full - left) / full) if full else 0
            if real != ground.off.rates[TUITION]:
                expected = f"the rate that the price {ground.price} makes of {charges.tuition}: {real}"
                found = str(ground.off.rates[TUITION])
                yield Mistake(PATH, 0, f"{ground.id}, off, tuition", expected, found)


def _twice(field: str, names: list[str]) -> Iterator[Mistake]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Mistake(PATH, 0, f"{field}, id", "an id of its own", f'"{name}" a second time')


RULES: tuple[Rule, ...] = (
    _some_policy,
    _policies_differ,
    _days_have_one_policy,
    _grounds_change_with_policies,
    _grounds_do_not_overlap,
    _grounds_exclude_grounds,
    _prices_are_known,
    _prices_are_the_rates,
)
