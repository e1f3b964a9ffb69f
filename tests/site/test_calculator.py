"""The calculator over the real prices, dates and rules: its page, and its agreement with every other sum."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from musicservice.catalogue import Catalogue
from musicservice.domain.asking import Figures, Helped, Wish
from musicservice.domain.charges import raised
from musicservice.domain.money import money
from musicservice.domain.relief import TUITION, reduced
from musicservice.domain.remission import Claim, Proof, decisions
from musicservice.forms.price import price
from musicservice.pages.pricing import price_page
from plugins.reading.library import Library, read_library
from plugins.reading.worked import worked
from tests.conftest import ROOT, Build
from tests.site.built import links, page, pages

ADDRESS = "/prices/calculator/"


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(ROOT / "content")


@pytest.fixture(scope="module")
def catalogue(production_build: Build) -> Catalogue:
    return Catalogue.from_json(production_build.catalogue.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(catalogue: Catalogue) -> Figures:
    return catalogue.figures


def lessons(figures: Figures, **changes: object) -> Wish:
    return replace(Wish(figures.time.first, "small-group"), **changes)  # type: ignore[arg-type]


def test_it_asks_the_forms_questions_with_nothing_chosen(production_build: Build, figures: Figures) -> None:
    drawn = page(production_build.site, production_build.site / "prices/calculator/index.html").soup

    assert {str(one["name"]) for one in drawn.select("main form input")} == set(price(figures).inputs)
    assert drawn.select("input[checked]") == []
    for field in price(figures).fields:
        assert field.label in drawn.get_text()
        assert len(drawn.find_all(id=field.anchor)) == 1


def test_the_built_page_is_the_functions_own_empty_form(
    production_build: Build, catalogue: Catalogue
) -> None:
    built = (production_build.site / "prices/calculator/index.html").read_text(encoding="utf-8")
    figures = catalogue.figures

    assert built == price_page(catalogue.site, figures, price(figures), {}, {}, None, ADDRESS)


@pytest.mark.parametrize("name", ["prices", "help-with-fees", "lessons", "enrol"])
def test_the_pages_that_speak_of_money_lead_to_it(name: str, production_build: Build) -> None:
    found = page(production_build.site, production_build.site / name / "index.html")

    assert ADDRESS in [urlsplit(link).path for link in links(found)]


def test_every_price_and_dated_rule_it_has_stands_in_the_data(library: Library, figures: Figures) -> None:
    shown = {p.label: p.pence for p in library.data.prices.all}

    assert {charge.label: charge.pence for charge in figures.tariff.charges}.items() <= shown.items()
    assert {charge.kind for charge in figures.tariff.of(TUITION)} == {"small-group", "pair", "individual"}
    assert figures.tariff.rules.additions == (15, 50, 100)


def test_it_agrees_with_every_sum_of_the_price_list(library: Library, figures: Figures) -> None:
    """What a school adds is worked out by one rule, and the published price with free meals is met."""
    by_id = library.data.prices.by_id
    sums = {
        by_id["tuition-small-group"].pence: lessons(figures),
        by_id["tuition-surcharge-15"].pence: lessons(figures, added=15),
        by_id["tuition-surcharge-50"].pence: lessons(figures, added=50),
        by_id["tuition-surcharge-100"].pence: lessons(figures, added=100),
        by_id["tuition-free-meals"].pence: lessons(figures, reason="free-meals-income"),
    }

    assert [figures.answer(wish).quote.a_term for wish in sums.values()] == list(sums)


def test_it_agrees_to_the_penny_with_the_decision_on_every_ground(figures: Figures) -> None:
    """Every ground, confirmed by everybody who can, on every kind of lesson and every addition."""
    day = figures.time.first
    published = []
    for ground in figures.grounds:
        claim = Claim(
            frozenset({ground.id}), "7", day, day, {ground.id: Proof(*ground.evidence[:1] or ["school"])}
        )
        [decision] = decisions(claim, figures.policies)
        for charge in figures.tariff.of(TUITION):
            for added in (0, *figures.tariff.rules.additions):
                wish = Wish(day, charge.kind, added, hire=True, ensembles=1, reason=ground.id)
                told = figures.answer(wish)
                whole = {line.charge.item: line.full + line.added for line in told.quote.lines}
                assert whole[TUITION] == raised(charge.pence, added)
                assert {line.charge.item: line.left for line in told.quote.lines} == {
                    item: reduced(pence, decision.reliefs[item]) for item, pence in whole.items()
                }
                assert (told.helped is Helped.LESS) == bool(decision.grants)
        published += [ground.id] if decision.grants else []

    assert published == ["looked-after", "free-meals-income"]


def test_it_agrees_to_the_penny_with_the_examples_on_the_page_of_help_with_fees(
    library: Library, figures: Figures, production_build: Build
) -> None:
    shown = page(production_build.site, production_build.site / "help-with-fees/index.html").soup
    compared = 0
    for one in worked(library.data):
        for answer in one.answers:
            for sum_ in answer.sums:
                reason = answer.decision.grounds[sum_.item]
                line = figures.answer(lessons(figures, hire=True, ensembles=1, reason=reason)).quote.lines
                [left] = [found.left for found in line if found.charge.item == sum_.item]
                card = shown.find(id=one.example.id)
                assert left == sum_.left
                assert card is not None
                assert (money(left) if left else "nothing") in card.get_text()
                compared += 1

    assert compared >= 2


def test_a_later_start_in_the_real_year_never_costs_more(figures: Figures) -> None:
    span = (figures.time.last - figures.time.first).days
    days = [figures.time.first + timedelta(days=n) for n in range(span + 1)]
    totals = [figures.answer(lessons(figures, starts=day)).quote.total for day in days]

    assert totals == sorted(totals, reverse=True)
    assert totals[0] > totals[-1]


def test_it_says_what_is_a_sample_and_what_awaits_confirmation(
    library: Library, production_build: Build
) -> None:
    text = page(production_build.site, production_build.site / "prices/calculator/index.html").soup.get_text()

    assert library.data.prices.billing.awaiting
    for rule in library.data.prices.billing.awaiting:
        assert rule in text
    assert "Thursday 26 November 2026" in text
    assert "Sample dates" in text


def test_no_page_but_the_calculator_sends_to_its_function(production_build: Build) -> None:
    senders = [p.url for p in pages(production_build.site) if p.soup.find("form", action="/forms/price")]

    assert senders == [ADDRESS]
