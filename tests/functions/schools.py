"""A family that a school is asked about, and what its office answers."""

import json
from typing import Any

from musicservice.adapters.dynamodb.items import plain
from tests.examples import Answer
from tests.functions.conftest import Product
from tests.functions.links import every_mail, sent
from tests.functions.visitor import Visitor
from tests.households import FREE_MEALS, LESSONS, LOOKED_AFTER, household

QUESTION = "answer-free-meals-income"
ANSWER: dict[str, Answer] = {
    QUESTION: "yes",
    "answerer_name": "Gwen Ó Briain",
    "answerer_role": "School business manager",
}
THANKS = "Thank you, we have your answer"


def asking(app: Any) -> Visitor:
    """Somebody with three children, about one of whom a school can say something."""
    none: dict[str, Answer] = {"child_grounds": ["none"]}
    return sent(app, household({**FREE_MEALS, **LESSONS}, none, {**LOOKED_AFTER, "school-choice": "home"}))


def asked(product: Product) -> list[str]:
    """The links that schools were sent."""
    letters = [one for one in every_mail(product) if one.kind == "school-confirmation"]
    assert {one.to for one in letters} == {"office@school.example"}
    return [one.address for one in letters]


def proofs(product: Product) -> list[dict[str, Any]]:
    """The answers that lie with cases."""
    return [plain(item) for item in product.items("cases") if item["sk"]["S"].startswith("PROOF#")]


def said(product: Product) -> Any:
    """What the office that may open it reads of the one answer."""
    [item] = proofs(product)
    case = item["pk"].removeprefix("CASE#")
    text = product.opener().open(item["sealed"].value, {"record": case, "purpose": "confirmation"})
    return json.loads(text)
