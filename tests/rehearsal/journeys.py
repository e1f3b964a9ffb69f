"""What people do, from the form to the letter and the decision. Each tells what it saw."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import boto3

from local.directory import PASSWORD
from tests import examples
from tests.functions.office.test_deciding import OFFER
from tests.functions.schools import ANSWER, QUESTION, THANKS
from tests.rehearsal.front import Caller, Colleague, Front, School, until

FAMILY = str(examples.ANSWERS["email"])
SCHOOL = "office@school.example"


@dataclass
class Day:
    """One day of everybody. What one journey makes, a later one goes on with."""

    front: Front
    prefix: str
    reference: str = ""
    case: str = ""

    def enrol(self) -> Iterator[str]:
        family = Caller(self.front, children=1)
        assert family.send().heading == "We have your request", family.page.heading
        self.reference = "".join(one.get_text() for one in family.page.soup.select(".receipt__reference"))
        yield "a family enrols, and its receipt shows a reference"
        self.front.letter(FAMILY, self.reference)
        yield "the letter with the reference is there"

    def ask_for_help(self) -> Iterator[str]:
        family = Caller(self.front, children=1, needs_help=True, form="remission")
        family.send(proof_by="school")
        assert family.page.heading == "We have your request", family.page.heading
        yield "a family asks for help with fees, and names the school as proof"
        link = self.front.link(SCHOOL, "/confirm/")
        school = Caller(self.front)
        school.get(link)
        assert school.submit(**{**ANSWER, QUESTION: "yes"}).heading == THANKS, school.page.heading
        yield "the school opens the link in its letter, and confirms"

    def book(self) -> Iterator[str]:
        until(self._seats, "the seats of the course")
        yield "the worker gives the course the seats that its file says"
        first, second, third = (self._booked(number, people=3) for number in (1, 2, 3))
        assert first.page.heading == second.page.heading == "Your places are booked", first.page.heading
        yield "two schools book three places each, and the course is full"
        assert third.page.heading == "You are on the waiting list", third.page.heading
        yield "a third comes onto the waiting list"
        first.get("/forms/booking/cancel")
        assert first.press("cancel").heading == "This booking is cancelled", first.page.heading
        yield "the first cancels"
        found = lambda: third.get("/forms/booking/manage").heading == "There are places for you"  # noqa: E731
        until(found, "the offer of places")
        yield "the worker offers its places to the third, by itself"
        third.get("/forms/booking/offer")
        assert third.submit().heading == "Your places are booked", third.page.heading
        yield "which takes them"

    def _seats(self) -> bool:
        found = boto3.client("dynamodb").scan(TableName=f"{self.prefix}-catalogue")["Items"]
        return any(item["sk"]["S"] == "SEATS" for item in found)

    def _booked(self, number: int, people: int) -> School:
        own = f"office{number}@school.example"
        answers: dict[str, examples.Answer] = {"booker_email": own, "booker_email-checked": own}
        school = School(self.front, form="booking", children=people, answers=answers, number=number)
        school.send(if_full="all-or-none")
        return school

    def decide(self) -> Iterator[str]:
        officer = self._signed_in("ada")
        assert officer.page.status == 200, officer.page.heading
        yield "an enrolment officer signs in at the pool, and sees the front page"
        officer.get("/find")
        officer.submit(words=self.reference)
        self.case = next(
            link for link in [officer.page.path, *officer.page.links()] if link.startswith("/case/")
        )
        officer.get(self.case)
        yield "finds the family's case by its reference"
        officer.get(f"{self.case}/offer/1")
        assert officer.submit(**OFFER).heading == "See the offer", officer.page.heading
        officer.submit(sure="yes")
        assert officer.page.path == self.case, officer.page.heading
        yield "sees the offer with its price, and sends it"
        family = Caller(self.front)
        family.get(self.front.link(FAMILY, "/offer/"))
        assert family.press("yes").heading == "You have said yes", family.page.heading
        yield "the family says yes by the link in the letter"

    def take_away(self) -> Iterator[str]:
        name = self.case.removeprefix("/case/")
        manager, other = self._signed_in("eira"), self._signed_in("idris")
        manager.get(f"/subject/erase/{name}")
        sure = {"cause": "asked", "why": "This is a rehearsal", "again": self.reference}
        manager.post(f"/subject/erase/{name}", sure)
        assert manager.page.status == 200, manager.page.heading
        yield "a manager asks that the case be erased"
        forms = other.get(f"/subject/erase/{name}").forms()
        asked = next(form.action for form in forms if "/agree/" in form.action)
        other.post(asked, {})
        yield "a second one agrees"
        until(lambda: not self._left(name), "the erasure")
        yield "and the worker takes it away, with its letters, links and files"

    def _left(self, name: str) -> list[str]:
        """What is left of a case, by its keys."""
        found = boto3.client("dynamodb").query(
            TableName=f"{self.prefix}-cases",
            KeyConditionExpression="pk = :case",
            ExpressionAttributeValues={":case": {"S": f"CASE#{name}"}},
        )
        return [item["sk"]["S"] for item in found["Items"]]

    def _signed_in(self, name: str) -> Colleague:
        return Colleague(self.front, id=name, password=PASSWORD)

    @property
    def journeys(self) -> tuple[tuple[str, Callable[[], Iterator[str]]], ...]:
        """In the order in which they go on from each other."""
        return (
            ("Enrol", self.enrol),
            ("Help with fees", self.ask_for_help),
            ("A course", self.book),
            ("The office", self.decide),
            ("What is kept no longer", self.take_away),
        )
