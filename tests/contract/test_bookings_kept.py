"""One declaration, many readers: every answer of a booking, taken apart to be kept, to staff and export."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from musicservice.domain.submission import ANSWERS
from musicservice.forms import BOOKING, export
from musicservice.forms.classification import Classification
from musicservice.forms.form import Row
from musicservice.forms.journey import Journey
from musicservice.forms.reading import Reading
from musicservice.forms.record import Record
from musicservice.forms.staff import staff_view
from musicservice.services.booking_record import record
from musicservice.services.booking_request import Booked
from musicservice.services.sending_bookings import requested
from tests.examples import CATALOGUE, WORDINGS, journey
from tests.fakes import OpenSeal
from tests.training import Room, memory_room
from tests.unit.drafts import laid, service, whole

EVERYTHING = frozenset(Classification)
WHO = pytest.mark.parametrize("slug", WORDINGS[BOOKING])


@dataclass(frozen=True)
class Way:
    """One booking on its way: as it was read, and as staff find it."""

    journey: Journey
    reading: Reading
    record: Record
    item: str

    def answers(self) -> Iterator[tuple[str, int | None, Any, Any]]:
        """The title of the page, whom it is about, the question, and the answer."""
        places = {member.id: place for place, member in enumerate(self.reading.members)}
        for station in self.reading.stations:
            place = places[station.member.id] if station.member else None
            for one in station.answers.form.fields if station.answers else ():
                yield station.answers.form.title, place, one, station.answers.of(one.name)


@cache
def way(slug: str) -> Way:
    course = CATALOGUE.course(slug)
    assert course
    room = memory_room()
    room.clock.at = course.opens
    room.open(course)
    opened = laid(service(), whole(slug, BOOKING))
    request = replace(requested(opened, course, ""), revision=0)
    assert isinstance(room.booking.book(request), Booked)
    [kept] = room.roll.enrolled(slug)
    needs = {who: unsealed(room, kept.line.place.id, sealed) for who, sealed in kept.needs.items()}
    private = unsealed(room, kept.line.place.id, kept.sealed)
    return Way(journey(slug, BOOKING), opened.reading, record(kept, private, needs), repr(kept))


def unsealed(_room: Room, booking: str, sealed: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OpenSeal().open(sealed, {"record": booking, "purpose": ANSWERS}))
    return found


@WHO
def test_every_answer_is_shown_to_staff_under_its_label_by_person(slug: str) -> None:
    sent = way(slug)
    shown = {(part.title, part.member): part.rows for part in staff_view(sent.journey, sent.record)}
    given = [(title, member, one, value) for title, member, one, value in sent.answers() if value is not None]

    for title, member, one, value in given:
        assert Row(one.label, one.show(value)) in shown[title, member], one.name
    assert sum(map(len, shown.values())) == len(given)


@WHO
def test_staff_see_the_answers_in_the_order_of_the_form(slug: str) -> None:
    sent = way(slug)
    asked = [(title, member) for title, member, _, value in sent.answers() if value is not None]

    parts = [(part.title, part.member) for part in staff_view(sent.journey, sent.record)]
    assert parts == list(dict.fromkeys(asked))


@WHO
def test_every_answer_is_exported_in_the_row_of_whom_it_is_about(slug: str) -> None:
    sent = way(slug)
    names = export.header(sent.journey, EVERYTHING)
    rows = [
        dict(zip(names, cells, strict=True)) for cells in export.rows(sent.journey, sent.record, EVERYTHING)
    ]

    assert len(rows) == len(sent.reading.members)
    for _, member, one, value in sent.answers():
        for row in rows if member is None else [rows[member]]:
            is_as_it_was = value is None or (isinstance(value, date) and not isinstance(value, datetime))
            assert row[one.name] == (value if is_as_it_was else export.harmless(one.show(value))), one.name


@WHO
def test_what_is_sealed_is_shown_only_where_it_was_opened(slug: str) -> None:
    sent = way(slug)
    closed = Record(
        sent.record.answers,
        tuple({name: kept for name, kept in one.items() if name != "diet"} for one in sent.record.members),
    )
    table = repr(list(export.rows(sent.journey, sent.record, EVERYTHING - {Classification.SPECIAL})))

    assert "Food" not in {part.title for part in staff_view(sent.journey, closed)}
    assert "No nuts" not in table
    if slug == "choirs-with-lunch":
        assert "No nuts" in repr(list(export.rows(sent.journey, sent.record, EVERYTHING)))
