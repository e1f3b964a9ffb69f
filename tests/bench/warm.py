"""The public function once it runs: one page drawn, one form sent."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

from musicservice import bootstrap
from musicservice.pages.environment import environment
from musicservice.web import desk
from tests import engines
from tests.bench.measuring import Samples, in_turns, of_time
from tests.bench.product import product
from tests.bench.running import quiet, took
from tests.functions.conftest import Product
from tests.functions.returning import CHECK, returning
from tests.functions.visitor import BEGINS, Visitor

PAGES, FORMS = 300, 50
TWIN = "twin"


@dataclass
class Tape:
    """An app that keeps the events it is given, so that they can be given again and nothing else is timed."""

    app: Any
    events: list[Any] = field(default_factory=list)

    @property
    def routes(self) -> Any:
        return self.app.routes

    def __call__(self, event: Any, context: Any) -> Any:
        self.events.append(event)
        return self.app(event, context)

    def again(self, status: int) -> Callable[[], None]:
        """Gives the last event again."""
        event = self.events[-1]

        def give() -> None:
            assert self.app(event, None)["statusCode"] == status

        return give


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
        tape = Tape(made.public())
        bare = iter([transaction(made, tape) for _ in range(FORMS + 1)])
        forms = iter([about_to_send(made, tape)[1] for _ in range(FORMS + 1)])
        client = bootstrap._dynamodb_once()

        def write() -> None:
            client.transact_write_items(TransactItems=next(bare), ClientRequestToken=str(uuid4()))

        sides: Mapping[str, Callable[[], object]] = {"ours": next(forms), "theirs": write}
        for once in sides.values():
            once()
        prepared = {"ours": lambda: took(next(forms)), "theirs": lambda: took(write)}
        return of_time(in_turns(FORMS, prepared, told))


def about_to_send(made: Product, tape: Tape) -> tuple[Visitor, Callable[[], None]]:
    """Somebody at the page of all answers, and the event that sends them."""
    visitor = returning(made, tape)
    visitor.get(CHECK)
    held = Tape(lambda _event, _context: {"statusCode": 303, "headers": {}, "body": ""})
    asking = Visitor(_Holding(held, tape.routes), cookies=visitor.cookies, seen=visitor.seen)
    asking.only_submit()
    again = Tape(tape.app, held.events)
    return visitor, again.again(303)


@dataclass(frozen=True)
class _Holding:
    """Keeps an event and gives it to nobody."""

    tape: Tape
    routes: Any

    def __call__(self, event: Any, context: Any) -> Any:
        return self.tape(event, context)


def transaction(made: Product, tape: Tape) -> Sequence[Any]:
    """The parts of one form's transaction, for the twin tables, where its draft lies too."""
    visitor, send = about_to_send(made, tape)
    drafts = {item["pk"]["S"]: item for item in made.items("drafts")}
    with asked(bootstrap._dynamodb_once()) as parts:
        send()
    [found] = parts
    gone = [one["Delete"]["Key"]["pk"]["S"] for one in found if "Delete" in one]
    for key in gone:
        made.database.put_item(TableName=f"{TWIN}-drafts", Item=drafts[key])
    del visitor
    return [twin(made.prefix, one) for one in found]


@contextmanager
def asked(client: Any) -> Iterator[list[Sequence[Any]]]:
    """The parts of each transaction that a client writes."""
    heard: list[Sequence[Any]] = []
    name = "provide-client-params.dynamodb.TransactWriteItems"

    def hear(params: Mapping[str, Any], **_: Any) -> None:
        heard.append(params["TransactItems"])

    client.meta.events.register(name, hear)
    try:
        yield heard
    finally:
        client.meta.events.unregister(name, hear)


def twin(prefix: str, part: Mapping[str, Any]) -> Mapping[str, Any]:
    """A part of a transaction, for the twin of its table."""
    [(kind, asks)] = part.items()
    return {kind: asks | {"TableName": asks["TableName"].replace(f"{prefix}-", f"{TWIN}-", 1)}}
