"""A form begun before something changed: its answers are kept, and only what must be is asked again."""

from dataclasses import replace
from pathlib import Path

import pytest

from musicservice.catalogue import Catalogue, Terms
from tests.functions.conftest import Product, in_force
from tests.functions.returning import returning
from tests.functions.visitor import Visitor


@pytest.fixture
def visitor(product: Product) -> Visitor:
    """Somebody who had answered everything yesterday."""
    return returning(product, product.public())


def publish(product: Product, catalogue: Catalogue) -> None:
    """As a new build of the site does while the functions run."""
    file = Path(product.settings["MUSICSERVICE_CATALOGUE"])
    fresh = file.with_suffix(".new")
    fresh.write_text(catalogue.to_json(), encoding="utf-8")
    fresh.replace(file)


def test_new_terms_are_agreed_to_anew_and_nothing_else_is_asked(product: Product, visitor: Visitor) -> None:
    visitor.get("/forms/enrolment/check")
    publish(product, replace(in_force(), terms=Terms("2027-09-01", "/terms/")))
    visitor.answers |= {"terms": "2027-09-01", "hire_terms": "2027-09-01"}

    first = visitor.get("/forms/enrolment/check")
    visitor.go_on()
    asked = [page.path.split("/")[3] for page in visitor.seen[1:]]
    receipt = visitor.submit()

    assert first.value("hand") == ["left"]
    assert asked == ["hire", "agreement", "check"]
    assert receipt.heading == "We have your request"
    assert product.case()["answers"]["terms"] == "2027-09-01"


def test_old_terms_are_not_sent_from_a_page_that_was_open_when_they_changed(
    product: Product, visitor: Visitor
) -> None:
    visitor.get("/forms/enrolment/check")
    publish(product, replace(in_force(), terms=Terms("2027-09-01", "/terms/")))

    page = visitor.submit()

    assert page.path.startswith("/forms/enrolment/hire/")
    assert product.counts()["cases"] == 0


def test_an_instrument_that_is_no_longer_offered_is_asked_for_again_with_the_other_answers_in_place(
    product: Product, visitor: Visitor
) -> None:
    offer = in_force().offer
    publish(product, replace(in_force(), offer=replace(offer, instruments=offer.instruments[1:])))

    page = visitor.get("/forms/enrolment/check")

    assert page.path == f"/forms/enrolment/lessons/{visitor.members[0]}"
    assert page.value("lesson_type") == ["pair"]
    assert page.value("first_instrument") == []
    sent = visitor.submit(first_instrument="cornet", second_instrument=None)
    assert sent.path == "/forms/enrolment/check"


def test_a_question_that_is_gone_leaves_no_answer_behind(product: Product, visitor: Visitor) -> None:
    policies = tuple(replace(policy, grounds=policy.grounds[:1]) for policy in in_force().policies)
    publish(product, replace(in_force(), policies=policies))
    visitor.answers |= {"family_grounds": ["none"], "hardship_words": None}

    visitor.get("/forms/enrolment/check")
    visitor.go_on()

    assert visitor.submit().heading == "We have your request"
