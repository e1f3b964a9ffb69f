"""What a teacher is told, from the family's form to the link, and whether it was in place: every door."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb.items import noted
from musicservice.adapters.dynamodb.office.due import DynamoDue
from musicservice.adapters.dynamodb.replies import DynamoReplies
from musicservice.domain.dates import in_words
from musicservice.domain.office import handover
from musicservice.domain.office.reply import Reply
from musicservice.ports import OutcomeUnknownError, StaleError, UnavailableError
from tests.functions.conftest import Product
from tests.functions.office.briefs import (
    DETAIL,
    HEALTH,
    LACKING,
    OWN,
    SAID,
    TEACHER,
    Ready,
    followed,
    in_the_office,
    read,
    sent,
    state,
    trail,
    waiting,
)
from tests.functions.office.test_deciding import STARTS, Case, offered
from tests.functions.policies import SCHEDULED


@pytest.fixture
def asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked whether it was in place as soon as the teacher is told."""
    monkeypatch.setattr(handover, "ASKED_AFTER", timedelta(days=-400))


def test_a_teacher_reads_before_the_first_lesson_what_the_family_said_that_helps(product: Product) -> None:
    case = Case(product, needs_help=True, **SAID)
    code = offered(case, full_price="yes")
    visitor = case.visitor()
    visitor.get(f"/forms/offer/{code}")
    visitor.press("yes")
    followed(case)
    officer = in_the_office(case)
    assert waiting(officer, case)
    assert in_words(STARTS) in officer.page.text

    code = sent(case, officer)

    assert (state(case), trail(case)[0]) == ("sent", ("staff:ada", "sent a brief"))
    assert ("staff:ada", "opened") in trail(case)
    closed = case.visitor().get(f"/forms/brief/{code}")
    page = read(case, code)
    for line in (
        "Tuesdays at 10.20am",
        "Face them when you speak.",
        "Where to sit?",
        "Show it at the beginning.",
        DETAIL,
    ):
        assert line in page.text
        assert line not in closed.text
    assert "Nguyễn" not in closed.text + closed.path
    for unsaid in (OWN, HEALTH, "£", "free school meals", "Help with fees"):
        assert unsaid not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "Was it in place?" not in page.text
    assert waiting(officer, case)
    followed(case)
    officer = case.officer("enrolment-officer")
    assert (state(case), trail(case)[0]) == ("opened", ("teacher", "opened a brief"))
    assert not waiting(officer, case)
    read(case, code)
    followed(case)
    assert trail(case).count(("teacher", "opened a brief")) == 1
    assert DETAIL not in repr(case.product.items("cases")) + repr(case.product.items("links"))


def test_a_brief_that_is_taken_back_opens_nothing_and_asks_nothing(product: Product) -> None:
    case = Ready(product)
    officer = in_the_office(case)
    first = sent(case, officer)
    assert read(case, first).status == 200

    officer.post(f"{case.address}/brief/1/withdraw", {})

    assert case.visitor().get(f"/forms/brief/{first}").status == 404
    assert case.visitor().post(f"/forms/brief/{first}", {"do": "open"}).status == 404
    states = [one["state"]["S"] for one in product.items("outbox") if one["state"]["S"] != "pending"]
    assert states == ["called off", "called off"]
    assert (state(case), waiting(officer, case)) == ("due", True)
    assert officer.post(f"{case.address}/brief/1/withdraw", {}).status == 409


def test_another_brief_ends_the_one_before(product: Product) -> None:
    case = Ready(product)
    officer = in_the_office(case)
    first = sent(case, officer)
    second = sent(case, officer, teacher="other@school.example")

    assert case.visitor().get(f"/forms/brief/{first}").status == 404
    assert read(case, second).status == 200
    assert officer.post(f"{case.address}/brief/1/settle", {}).path == case.address
    assert not waiting(officer, case)


@pytest.mark.usefixtures("asked_at_once")
def test_both_say_whether_it_was_in_place_and_a_no_is_somebodys_work(product: Product) -> None:
    case = Ready(product)
    code = sent(case, in_the_office(case))
    [own] = case.letters("brief-check-family")
    teacher, parent = case.visitor(), case.visitor()

    teacher.get(f"/forms/brief/{code}")
    assert "Was it in place?" in teacher.press("open").text
    thanks = teacher.submit(in_place="yes")
    parent.get(f"/forms/brief/{own}")
    assert "Face them" in parent.press("open").text
    assert parent.submit(lacking=LACKING).wrong == ["in_place"]
    parent.submit(in_place="partly")
    again = parent.post(f"/forms/brief/{own}", {"in_place": "yes"})

    assert (thanks.heading, again.heading) == ("Thank you for your answer", "Thank you for your answer")
    for _ in range(2):
        followed(case)
    officer = case.officer("enrolment-officer")
    assert (state(case), waiting(officer, case)) == ("trouble", True)
    page = officer.get(f"{case.address}/brief/1")
    assert "Partly" in page.text
    assert LACKING in page.text
    assert LACKING not in officer.get(case.address).text
    assert LACKING not in repr(product.items("cases")) + repr(product.items("links"))
    assert ("family", "said whether it was in place") in trail(case)
    officer.get(f"{case.address}/brief/1")
    officer.post(f"{case.address}/brief/1/settle", {})
    assert not waiting(officer, case)


@pytest.mark.parametrize("error", [UnavailableError, OutcomeUnknownError])
@pytest.mark.usefixtures("asked_at_once")
def test_an_answer_that_was_not_kept_is_given_back_and_nothing_is_shown_that_was_not_noted(
    product: Product, monkeypatch: pytest.MonkeyPatch, error: type[UnavailableError]
) -> None:
    case = Ready(product)
    code = sent(case, in_the_office(case))

    def broken(*_: Any, **__: Any) -> None:
        raise error("database", "Away")

    with monkeypatch.context() as away:
        away.setattr(DynamoReplies, "keep", broken)
        unread = case.visitor().post(f"/forms/brief/{code}", {"do": "open"})
        unsaid = case.visitor().post(f"/forms/brief/{code}", {"in_place": "no", "lacking": LACKING})

    assert (unread.status, "Face them" in unread.text) == (503, False)
    assert (unsaid.status, LACKING in unsaid.text) == (503, True)
    visitor = case.visitor()
    visitor.seen.append(unsaid)
    assert visitor.submit().heading == "Thank you for your answer"


@pytest.mark.usefixtures("asked_at_once")
def test_what_is_done_with_a_link_outlasts_what_else_is_done_with_it(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, keep, tries = Ready(product), DynamoReplies.keep, iter([True, False, True, False])
    code = sent(case, in_the_office(case))

    def beaten(replies: DynamoReplies, reply: Reply, until: float) -> None:
        if next(tries):
            raise StaleError
        keep(replies, reply, until)

    monkeypatch.setattr(DynamoReplies, "keep", beaten)
    visitor = case.visitor()
    visitor.get(f"/forms/brief/{code}")

    assert "Face them" in visitor.press("open").text
    assert visitor.submit(in_place="no").heading == "Thank you for your answer"
    assert len([one for one in product.items("cases") if one["sk"]["S"].startswith("INPLACE#")]) == 1


def test_no_link_tells_what_may_be_kept_no_longer(product: Product) -> None:
    case = Ready(product)
    code = sent(case, in_the_office(case))
    today = datetime.now(UTC).date()
    long_ago = {":status": "withdrawn", ":since": f"{today - timedelta(days=90)}T09:00:00Z"}
    for name in ("WORK#enrolment#00", "WORK#remission#01"):
        product.database.update_item(
            TableName=f"{product.prefix}-cases",
            Key=noted({"pk": f"CASE#{case.name}", "sk": name}),
            UpdateExpression="SET #status = :status, since = :since",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues=noted(long_ago),
        )
    due = DynamoDue(product.database, product.database, product.prefix)
    due.again(case.name, "planned", today, ("sealed",))

    product.round("keep")(SCHEDULED, None)

    assert case.visitor().get(f"/forms/brief/{code}").status == 404
    assert case.letters("brief-check") + case.letters("brief-check-family") == []
    kept = {one["sk"]["S"]: one for one in product.items("cases") if "sealed" in one}
    assert [name for name, one in kept.items() if name.startswith("TOLD#") and one["sealed"]["B"]] == []


@pytest.mark.usefixtures("asked_at_once")
def test_what_was_told_is_handed_out_and_goes_with_the_case(product: Product) -> None:
    case = Ready(product)
    code = sent(case, in_the_office(case))
    visitor = case.visitor()
    visitor.get(f"/forms/brief/{code}")
    visitor.press("open")
    visitor.submit(in_place="no", lacking=LACKING)
    followed(case)
    manager = case.officer("manager")
    manager.get("/subject")
    package = manager.post(f"/subject/case/{case.name}", {}).text
    assert all(said in package for said in ("Face them when you speak.", TEACHER, LACKING))

    bootstrap.staff().rights.bury(case.name, "staff:ada", "asked")
    product.round("keep")(SCHEDULED, None)

    assert case.visitor().get(f"/forms/brief/{code}").status == 404
    kept = [one for table in ("links", "outbox", "cases") for one in product.items(table)]
    assert [one for one in kept if case.name in json.dumps(one, default=repr)] == []
    assert product.items("links") == []
