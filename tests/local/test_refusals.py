"""What stands in the way of a start is said in one line, with the way out; what lessens it is said too."""

import sqlite3
from pathlib import Path

import pytest

from local.crew import listen
from tests.local.running import once, run, wait_for

NO_PROGRAMS = "/nowhere"


def refused(project: Path, **environment: str) -> str:
    code, said = once(project, "local.run", **environment)
    assert code == 2
    assert said.count("\n") == 1, said
    return said


def test_a_port_that_is_taken(project: Path) -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        said = refused(project, PORT=str(port))

    assert said.startswith(f"make run: port {port} is taken by another program: ")
    assert "make run PORT=" in said


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "٣"])
def test_a_port_that_is_none(project: Path, port: str) -> None:
    assert refused(project, PORT=port).startswith(f"make run: PORT={port} is no port: use a number")


def test_a_folder_that_cannot_be_written(project: Path) -> None:
    (project / ".local").write_text("a file where the folder should be", encoding="utf-8")

    assert ".local cannot be written (file exists): give yourself the right to it" in refused(project)


def test_no_ministack(project: Path, port: int) -> None:
    (project / ".venv-ministack").unlink()

    said = refused(project, PORT=str(port), PATH=NO_PROGRAMS)

    assert said.endswith("ministack, the stand-in for AWS, is not installed: make run installs it\n")


def test_no_engine_where_there_are_data(project: Path, port: int) -> None:
    (project / "node_modules").unlink()
    (project / ".local").mkdir()
    sqlite3.connect(project / ".local/dynamodb.sqlite").close()

    said = refused(project, PORT=str(port), PATH=NO_PROGRAMS)

    assert "dynamodb.sqlite holds data, but the engine that reads it is missing: install Node.js 20" in said


def test_no_engine_and_no_node_go_on_with_a_database_that_forgets_and_say_so(
    project: Path, port: int
) -> None:
    (project / "node_modules").unlink()

    with run(project, port, PATH=NO_PROGRAMS) as started:
        reference = started.enrol("Forgotten")

        assert "forgets everything when it stops, because dynoxide is missing: install Node.js 20" in "".join(
            started.said
        )
        assert reference in once(project, "local.data", PATH=NO_PROGRAMS)[1]
        wait_for(lambda: reference in started.get("/_mailbox/").text)


def test_counting_before_anything_was_kept(project: Path) -> None:
    code, said = once(project, "local.data")

    assert code == 2
    assert (
        said
        == "make data: nothing is kept yet (.local/dynamodb.sqlite does not exist): start with make run\n"
    )


def test_content_that_does_not_build(project: Path, port: int) -> None:
    page = project / "content/pages/privacy.md"
    page.write_text(page.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")

    code, said = once(project, "local.run", PORT=str(port))

    assert code == 1
    assert "content/pages/privacy.md" in said
    assert "Traceback" not in said
