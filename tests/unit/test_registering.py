"""The register of a course: everybody who is booked, what helps them, and a note of who has read it."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from local.rolls import HEADING, table
from musicservice.ports import SealBrokenError
from musicservice.printing import register as paper
from musicservice.services.booking_request import Wanted
from musicservice.services.registering import LOCKED, TO_BE_NAMED, Line
from tests.examples import CATALOGUE
from tests.training import COURSE, Room, memory_room, request

NEEDS = {
    "access_needs": ["hearing", "quiet-space"],
    "access_detail": "Sitting\nnear the front",
    "diet": "No nuts",
    "delegate_phases": ["primary"],
}
ADA = Wanted("Ada Łucja", "ada@school.example", "Teacher", NEEDS)
EVIL = Wanted("=HYPERLINK(1)", "evil@school.example", "@role", {"access_needs": ["none"], "diet": "-5"})
LATER = Wanted()
ANSWERS = {"setting_school": "urn:900001", "route": "journal"}


@pytest.fixture
def room() -> Room:
    made = memory_room()
    made.booking.book(replace(request(), delegates=(LATER, EVIL, ADA), answers=ANSWERS))
    return made


def lines(room: Room) -> tuple[Line, ...]:
    return room.registering(COURSE.slug, "kim")


def test_everybody_stands_in_it_by_name_and_those_to_be_named_last(room: Room) -> None:
    evil, ada, later = lines(room)

    assert (evil.name, ada.name, later.name) == ("=HYPERLINK(1)", "Ada Łucja", TO_BE_NAMED)
    assert (ada.setting, ada.role) == ("Example Primary School, Sampleton", "Teacher")
    assert ada.helps == "Hearing; A quiet space; Sitting near the front"
    assert (ada.food, evil.helps, later.food) == ("No nuts", "", "")


def test_a_setting_without_a_school_is_called_by_its_name_or_its_kind(room: Room) -> None:
    nursery = replace(request(1, 5), kind="private-nursery", answers={"setting_name": "Łucja’s"})
    ours = replace(request(1, 6), kind="dms-staff", answers={})
    for one in (nursery, ours):
        room.booking.book(one)

    assert {"Łucja’s", "Durham Music Service staff"} < {line.setting for line in lines(room)}


def test_only_those_who_have_a_place_stand_in_it(room: Room) -> None:
    room.booking.book(request(3, 10))
    room.booking.book(request(1, 20, if_full="all-or-none"))
    gone = next(one for one in room.roll.enrolled(COURSE.slug) if one.line.delegates[0].name == "Delegate 10")
    code = next(code for code, shelf in room.links.shelves.items() if gone.line.place.id in str(shelf))
    room.managing.cancel(code)

    assert len(lines(room)) == 3


def test_each_reading_is_noted_with_who_read_it_before_anything_is_opened(room: Room) -> None:
    read: list[Any] = []

    class Watching:
        def open(self, _sealed: bytes, _context: object) -> bytes:
            read.extend(one for one in room.store.trail if one.action == "read")
            raise SealBrokenError

    replace(room.registering, opener=Watching())(COURSE.slug, "kim")

    assert {(one.actor, one.fields) for one in read} == {
        ("staff:kim", ("access_needs", "access_detail", "diet"))
    }
    lines(room)
    assert len([one for one in room.store.trail if one.action == "read"]) == 2


def test_what_cannot_be_opened_is_said_and_stops_nobody(room: Room) -> None:
    class Broken:
        def open(self, _sealed: bytes, _context: object) -> bytes:
            raise SealBrokenError

    found = replace(room.registering, opener=Broken())(COURSE.slug, "kim")

    assert [line.helps for line in found] == [LOCKED] * 3
    assert [line.food for line in found] == [LOCKED] * 3


def test_no_cell_of_the_table_runs_in_a_spreadsheet(room: Room) -> None:
    content = table(lines(room))

    first, evil, ada, later = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert tuple(first) == HEADING
    assert content.startswith(b"\xef\xbb\xbf")
    assert (evil[2], evil[4], evil[6]) == ("'=HYPERLINK(1)", "'@role", "'-5")
    assert (ada[2], ada[5], ada[7]) == ("Ada Łucja", "Hearing; A quiet space; Sitting near the front", "")
    assert later[2] == TO_BE_NAMED


def test_the_paper_is_tagged_and_shows_every_line_and_a_script_it_has_not_as_what_it_is(room: Room) -> None:
    chinese = replace(lines(room)[0], name="李明")
    pdf = PdfReader(
        io.BytesIO(paper.register(COURSE, (*lines(room), chinese), CATALOGUE.site, date(2027, 3, 1)))
    )

    said = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.xmp_metadata is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp_metadata.stream.get_data().decode()
    for words in ("Ada Łucja", "=HYPERLINK(1)", TO_BE_NAMED, "No nuts", paper.UNPRINTED, "1 March 2027"):
        assert words.replace(" ", "") in said.replace(" ", ""), words
    assert "ada@school.example" not in said


def test_an_empty_register_says_so() -> None:
    pdf = PdfReader(io.BytesIO(paper.register(COURSE, (), CATALOGUE.site, date(2027, 3, 1))))

    assert "Nobody is booked" in pdf.pages[0].extract_text()
