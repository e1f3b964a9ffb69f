"""A course in the office: who is booked, the register on the day, who came, and the table for bills."""

import csv
import io
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb.voices import voice_item
from musicservice.domain.office.promise import HERE
from musicservice.domain.training import Session
from musicservice.feedback_ports import Voice
from tests import faults
from tests.functions.booking import SLUG, open_now, publish, school
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.office.test_office_policies import ON_THE_DAY
from tests.functions.policies import allowed_tables, database_calls

AT = f"/course/{SLUG}"


@pytest.fixture
def booked(product: Product) -> Product:
    """A course with a party of two and one of one."""
    publish(product, open_now())
    for number, people in ((1, 2), (2, 1)):
        visitor = school(product, number=number, people=people)
        visitor.fill()
        visitor.submit()
    return product


def begun(product: Product) -> None:
    """The course was held this morning."""
    now = datetime.now(UTC).replace(microsecond=0)
    held = Session(now - timedelta(hours=4), now - timedelta(hours=1), "Example Room, Durham")
    publish(product, replace(open_now(), sessions=(held,), closes=now - timedelta(days=3)))


def officer(product: Product, *roles: str) -> Officer:
    return Officer(opened(product), roles or ("cpd-officer",))


def test_every_course_is_listed_with_its_seats(booked: Product) -> None:
    page = officer(booked).get("/courses")

    assert "Choirs" in page.text
    assert "3 of 6" in page.text
    assert AT in page.links()
    day = open_now().starts.astimezone(HERE)
    assert f"Choirs, {day.day} {day:%B %Y} 3 3" in page.text


def test_who_is_booked_is_seen_and_nothing_private_is(booked: Product) -> None:
    page = officer(booked).get(AT)

    for name in ("Person1a", "Person1b", "Person2a"):
        assert name in page.text
    assert "It can be recorded once the course begins" in page.text
    assert officer(booked).get("/course/nowhere").status == 404


def test_the_register_is_a_file_to_print_and_is_noted_for_each_booking(booked: Product) -> None:
    page = officer(booked).post(f"{AT}/register", {})

    assert page.headers["Content-Type"] == "application/pdf"
    assert b64decode(page.body).startswith(b"%PDF-")
    assert f'filename="register-{SLUG}.pdf"' in page.headers["Content-Disposition"]
    read = [item for item in booked.items("audit") if item["action"]["S"] == "read"]
    assert len(read) == 2
    assert {item["actor"]["S"] for item in read} == {"staff:ada"}


def test_nobody_has_come_before_it_begins(booked: Product) -> None:
    assert officer(booked).post(f"{AT}/attendance", {}).status == 409


def test_who_came_is_recorded_once_however_often_it_is_sent(booked: Product) -> None:
    begun(booked)
    somebody = officer(booked)
    somebody.get(AT)
    form = next(one for one in somebody.page.forms() if one.action.endswith("/attendance"))
    marks = {**dict.fromkeys(form.filled, "yes"), list(form.filled)[-1]: "no"}

    first = somebody.post(form.action, marks)
    again = somebody.post(form.action, marks)

    assert "2 came, 1 did not." in first.text
    assert "2 certificates go out by email" in first.text
    assert "2 came, 1 did not." in again.text
    assert "certificates" not in again.soup.select_one(".notice").get_text()  # type: ignore[union-attr]
    assert booked.messages().count("certificate") == 2


@pytest.mark.parametrize("name", ["mark.DMS-2222-22.x", "other"])
def test_marks_for_nobody_are_refused(booked: Product, name: str) -> None:
    begun(booked)

    assert officer(booked).post(f"{AT}/attendance", {name: "yes"}).status == 400


def test_the_table_for_bills_is_noted_and_harmless(booked: Product) -> None:
    page = officer(booked).post(f"{AT}/fetch/bookings", {})

    rows = list(csv.DictReader(io.StringIO(b64decode(page.body).decode("utf-8-sig"))))
    assert len(rows) == 3
    assert {row["standing"] for row in rows} == {"confirmed"}
    assert not {"access_needs", "access_detail", "diet"} & rows[0].keys()
    entry = bootstrap.staff().trail.entries("STAFF-ada", 1)[0]
    assert (entry.action, entry.fields) == ("exported", (f"course={SLUG}", "rows=3"))


def test_a_long_table_is_asked_for_agreed_to_by_another_and_fetched_once(
    booked: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("musicservice.domain.office.second.ALONE", 2)
    ada, ben = officer(booked), Officer(opened(booked), ("cpd-officer",), id="ben")

    page = ada.post(f"{AT}/fetch/bookings", {})
    assert "The table has 3 rows" in page.text
    assert ada.submit(why="No").status == 422
    page = ada.submit(why="For the bills of the autumn")
    assert "Somebody else has to agree first" in page.text
    assert ada.only_post(f"{page.path}/agree", {}).status == 409
    assert ada.only_post(f"{page.path}/file", {}).status == 409
    ben.get(page.path)
    assert (
        Officer(ben.app, ("enrolment-officer",), id="cyd").only_post(f"{page.path}/agree", {}).status == 409
    )
    ben.post(f"{page.path}/agree", {})

    table = ada.only_post(f"{page.path}/file", {})

    assert f'filename="bookings-{SLUG}.csv"' in table.headers["Content-Disposition"]
    assert len(b64decode(table.body).decode("utf-8-sig").splitlines()) == 4
    assert ada.only_post(f"{page.path}/file", {}).status == 409


def test_finance_gets_a_line_for_each_booking_with_what_it_comes_to(product: Product) -> None:
    publish(product, open_now())
    for number, people, order in ((1, 2, "=PO-1"), (2, 1, "PO-2")):
        visitor = school(product, number=number, people=people, order_number=order, setting="academy")
        visitor.fill()
        visitor.submit()

    page = officer(product).post(f"{AT}/fetch/bills", {})

    rows = list(csv.DictReader(io.StringIO(b64decode(page.body).decode("utf-8-sig"))))
    each = int(rows[0]["pence_each"])
    assert each > 0
    assert {row["order_number"]: int(row["pence"]) for row in rows} == {"'=PO-1": 2 * each, "PO-2": each}
    assert {row["course"] for row in rows} == {"Choirs"}
    assert {row["setting"] for row in rows} == {"Example Primary School, Sampleton"}
    assert {row["paid_by"] for row in rows} <= {"invoice", "journal"}


def letters(product: Product) -> int:
    return product.messages().count("course-message")


def test_a_message_is_seen_before_it_goes_to_each_booking_once(booked: Product) -> None:
    somebody = officer(booked)
    somebody.get(AT)
    somebody.get(f"{AT}/message")
    seen = somebody.submit(words="The room has changed.\n=1+1 <b>Room 2</b>")
    assert "2 by now" in seen.text
    assert "&lt;b&gt;" in seen.body
    assert letters(booked) == 0

    sure = {"words": "The room has changed.", "sure": "yes"}
    first, again = (somebody.post(f"{AT}/message", sure) for _ in range(2))

    assert "2 letters go out now." in first.text
    assert "2 had been sent before" in again.text
    assert letters(booked) == 2
    entry = bootstrap.staff().trail.entries("STAFF-ada", 1)[0]
    assert (entry.action, entry.fields) == ("messaged", (f"course={SLUG}",))


def test_no_message_goes_out_without_words(booked: Product) -> None:
    assert officer(booked).post(f"{AT}/message", {"words": " ", "sure": "yes"}).status == 422
    assert letters(booked) == 0


def test_a_message_is_for_those_who_work_on_courses(booked: Product) -> None:
    assert officer(booked, "enrolment-officer").post(f"{AT}/message", {}).status == 403


def test_a_day_needs_no_more_than_the_office_may(booked: Product, database_address: str) -> None:
    begun(booked)
    with faults.proxy(database_address) as line:
        booked.settings["AWS_ENDPOINT_URL_DYNAMODB"] = line.address
        somebody = officer(booked)
        somebody.get(AT)
        form = next(one for one in somebody.page.forms() if one.action.endswith("/attendance"))
        somebody.post(form.action, dict.fromkeys(form.filled, "yes"))
        somebody.post(f"{AT}/register", {})
        somebody.post(f"{AT}/fetch/bookings", {})
        somebody.post(f"{AT}/message", {"words": "Bring a pencil.", "sure": "yes"})
        done = database_calls(line, booked.prefix)

    assert done - allowed_tables("office") == set()
    assert done >= ON_THE_DAY


def test_a_certificate_anew_is_for_who_came_and_bears_the_name_they_write(booked: Product) -> None:
    begun(booked)
    somebody = officer(booked)
    form = next(one for one in somebody.get(AT).forms() if one.action.endswith("/attendance"))
    somebody.post(form.action, dict.fromkeys(form.filled, "yes"))
    [first, *_] = [link for link in somebody.get(AT).links() if "/certificate/" in link]

    assert somebody.get(first).value("name") == ["Person1a"]
    assert somebody.submit(name=" ").status == 422
    paper = somebody.submit(name="Łucja Example")

    assert b64decode(paper.body).startswith(b"%PDF-")
    entry = bootstrap.staff().trail.entries("STAFF-ada", 1)[0]
    assert entry.action == "printed a certificate"
    assert somebody.get(f"{AT}/certificate/{'0' * 8}").status == 404


def test_what_people_said_is_counted_on_the_page_and_their_words_are_read_apart(booked: Product) -> None:
    begun(booked)
    voice = Voice(SLUG, "a" * 32, {"took_part": "part"}, b"sealed")
    booked.database.put_item(TableName=f"{booked.prefix}-feedback", Item=voice_item(voice))
    somebody = officer(booked)

    page = somebody.get(AT)

    assert "1 answered." in page.text
    assert f"{AT}/feedback" in page.links()
    assert "shown once more have answered" in somebody.get(f"{AT}/feedback").text
