"""T15: forms of every kind filled in with words that can be told from all others, and what was sent of them.

Each scene makes what a form needs, fills it in through the doors, and leaves the requests it took: whoever
hunts sends them again while things break.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from musicservice.forms import ALONE, JOURNEYS
from musicservice.forms.asking import ANSWER
from musicservice.forms.briefing import IN_PLACE
from musicservice.forms.confirmation import confirmation
from musicservice.forms.journey import Step
from tests import examples
from tests.functions import schools
from tests.functions.before import Before
from tests.functions.booking import open_now, publish, school
from tests.functions.canaries import ANSWERS, BOOKING
from tests.functions.conftest import Product
from tests.functions.links import laid
from tests.functions.office.briefs import LACKING, Ready, in_the_office, sent
from tests.functions.office.keyer import Keyer
from tests.functions.office.officer import SETTINGS, opened
from tests.functions.office.test_asking import asked
from tests.functions.office.test_deciding import Case, offered
from tests.functions.test_feedback import opening
from tests.functions.visitor import Visitor
from tests.households import FREE_MEALS, LESSONS, household

SUNG = "Canarywords, and more of them"
CHILD = f"{1:08x}"
EMAIL = "canary@canaryhost.example"


@dataclass(frozen=True)
class Sent:
    """One request: which function it went to, and the event."""

    function: str
    event: dict[str, Any]


@dataclass
class Notes:
    """What was sent while somebody filled in forms."""

    sent: list[Sent] = field(default_factory=list)


@dataclass
class Recorder(Before):
    """A function that notes each form it is sent."""

    name: str
    notes: Notes

    def __call__(self, event: dict[str, Any], context: object) -> Any:
        if event["httpMethod"] == "POST":
            self.notes.sent.append(Sent(self.name, deepcopy(event)))
        return self.app(event, context)


def recorded(made: Product, notes: Notes) -> Product:
    """The same product, whose functions note what they are sent."""

    def load(name: str, environment: dict[str, str]) -> Any:
        loaded = made.load(name, environment)
        if name == "worker":
            return loaded
        return SimpleNamespace(app=Recorder(loaded.app, name, notes))

    return replace(made, load=load)


def enrolment(made: Product) -> Iterator[Sent]:
    visitor = Visitor(made.public(), children=1, needs_help=True, answers={**ANSWERS})
    visitor.fill()
    visitor.get("/forms/enrolment/save")
    visitor.press("mail", link_address=EMAIL)
    yield from every_page("enrolment", visitor)


def remission(made: Product) -> Iterator[Sent]:
    draft = household(
        {**FREE_MEALS, **LESSONS}, name="remission", own={"email": EMAIL, "email-checked": EMAIL}
    )
    visitor = laid(made.public(), draft)
    visitor.get("/forms/remission/check")
    yield from every_page("remission", visitor)
    visitor.submit()


def booking(made: Product) -> Iterator[Sent]:
    publish(made, open_now(fed=True))
    visitor = school(made, **BOOKING)
    visitor.fill()
    yield from every_page("booking", visitor)
    booked = visitor.submit()
    visitor.get(next(link for link in booked.links() if "/manage/" in link))
    visitor.submit(delegate_name="Canaryother", delegate_later=None)
    address = f"/forms/feedback/{opening()}"
    Visitor(visitor.app).post(address, {"took_part": "all", "in_the_way": SUNG, "will_use": SUNG})


def confirmed(made: Product) -> Iterator[Sent]:
    """A school says whether it is so."""
    app = made.public()
    schools.asking(app)
    [address] = schools.asked(made)
    said = {**schools.ANSWER, "answerer_name": "Canaryname", "answerer_role": "Canaryrole"}
    Visitor(app).post(address, said)
    yield from ()


def answered(made: Product) -> Iterator[Sent]:
    """Staff ask and offer; a family answers both."""
    case = Case(made, needs_help=True, **ANSWERS)
    code = asked(case, words=SUNG)
    family = case.visitor()
    family.get(f"/forms/answer/{code}")
    family.post(f"/forms/answer/{code}", {"answer": SUNG})
    code = offered(case, full_price="yes", where=SUNG)
    case.visitor().post(f"/forms/offer/{code}", {"answer": "yes", "words": SUNG})
    yield from ()


def briefed(made: Product) -> Iterator[Sent]:
    """A teacher reads what helps a child, and says whether it is in place."""
    case = Ready(made, access_detail=SUNG, medical="Canarymedical", own_words="Canaryown")
    code = sent(case, in_the_office(case), teacher="canaryteacher@canaryhost.example")
    teacher = case.visitor()
    teacher.get(f"/forms/brief/{code}")
    teacher.press("open")
    teacher.post(f"/forms/brief/{code}", {"do": "say", "in_place": "no", "lacking": f"Canary {LACKING}"})
    yield from ()


def keyed_in(made: Product) -> Iterator[Sent]:
    """Staff key in both kinds of form, and look somebody up."""
    publish(made, open_now(fed=True))
    office = opened(made)
    families = Keyer(office, ("enrolment-officer",), answers={**ANSWERS})
    families.fill()
    yield from every_page("enrolment", families, "office", "/key/enrolment")
    courses = Keyer(office, ("cpd-officer",), form="booking", answers={**BOOKING})
    courses.fill(begins=f"/key/booking/course/{open_now().slug}")
    yield from every_page("booking", courses, "office", "/key/booking")
    for one in (courses, families):
        one.get("/find")
        one.submit(words="Canaryfamily")


SCENES: Sequence[Callable[[Product], Iterator[Sent]]] = (
    *(enrolment, remission, booking, confirmed, answered, briefed, keyed_in),
)


def every_page(form: str, one: Any, function: str = "public", place: str = "") -> Iterator[Sent]:
    """Each page of a form with a word in every one of its inputs, asked of this person or not."""
    place = place or f"/{form}"
    cookie = "; ".join(f"{name}={value}" for name, value in one.cookies.items())
    member = one.members[0] if one.members else CHILD
    turned_on = open_now().slug if form == "booking" else "parent"
    for step in JOURNEYS[form](examples.CATALOGUE, turned_on).steps:
        route, params = f"{place}/{{step}}", {"step": step.name}
        if step.each:
            route, params = f"{route}/{{member}}", {**params, "member": member}
        content = urlencode(sung(step)).encode()
        yield Sent(function, examples.event(route=route, content=content, params=params, cookie=cookie))


def sung(step: Step) -> Mapping[str, str]:
    """A word for each input of a page."""
    return {name: f"Canary{''.join(c for c in name if c.isalpha())}" for name in step.page.inputs}


def scene(made: Product, play: Callable[[Product], Iterator[Sent]]) -> list[Sent]:
    """What was sent in a scene, and what else could be."""
    notes = Notes()
    more = list(play(recorded(replace(made, settings={**made.settings, **SETTINGS}), notes)))
    return [*notes.sent, *more]


def inputs() -> set[str]:
    """The inputs of every form there is, by name."""
    steps = [
        step
        for form, turned_on in (
            ("enrolment", "parent"),
            ("remission", "parent"),
            ("booking", open_now().slug),
        )
        for step in JOURNEYS[form](examples.CATALOGUE, turned_on).steps
    ]
    linked = (*ALONE, confirmation({"free-meals-income": ""}), ANSWER, IN_PLACE)
    return {name for page in (*(step.page for step in steps), *linked) for name in page.inputs}
