"""Seats in a course's file, followed by a running product: never below what is promised, and said plainly."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from local import tables
from musicservice.adapters.dynamodb import DynamoSeats
from musicservice.adapters.dynamodb.course_items import seats_item
from musicservice.domain.training import Seats
from tests import engines
from tests.local.conftest import copied, free_port
from tests.local.running import Run, once, run, wait_for

SLUG = "everyone-in-the-room"
FILE = f"content/courses/{SLUG}.md"
ALERT = '<section role="alert"'


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with run(copied(tmp_path_factory.mktemp("running")), free_port()) as started:
        yield started


@pytest.fixture
def client(running: Run) -> Iterator[Any]:
    made = engines.client("dynamodb", running.record()["dynamodb_url"])
    yield made
    made.close()


def kept(client: Any) -> Seats:
    seats = DynamoSeats(client, tables.PREFIX).look(SLUG)
    assert seats is not None
    return seats


def test_seats_follow_the_file_as_far_as_they_can_and_say_where_they_cannot(
    running: Run, client: Any
) -> None:
    opened = kept(client)
    sold = replace(opened, confirmed=15, remaining=opened.remaining - 15)
    client.put_item(TableName=f"{tables.PREFIX}-catalogue", Item=seats_item(sold))

    running.edit(FILE, "seats: 24", "seats: 30")
    wait_for(lambda: kept(client).capacity == 30)
    assert kept(client).confirmed == 15

    running.edit(FILE, "seats: 30", "seats: 14")
    wait_for(lambda: ALERT in running.get("/training/").text)
    page = running.get("/training/").text
    assert f"{FILE}, line 17: seats" in page
    assert "15 or more: so many are booked or on offer. The course keeps the seats it had" in page
    assert (kept(client).capacity, kept(client).confirmed) == (30, 15)

    code, said = once(running.project, "local.seats")
    assert code == 1
    assert said == (
        f"{FILE}, line 17: seats\n"
        "  expected: 15 or more: so many are booked or on offer. The course keeps the seats it had\n"
        '  found: "14"\n'
        "  example: seats: 15\n"
    )

    running.edit(FILE, "seats: 14", "seats: 15")
    wait_for(lambda: ALERT not in running.get("/training/").text)
    assert (kept(client).capacity, kept(client).remaining) == (15, 0)
    code, said = once(running.project, "local.seats")
    assert (code, said) == (0, "0 courses opened, 0 changed.\n")


def test_the_command_says_what_is_wrong_with_a_file_as_the_build_does(running: Run) -> None:
    running.edit("content/courses/early-years-music.md", "seats: 16", "seats: ten")

    code, said = once(running.project, "local.seats")

    running.edit("content/courses/early-years-music.md", "seats: ten", "seats: 16")
    assert code == 1
    assert "content/courses/early-years-music.md, line 17: seats" in said
    wait_for(lambda: ALERT not in running.get("/training/").text)


def test_a_calendar_is_served_as_one(running: Run) -> None:
    calendar = running.get("/training/calendar.ics")

    assert calendar.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert calendar.text.startswith("BEGIN:VCALENDAR\r\n")
