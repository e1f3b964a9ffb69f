"""What lies behind a link in a letter: a school answers once, a family reads, a stranger learns nothing."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import pytest

from musicservice.adapters import codes
from musicservice.adapters.dynamodb.items import plain
from musicservice.domain.code import draw
from tests import faults
from tests.functions.conftest import Product
from tests.functions.test_enrolment import opener
from tests.functions.test_faults import NOT_KNOWN, NOT_SAVED, PASSING, WRITE
from tests.functions.visitor import Visitor

GUESSED = draw(lambda among: among[7])
SAID = {"answer-free-meals-income": "yes", "answerer_name": "Ada Canary", "answerer_role": "Office"}
THANKS = "Thank you, we have your answer"


@pytest.fixture
def family(product: Product) -> Visitor:
    """Somebody who has asked for help with fees, part of which is granted at once."""
    both = {"child_grounds": ["looked-after", "free-meals-income"]}
    parent = Visitor(product.public(), children=1, needs_help=True, answers={**both})
    parent.send()
    return parent


@pytest.fixture
def link(product: Product, family: Visitor) -> str:
    """The link that the school is sent."""
    assert family.page.status == 200
    return f"/forms/confirm/{token(product, 'school-confirmation')}"


def token(product: Product, kind: str) -> str:
    """The token in the one waiting message of a kind, which the worker alone can read."""
    [waiting] = [plain(item) for item in product.items("outbox") if item["kind"]["S"] == kind]
    context = {"record": waiting["pk"].removeprefix("OUT#"), "purpose": "recipient"}
    return str(json.loads(opener(product).open(waiting["sealed"].value, context))["token"])


@pytest.fixture
def office(family: Visitor) -> Visitor:
    return Visitor(family.app)


def proofs(product: Product) -> list[dict[str, Any]]:
    return [plain(item) for item in product.items("cases") if item["sk"]["S"].startswith("PROOF")]


def test_a_school_sees_whom_it_is_asked_about_and_nothing_else(office: Visitor, link: str) -> None:
    page = office.get(link)

    assert "Zofia Łucja O'Neill-Șerban" in page.text
    assert "free school meals because of income" in page.text
    private = ("Renée", "renee@", "looked after", "Hearing", "front", "boiler", "李", "0123", "Violin")
    assert [word for word in private if word in page.text] == []


def test_looking_at_a_question_answers_nothing(product: Product, office: Visitor, link: str) -> None:
    before = product.items("links")

    for _ in range(3):
        office.get(link)

    assert product.items("links") == before
    assert proofs(product) == []


def test_a_school_answers_once_and_its_answer_is_sealed(product: Product, office: Visitor, link: str) -> None:
    office.get(link)

    page = office.submit(**SAID)

    assert page.heading == THANKS
    [proof] = proofs(product)
    record = {"record": proof["pk"].removeprefix("CASE#"), "purpose": "answers"}
    assert json.loads(opener(product).open(proof["sealed"].value, record)) == {
        "answers": {"free-meals-income": "yes"},
        "name": "Ada Canary",
        "role": "Office",
    }
    assert "canary" not in repr([product.items(table) for table in ("cases", "links", "audit")]).lower()


def test_a_link_that_was_used_shows_no_pupil_any_more(product: Product, office: Visitor, link: str) -> None:
    form = office.get(link)
    office.submit(**SAID)

    again = office.get(link)
    office.seen.append(form)
    sent = office.submit(**{**SAID, "answer-free-meals-income": "no"})

    assert again.heading == sent.heading == THANKS
    assert "Zofia" not in again.text + sent.text
    assert len(proofs(product)) == 1


def test_five_answers_at_once_are_one(product: Product, office: Visitor, link: str) -> None:
    office.get(link)

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: office.only_submit(**SAID), range(5)))

    assert {answer.status for answer in answers} <= {200, 303}
    assert len(proofs(product)) == 1


def test_a_mistake_gives_the_question_back_with_what_was_said(
    product: Product, office: Visitor, link: str
) -> None:
    office.get(link)

    page = office.submit(**{**SAID, "answerer_role": None})

    assert (page.status, page.wrong) == (422, ["answerer_role"])
    assert page.value("answerer_name") == ["Ada Canary"]
    assert page.value("answer-free-meals-income") == ["yes"]
    assert proofs(product) == []


def useless(product: Product, link: str) -> Iterator[str]:
    """Codes of the right shape behind which there is nothing, for different reasons."""
    code = link.rpartition("/")[2]
    yield GUESSED
    [item] = [one for one in product.items("links") if codes.place(code) in one["pk"]["S"]]
    text = item["text"]["B"]
    for spoilt in (
        {"purge_at": {"N": "1"}},
        {"text": {"B": text[:-1] + bytes([text[-1] ^ 1])}},
    ):
        product.database.put_item(TableName=f"{product.prefix}-links", Item={**item, **spoilt})
        yield code


@pytest.mark.parametrize("place", ["letter", "confirm"])
def test_every_link_that_opens_nothing_gets_one_and_the_same_answer(
    product: Product, office: Visitor, link: str, place: str
) -> None:
    """And so do the code of a form, and one that is cut, or none of ours."""
    answers = set()
    for code in chain(useless(product, link), [GUESSED[:-1], "x", "..%2F"]):
        address = f"/forms/{place}/{code}"
        for page in [office.get(address)] + ([office.post(address, SAID)] if place == "confirm" else []):
            answers.add((page.status, page.body, str(page.headers)))

    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_the_family_reads_what_was_decided_and_the_school_cannot(
    product: Product, family: Visitor, office: Visitor, link: str
) -> None:
    own = family.get("/forms/enrolment/letter")
    sent = office.get(f"/forms/letter/{token(product, 'decision')}")

    assert own.body == sent.body
    assert "nothing to pay" in own.text
    assert own.heading == "Our answer on help with fees"
    assert office.get(link.replace("confirm", "letter")).status in {200, 404}
    assert "nothing to pay" not in office.page.text


@pytest.mark.parametrize("what", PASSING)
def test_a_schools_answer_gets_over_a_passing_fault(
    product: Product, office: Visitor, link: str, database_address: str, what: str
) -> None:
    office.get(link)
    with faults.proxy(database_address) as line:
        office.app = product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address)
        line.first(WRITE, PASSING[what])
        page = office.submit(**SAID)

    assert page.heading == THANKS
    assert len(proofs(product)) == 1


@pytest.mark.parametrize(("fault", "said"), [(faults.THROTTLED, NOT_SAVED), (faults.SERVER_ERROR, NOT_KNOWN)])
def test_a_schools_answer_that_could_not_be_kept_is_still_on_the_page(  # noqa: PLR0913, PLR0917 - fixtures, mostly
    product: Product, office: Visitor, link: str, database_address: str, fault: faults.Fault, said: str
) -> None:
    office.get(link)
    with faults.proxy(database_address) as line:
        office.app = product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address)
        line.always(WRITE, fault)
        page = office.submit(**SAID)
        assert (page.status, page.told) == (503, said)
        assert page.value("answerer_name") == ["Ada Canary"]
        assert proofs(product) == []
        line.plan = lambda _name, _n: faults.Pass()
        assert office.submit(**SAID).heading == THANKS


def test_next_years_form_is_opened_by_a_button_and_asks_anew_what_must_be_said_anew(
    product: Product, family: Visitor
) -> None:
    code = token(product, "renewal")
    renewing = Visitor(family.app, needs_help=True, form="remission", members=family.members)

    renewing.get(f"/forms/renewal/{code}")
    first_open = renewing.press(code)

    assert "/year/" in first_open.path
    assert renewing.code == code
    assert renewing.get(first_open.path.replace("year", "name")).value("child_given_name") == ["Zofia Łucja"]
    renewing.get(first_open.path)
    renewing.go_on()
    asked = {page.path.split("/")[3] for page in renewing.seen if page.path.startswith("/forms/remission/")}
    assert {"year", "truth", "agreement"} <= asked
    assert renewing.submit().heading == "We have your request"


def test_help_with_fees_can_be_asked_for_alone(product: Product) -> None:
    visitor = Visitor(product.public(), needs_help=True, form="remission")

    page = visitor.send()

    assert page.heading == "We have your request"
    assert product.case()["form"] == "remission"
    assert len(product.case()["members"]) == 3
