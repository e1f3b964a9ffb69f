"""What is decided at once: who gets a letter, what stands in it, and the ways that lead to it."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

import pytest

from tests.examples import NOW, Answer
from tests.functions.conftest import Product
from tests.functions.links import mail, on, sent
from tests.functions.visitor import CODE_PAGE, Page, Visitor
from tests.households import AT_SCHOOL, FREE_MEALS, LOOKED_AFTER, household

TITLE = "Our answer so far on help with fees"
NONE: Mapping[str, Answer] = {"child_grounds": ["none"]}
BROTHER: Mapping[str, Answer] = {"child_known_as": "Canaryknown", "child_given_name": "Canarygiven"}
BOTH = ("enrolment", "remission")


@pytest.fixture
def app(product: Product, monkeypatch: pytest.MonkeyPatch) -> Any:
    return on(product, monkeypatch, NOW)


def letter(visitor: Visitor) -> Page:
    return visitor.get(f"/forms/letter/{visitor.code}")


def decisions(product: Product) -> Any:
    """What the rules said, child by child, as the office reads it."""
    case = product.case()
    context = {"record": case["pk"].removeprefix("CASE#"), "purpose": "answers"}
    return json.loads(product.opener().open(case["sealed"].value, context)).get("decisions")


@pytest.mark.parametrize("form", BOTH)
def test_a_child_who_is_looked_after_has_an_answer_at_once(product: Product, app: Any, form: str) -> None:
    family = sent(app, household(LOOKED_AFTER, name=form, applicant="foster"))

    page = letter(family)

    assert (page.status, page.heading) == (200, TITLE)
    assert [one.get_text() for one in page.soup.select("section h2")] == ["李"]
    said = " ".join(page.soup.get_text().split())
    assert "Lessons: nothing to pay, from 14 March 2026 to" in said
    assert "The law says so" in said
    assert "By the rules “2025-26”, version 1." in said
    assert product.case()["reference"] in said
    assert "£" not in said


def test_it_says_how_to_contest_it_and_that_no_person_gave_it(app: Any) -> None:
    page = letter(sent(app, household(LOOKED_AFTER)))

    said = " ".join(page.soup.get_text().split())
    assert "If you think it is wrong" in said
    assert "a person will look at it again" in said
    assert "A computer gave this answer" in said
    assert {"/help-with-fees/", "tel:01914960000", "mailto:hello@music.example"} <= set(page.links())


def test_it_says_of_each_child_how_far_we_are(product: Product, app: Any) -> None:
    """One child is looked after; one has free meals to be confirmed; of one nothing was said."""
    family = sent(
        app, household(LOOKED_AFTER, {**FREE_MEALS, **BROTHER}, {**NONE, "child_given_name": "Canarythird"})
    )

    page = letter(family)

    said = [" ".join(one.get_text().split()) for one in page.soup.select("main section")]
    assert ["Lessons: nothing to pay" in one for one in said] == [True, False, False]
    assert ["as soon as somebody confirms" in one for one in said] == [False, True, False]
    assert ["A person looks at what you told us" in one for one in said] == [False, False, True]
    assert [[one["outcome"] for one in child] for child in decisions(product)] == [
        ["granted"],
        ["check"],
        ["person"],
    ]


Asked: TypeAlias = tuple[Mapping[str, Answer], Mapping[str, Answer]]
JUDGED: Mapping[str, Asked] = {
    "hardship": (NONE, {}),
    "free meals": (FREE_MEALS, {"family_grounds": ["none"], "hardship_words": None}),
    "no reason": (NONE, {"family_grounds": ["none"], "hardship_words": None}),
}


@pytest.mark.parametrize("case", JUDGED)
def test_nothing_is_decided_where_somebody_has_to_judge(product: Product, app: Any, case: str) -> None:
    """The letter goes out all the same: that there is one tells nobody which reason was given."""
    child, own = JUDGED[case]
    family = sent(app, household(child, own=own))

    said = letter(family).text
    assert "% less" not in said
    assert "nothing to pay" not in said
    assert {"application-receipt", "decision"} <= set(mail(product))
    outcomes = {one["outcome"] for child in decisions(product) or () for one in child}
    assert "granted" not in outcomes


@pytest.mark.parametrize("wanted", ["no", "later"])
def test_who_asks_for_no_help_gets_no_letter(product: Product, app: Any, wanted: str) -> None:
    family = sent(app, household(LOOKED_AFTER, own={"help_with_fees": wanted}))

    assert letter(family).status == 404
    assert family.get("/forms/enrolment/letter").status == 404
    assert set(mail(product)) == {"application-receipt"}


def test_policy_and_version_stand_with_every_sealed_decision(product: Product, app: Any) -> None:
    sent(app, household(LOOKED_AFTER, {**FREE_MEALS, "year_group": "11"}))

    noted = [one for child in decisions(product) for one in child]

    assert {(one["policy"], one["version"]) for one in noted} == {("2025-26", "1")}
    assert noted[0]["rates"] == {"tuition": 100, "hire": 0, "ensemble": 0}
    assert [one["rule"] for one in noted] == ["looked-after", "free-meals-income"]


def test_the_link_in_the_letter_opens_it_on_any_device(product: Product, app: Any) -> None:
    family = sent(app, household(LOOKED_AFTER))
    message = mail(product)["decision"]

    page = Visitor(app).get(message.address)

    assert message.to == "renee@family.example"
    assert page.heading == TITLE
    assert message.code == family.code
    assert page.soup.select("main form") == []


@pytest.mark.parametrize("form", BOTH)
def test_the_receipt_leads_to_it_on_the_device_that_sent_the_form(app: Any, form: str) -> None:
    family = sent(app, household(LOOKED_AFTER, name=form))
    receipt = family.page

    [link] = [one for one in receipt.links() if one.endswith("/letter")]

    assert family.get(link).heading == TITLE
    stranger = Visitor(app).get(receipt.path)
    assert "already decided" not in stranger.text
    assert Visitor(app).get(link).status == 404


def test_it_is_forgotten_on_a_device_that_others_use_and_the_code_still_opens_it(app: Any) -> None:
    family = sent(app, household(LOOKED_AFTER))
    family.get("/forms/enrolment/letter")

    forgotten = family.press("forget")

    assert forgotten.heading == "This device has forgotten your form"
    assert family.get("/forms/enrolment/letter").status == 404
    assert family.cookies == {}


@pytest.mark.parametrize("ways", ["phone-only", "ask"])
@pytest.mark.parametrize("form", BOTH)
def test_where_no_email_is_safe_none_waits_and_the_code_leads_to_the_letter(
    product: Product, app: Any, ways: str, form: str
) -> None:
    family = sent(app, household(LOOKED_AFTER, name=form, own={"safe_ways": ways}))

    assert product.items("outbox") == []
    other = Visitor(app, form=form)
    other.get(CODE_PAGE)
    receipt = other.submit(code=family.code.lower())
    [link] = [one for one in receipt.links() if one.endswith("/letter")]
    assert other.get(link).heading == TITLE


@pytest.mark.parametrize("ways", ["phone-only", "ask"])
def test_a_school_is_asked_all_the_same_and_the_family_is_not_written_to(
    product: Product, app: Any, ways: str
) -> None:
    """The family agreed that the school is asked; the letter to the school names nobody."""
    sent(app, household({**FREE_MEALS, **AT_SCHOOL}, own={"safe_ways": ways}))

    assert {one.to for one in mail(product).values()} == {"office@school.example"}


def test_the_table_tells_nobody_who_has_a_letter_or_what_stands_in_it(product: Product, app: Any) -> None:
    family = sent(app, household(LOOKED_AFTER))

    [item] = product.items("links")

    assert set(item) == {"pk", "sk", "kind", "text", "revision", "purge_at"}
    raw = repr(item) + item["text"]["B"].decode("latin-1")
    hidden = [family.code, family.code[:8], "looked", "decision", product.case()["reference"]]
    assert [word for word in hidden if word in raw] == []
