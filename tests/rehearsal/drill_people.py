"""Who is there when the tables are lost: many families, and some people who came in by the door."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from musicservice.adapters.dynamodb import DynamoSubmissions
from musicservice.adapters.dynamodb.office.remains import DynamoRemains
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.services.office.erasing import Burying, Erasing
from tests.erasing import Family, Town
from tests.examples import NOW
from tests.fakes import FakeClock
from tests.fakes_of_proof import MemoryUploads
from tests.functions.booking import Booker, open_now, publish, school
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.returning import about_to_send
from tests.functions.visitor import Visitor
from tests.lab.erasures import NoFiles, opens
from tests.training import COURSE, real_room, request

ERASED, LATE = 0.1, 0.02
MANAGE = "/forms/booking/manage"
BOOKINGS = 90
"""At most, on one course: as many rows as one look at the invariant can see."""


@dataclass(frozen=True)
class Door:
    """A family and two schools, who have what they were given, and what they saw."""

    product: Product
    case: str
    family: Visitor
    school: Booker
    other: Booker

    def served(self) -> Mapping[str, str]:
        """What they and an officer see of theirs, loaded anew: what each page says."""
        public = self.product.public()
        pages = {
            "receipt": Visitor(public, cookies=dict(self.family.cookies)).get(self.family.page.path),
            "booking": Visitor(public, cookies=dict(self.school.cookies)).get(MANAGE),
            "booking by its link": Visitor(public).get(
                f"/forms/manage/{self.school.cookies['__Host-manage']}"
            ),
            "case": Officer(opened(self.product), ("enrolment-officer", "manager")).get(f"/case/{self.case}"),
        }
        return {name: told(page.status, page.soup.main or page.soup) for name, page in pages.items()}


def told(status: int, part: Any) -> str:
    """A page's own words; its forms' tokens and the menus are left out."""
    return f"{status} {' '.join(part.get_text(' ').split())}"


def came(product: Product) -> Door:
    """They come in by the door and send what they send. Nobody else is there yet."""
    publish(product, open_now())
    family = about_to_send(product, children=1)
    assert family.submit().status == 200
    case = str(product.case()["pk"]).removeprefix("CASE#")
    schools = [school(product, number, people=2) for number in (1, 2)]
    for one in schools:
        assert one.send().heading == "Your places are booked"
    return Door(product, case, family, schools[0], schools[1])


def since(door: Door, product: Product, size: int) -> tuple[list[Family], int, int]:
    """What happens after the copy: who came, how many forms and bookings these are, and how many changed."""
    late = town(product, 18).settle(max(1, round(size * LATE)), first=size)
    assert school(product, 3).send().heading == "Your places are booked"
    return late, len(late) + 1, int(cancelled(door.other))


def cancelled(one: Booker) -> bool:
    """They cancel their booking; whether that was done."""
    one.get("/forms/booking/cancel")
    return one.press("cancel").heading == "This booking is cancelled"


def settled(product: Product, size: int) -> list[Family]:
    """So many families, and bookings of a course that has fewer seats than are wanted."""
    families = town(product).settle(size)
    number = min(BOOKINGS, max(4, size // 8))
    room = real_room(product.database, product.prefix, course=replace(COURSE, seats=number))
    for one in range(number):
        room.booking.book(request(1 + one % 2, start=2 * one))
    return families


def town(product: Product, seed: int = 17) -> Town:
    return Town(product.database, product.prefix, random.Random(seed))  # noqa: S311 - the same each run


def erased(product: Product, families: Sequence[Family]) -> tuple[list[Family], list[Family]]:
    """A share of them is erased, as the office and the worker do it: who goes, and who stays."""
    client, prefix = product.database, product.prefix
    gone = random.Random(3).sample(families, max(1, round(len(families) * ERASED)))  # noqa: S311
    remains = DynamoRemains(client, client, prefix)
    bury = Burying(remains, DynamoTrail(client, client, prefix), FakeClock(NOW))
    for one in gone:
        Erasing(remains, NoFiles(), MemoryUploads())(bury(one.case, "drill", "asked"))
    names = {one.case for one in gone}
    return gone, [one for one in families if one.case not in names]


def open_to(product: Product, families: Sequence[Family]) -> int:
    """How many of their links and receipts open."""
    client, prefix = product.database, product.prefix
    kept = DynamoSubmissions(client, client, prefix)
    receipts = sum(kept.receipt(one.sent.receipt.fingerprint, NOW) is not None for one in families)
    return receipts + sum(opens(client, prefix, one) for one in families)
