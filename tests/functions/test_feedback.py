"""What somebody says of a course, through the page that the link in their letter opens: once, and unnamed."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from musicservice import bootstrap, training_parts
from musicservice.services.attending import Written
from musicservice.services.feedback import OPEN_FOR, Asked
from tests import faults
from tests.courses import COURSE
from tests.examples import ANSWERS
from tests.functions.booking import open_now, publish, school
from tests.functions.conftest import Product
from tests.functions.links import Day, every_mail
from tests.functions.policies import VOICES, allowed_tables, database_calls
from tests.functions.visitor import Visitor
from tests.training import new_code

SAID = {name: ANSWERS[name] for name in ("took_part", "in_the_way", "will_use")}
THANKS = "Thank you, we have your answers"


@pytest.fixture
def held(product: Product) -> Any:
    """A course that two came to, who have their letters."""
    publish(product, open_now())
    school(product, people=2).send()
    now = datetime.now(UTC)
    by = now - timedelta(hours=4) - open_now().starts
    course = open_now()
    past = replace(
        course, sessions=tuple(replace(s, starts=s.starts + by, ends=s.ends + by) for s in course.sessions)
    )
    publish(product, past)
    attending = bootstrap.office().attending
    [one] = attending.roll.enrolled(COURSE.slug)
    rows = [
        Written(n, one.line.reference, who.id, who.name, "yes") for n, who in enumerate(one.line.delegates, 2)
    ]
    assert attending(past, rows, "kim").counts["certificates"] == 2
    return past


def links(product: Product) -> list[str]:
    return [one.address for one in every_mail(product) if one.kind == "certificate"]


@pytest.fixture
def address(product: Product) -> str:
    """A link as it stands in such a letter."""
    product.public()
    return f"/forms/feedback/{opening()}"


def opening() -> str:
    """A code under which the questions about the course lie."""
    code = new_code()
    text = json.dumps({"kind": "feedback", "course": COURSE.slug}).encode()
    links, now = bootstrap.feedback().links, datetime.now(UTC)
    links.put(code, text, 0, OPEN_FOR + timedelta(days=1), now, time.monotonic() + 5)
    return code


def test_it_is_answered_once_and_kept_without_anybody_in_it(product: Product, held: Any) -> None:
    address, other = links(product)
    visitor = Visitor(product.public())
    assert visitor.get(address).heading == "How was the course?"
    assert held.title in visitor.page.text

    assert visitor.post(address, SAID).heading == THANKS
    assert visitor.get(address).heading == THANKS
    assert visitor.post(address, {**SAID, "took_part": "no"}).heading == THANKS
    assert Visitor(product.public()).get(other).heading == "How was the course?"

    [voice] = product.items("feedback")
    assert voice["pk"]["S"] == f"COURSE#{COURSE.slug}"
    assert set(voice) == {"pk", "sk", "answers", "sealed"}
    assert voice["answers"] == {"M": {"took_part": {"S": "part"}}}
    known = [*product.items("bookings"), *product.items("audit"), *product.items("outbox")]
    name = voice["sk"]["S"].removeprefix("VOICE#")
    assert [item for item in known if name in repr(item)] == []
    assert address.rpartition("/")[2] not in repr(voice)


def test_what_is_written_is_sealed_at_one_length(product: Product, address: str) -> None:
    other = f"/forms/feedback/{opening()}"
    for link, said in ((address, SAID), (other, {"took_part": "all"})):
        assert Visitor(product.public()).post(link, said).heading == THANKS

    voices = product.items("feedback")
    assert len({len(bytes(voice["sealed"]["B"])) for voice in voices}) == 1
    assert "echo" not in repr(voices)


def test_a_mistake_keeps_what_was_written(product: Product, address: str) -> None:

    page = Visitor(product.public()).post(address, {"in_the_way": "The stairs", "took_part": "perhaps"})

    assert (page.status, "The stairs" in page.text) == (422, True)
    assert product.items("feedback") == []


def test_a_double_click_is_one_answer(product: Product, address: str) -> None:
    visitor = Visitor(product.public())

    with ThreadPoolExecutor(5) as pool:
        pages = list(pool.map(lambda _: visitor.only_post(address, SAID), range(5)))

    assert {page.status for page in pages} <= {200, 303}
    assert len(product.items("feedback")) == 1


def test_a_link_that_is_none_or_over_gets_one_and_the_same_answer(
    product: Product, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = product.public()
    foreign = [mail.code for mail in every_mail(product) if mail.kind == "booking-confirmed"]
    wrong = ["7K4Q2MXW9RTBHC3PV6ND", "x", *foreign]

    pages = [Visitor(app).get(f"/forms/feedback/{code}") for code in wrong]
    pages += [Visitor(app).post(f"/forms/feedback/{code}", SAID) for code in wrong]
    late = Day(datetime.now(UTC) + OPEN_FOR + timedelta(days=2))
    monkeypatch.setattr(training_parts, "SystemClock", lambda: late)
    pages.append(Visitor(product.public()).get(address))

    assert {(page.status, page.heading) for page in pages} == {(404, "This link does not open anything")}
    assert product.items("feedback") == []


def test_it_may_add_what_is_said_and_do_nothing_else_with_it(
    product: Product, address: str, database_address: str
) -> None:
    with faults.proxy(database_address) as line:
        app = product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address)
        Visitor(app).post(address, SAID)
        done = database_calls(line, product.prefix)

    assert {one for one in done if one[1] == "feedback"} == VOICES
    assert done <= allowed_tables("public")
    assert {one for one in allowed_tables("public") if one[1] == "feedback"} == VOICES


def test_while_the_database_is_away_nothing_that_was_written_is_lost(
    product: Product, address: str, database_address: str
) -> None:
    with faults.proxy(database_address) as line:
        app = product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address)
        line.always("TransactWriteItems", faults.Answer(500, {"__type": "InternalServerError"}))
        page = Visitor(app).post(address, SAID)

    assert page.status == 503
    assert "The echo" in page.text


@pytest.mark.usefixtures("address")
def test_what_was_written_is_read_once_three_have_answered() -> None:
    office, service = bootstrap.office(), bootstrap.feedback()
    for number in range(1, 4):
        code = opening()
        asked = service.look(code)
        assert isinstance(asked, Asked)
        service.tell(code, asked, {"took_part": ("all",), "will_use": (f"Song {number}",)})
        count, (took, way, use) = office.listening(COURSE.slug)

        assert count == number
        assert took.counts["Yes, in everything"] == number
        assert use.words == (("Song 1", "Song 2", "Song 3") if number == 3 else ())
        assert use.is_held_back is way.is_held_back is (number < 3)


@pytest.mark.usefixtures("held")
def test_the_worker_sends_the_certificate_with_its_letter(product: Product) -> None:
    """The worker's own letter, with the file that it makes."""
    product.load("worker", product.settings)
    sweep = bootstrap.sweep()
    now = datetime.now(UTC)
    whole = [sweep.outbox.claim(row, now + timedelta(minutes=1)) for row in sweep.outbox.due(now, 25)]
    letters = [sweep._letter(row, sweep.site()) for row in whole]

    files = [file for letter in letters for file in letter.attachments if file.kind == "application/pdf"]
    assert [file.content[:5] for file in files] == [b"%PDF-"] * 2
