"""The public function once it runs: one page drawn, one form sent."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from musicservice import bootstrap
from musicservice.pages.environment import environment
from musicservice.web import desk
from tests import engines
from tests.bench.events import TWIN, Tape, ending, transaction
from tests.bench.measuring import Samples, in_turns, of_time
from tests.bench.product import product
from tests.bench.running import quiet, took
from tests.functions.returning import returning
from tests.functions.visitor import BEGINS, Visitor

PAGES, FORMS = 300, 50


def warm_page(told: Callable[[str], None]) -> Samples:
    """A first page with nothing on it is drawn again with its mistakes, through the function's door."""
    with quiet(), product() as made:
        tape = Tape(made.public())
        visitor, saved = Visitor(tape), returning(made, tape)
        visitor.get(BEGINS["enrolment"])
        given = drawn(lambda: visitor.only_post("/forms/enrolment", {}))
        mistaken = tape.again(422)
        saved.get("/forms/enrolment/you")
        bare = partial(environment().get_template("step.html").render, **given)
        sides = {"ours": mistaken, "theirs": bare, "a page of a saved form": tape.again(200)}
        for once in sides.values():
            once()
        return of_time(in_turns(PAGES, {name: partial(took, act) for name, act in sides.items()}, told))


def drawn(act: Callable[[], object]) -> Mapping[str, Any]:
    """What the template is given when the function draws a page."""
    given: list[Mapping[str, Any]] = []
    draw = desk.step_page

    def noting(site: Any, sheet: Any) -> str:
        given.append({"site": site, "sheet": sheet, "here": sheet.here})
        return draw(site, sheet)

    desk.step_page = noting
    try:
        act()
    finally:
        desk.step_page = draw
    [found] = given
    return found


def warm_submit(told: Callable[[str], None]) -> Samples:
    """Forms are sent through the function; as many more, sent before, are written bare to twin tables."""
    with quiet(), product() as made:
        engines.make_tables(made.database, TWIN)
        app = made.public()
        bare = iter([transaction(made, app) for _ in range(2 * (FORMS + 1))])
        forms = iter([ending(made, app) for _ in range(FORMS + 1)])

        def write(client: Any) -> None:
            client.transact_write_items(TransactItems=next(bare), ClientRequestToken=str(uuid4()))

        def send() -> None:
            assert app(next(forms), None)["statusCode"] == 303

        writes = {"theirs": bootstrap._dynamodb_once(), "theirs by a client as boto3 makes it": made.database}
        sides = {"ours": send, **{name: partial(write, client) for name, client in writes.items()}}
        for once in sides.values():
            once()
        return of_time(in_turns(FORMS, {name: partial(took, act) for name, act in sides.items()}, told))
