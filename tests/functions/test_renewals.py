"""Next year's form: when a family is reminded, what it finds filled in, what it is asked again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from musicservice.domain.code import draw
from tests.examples import CATALOGUE, NOW, Answer
from tests.functions.conftest import Product
from tests.functions.links import every_mail, mail, on, sent
from tests.functions.visitor import Visitor
from tests.households import FREE_MEALS, LOOKED_AFTER, household

BOTH = ("enrolment", "remission")
NEXT_YEAR = replace(
    CATALOGUE.policies[0], id="2026-27", version="9", starts=date(2026, 9, 1), ends=date(2027, 8, 31)
)
CHILDREN: tuple[Mapping[str, Answer], ...] = (FREE_MEALS, {"child_grounds": ["none"]})


@pytest.fixture
def app(product: Product, monkeypatch: pytest.MonkeyPatch) -> Any:
    return on(product, monkeypatch, NOW, CATALOGUE)


def opened(app: Any, product: Product) -> Visitor:
    """Somebody who followed the link in the letter and pressed its button."""
    family = Visitor(app, form="remission", needs_help=True)
    page = family.get(mail(product)["renewal"].address)
    assert (page.heading, family.cookies) == ("Help with fees for the new school year", {})
    family.press(mail(product)["renewal"].code)
    return family


def asked_again(family: Visitor, **changes: Answer) -> list[str]:
    """Goes on to the answers; gives the names of the pages that were asked, in order."""
    begun = len(family.seen) - 1
    family.children = 0
    family.go_on(**changes)
    return [page.path.split("/")[3] for page in family.seen[begun:-1]]


def test_the_letter_waits_until_a_quarter_before_the_rules_end(product: Product, app: Any) -> None:
    sent(app, household(*CHILDREN))

    renewal = mail(product)["renewal"]

    assert renewal.to == "renee@family.example"
    assert renewal.due.date() == date(2026, 8, 31) - timedelta(days=91)
    assert 8 <= renewal.due.hour <= 17
    assert renewal.last == date(2026, 9, 30)


def test_in_the_last_quarter_it_goes_out_at_once(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    july = datetime(2026, 7, 20, 18, 0, tzinfo=UTC)
    sent(on(product, monkeypatch, july, CATALOGUE), household(*CHILDREN))

    assert mail(product)["renewal"].due == july


@pytest.mark.parametrize("own", [{"help_with_fees": "no"}, {"safe_ways": "phone-only"}, {"safe_ways": "ask"}])
def test_nobody_is_reminded_who_asked_for_no_help_or_may_not_be_written_to(
    product: Product, app: Any, own: Mapping[str, Answer]
) -> None:
    sent(app, household({"child_grounds": ["none"]}, own=own))

    assert "renewal" not in mail(product)
    assert product.items("drafts") == []


@pytest.mark.parametrize("form", BOTH)
def test_it_keeps_the_answers_and_asks_again_what_must_be_said_afresh(
    product: Product, app: Any, form: str
) -> None:
    sent(app, household(*CHILDREN, name=form))
    family = opened(app, product)

    pages = asked_again(family, year_group="7")

    new = ["learning"] if form == "enrolment" else []
    every = ["year", "school"] * 2
    assert pages == [*every, "children", *new, "proof", "ask", "truth", "agreement"]
    said = family.page.text
    for kept in ("Zofia Łucja", "Nguyễn Ánh", "27 March 2015", "Example Primary School", "Renée ع"):
        assert kept in said
    assert "The boiler broke" in said
    assert "Year 7" in said
    assert ("Big Band" in said) is False


@pytest.mark.parametrize("form", BOTH)
def test_sending_it_makes_a_second_case_that_is_decided_by_the_rules_of_its_day(
    product: Product, app: Any, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(app, household(LOOKED_AFTER, name=form))
    both = replace(CATALOGUE, policies=(*CATALOGUE.policies, NEXT_YEAR))
    later = on(product, monkeypatch, datetime(2026, 9, 7, 9, tzinfo=UTC), both)
    family = opened(later, product)
    asked_again(family, year_group="7")

    receipt = family.submit()

    assert receipt.heading == "We have your request"
    cases = [item["form"]["S"] for item in product.items("cases") if item["sk"]["S"] == "META"]
    assert sorted(cases) == sorted([form, "remission"])
    assert "version 9" in family.get("/forms/remission/letter").text
    assert sorted(one.last for one in every_mail(product) if one.kind == "renewal" and one.last) == [
        date(2026, 9, 30),
        date(2027, 9, 30),
    ]


def test_the_link_leads_to_the_receipt_once_the_form_was_sent(product: Product, app: Any) -> None:
    sent(app, household(LOOKED_AFTER))
    code = mail(product)["renewal"].code
    family = opened(app, product)
    asked_again(family)
    receipt = family.submit()

    again = Visitor(app)
    again.get(f"/forms/renewal/{code}")

    assert again.press(code).heading == "We have your request"
    assert again.page.text == receipt.text or "already decided" in receipt.text


@pytest.mark.parametrize(
    ("applicant", "words"),
    [("young-person", "Which school year are you in now?"), ("parent", "Which school year are they in now?")],
)
@pytest.mark.parametrize("form", BOTH)
def test_it_speaks_as_the_form_before_it_did(
    product: Product, app: Any, form: str, applicant: str, words: str
) -> None:
    grown: Mapping[str, Answer] = {"birth_date-year": "2009", "year_group": "12", "child_grounds": ["none"]}
    sent(app, household(grown, name=form, applicant=applicant))

    family = opened(app, product)

    assert words in family.page.text
    asked = asked_again(family, year_group="13")
    assert ("children" in asked) is (applicant == "parent")
    assert family.submit().heading == "We have your request"


def test_a_reason_that_the_rules_no_longer_have_is_asked_again(
    product: Product, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(app, household(*CHILDREN))
    left = tuple(ground for ground in NEXT_YEAR.grounds if ground.id != "free-meals-income")
    changed = replace(CATALOGUE, policies=(replace(CATALOGUE.policies[0], grounds=left),))
    family = opened(on(product, monkeypatch, NOW + timedelta(days=90), changed), product)

    pages = asked_again(family, child_grounds=["none"])

    assert pages.count("child-reasons") == 1
    assert "free school meals" not in family.page.text


def test_the_school_is_offered_as_it_was_and_looked_at_before_it_is_asked_about_anybody(
    product: Product, app: Any
) -> None:
    sent(app, household(*CHILDREN))
    family = opened(app, product)

    page = family.go_on("school", year_group="7")

    assert page.value("school-choice") == ["urn:900001"]
    assert "This is what you told us last time" in page.text
    assert "We changed this form" not in page.text


def test_proof_is_asked_for_anew_and_files_of_last_year_do_not_count(product: Product, app: Any) -> None:
    """They were deleted, or will be."""
    sent(app, household(*CHILDREN, own={"proof_by": "council"}))
    family = opened(app, product)

    family.go_on("proof", year_group="7")
    page = family.step(proof_by="upload")

    assert page.path == "/forms/remission/uploads"


def test_it_ends_a_month_after_the_rules_did(
    product: Product, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the end of the day that the letter names."""
    sent(app, household(*CHILDREN))
    code = mail(product)["renewal"].code
    last = datetime(2026, 9, 30, 22, 59, 59, tzinfo=UTC)

    assert opened(on(product, monkeypatch, last), product).page.status == 200
    over = Visitor(on(product, monkeypatch, last + timedelta(seconds=2)))
    over.get(f"/forms/renewal/{code}")
    assert over.press(code).status == 422


def test_a_form_begun_early_is_kept_as_long_as_the_letter_said(
    product: Product, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never kept shorter for having been opened and changed."""
    sent(app, household(*CHILDREN))
    june = on(product, monkeypatch, datetime(2026, 6, 2, 9, tzinfo=UTC))
    family = opened(june, product)
    family.step(year_group="7")
    saved = family.get("/forms/remission/save")

    assert "until Wednesday 30 September 2026" in saved.text
    september = on(product, monkeypatch, datetime(2026, 9, 30, 20, tzinfo=UTC))
    assert opened(september, product).page.status == 200


def test_a_link_that_was_cut_is_told_so_and_a_guessed_one_tells_nothing(product: Product, app: Any) -> None:
    sent(app, household(*CHILDREN))
    code = mail(product)["renewal"].code

    assert Visitor(app).get(f"/forms/renewal/{code[:-1]}").status == 404
    tried = (code, draw(lambda among: among[3]), mail(product)["school-confirmation"].code)
    assert len({Visitor(app).get(f"/forms/renewal/{one}").body.replace(one, "*") for one in tried}) == 1
