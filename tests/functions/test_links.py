"""Links in letters under stress: answered many times at once, over a failing database, or guessed."""

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
from tests.functions.links import mail
from tests.functions.test_faults import PASSING, WRITE
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
    return mail(product)[kind].code


@pytest.fixture
def office(family: Visitor) -> Visitor:
    return Visitor(family.app)


def proofs(product: Product) -> list[dict[str, Any]]:
    return [plain(item) for item in product.items("cases") if item["sk"]["S"].startswith("PROOF")]


def test_five_answers_at_once_are_one(product: Product, office: Visitor, link: str) -> None:
    office.get(link)

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: office.only_submit(**SAID), range(5)))

    assert {answer.status for answer in answers} <= {200, 303}
    assert len(proofs(product)) == 1


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
        product.database.put_item(TableName=f"{product.prefix}-lockers", Item={**item, **spoilt})
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


def test_help_with_fees_can_be_asked_for_alone(product: Product) -> None:
    visitor = Visitor(product.public(), needs_help=True, form="remission")

    page = visitor.send()

    assert page.heading == "We have your request"
    assert product.case()["form"] == "remission"
    assert len(product.case()["members"]) == 3
