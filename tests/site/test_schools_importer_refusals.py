"""`make schools` with a file that is not the register, or not whole: one line, and nothing is overwritten."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from local.register import COLUMNS, LARGEST, read_register
from local.schools import main
from tests.site.commands import ROOT
from tests.site.school_register import HEADER, KNOWN, TODAY, Place, register
from tests.site.small_content import SCHOOLS


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


GOOD = register(KNOWN)
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "an empty file": ("", 'Download "Establishment fields CSV"'),
    "another table": (
        "name,town\nSchool,Town\n",
        "its first line lacks URN, LA (code), EstablishmentName and more",
    ),
    "a page": ("<!doctype html><title>Sign in</title>", 'Download "Establishment fields CSV"'),
    "a zip": (b"PK\x03\x04 and so on", "unpack it"),
    "UTF-16": (GOOD.encode("utf-16"), "UTF-16"),
    "no known encoding": (
        GOOD.encode().replace(b"Example", b"\x81\x8d"),
        "neither in Windows-1252 nor in UTF-8",
    ),
    "a column missing": (
        register(KNOWN, header=[name for name in HEADER if name != "Postcode"]),
        "its first line lacks Postcode",
    ),
    "a number twice": (register(KNOWN, KNOWN), "line 3: URN 123456 stands there a second time"),
    "a number of five digits": (register({**KNOWN, "URN": "12345"}), "line 2: a URN has six digits"),
    "no number": (register({**KNOWN, "URN": ""}), "line 2: a URN has six digits"),
    "a row cut off": (GOOD + '100001,840,"County', "after line 2"),
    "a row cut off at a comma": (GOOD + "100001,840,", "line 3 holds 3 values of 20"),
    "no school of ours": (register({**KNOWN, "LA (code)": "201"}), "no open school of the councils"),
    "a school without a name": (register({**KNOWN, "EstablishmentName": " "}), "school 123456, name"),
    "a name with a control character": (
        register({**KNOWN, "EstablishmentName": "A\x07b"}),
        "school 123456, name",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_another_file_is_refused_in_one_line_and_nothing_is_overwritten(
    case: str, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    content, words = REFUSED[case]

    code = place.take(content)

    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "edubasealldata20261126.csv cannot be used as the register of schools" in said.err
    assert words in said.err
    assert place.list.read_text(encoding="utf-8") == SCHOOLS
    assert [file.name for file in place.list.parent.iterdir() if file.suffix == ".unfinished"] == []


def test_a_register_that_lacks_most_of_our_schools_is_not_whole(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.take(register(KNOWN, *({**KNOWN, "URN": str(100001 + n)} for n in range(3))))
    before = place.list.read_bytes()

    assert place.take(register(KNOWN)) == 2
    assert "of 4 schools that are open here it has only 1" in capsys.readouterr().err
    assert place.list.read_bytes() == before


def test_a_file_far_too_big_is_refused_before_it_is_read(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    with place.file.open("wb") as file:
        file.truncate(200_000_000)

    assert main([str(place.file)], place.content, TODAY) == 2
    assert "it has 200 MB" in capsys.readouterr().err
    assert LARGEST < 200_000_000


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_what_cannot_be_opened_is_told_in_one_line(
    name: str, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(place.content / name)], place.content, TODAY) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_command_without_a_file_says_how_to_name_one() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "local.schools", ""],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "functions")))},
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr == "make schools: name the file: make schools FILE=edubasealldata20261126.csv\n"


def test_the_columns_it_needs_are_among_those_of_the_tests(place: Place) -> None:
    place.file.write_text(GOOD, encoding="utf-8")

    assert set(COLUMNS) <= set(HEADER)
    assert set(read_register(place.file, {"840"})) == {"123456"}
