"""Events as API Gateway makes them, kept so that they can be given again and nothing else is timed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from musicservice import bootstrap
from tests.functions.before import Before
from tests.functions.conftest import Product
from tests.functions.returning import CHECK, returning
from tests.functions.visitor import BEGINS, Visitor

TWIN = "twin"
"""What the names of tables begin with to which the bare transactions go."""
NOTHING = {"statusCode": 303, "headers": {}, "body": ""}


@dataclass
class Tape(Before):
    """An app that keeps the events it is given."""

    events: list[Any] = field(default_factory=list)

    def __call__(self, event: Any, context: Any) -> Any:
        self.events.append(event)
        return self.app(event, context)

    def again(self, status: int) -> Callable[[], None]:
        """Gives the last event again."""
        event = self.events[-1]

        def give() -> None:
            assert self.app(event, None)["statusCode"] == status

        return give


def held(visitor: Visitor) -> Any:
    """The event of the visitor's pressing the button of their page, which is given to nobody."""
    routes, events = visitor.app.routes, []

    class Holding:
        def __init__(self) -> None:
            self.routes = routes

        def __call__(self, event: Any, _context: Any) -> Any:
            events.append(event)
            return NOTHING

    asking = Visitor(Holding(), children=visitor.children, cookies=visitor.cookies, seen=visitor.seen)
    asking.members = visitor.members
    asking.only_submit()
    return events[0]


def beginning(app: Any) -> Any:
    """The event that sends the first page of an enrolment."""
    visitor = Visitor(app)
    visitor.get(BEGINS["enrolment"])
    return held(visitor)


def ending(made: Product, app: Any, children: int = 3) -> Any:
    """The event that sends a whole enrolment, whose draft lies there."""
    visitor = returning(made, app, children=children)
    visitor.get(CHECK)
    return held(visitor)


def transaction(made: Product, app: Any, children: int = 3) -> Sequence[Any]:
    """The parts of one enrolment's transaction, for the twin tables, where its draft lies too."""
    event = ending(made, app, children)
    drafts = {item["pk"]["S"]: item for item in made.items("drafts")}
    with asked(bootstrap._dynamodb_once()) as parts:
        assert app(event, None)["statusCode"] == 303
    [found] = parts
    gone = [one["Delete"]["Key"] for one in found if "Delete" in one]
    written = [one["Put"]["Item"] for one in found if "Put" in one]
    for key in drafts.keys() & {one["pk"]["S"] for one in (*gone, *written)}:
        made.database.put_item(TableName=f"{TWIN}-lockers", Item=drafts[key])
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
