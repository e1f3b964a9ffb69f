"""A school's question: what its office sees, what it can answer, and what is kept of that."""

from typing import Any

import pytest

from musicservice.adapters.dynamodb.items import plain
from tests.examples import NOW, Answer
from tests.functions.conftest import Product
from tests.functions.links import on, sent
from tests.functions.schools import ANSWER, QUESTION, THANKS, asked, asking, proofs, said
from tests.functions.visitor import Visitor
from tests.households import FREE_MEALS, household


@pytest.fixture
def app(product: Product, monkeypatch: pytest.MonkeyPatch) -> Any:
    return on(product, monkeypatch, NOW)


@pytest.fixture
def address(product: Product, app: Any) -> str:
    """The link in the letter to the school's office."""
    asking(app)
    [link] = asked(product)
    return link


def test_it_shows_who_the_pupil_is_and_what_is_asked_and_nothing_else(product: Product, app: Any) -> None:
    family = asking(app)
    [address] = asked(product)

    page = Visitor(app).get(address)

    assert (page.status, page.heading) == (200, "A question about a pupil")
    facts = [
        tuple(part.get_text() for part in row.select("dt, dd")) for row in page.soup.select(".facts > div")
    ]
    assert facts == [
        ("Pupil", "Zofia Łucja O'Neill-Șerban"),
        ("Date of birth", "Friday 27 March 2015"),
        ("School year", "Year 6"),
    ]
    assert "Does this child have free school meals because of income?" in page.text
    assert "until the end of Saturday 11 April 2026" in page.text
    hidden = ["李", "Nguyễn", "किरण", "Renée", "Großmutter", "renee@", "496 0123", "Example Row", "boiler"]
    hidden += ["looked after", "Violin", "Asthma", "hearing", "Łucja 李", family.code]
    assert [one for one in hidden if one in page.body] == []


@pytest.mark.parametrize("answer", ["yes", "no", "not-our-pupil"])
def test_the_answer_lies_with_the_case_and_only_the_opening_key_reads_it(
    product: Product, app: Any, address: str, answer: str
) -> None:
    school = Visitor(app)
    school.get(address)

    thanked = school.submit(**{**ANSWER, QUESTION: answer})

    assert (thanked.status, thanked.heading, thanked.path) == (200, THANKS, address)
    assert said(product) == {
        "answers": {"free-meals-income": answer},
        "name": "Gwen Ó Briain",
        "role": "School business manager",
    }
    assert proofs(product)[0]["pk"] == f"CASE#{product.case()['pk'].removeprefix('CASE#')}"
    assert proofs(product)[0]["answered_at"] == "2026-03-14T09:26:53Z"
    raw = repr([product.items(table) for table in ("cases", "audit", "links")])
    assert [word for word in ("Gwen", "business", "not-our-pupil") if word in raw] == []


def test_the_length_of_a_sealed_answer_tells_nothing(product: Product, app: Any) -> None:
    for _ in range(2):
        sent(app, household(FREE_MEALS))

    for link, name, answer in zip(asked(product), ("A", "A" * 100), ("yes", "not-our-pupil"), strict=True):
        assert Visitor(app).post(link, {**ANSWER, "answerer_name": name, QUESTION: answer}).heading == THANKS

    assert len({len(one["sealed"].value) for one in proofs(product)}) == 1


def test_the_trail_says_that_a_school_answered_and_not_what(product: Product, app: Any, address: str) -> None:
    Visitor(app).post(address, ANSWER)

    case = product.case()["pk"].removeprefix("CASE#")
    [entry] = [plain(one) for one in product.items("audit") if "PROOF" in one["pk"]["S"]]
    assert (entry["pk"], entry["actor"], entry["action"]) == (f"AUD#{case}-PROOF-00", "school", "answered")
    assert entry["fields"] == ["proof"]


MISTAKES: tuple[dict[str, Answer], ...] = (
    {QUESTION: None},
    {QUESTION: "perhaps"},
    {"answerer_name": None},
    {"answerer_role": None},
    {"answerer_role": "r" * 61},
)


def test_a_mistake_keeps_what_was_typed_and_uses_nothing_up(app: Any, address: str) -> None:
    school = Visitor(app)
    for slip in MISTAKES:
        [wrong] = slip

        page = school.post(address, {**ANSWER, **slip})

        assert page.status == 422
        assert page.body.count("<title>Error: ") == 1
        assert [name.startswith(wrong) for name in page.wrong] == [True]
        others = {name: value for name, value in ANSWER.items() if name != wrong}
        assert {name: page.value(name) for name in others} == {n: [value] for n, value in others.items()}
        assert "Zofia" in page.text
    assert school.submit(**ANSWER).heading == THANKS
