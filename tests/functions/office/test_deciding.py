"""Deciding, from the form a family sent to the letter it gets and the answer it gives, through both doors."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb.items import message_from
from musicservice.domain.office.promise import HERE
from musicservice.services.posting import opened as posted_of
from tests.examples import Answer
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.visitor import Visitor

STARTS = datetime.now(HERE).date() + timedelta(days=5)
OFFER = {
    "lesson": "small-group",
    "instrument": "Violin",
    "hire": "no",
    "added": "0",
    "where": "Tuesdays at 10.20am, at school",
    "starts-day": str(STARTS.day),
    "starts-month": str(STARTS.month),
    "starts-year": str(STARTS.year),
}


class Case:
    """One family's form, and both sides of it."""

    def __init__(self, product: Product, *, needs_help: bool, **answers: Answer) -> None:
        self.product = product
        self.family = Visitor(product.public(), children=1, needs_help=needs_help, answers=answers)
        self.family.fill()
        self.family.send()
        self.name = str(product.case()["pk"]).removeprefix("CASE#")
        self.office = opened(product)

    def officer(self, *roles: str, name: str = "ada") -> Officer:
        return Officer(self.office, roles, id=name)

    @property
    def address(self) -> str:
        return f"/case/{self.name}"

    def status(self, kind: str) -> str:
        case = bootstrap.staff().cases.case(self.name)
        assert case is not None
        work = case.work(kind, 0)
        assert work is not None
        return work.status

    def letters(self, kind: str) -> list[str]:
        """The codes of the letters of one kind that wait to go out."""
        rows = self.product.items("outbox")
        waiting = [message_from(item) for item in rows if item["state"]["S"] == "pending"]
        posted = [posted_of(one, self.product.opener()) for one in waiting]
        return [one.facts.token for one in posted if one.kind == kind]

    def visitor(self) -> Visitor:
        """Somebody with the link, on any device."""
        return Visitor(self.product.public())


@pytest.fixture
def plain(product: Product) -> Case:
    """A family that asks for no help with fees."""
    return Case(product, needs_help=False)


@pytest.fixture
def helped(product: Product) -> Case:
    """A family that gave reasons for help with fees."""
    return Case(product, needs_help=True)


def offered(case: Case, **changes: Any) -> str:
    """An offer is made; gives the code in its letter."""
    officer = case.officer("enrolment-officer")
    officer.get(f"{case.address}/offer/1")
    page = officer.submit(**{**OFFER, **changes})
    assert page.heading == "See the offer", page.text
    page = officer.submit(sure="yes")
    assert page.path == case.address, page.text
    [code] = case.letters("offer")
    return code


def test_an_offer_is_seen_with_its_price_before_it_goes_out_and_accepted_by_its_link(plain: Case) -> None:
    officer = plain.officer("enrolment-officer")
    officer.get(f"{plain.address}/decide/enrolment/1")
    officer.get(f"{plain.address}/offer/1")
    preview = officer.submit(**OFFER)

    assert "£53.50" in preview.text
    assert plain.status("enrolment") == "received"
    code = offered(plain)
    assert plain.status("enrolment") == "offered"

    family = plain.visitor()
    page = family.get(f"/forms/offer/{code}")
    assert "£53.50" in page.text
    assert "You owe nothing unless you say yes" in page.text
    family.press("yes")
    assert family.page.heading == "You have said yes"
    [paper] = [item for item in plain.product.items("cases") if item["sk"]["S"].startswith("REPLY#")]
    agreed = json.loads(
        plain.product.opener().open(paper["sealed"]["B"], {"record": plain.name, "purpose": "reply"})
    )
    assert (agreed["said"], agreed["terms"]["a_term"]) == ("accepted", 5350)


@pytest.mark.parametrize("first", ["yes", "no"])
def test_an_offer_is_answered_once(plain: Case, first: str) -> None:
    code = offered(plain)
    family, address = plain.visitor(), f"/forms/offer/{code}"
    family.get(address)
    family.press(first)
    said = family.page.heading
    assert said == {"yes": "You have said yes", "no": "You have said no, thank you"}[first]

    for again in ("yes", "no"):
        assert family.post(address, {"answer": again}).heading == said

    replies = [item for item in plain.product.items("cases") if item["sk"]["S"].startswith("REPLY#")]
    assert len(replies) == 1


def test_no_price_is_named_while_help_is_undecided(helped: Case) -> None:
    officer = helped.officer("enrolment-officer")
    officer.get(f"{helped.address}/offer/1")

    page = officer.submit(**OFFER)
    assert page.status == 422
    assert page.wrong == ["full_price"]

    assert officer.submit(**OFFER, full_price="yes").heading == "See the offer"
    assert helped.letters("offer") == []


def test_help_as_the_rules_propose_is_granted_and_lowers_the_offer(helped: Case) -> None:
    officer = helped.officer("remission-officer")
    officer.get(f"{helped.address}/decide/remission/1")
    officer.submit(
        answer="otherwise", tuition="100", hire="100", ensemble="100", reason="They are looked after."
    )
    officer.submit(sure="yes")
    assert helped.status("remission") == "granted"

    code = offered(helped)

    assert "Nothing." in helped.visitor().get(f"/forms/offer/{code}").text


def test_a_refusal_needs_a_second_person_who_is_another(helped: Case) -> None:
    first = helped.officer("remission-officer")
    first.get(f"{helped.address}/decide/remission/1")
    preview = first.submit(answer="otherwise", reason="None of the reasons applies this year.")
    assert "second person" in preview.text
    first.submit(sure="yes")
    assert helped.status("remission") == "proposed"
    assert helped.letters("decision")[1:] == []

    assert "You proposed this yourself" in first.get(f"{helped.address}/decide/remission/1").text
    assert first.post(f"{helped.address}/agree/1", {"seen": "2"}).status == 409

    second = helped.officer("remission-officer", name="grace")
    page = second.get(f"{helped.address}/decide/remission/1")
    assert "None of the reasons applies" in page.text
    second.submit(seen="2")
    assert helped.status("remission") == "refused"


def test_a_second_person_may_send_it_back(helped: Case) -> None:
    first = helped.officer("remission-officer")
    first.get(f"{helped.address}/decide/remission/1")
    first.submit(answer="otherwise", reason="Not this year.")
    first.submit(sure="yes")
    second = helped.officer("remission-officer", name="grace")
    second.get(f"{helped.address}/decide/remission/1")

    assert second.post(f"{helped.address}/send-back/1", {"seen": "2"}).status == 422
    second.post(f"{helped.address}/send-back/1", {"seen": "2", "reason": "The school said yes."})

    assert helped.status("remission") == "received"


@pytest.mark.parametrize("answer", ["waiting", "refused"])
def test_the_words_of_a_letter_are_those_the_family_reads(plain: Case, answer: str) -> None:
    officer = plain.officer("enrolment-officer")
    officer.get(f"{plain.address}/place/{answer}/1")
    assert officer.submit(words=" ").status == 422
    officer.submit(words="There is no violin teacher on Tuesdays.\nWe write in May.")
    officer.submit(sure="yes")

    assert plain.status("enrolment") == answer
    code = plain.letters("decision")[-1]
    assert "We write in May." in plain.visitor().get(f"/forms/letter/{code}").text


def test_two_officers_do_not_decide_against_each_other(plain: Case) -> None:
    ada, grace = plain.officer("enrolment-officer"), plain.officer("enrolment-officer", name="grace")
    for one in (ada, grace):
        one.get(f"{plain.address}/place/waiting/1")
        one.submit(words=f"Words of {one.id}")
    ada.submit(sure="yes")

    late = grace.submit(sure="yes")

    assert late.status == 409
    assert "Somebody else decided meanwhile" in late.text
    assert "Words of grace" in late.text
    assert plain.letters("decision")[1:] == []


def test_what_was_decided_can_be_taken_up_again(plain: Case) -> None:
    officer = plain.officer("enrolment-officer")
    officer.get(f"{plain.address}/place/refused/1")
    officer.submit(words="No place now.")
    officer.submit(sure="yes")
    officer.get(f"{plain.address}/decide/enrolment/1")

    officer.submit(reason="A place is free after all.")

    assert plain.status("enrolment") == "received"


def test_the_trail_tells_who_did_what_and_no_answer(helped: Case) -> None:
    officer = helped.officer("remission-officer")
    officer.get(f"{helped.address}/decide/remission/1")
    officer.submit(answer="otherwise", reason="Because of the letter from the council.")
    officer.submit(sure="yes")

    entries = bootstrap.staff().trail.entries(helped.name, 10)

    assert [one.action for one in reversed(entries)] == ["received", "opened", "proposed to refuse"]
    assert "council" not in repr(entries)
