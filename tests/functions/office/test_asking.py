"""Asking a family for one thing more, and what comes of its answer, through both doors."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb.replies import DynamoReplies
from musicservice.ports import OutcomeUnknownError, UnavailableError
from musicservice.services.office.following import Lapsing
from tests.functions.conftest import Product
from tests.functions.office.officer import opened
from tests.functions.office.test_deciding import Case
from tests.functions.policies import SCHEDULED
from tests.functions.visitor import Visitor

ASKED = "Which day is the lesson at school?\nWe need it to find a teacher."
TOLD = "It is on Thursday,\nand they cannot come by bus."


@pytest.fixture
def case(product: Product) -> Case:
    return Case(product, needs_help=True)


def asked(case: Case, kind: str = "remission", role: str = "remission-officer", **changes: str) -> str:
    """Somebody asks; gives the code in the last letter."""
    before = set(case.letters("more-needed"))
    officer = case.officer(role)
    officer.get(f"{case.address}/ask/{kind}/1")
    preview = officer.submit(**{"words": ASKED, **changes})
    assert "What the family gets" in preview.text, preview.text
    assert case.letters("more-needed") == sorted(before, key=case.letters("more-needed").index)
    assert officer.submit(sure="yes").path == case.address
    [code] = set(case.letters("more-needed")) - before
    return code


def answered(case: Case, code: str, words: str = TOLD) -> Visitor:
    family = case.visitor()
    family.get(f"/forms/answer/{code}")
    family.post(f"/forms/answer/{code}", {"answer": words})
    return family


def followed(case: Case) -> None:
    for _ in range(2):
        case.product.round("follow")(SCHEDULED, None)
    opened(case.product)


def replies(case: Case) -> list[Any]:
    return [one for one in case.product.items("cases") if one["sk"]["S"].startswith("REPLY#")]


def test_a_question_goes_out_is_answered_once_and_comes_back_to_the_queue(case: Case) -> None:
    code = asked(case)
    assert (case.status("remission"), case.status("enrolment")) == ("asked", "received")
    page = case.visitor().get(f"/forms/answer/{code}")
    assert "Which day is the lesson at school?" in page.text

    family = answered(case, code)

    assert family.page.heading == "Thank you, we have your answer"
    assert "Which day" not in family.get(f"/forms/answer/{code}").text
    followed(case)
    assert case.status("remission") == "received"
    case.office = opened(case.product)
    officer = case.officer("remission-officer")
    closed = officer.get(case.address)
    assert "The family answered" in closed.text
    assert "by bus" not in closed.text
    assert "by bus" in officer.post(f"{case.address}/private", {}).text
    latest = bootstrap.staff().trail.entries(case.name, 1)[0]
    assert (latest.action, "reply" in latest.fields) == ("opened", True)
    assert "by bus" not in repr(case.product.items("cases"))


def test_what_is_about_help_with_fees_is_for_those_who_may_know_why(case: Case) -> None:
    code = asked(case)
    answered(case, code)
    officer = case.officer("enrolment-officer")

    page = officer.post(f"{case.address}/private", {})

    assert page.status == 200
    assert "Asked the family" in page.text
    assert "Which day" not in page.text
    assert "by bus" not in page.text
    assert officer.get(f"{case.address}/ask/remission/1").status == 404
    assert "reply" not in bootstrap.staff().trail.entries(case.name, 1)[0].fields


def test_only_the_first_answer_counts_and_none_gives_the_page_back(case: Case) -> None:
    code = asked(case, "enrolment", "enrolment-officer")
    family = case.visitor()
    empty = family.post(f"/forms/answer/{code}", {"answer": " "})
    assert (empty.status, "Write your answer" in empty.text) == (422, True)
    assert replies(case) == []

    answered(case, code)
    answered(case, code, "Something else")

    [kept] = replies(case)
    said = json.loads(
        case.product.opener().open(kept["sealed"]["B"], {"record": case.name, "purpose": "reply"})
    )
    assert said["text"] == TOLD
    assert case.visitor().get("/forms/answer/AAAA-AAAA-AAAA-AAAA").status == 404


def test_asked_again_either_link_brings_it_back_and_a_grant_stays(case: Case) -> None:
    first, second = asked(case), asked(case, words="And one thing more, please.")
    answered(case, first)
    followed(case)
    assert case.status("remission") == "received"
    case.office = opened(case.product)
    officer = case.officer("remission-officer")
    officer.get(f"{case.address}/decide/remission/1")
    officer.submit(answer="otherwise", tuition="100", hire="100", ensemble="100", reason="Clear.")
    officer.submit(sure="yes")
    assert case.status("remission") == "granted"

    answered(case, second)
    followed(case)

    assert case.status("remission") == "granted"
    assert len(replies(case)) == 2
    seen_and_ticked_off(case)


def seen_and_ticked_off(case: Case) -> None:
    """What was told late stands in the queue until somebody of the right desk has read it, once."""
    case.office = opened(case.product)
    officer, other = case.officer("remission-officer"), case.officer("enrolment-officer", name="ben")
    queue = officer.get("/queue/remission")
    assert "The family has told us something" in queue.text
    assert case.address in queue.links()
    assert "The family has told us something" in officer.get(case.address).text
    assert "The family has told us something" not in other.get(case.address).text
    tick = f"{case.address}/read/remission/1"
    assert other.only_post(tick, {}).status == 404

    for _ in range(2):
        assert officer.post(tick, {}).path == case.address

    assert "The family has told us something" not in officer.get(case.address).text
    assert "Nothing waits here" in officer.get("/queue/remission").text
    actions = [one.action for one in bootstrap.staff().trail.entries(case.name, 9)]
    assert (actions.count("answered late"), actions.count("read an answer")) == (1, 1)
    assert case.status("remission") == "granted"


def test_where_no_letter_is_safe_the_question_is_for_a_call_and_no_link_is_made(product: Product) -> None:
    case = Case(product, needs_help=False, safe_ways="phone-only")
    links = product.items("links")
    officer = case.officer("enrolment-officer")
    officer.get(f"{case.address}/ask/enrolment/1")

    assert "Note it, to ask by telephone" in officer.submit(words=ASKED).text
    page = officer.submit(sure="yes")

    assert page.path == case.address
    assert "to be asked by telephone" in page.text.lower()
    assert "Which day is the lesson" in page.text
    assert case.letters("more-needed") == []
    assert product.items("links") == links
    assert bootstrap.staff().trail.entries(case.name, 1)[0].action == "to be asked by telephone"
    rounds = [
        Lapsing(bootstrap.staff().cases, bootstrap.staff().trail, Later(bootstrap.staff().clock, days))()
        for days in (0, 16)
    ]
    assert rounds == [{}, {"came back": 1}]


@pytest.mark.parametrize(
    ("error", "words"),
    [(UnavailableError, "Your answers were not saved"), (OutcomeUnknownError, "We do not know whether")],
)
def test_what_was_typed_is_given_back_when_it_could_not_be_kept(
    case: Case, monkeypatch: pytest.MonkeyPatch, error: type[UnavailableError], words: str
) -> None:
    code = asked(case)
    visitor = case.visitor()

    def broken(*_: Any, **__: Any) -> None:
        raise error("database", "Away")

    with monkeypatch.context() as away:
        away.setattr(DynamoReplies, "keep", broken)
        page = visitor.post(f"/forms/answer/{code}", {"answer": TOLD})

    assert page.status == 503
    assert words in page.text
    assert "and they cannot come by bus" in page.text
    assert replies(case) == []
    assert answered(case, code).page.heading == "Thank you, we have your answer"


def test_what_somebody_decided_meanwhile_is_shown_and_the_question_kept(case: Case) -> None:
    officer = case.officer("remission-officer")
    officer.get(f"{case.address}/ask/remission/1")
    officer.submit(words=ASKED)
    asked(case, words="The other was quicker.")

    late = officer.submit(sure="yes")

    assert late.status == 409
    assert "Somebody else decided meanwhile" in late.text
    assert "Which day is the lesson at school?" in late.text
    assert len(case.letters("more-needed")) == 1


@dataclass(frozen=True)
class Later:
    """A clock that is some days on."""

    clock: Any
    days: int

    def now(self) -> datetime:
        now: datetime = self.clock.now()
        return now + timedelta(days=self.days)

    def monotonic(self) -> float:
        return float(self.clock.monotonic())


@pytest.mark.parametrize("kind", ["enrolment", "remission"])
def test_what_nobody_answers_comes_back_once_its_day_is_over(case: Case, kind: str) -> None:
    asked(case, kind, f"{kind}-officer")
    parts = bootstrap.staff()

    rounds = [Lapsing(parts.cases, parts.trail, Later(parts.clock, days))() for days in (0, 14, 16, 16)]

    assert rounds == [{}, {}, {"came back": 1}, {}]
    assert case.status(kind) == "received"
    assert parts.trail.entries(case.name, 1)[0].action == "came back"
