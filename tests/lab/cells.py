"""T4: each call that a deed makes to the database meets each fault; what is told is held against what is."""

import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product as pairs
from pathlib import Path

from local.tables import tables
from tests import engines, faults
from tests.functions.booking import open_now, publish, school
from tests.functions.conftest import Product
from tests.functions.deeds import CHECK
from tests.functions.links import laid
from tests.functions.office.test_deciding import OFFER, Case
from tests.functions.pages import Page
from tests.functions.returning import returning
from tests.functions.schools import ANSWER, asked, asking
from tests.functions.visitor import Visitor
from tests.households import FREE_MEALS, LESSONS, household
from tests.lab import line
from tests.lab.careless import MISSING, without
from tests.lab.figures import Figure, Result, all_of, at_most, caught
from tests.lab.seats import RUNS, part
from tests.lab.storm import NOT_SAVED

Do = Callable[[], Page]
LONGEST = 20.0


@dataclass(frozen=True)
class Deed:
    """`ready` prepares it and gives what does it; `count` how often it is done by now; `says` that it is."""

    ready: Callable[[Product], Do]
    count: Callable[[Product], int]
    says: Callable[[Page], bool]


def enrolment(made: Product) -> Do:
    visitor = returning(made, made.public(), children=1)
    return at(visitor, CHECK)


def remission(made: Product) -> Do:
    draft = household({**FREE_MEALS, **LESSONS}, name="remission")
    return at(laid(made.public(), draft), "/forms/remission/check")


def booking(made: Product) -> Do:
    publish(made, open_now())
    visitor = school(made)
    visitor.fill()
    return again(visitor)


def confirmation(made: Product) -> Do:
    app = made.public()
    asking(app)
    [address] = asked(made)
    page = Visitor(app)
    return lambda: page.post(address, ANSWER)


def at(visitor: Visitor, place: str) -> Do:
    visitor.get(place)
    return again(visitor)


def again(visitor: Visitor) -> Do:
    """Sends the page that they look at, each time."""
    page = visitor.page

    def do() -> Page:
        visitor.seen.append(page)
        return visitor.submit()

    return do


def cases(made: Product) -> int:
    return sum(one["sk"]["S"] == "META" for one in made.items("cases"))


def bookings(made: Product) -> int:
    return sum(one["sk"]["S"].startswith("BOOK#") for one in made.items("bookings"))


def confirmations(made: Product) -> int:
    return sum(one["sk"]["S"].startswith("PROOF#") for one in made.items("cases"))


def offers(made: Product) -> int:
    return made.messages().count("offer")


def heading(text: str) -> Callable[[Page], bool]:
    return lambda page: page.heading == text


def decision(made: Product) -> Do:
    case = Case(made, needs_help=False)
    officer = case.officer("enrolment-officer")
    officer.get(f"{case.address}/offer/1")
    seen = officer.submit(**OFFER)

    def do() -> Page:
        officer.seen.append(seen)
        return officer.submit(sure="yes")

    return do


DEEDS: Mapping[str, Deed] = {
    "enrolment": Deed(enrolment, cases, heading("We have your request")),
    "help with fees": Deed(remission, cases, heading("We have your request")),
    "booking": Deed(booking, bookings, heading("Your places are booked")),
    "school's answer": Deed(confirmation, confirmations, heading("Thank you, we have your answer")),
    "office's decision": Deed(decision, offers, lambda page: page.path.count("/") == len(("case", "name"))),
}


@dataclass(frozen=True)
class Cell:
    """One call of one deed with one fault: how it ended, and what was wrong about that."""

    deed: str
    number: int
    fault: str
    done: bool
    seconds: float
    wrong: str = ""


def judged(made: Product, proxy: faults.Proxy, of: str, number: int, fault: str) -> Cell:
    """Do it with the fault, look at what lies there, and do it again on a quiet line."""
    proxy.plan = line.quiet
    clear(made)
    deed = DEEDS[of]
    do = deed.ready(made)
    before = deed.count(made)
    proxy.calls.clear()
    proxy.plan = line.by_number(number, fault) if number else line.quiet
    begun = time.monotonic()
    page = do()
    took = time.monotonic() - begun
    proxy.plan = line.quiet
    done = deed.count(made) - before
    wrong = told_wrong(page, deed, done) or ("too late" if took > LONGEST else "")
    do()
    if not wrong and deed.count(made) - before != 1:
        wrong = f"done {deed.count(made) - before} times in the end"
    return Cell(of, number, fault, deed.says(page), took, wrong)


def told_wrong(page: Page, deed: Deed, done: int) -> str:
    """What is wrong with what they were told; "" where it is so."""
    if deed.says(page):
        return "" if done == 1 else f"told that it is done, and it is done {done} times"
    if page.status < 500:
        return f"answered {page.status}: {page.heading}"
    return "told that it is not saved, and it is" if page.told == NOT_SAVED and done else ""


def clear(made: Product) -> None:
    """Nothing lies there but what the worker made of the site's files."""
    for table in tables(engines.TEMPLATE.read_text(encoding="utf-8"), made.prefix):
        engines.empty(made.database, table)


def calls(made: Product, proxy: faults.Proxy, deed: str) -> int:
    """How many calls it makes when all is well."""
    proxy.plan = line.quiet
    clear(made)
    do = DEEDS[deed].ready(made)
    proxy.calls.clear()
    do()
    return len(proxy.calls)


def some(deed: str, share: float) -> list[Cell]:
    """All cells of one deed, or each so-manieth of them."""
    with tempfile.TemporaryDirectory() as folder, line.product(Path(folder)) as (made, proxy):
        numbers = range(1, calls(made, proxy, deed) + 1)
        chosen = list(pairs(numbers, line.FAULTS))[:: max(1, round(1 / share))]
        return [judged(made, proxy, deed, number, fault) for number, fault in chosen]


def is_caught(missing: str, _run: int) -> bool:
    """Whether any fault of the write shows that the guard is out."""
    with tempfile.TemporaryDirectory() as folder, line.product(Path(folder)) as (made, proxy):
        write = calls(made, proxy, "enrolment")
        numbers = range(max(1, write - 3), write + 1)
        with without(missing):
            each = pairs(numbers, ("cut before", "done, and the answer lost"))
            return any(judged(made, proxy, "enrolment", *one).wrong for one in each)


def grid(share: float, _found: Mapping[str, Result]) -> Result:
    guards = [name for name in MISSING if name.startswith("looking")]
    with ProcessPoolExecutor(2) as pool:
        cells = [one for of in pool.map(some, DEEDS, [share] * len(DEEDS)) for one in of]
        each = list(pairs(guards, range(part(share, RUNS))))
        shown = list(pool.map(is_caught, *zip(*each, strict=True)))
    runs = {name: [seen for (of, _), seen in zip(each, shown, strict=True) if of == name] for name in guards}
    wrong = [one for one in cells if one.wrong]
    print(*wrong[:10], sep="\n")
    return Result(
        [
            Figure("calls of five deeds, each with each fault", len(cells), "cells"),
            Figure("of them done at once", sum(one.done for one in cells), "cells"),
            all_of("done once in the end, and told as it was", len(cells) - len(wrong), len(cells), "cells"),
            at_most("slowest answer", max(one.seconds for one in cells), LONGEST, "seconds"),
            *(caught(name, sum(seen), len(seen)) for name, seen in runs.items()),
        ]
    )
