"""The link to a school's question: it is answered once, it ends, and no other code leads there."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from musicservice.domain import code as codes
from musicservice.services import linked
from tests import engines, faults
from tests.examples import NOW
from tests.functions.conftest import Product
from tests.functions.links import mail, on
from tests.functions.schools import ANSWER, QUESTION, THANKS, asked, asking, proofs, said
from tests.functions.visitor import Page, Visitor


@pytest.fixture
def app(product: Product, monkeypatch: pytest.MonkeyPatch) -> Any:
    return on(product, monkeypatch, NOW)


@pytest.fixture
def address(product: Product, app: Any) -> str:
    """The link in the letter to the school's office."""
    asking(app)
    [link] = asked(product)
    return link


def test_it_is_answered_once_and_says_so_ever_after(product: Product, app: Any, address: str) -> None:
    first, second = Visitor(app), Visitor(app)
    form = second.get(address)
    first.post(address, ANSWER)
    kept = proofs(product)

    again = second.submit(**{**ANSWER, QUESTION: "no"})

    for page in (again, Visitor(app).get(address)):
        assert (page.status, page.heading) == (200, THANKS)
        assert [word for word in ("Zofia", "2015", "Year 6", "meals") if word in page.text] == []
    assert "Zofia" in form.text
    assert proofs(product) == kept


def test_a_double_click_is_one_answer(product: Product, app: Any, address: str) -> None:
    school = Visitor(app)

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: school.only_post(address, ANSWER), range(5)))

    assert {page.status for page in answers} <= {200, 303}
    assert {page.headers["Location"] for page in answers if page.status == 303} == {address}
    assert said(product)["answers"] == {"free-meals-income": "yes"}
    assert school.get(address).heading == THANKS


def test_programs_that_follow_links_use_nothing_up(app: Any, address: str) -> None:
    school = Visitor(app)

    looks = [look(address) for look in (school.get, school.head) for _ in range(5)]

    assert [(page.status, bool(page.body)) for page in looks] == [(200, True)] * 5 + [(200, False)] * 5
    assert school.cookies == {}
    assert school.post(address, ANSWER).heading == THANKS


def test_a_question_asks_for_one_month(product: Product, address: str, monkeypatch: Any) -> None:
    """To the end of the last day, as the letter says, where the school is."""
    last = NOW.replace(month=4, day=11, hour=22, minute=59, second=59)
    assert Visitor(on(product, monkeypatch, last)).get(address).heading == "A question about a pupil"

    over = Visitor(on(product, monkeypatch, last + timedelta(seconds=2)))

    assert over.get(address).status == 404
    assert over.post(address, ANSWER).status == 404
    assert proofs(product) == []


def page_of(page: Page, code: str) -> tuple[Any, ...]:
    return page.status, page.heading, page.body.replace(code, "*"), str(page.headers)


def test_a_code_that_is_none_of_a_question_gets_one_and_the_same_answer(
    product: Product, app: Any, address: str, monkeypatch: Any
) -> None:
    """Guessed, cut, over, of a letter, of a form, of next year's form: there is no telling which."""
    question, letters = address.rpartition("/")[2], mail(product)
    over = on(product, monkeypatch, NOW + timedelta(days=30))
    unfinished = Visitor(app, children=1)
    unfinished.begin()
    tried = [codes.draw(lambda among: among[3]), question[:-1], "no-code-at-all", unfinished.code]
    tried += [letters["decision"].code, letters["renewal"].code]

    answers = {page_of(Visitor(app).get(f"/forms/confirm/{code}"), code) for code in tried}
    answers |= {page_of(Visitor(app).post(f"/forms/confirm/{code}", ANSWER), code) for code in tried}
    answers |= {page_of(Visitor(app).get(f"/forms/letter/{question}"), question)}
    answers |= {page_of(Visitor(over).get(address), question)}

    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_the_code_of_a_question_opens_no_form(app: Any, address: str) -> None:
    code = address.rpartition("/")[2]
    guessed = codes.draw(lambda among: among[3])

    pages = [Visitor(app).post("/forms/return", {"code": one}) for one in (code, guessed)]

    assert page_of(pages[0], code) == page_of(pages[1], guessed)
    assert pages[0].status == 422
    assert Visitor(app, cookies={"__Host-enrolment": code}).get("/forms/enrolment/check").status == 404


def given_back(page: Page) -> None:
    """The page has everything that was typed, and nothing of the pupil but where that was known."""
    assert page.status == 503
    assert {name: page.value(name) for name in ANSWER} == {name: [value] for name, value in ANSWER.items()}


def test_while_the_database_is_away_the_answers_are_kept_on_the_page(product: Product, address: str) -> None:
    """Who the pupil is cannot be read then, and is not needed to send the answer again."""
    away = product.public(AWS_ENDPOINT_URL_DYNAMODB=f"http://127.0.0.1:{engines.free_port()}")
    school = Visitor(away)

    page = school.post(address, ANSWER)

    given_back(page)
    assert page.told == "Your answers were not saved"
    assert "Zofia" not in page.text
    assert "Does this child have free school meals because of income?" in page.text
    assert Visitor(away).get(address).status == 503
    school.app = product.public(AWS_ENDPOINT_URL_DYNAMODB=product.settings["AWS_ENDPOINT_URL_DYNAMODB"])
    assert school.submit().heading == THANKS
    assert said(product)["answers"] == {"free-meals-income": "yes"}


def test_what_is_no_answer_of_ours_is_not_taken_while_the_database_is_away(
    product: Product, address: str
) -> None:
    away = product.public(AWS_ENDPOINT_URL_DYNAMODB=f"http://127.0.0.1:{engines.free_port()}")

    assert Visitor(away).post(address, {**ANSWER, "answer-other": "yes"}).status == 400


@pytest.mark.parametrize(
    ("fault", "told", "kept"),
    [
        (faults.cancelled("ValidationError"), "Your answers were not saved", 0),
        (faults.CutBefore(), "We do not know whether your answers were saved", 0),
        (faults.LoseAnswer(), "", 1),
    ],
    ids=["refused", "cut", "lost"],
)
def test_a_database_that_fails_is_told_of_as_far_as_that_is_known(  # noqa: PLR0913, PLR0917
    product: Product,
    database_address: str,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    fault: faults.Fault,
    told: str,
    kept: int,
) -> None:
    monkeypatch.setattr(linked, "PATIENCE", 0.3)
    with faults.proxy(database_address) as line:
        school = Visitor(product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address))
        line.always("TransactWriteItems", fault)

        page = school.post(address, ANSWER)

        assert page.told == told
        assert len(proofs(product)) == kept
        if told:
            given_back(page)
            line.plan = lambda _name, _n: faults.Pass()
            page = school.submit()
        assert page.heading == THANKS
    assert len(proofs(product)) == 1


def test_nothing_of_it_is_written_down_or_put_in_a_header(
    app: Any, address: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    school = Visitor(app)

    school.get(address)
    school.post(address, {**ANSWER, "answerer_name": None})
    school.submit(**ANSWER)
    Visitor(app).get(address[:-1])

    written = capsys.readouterr()
    lines = [json.loads(line) for line in written.out.splitlines()]
    assert [(line["name"], line["status"]) for line in lines][:2] == [("question", 200), ("answer", 422)]
    code = address.rpartition("/")[2]
    headers = repr([{**page.headers, "Location": ""} for page in (*school.seen, *school.sent)])
    for text in (written.out, written.err, caplog.text, headers):
        assert [word for word in (code, "Zofia", "Gwen", "meals", "School business") if word in text] == []
