"""How the places are paid, as far as the kind of setting, its council and the price leave it open."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicservice.domain.schools import School, Schooling
from musicservice.domain.training import Council, Course, Route, Setting, council_of, routes
from musicservice.domain.training.setting import OUR_STAFF
from musicservice.forms.classification import Classification
from musicservice.forms.conditions import Known
from musicservice.forms.journey import Step
from musicservice.forms.kinds import Email, Option, Radios, Text
from musicservice.forms.page import step

PERSONAL = Classification.PERSONAL
ROUTES: dict[Route, str] = {
    "journal": "Through the council’s own books, with a cost code",
    "invoice": "By invoice, with an order number",
    "free": "There is nothing to pay",
}


@dataclass(frozen=True)
class Listed:
    """A school was chosen that is in the list of schools."""

    question: str

    @property
    def reads(self) -> frozenset[str]:
        """The one question."""
        return frozenset({self.question})

    def __call__(self, known: Known) -> bool:
        """Whether it was."""
        answer = known.own.get(self.question)
        return isinstance(answer, Schooling) and answer.kind == "listed"


@dataclass(frozen=True)
class Ways:
    """The ways in which this course may be paid, from the answers so far."""

    course: Course | None
    schools: Sequence[School]

    def __call__(self, known: Known) -> tuple[Route, ...]:
        """None where the course, or the kind of setting, is not known; of two, the first is the usual one."""
        kind, at = known.own.get("setting"), known.own.get("setting_school")
        price = next((one for one in self.course.prices if one.kind == kind), None) if self.course else None
        if price is None:
            return ()
        school = next((one for one in self.schools if at and one.urn == at.urn), None)
        if school:
            return routes(Setting(price.kind, council_of(school.authority), school.run_by), price.pence)
        council: Council = "durham" if kind in OUR_STAFF else known.own.get("council") or "other"
        return routes(Setting(price.kind, council), price.pence)


@dataclass(frozen=True)
class Chosen:
    """Both ways are open to them, so that it is for them to say."""

    ways: Ways
    reads: frozenset[str] = frozenset({"setting", "setting_school", "council"})

    def __call__(self, known: Known) -> bool:
        """Whether there is a choice."""
        return len(self.ways(known)) > 1


@dataclass(frozen=True)
class Paid:
    """It is paid by one way: there is no other, or it was chosen."""

    route: Route
    ways: Ways
    reads: frozenset[str] = frozenset({"setting", "setting_school", "council", "route"})

    def __call__(self, known: Known) -> bool:
        """Whether it is."""
        open_ways = self.ways(known)
        return open_ways == (self.route,) or (
            self.route in open_ways and known.own.get("route") == self.route
        )


def paying(course: Course | None, schools: Sequence[School]) -> tuple[Step, ...]:
    """The pages about paying: which way, where both are open, and what we need for it."""
    ways = Ways(course, schools)
    return _route(Chosen(ways)), _journal(Paid("journal", ways)), _invoice(Paid("invoice", ways))


def _route(shown_if: Chosen) -> Step:
    return step(
        "pay",
        "How will you pay?",
        Radios(
            name="route",
            label="Which of these is right for you?",
            classification=PERSONAL,
            missing="Choose how you will pay",
            options=(
                Option("journal", ROUTES["journal"], "Durham County Council runs us"),
                Option("invoice", ROUTES["invoice"], "An academy, a trust or somebody else runs us"),
            ),
        ),
        shown_if=shown_if,
    )


def _journal(shown_if: Paid) -> Step:
    return step(
        "journal",
        "Paying through the council’s books",
        Text(
            name="cost_code",
            label="Cost code",
            classification=PERSONAL,
            missing="Enter the cost code",
            hint="Your office or your manager knows it",
            limit=30,
            spellcheck=False,
            width="short",
        ),
        shown_if=shown_if,
    )


def _invoice(shown_if: Paid) -> Step:
    return step(
        "invoice",
        "Paying by invoice",
        Text(
            name="order_number",
            label="Order number",
            classification=PERSONAL,
            hint="If you use order numbers, so that your office can match the invoice",
            limit=30,
            spellcheck=False,
            width="medium",
        ),
        Email(
            name="finance_email",
            label="Email address for the invoice",
            classification=PERSONAL,
            missing="Enter the email address for the invoice",
            hint="We never send bank details by email alone: check with us by phone if you are unsure",
        ),
        shown_if=shown_if,
    )
