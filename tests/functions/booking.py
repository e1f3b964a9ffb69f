"""A course that can be booked today, whenever that is, and people who book it through the public function."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from musicservice.domain.training import Course, Session
from tests.courses import COURSE
from tests.examples import Answer
from tests.functions.conftest import Product, in_force
from tests.functions.policies import SCHEDULED
from tests.functions.visitor import Visitor

SLUG = COURSE.slug


def open_now(**changes: Any) -> Course:
    """Open since yesterday, and held in two months."""
    now = datetime.now(UTC).replace(microsecond=0)
    starts = now + timedelta(days=60)
    made = replace(
        COURSE,
        seats=6,
        opens=now - timedelta(days=1),
        closes=starts - timedelta(days=3),
        sessions=(Session(starts, starts + timedelta(hours=3), "Example Room, Durham"),),
    )
    return replace(made, **changes)


def publish(product: Product, *courses: Course) -> None:
    """The site now has these courses, and the worker has followed their files."""
    text = replace(in_force(), courses=courses).to_json()
    file = Path(product.settings["MUSICSERVICE_CATALOGUE"])
    file.write_text(text, encoding="utf-8")
    follow(product)


def follow(product: Product, name: str = "follow_courses") -> None:
    """One round of the worker's."""
    product.round(name)(SCHEDULED, None)


def school(product: Product, number: int = 1, people: int = 1, **answers: Answer) -> "Booker":
    """A school that books for so many people; those of other numbers are others."""
    own: dict[str, Answer] = {
        "booker_email": f"office{number}@school.example",
        "booker_email-checked": f"office{number}@school.example",
        **answers,
    }
    return Booker(product.public(), form="booking", children=people, answers=own, number=number)


@dataclass
class Booker(Visitor):
    """Names each person after a number of its own and theirs."""

    number: int = 1

    def _answers(self) -> dict[str, Answer]:
        found = super()._answers()
        path = self.page.path.rpartition("/")[2]
        if path in self.members and "person" in self.page.path:
            place = self.members.index(path)
            name = f"Person{self.number}{'abcdefghij'[place]}"
            mail = f"{name.lower()}@school.example"
            found |= {
                "delegate_name": name,
                "delegate_email": mail,
                "delegate_email-checked": mail,
                "delegate_later": None,
            }
        return {**found, **self.answers}


def seats(product: Product) -> dict[str, int]:
    [item] = [one for one in product.items("catalogue") if one["sk"]["S"] == "SEATS"]
    return {name: int(item[name]["N"]) for name in ("capacity", "confirmed", "held", "remaining")}
