"""T5: forms sent through the function's door while the line fails all the time, by people who try again."""

import tempfile
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import product as pairs
from pathlib import Path

from musicservice.adapters import codes
from musicservice.adapters.dynamodb import items
from tests import faults
from tests.functions.conftest import Product
from tests.functions.deeds import CHECK
from tests.functions.returning import returning
from tests.functions.visitor import Visitor
from tests.lab import line
from tests.lab.careless import MISSING, without
from tests.lab.figures import Figure, Result, all_of, caught, none
from tests.lab.seats import RUNS, part

FORMS, RATE, TRIES = 2_000, 0.3, 100
HANDS = 8
"""Processes that send at once: each waits for the line most of the time."""
FEW, WORSE = 30, 0.6
"""How many forms show a missing guard, on a worse line."""
NOT_SAVED, LAST = "Your answers were not saved", "Check your answers"
AGAIN = 2
"""Times that each is told it is kept: it is sent once more after the first."""


@dataclass
class Tally:
    """What one run came to. `wrong` says what was told otherwise than it is."""

    forms: int = 0
    posts: int = 0
    calls: int = 0
    receipts: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def storm(share: float, _found: Mapping[str, Result]) -> Result:
    some = part(share, FORMS // HANDS)
    with ProcessPoolExecutor(HANDS) as pool:
        tallies = list(pool.map(stormy, [some] * HANDS, [RATE] * HANDS, range(1, HANDS + 1), [""] * HANDS))
        each = list(pairs(MISSING, range(part(share, RUNS))))
        shown = list(pool.map(is_caught, *zip(*each, strict=True)))
    runs = {name: [seen for (of, _), seen in zip(each, shown, strict=True) if of == name] for name in MISSING}
    wrong = [what for tally in tallies for what in tally.wrong]
    calls, posts, kept = (sum(counts) for counts in zip(*map(counted, tallies), strict=True))
    print(*wrong[:5], sep="\n")
    return Result(
        [
            Figure(f"calls to the database, of which {RATE:.0%} met a fault", calls, "calls"),
            Figure("times that a form was sent", posts, "times"),
            all_of("forms kept in the end", kept, HANDS * some, "forms"),
            none(
                "told or kept what is not so",
                len(wrong),
                "faults",
                f"{HANDS} seeds, {RATE:.0%} of calls",
            ),
            *(caught(name, sum(seen), len(seen)) for name, seen in runs.items()),
        ]
    )


def counted(tally: Tally) -> tuple[int, int, int]:
    return tally.calls, tally.posts, len(tally.receipts)


def is_caught(missing: str, run: int) -> bool:
    return bool(stormy(FEW, WORSE, 100 + run, missing).wrong)


def stormy(forms: int, rate: float, seed: int, missing: str = "") -> Tally:
    """So many forms, one after the other, over an engine of its own."""
    with (
        tempfile.TemporaryDirectory() as folder,
        line.product(Path(folder)) as (made, proxy),
        without(missing),
    ):
        tally, app, plan = Tally(), made.public(), line.by_rate(seed, rate)
        with faults.impatient():
            for _ in range(forms):
                visitor = returning(made, app, children=1)
                proxy.plan = plan
                send(made, visitor, tally)
                proxy.plan = line.quiet
                tally.calls += len(proxy.calls)
                proxy.calls.clear()
        compare(made, tally)
    tally.wrong = [f"seed {seed}: {what}" for what in tally.wrong]
    return tally


def send(made: Product, visitor: Visitor, tally: Tally) -> None:
    """Until it is said that it is kept, and once more, as whoever goes back does."""
    places: list[str] = []
    for _ in range(TRIES):
        if not at_the_end(visitor):
            continue
        answer = visitor.only_submit()
        tally.posts += 1
        place = answer.headers.get("Location", "")
        if "/received/" in place:
            places.append(place.rpartition("/")[2])
            tally.wrong += [] if is_kept(made, places[-1]) else ["told that it is kept, and it is not"]
            if len(places) == AGAIN:
                break
        elif answer.told == NOT_SAVED and is_spent(made, visitor.code):
            tally.wrong.append("told that it is not kept, and it is")
    tally.forms += 1
    tally.receipts |= {*places}
    if len(set(places)) != 1:
        tally.wrong.append(f"one form has {len(set(places))} receipts")


def at_the_end(visitor: Visitor) -> bool:
    """Whether they look at the page of all answers, which they open where they do not yet."""
    if not visitor.seen or visitor.page.heading != LAST:
        visitor.get(CHECK)
    return visitor.page.heading == LAST


def is_kept(made: Product, receipt: str) -> bool:
    key = items.receipt_key(receipt)
    return "Item" in made.database.get_item(TableName=f"{made.prefix}-receipts", Key=key)


def is_spent(made: Product, code: str) -> bool:
    """Whether the draft was taken away, or a link put in its place, as only sending does."""
    key = items.noted({"pk": f"LOCKER#{codes.place(code)}", "sk": "LOCKER"})
    item = made.database.get_item(TableName=f"{made.prefix}-lockers", Key=key).get("Item", {})
    return "text" not in item or item["kind"]["S"] != "drafts"


def compare(made: Product, tally: Tally) -> None:
    """The ledger of what was said, beside what lies in the tables."""
    counts = made.counts()
    cases = sum(one["sk"]["S"] == "META" for one in made.items("cases"))
    if {one["pk"]["S"] for one in made.items("receipts")} != {f"IDEM#{one}" for one in tally.receipts}:
        tally.wrong.append("the receipts are not those that were handed out")
    if not cases == len(made.items("heads")) == len(tally.receipts) == tally.forms:
        tally.wrong.append(f"{tally.forms} forms, {cases} cases, {len(tally.receipts)} receipts")
    if counts["outbox"] % tally.forms or not counts["outbox"]:
        tally.wrong.append(f"{counts['outbox']} letters for {tally.forms} forms")
