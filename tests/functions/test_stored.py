"""What somebody finds who has the database's file, every item in it, and all that the public function has."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from musicservice.adapters import codes
from tests import engines, examples
from tests.functions.canaries import ANSWERS, SEALED
from tests.functions.conftest import TABLES, Product
from tests.functions.visitor import Visitor

PLAIN = ("canarygiven", "canaryfamily", "canarycontact", "canary@canaryhost.example")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("raw")


@pytest.fixture(scope="module")
def database_address(folder: Path) -> Iterator[str]:
    """An engine of its own, whose file holds nothing of other tests."""
    with engines.dynoxide(folder) as address:
        yield address


def raw(folder: Path) -> str:
    """Every octet of the database's files, as text in which any of ours would be seen."""
    octets = b"".join(file.read_bytes() for file in sorted(folder.glob("dynamodb.sqlite*")))
    assert len(octets) > 10_000
    return octets.decode("utf-8", "replace").lower() + octets.decode("utf-16-le", "replace").lower()


def everything(product: Product) -> str:
    return repr([product.items(table) for table in TABLES]).lower()


def sealed_in(text: str) -> list[str]:
    return [canary for canary in SEALED if canary in text]


def test_a_draft_reveals_nothing_of_anybody_to_who_has_its_file_and_not_its_code(
    product: Product, folder: Path
) -> None:
    visitor = Visitor(product.public(), needs_help=True, answers={**ANSWERS})
    visitor.fill()

    found = everything(product) + raw(folder)

    assert sealed_in(found) == []
    assert [canary for canary in PLAIN if canary in found] == []
    assert visitor.code.lower() not in found
    [item] = product.items("drafts")
    assert json.loads(codes.opened(visitor.code, item["text"]["B"]))["form"] == "enrolment"


def test_a_case_its_messages_and_its_letters_reveal_no_need_no_illness_and_no_reason_for_help(
    product: Product, folder: Path
) -> None:
    grounds = {"child_grounds": ["looked-after", "free-meals-income"]}
    visitor = Visitor(product.public(), needs_help=True, answers={**ANSWERS, **grounds})
    visitor.fill()
    visitor.get("/forms/enrolment/save")
    visitor.press("mail", link_address="canary@canaryhost.example")
    code = visitor.code
    visitor.get("/forms/enrolment/check")
    assert visitor.submit().heading == "We have your request"

    found = everything(product) + raw(folder)

    assert sealed_in(found) == []
    assert "looked-after" not in found
    assert "Lessons in the school day".lower() not in found
    assert code.lower() not in found
    assert "canarygiven" in raw(folder), "or this test could find nothing at all"
    elsewhere = repr([product.items(table) for table in TABLES if table != "cases"]).lower()
    assert [canary for canary in PLAIN if canary in elsewhere] == []


def test_the_environment_of_the_public_function_holds_no_key_that_opens(product: Product) -> None:
    """What it seals with is the public half; the worker alone is given the other."""
    app = product.public(MUSICSERVICE_OPEN="")
    Visitor(app, children=1, needs_help=True).send()

    opening = {name for name, value in os.environ.items() if "private" in value and name.startswith("MUSIC")}
    assert opening == set()
    assert b"PRIVATE" not in Path(product.settings["MUSICSERVICE_SEAL"].removeprefix("file://")).read_bytes()


LONG = "\U0001f3ba" * 500
LOUD: dict[str, Any] = {
    "access_needs": [
        *("physical", "hearing", "sight", "communication", "sensory", "learning", "anxiety"),
        *("fatigue", "care", "instrument", "quiet-space", "none", "talk"),
    ],
    "access_detail": LONG,
    "medical": LONG,
    "own_words": LONG[:300],
    "own_words_young": LONG[:300],
    "hardship_words": LONG,
    "safe_detail": LONG[:300],
    "communication": ["interpreter", "bsl", "easy-read", "large-print", "relay", "time"],
    "family_grounds": ["hardship"],
    "child_grounds": ["free-meals-income", "looked-after"],
    "proof_by": "staff",
}
SILENT: dict[str, Any] = {
    **dict.fromkeys(LOUD),
    "tell_teacher": None,
    "family_grounds": ["none"],
    "child_grounds": ["none"],
}


@pytest.mark.parametrize("children", [1, 3])
def test_the_length_of_what_is_sealed_tells_how_many_children_there_are_and_nothing_else(
    product: Product, children: int
) -> None:
    lengths = set()
    for answers, needs_help in ((LOUD, True), (SILENT, True), (SILENT, False)):
        visitor = Visitor(
            product.public(),
            children=children,
            needs_help=needs_help,
            answers={**answers, "wants": ["ensemble"], "ensembles": ["any"]},
        )
        visitor.send()
    for item in product.items("cases"):
        if item["sk"]["S"] == "META":
            lengths.add(len(item["sealed"]["B"]))

    assert len(lengths) == 1


def test_the_length_of_a_draft_does_not_tell_who_needs_what(product: Product) -> None:
    quiet = {**dict.fromkeys(["access_needs", "access_detail", "medical", "own_words", "tell_teacher"])}
    for answers in ({}, quiet):
        Visitor(product.public(), children=1, answers={**answers}).fill()

    first, second = (len(item["text"]["B"]) for item in product.items("drafts"))
    assert first == second
    assert first % 4096 == 12 + 16, "a nonce, a tag, and whole steps between"


def test_no_sealed_question_has_a_place_in_what_is_kept_open(product: Product) -> None:
    Visitor(product.public(), children=1, needs_help=True, answers={**ANSWERS}).send()

    kept = product.case()
    sealed = {field.name for field in examples.journey().fields if field.classification.sealed}
    assert {"medical", "safe_ways", "family_grounds", "child_grounds"} <= sealed
    assert sealed.isdisjoint({*kept["answers"], *(name for child in kept["members"] for name in child)})
