"""The commands for staff: registers, who came, how it was; and whatever file somebody brings."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from local import attendance, bookings, certificates, feedback, rolls, staff
from musicservice.domain.outbox import Message
from musicservice.feedback_ports import Voice
from musicservice.round_parts import Office
from musicservice.services.booking_request import Wanted
from musicservice.services.listening import Listening
from musicservice.services.office.finding_bookings import FindingBookings
from musicservice.services.office.waiting import WaitingList
from musicservice.services.overview import Overview
from musicservice.services.telling import Telling
from tests.examples import CATALOGUE
from tests.fakes import OpenSeal
from tests.fakes_of_feedback import MemoryVoices
from tests.training import COURSE, Room, memory_room, request

SLUG = COURSE.slug
NAMES = ("Ada Łucja", "=Bo")


class NoLetterbox:
    """No command writes to everybody."""

    def post(self, message: Message, until: float) -> bool:
        raise AssertionError(message.kind, until)


@pytest.fixture
def room() -> Room:
    """The evening after a course for which two are booked."""
    made = memory_room()
    wanted = tuple(Wanted(name, f"p{n}@school.example") for n, name in enumerate(NAMES))
    made.booking.book(replace(request(), delegates=wanted, answers={"setting_name": "Łucja’s"}))
    made.clock.at = COURSE.ends
    return made


@pytest.fixture
def voices() -> MemoryVoices:
    return MemoryVoices()


@pytest.fixture
def desk(room: Room, voices: MemoryVoices, tmp_path: Path) -> staff.Desk:
    overview = Overview(room.store, room.roll, lambda: [COURSE], room.clock)
    telling = Telling(room.roll, NoLetterbox(), OpenSeal(), room.clock)
    listening = Listening(voices, OpenSeal())
    waiting = WaitingList(room.store, room.register, OpenSeal(), OpenSeal(), room.clock)
    office = Office(
        room.registering, room.attending, listening, overview, telling, waiting, FindingBookings(room.store)
    )
    return staff.Desk(office, replace(CATALOGUE, courses=(COURSE,)), tmp_path / "registers", "kim")


def filled(desk: staff.Desk, *marks: str) -> list[list[str]]:
    """The register as `make register` writes it, with these marks."""
    assert rolls.written(desk, SLUG) == 0
    rows = list(csv.reader(io.StringIO((desk.papers / f"{SLUG}.csv").read_text(encoding="utf-8-sig"))))
    for row, said in zip(rows[1:], marks, strict=False):
        row[-1] = said
    return rows


def saved(folder: Path, rows: list[list[str]], encoding: str = "utf-8", between: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=between).writerows(rows)
    file = folder / "register.csv"
    file.write_bytes(text.getvalue().encode(encoding))
    return str(file)


def test_a_register_is_for_its_owner_alone_and_says_what_to_do_with_it(
    desk: staff.Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rolls.written(desk, SLUG) == rolls.written(desk, SLUG) == 0

    said = capsys.readouterr().out
    assert said.startswith("2 places. To print: ")
    assert f"make attendance COURSE={SLUG} FILE=" in said
    assert not any(name in said for name in NAMES)
    papers = sorted(desk.papers.iterdir())
    assert [paper.name for paper in papers] == [f"{SLUG}.csv", f"{SLUG}.pdf"]
    assert {paper.stat().st_mode & 0o777 for paper in papers} == {0o600}
    assert desk.papers.stat().st_mode & 0o777 == 0o700


def test_bookings_leave_as_a_table_without_what_is_sealed_and_nothing_in_it_runs(
    desk: staff.Desk, room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = request(1, 30, delegates=(Wanted("Cem", "c@school.example", needs={"diet": "No nuts"}),))
    room.clock.at = COURSE.opens
    room.booking.book(gone)
    room.managing.cancel(gone.code)

    assert bookings.written(desk, SLUG) == 0

    assert capsys.readouterr().out.startswith("2 bookings in ")
    content = (desk.papers / f"{SLUG}-bookings.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content)))
    assert sorted((one["standing"], one["delegate_name"]) for one in lines) == [
        ("cancelled", "Cem"),
        ("confirmed", "'=Bo"),
        ("confirmed", "Ada Łucja"),
    ]
    assert {one["setting_name"] for one in lines} == {"Łucja’s", ""}
    assert "No nuts" not in content
    assert not {"diet", "access_needs"} & set(lines[0])
    assert [one for one in room.store.trail if one.action == "read"] == []


@pytest.mark.parametrize(
    ("encoding", "between"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-8", "\t"), ("cp1252", ";")]
)
def test_a_register_may_come_back_as_any_spreadsheet_saves_it(  # noqa: PLR0913, PLR0917
    desk: staff.Desk,
    room: Room,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    encoding: str,
    between: str,
) -> None:
    rows = filled(desk, "No", "YES ")
    if encoding == "cp1252":
        rows = [[cell.replace("Ł", "L").replace("’", "'") for cell in row] for row in rows]

    code = attendance.recorded(desk, SLUG, saved(tmp_path, rows, encoding, between))

    said = capsys.readouterr()
    if encoding == "cp1252":  # it has no Ł: the name is another one now, and that is told
        assert (code, "line 3: somebody else has this place by now" in said.err) == (1, True)
        return
    assert (code, said.err) == (0, "")
    assert "1 came, 1 did not." in said.out
    assert "1 certificates go out" in said.out
    assert [one.kind for one in room.letters][-1] == "certificate"


def test_what_could_not_be_read_is_told_by_its_line_and_the_rest_is_recorded(
    desk: staff.Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = filled(desk, "perhaps", "yes")
    rows += [[], ["DMS-AAAA-AA", "0", "Nobody", "", "", "", "", "yes"]]

    code = attendance.recorded(desk, SLUG, saved(tmp_path, rows))

    said = capsys.readouterr()
    assert code == 1
    assert "1 came, 0 did not." in said.out
    assert said.err.splitlines() == [
        'line 2: Attended is "perhaps": write yes or no, or leave it blank',
        "line 5: nobody on this course has this reference and place: copy them from a new register",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "lacks Reference, Place, Name, Attended. A register begins with: Reference, Place, Name,"),
        (b"Reference,Name\nx,y\n", "lacks Place, Attended"),
        (b"PK\x03\x04rest", "is a spreadsheet: save it as CSV"),
        (b'Reference,Place,Name,Attended\n"a\x00', "no table|lacks"),
        (b"\x81\x8d\x8f", "is no text|lacks"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_words(
    desk: staff.Desk, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(content)

    if b"\x00" in content:
        assert attendance.recorded(desk, SLUG, str(file)) == 1
        return
    with pytest.raises(staff.AskedWronglyError, match=words):
        attendance.recorded(desk, SLUG, str(file))


def test_what_is_asked_for_wrongly_is_said_with_the_way_out(
    desk: staff.Desk, room: Room, tmp_path: Path
) -> None:
    with pytest.raises(staff.AskedWronglyError, match=f"say which course: COURSE= one of\n  {SLUG}"):
        rolls.written(desk, "")
    with pytest.raises(staff.AskedWronglyError, match='there is no course "drums"'):
        feedback.heard(desk, "drums")
    with pytest.raises(staff.AskedWronglyError, match="say which file: FILE="):
        attendance.recorded(desk, SLUG, "")
    with pytest.raises(staff.AskedWronglyError, match="no such file"):
        attendance.recorded(desk, SLUG, str(tmp_path / "none.csv"))
    file = saved(tmp_path, filled(desk, "yes"))
    room.clock.at = COURSE.opens
    with pytest.raises(staff.AskedWronglyError, match="begins Wednesday 3 March 2027, 1pm: nobody has come"):
        attendance.recorded(desk, SLUG, file)


def test_a_certificate_is_made_anew_for_who_came_and_for_nobody_else(
    desk: staff.Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = filled(desk, "yes", "no")
    came, absent = (row[1] for row in rows[1:])
    assert attendance.recorded(desk, SLUG, saved(tmp_path, rows)) == 0
    capsys.readouterr()

    assert certificates.written(desk, SLUG, came, " Łucja  Nowa ") == 0
    pdf = PdfReader(desk.papers / f"{SLUG}-{came}.pdf")
    assert "Łucja Nowa" in " ".join(pdf.pages[0].extract_text().split())
    assert "Łucja" not in capsys.readouterr().out
    assert certificates.written(desk, SLUG, came, "李明") == 0
    assert "a line to write it on" in capsys.readouterr().out
    for place in (absent, "00000000", ""):
        with pytest.raises(staff.AskedWronglyError, match="is noted as having come: PLACE="):
            certificates.written(desk, SLUG, place, "A")


def test_what_people_said_is_summed_up(
    desk: staff.Desk, voices: MemoryVoices, capsys: pytest.CaptureFixture[str]
) -> None:
    assert feedback.heard(desk, SLUG) == 0
    assert capsys.readouterr().out.startswith(f"{COURSE.title}: 0 answered.\n")
    for n in range(3):
        sealed = OpenSeal().seal(
            b'{"in_the_way": "The\\necho", "will_use": null}', {"record": str(n), "purpose": "answers"}
        )
        voices.kept.append(Voice(SLUG, str(n), {"took_part": "part"}, sealed))

    feedback.heard(desk, SLUG)

    said = capsys.readouterr().out
    assert "    3  In part\n    0  No\n" in said
    assert said.count("  - The echo\n") == 3
    voices.kept.pop()
    feedback.heard(desk, SLUG)
    held_back = capsys.readouterr().out
    assert "    2  In part\n" in held_back
    assert "echo" not in held_back
    assert "What people wrote is shown once 3 have answered" in held_back
