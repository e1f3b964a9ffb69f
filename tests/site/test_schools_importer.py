"""`make schools`: from a file as the register publishes it to the list that families choose from."""

from datetime import date
from pathlib import Path

import pytest

from tests.site.school_register import CLOSED, KNOWN, TODAY, Place, register
from tests.site.small_content import SCHOOLS


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_it_takes_the_open_schools_of_our_councils_and_no_others(place: Place) -> None:
    code = place.take(
        register(
            KNOWN,
            {"URN": "100001", "EstablishmentName": "New Nursery", "PhaseOfEducation (name)": "Nursery"},
            {**KNOWN, "URN": "100002", "EstablishmentStatus (name)": "Open, but proposed to close"},
            {**KNOWN, "URN": "100003", "EstablishmentStatus (name)": "Proposed to open"},
            {**KNOWN, "URN": "100004", **CLOSED},
            {**KNOWN, "URN": "100005", "LA (code)": "201"},
            {**KNOWN, "URN": "100006", "TypeOfEstablishment (name)": "Higher education institutions"},
            {"URN": "20001", "EstablishmentName": "A children’s centre elsewhere", "LA (code)": "201"},
        )
    )

    assert code == 0
    assert {urn for urn, school in place.schools().items() if not school.closed} == {
        "123456",
        "100001",
        "100002",
    }


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_it_reads_what_the_register_has_been_saved_as(place: Place, encoding: str) -> None:
    name = 'St Zoë’s "Example" School, Upper'

    assert place.take(register({**KNOWN, "EstablishmentName": name}), encoding) == 0
    assert place.schools()["123456"].name == name


def test_it_takes_what_is_needed_and_puts_spaces_right(place: Place) -> None:
    place.take(
        register(
            {
                "URN": "123456",
                "EstablishmentName": "  Example   Special School ",
                "TypeOfEstablishment (name)": "Academy special converter",
                "PhaseOfEducation (name)": "Not applicable",
                "Town": "",
                "Address3": "Exampleby",
                "Locality": "The Green",
                "Postcode": "zz1 1aa",
            }
        )
    )

    school = place.schools()["123456"]
    assert (school.name, school.town, school.postcode) == ("Example Special School", "Exampleby", "ZZ1 1AA")
    assert (school.phase, school.kind, school.run_by) == ("", "Academy special converter", "academy")


@pytest.mark.parametrize(
    ("kind", "run_by"),
    [
        ("Voluntary aided school", "council"),
        ("Pupil referral unit", "council"),
        ("Local authority nursery school", "council"),
        ("Academy 16-19 converter", "academy"),
        ("Free schools alternative provision", "academy"),
        ("Other independent special school", "independent"),
        ("Further education", "other"),
        ("A kind not thought of yet", "other"),
    ],
)
def test_the_kind_of_school_says_who_runs_it(place: Place, kind: str, run_by: str) -> None:
    place.take(register({**KNOWN, "TypeOfEstablishment (name)": kind}))

    assert place.schools()["123456"].run_by == run_by


def test_offices_addresses_stay_with_their_school(place: Place) -> None:
    place.take(register({**KNOWN, "EstablishmentName": "Renamed School"}))

    school = place.schools()["123456"]
    assert (school.name, school.office_email) == ("Renamed School", "office@school.example")


def test_a_school_that_closed_keeps_its_line(place: Place) -> None:
    other, staying = {**KNOWN, "URN": "100001"}, {**KNOWN, "URN": "100003"}
    place.take(register(KNOWN, other, staying, {**KNOWN, "URN": "100002"}))

    place.take(register(KNOWN, {**other, **CLOSED, "CloseDate": "31-08-2026"}, staying))

    closed = {urn: school.closed for urn, school in place.schools().items()}
    assert closed == {
        "123456": None,
        "123457": date(2026, 8, 31),  # had closed before, and the register no longer names it
        "100001": date(2026, 8, 31),
        "100002": TODAY,
        "100003": None,
    }


def test_it_prints_what_changed(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = {**KNOWN, "URN": "100001"}, {**KNOWN, "URN": "123457", "EstablishmentName": "The Example"}
    place.take(register(KNOWN, old))
    capsys.readouterr()

    place.take(register({**KNOWN, "EstablishmentName": "New Name"}, new))

    assert capsys.readouterr().out.splitlines() == [
        "open again: 123457 The Example, Sampleton",
        "closed: 100001 Example Primary School, Sampleton",
        "renamed: 123456 Example Primary School is now New Name",
        "renamed: 123457 Example School, The is now The Example",
        "2 schools can be chosen, 1 closed ones keep their names.",
        "1 have no office_email: type it into content/data/schools.csv.",
    ]


def test_the_same_register_again_changes_nothing(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.take(register(KNOWN))
    before = place.list.read_bytes()
    capsys.readouterr()

    place.take(register(KNOWN))

    assert place.list.read_bytes() == before
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_samples_go_without_a_word_when_real_schools_come(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = "900001,Invented School,Sampleton,,,Community school,council,840,,,yes\n"
    place.list.write_text(SCHOOLS.split("\n")[0] + "\n" + sample, encoding="utf-8")

    assert place.take(register(KNOWN)) == 0
    assert set(place.schools()) == {"123456"}
    assert "Invented" not in capsys.readouterr().out
