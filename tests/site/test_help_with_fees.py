"""The page on help with fees: every rule, and every example with the answer and the sum of the rules."""

import pytest
from bs4 import Tag

from musicservice.domain.money import money
from musicservice.domain.relief import reduced
from musicservice.domain.remission import decisions
from musicservice.domain.remission.words import ITEM_NAMES, OUTCOMES
from plugins.models.cases import Example
from plugins.models.remission import Ground
from tests.conftest import Build
from tests.rules import published, published_data
from tests.site.built import page

EXAMPLES = published_data().remission.examples


def card(build: Build, anchor: str) -> Tag:
    soup = page(build.site, build.site / "help-with-fees/index.html").soup
    (found,) = soup.select(f"#{anchor}")
    return found


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


@pytest.mark.parametrize("ground", published_data().remission.grounds, ids=lambda ground: ground.id)
def test_it_tells_every_rule(ground: Ground, production_build: Build) -> None:
    told = words(card(production_build, ground.id))

    assert ground.label in told
    assert ground.words in told


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_it_tells_every_example_with_the_answer_and_the_sum(
    example: Example, production_build: Build
) -> None:
    data = published_data()
    prices, charges = data.prices.by_id, data.remission.charges.ids
    told = words(card(production_build, example.id))

    assert example.words in told
    for child in example.children:
        decision = decisions(child.as_claim(), published())[0]
        assert OUTCOMES[decision.outcome] in told
        assert all(" ".join(reason.words.split()) in told for reason in decision.reasons)
        for grant in decision.grants:
            full = prices[charges[grant.item]].pence
            left = reduced(full, grant.relief)
            name = ITEM_NAMES[grant.item].capitalize()
            assert f"{name}: {money(left) if left else 'nothing'} a term in place of {money(full)}" in told


def test_there_are_examples_with_a_sum_and_without_and_of_more_than_one_child() -> None:
    outcomes = {child.outcome for example in EXAMPLES for child in example.children}

    assert {"granted", "check", "person"} <= outcomes
    assert max(len(example.children) for example in EXAMPLES) > 1


def test_it_shows_the_published_price_to_the_penny(production_build: Build) -> None:
    assert "£37.50 a term" in words(card(production_build, "free-meals-income"))
    assert "£37.50 a term in place of £53.50" in words(card(production_build, "example-free-meals"))


def test_it_does_not_say_that_the_form_asks_nothing_about_money(production_build: Build) -> None:
    said = words(page(production_build.site, production_build.site / "help-with-fees/index.html").soup)

    assert "no question about money" not in said
