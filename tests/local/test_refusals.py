"""What stands in the way of a start is said in one line, with the way out; what lessens it is said too."""

import platform
import re
import sqlite3
import sys
from pathlib import Path

import pytest

from local import engine
from local.crew import listen
from tests.engines import dynoxide
from tests.local.running import once, run, wait_for

NO_PROGRAMS = "/nowhere"
SILENT = "http://127.0.0.1:9"


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


def test_an_engine_that_cannot_be_started(project: Path, port: int) -> None:
    program = installed_engine(project)
    program.write_text("no program at all", encoding="utf-8")
    program.chmod(0o755)

    code, said = once(project, "local.run", PORT=str(port))

    assert code == 1
    assert re.search(
        r"The database cannot be started \(.+dynoxide: exec format error\): remove node_modules", said
    )
    assert "Traceback" not in said


def installed_engine(project: Path) -> Path:
    """Where the project would find an engine installed by npm, now its own and not the shared one."""
    (project / "node_modules").unlink()
    program = project / "node_modules/@dynoxide" / engine.kind(sys.platform, platform.machine()) / "dynoxide"
    program.parent.mkdir(parents=True)
    return program


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


def test_a_database_named_in_the_environment_serves_whatever_else_the_environment_says(
    project: Path, port: int, tmp_path: Path
) -> None:
    elsewhere = {"AWS_PROFILE": "nobody", "AWS_ENDPOINT_URL_SESV2": SILENT, "HTTP_PROXY": SILENT}
    with dynoxide(tmp_path) as address:
        with run(project, port, AWS_ENDPOINT_URL_DYNAMODB=address, **elsewhere) as started:
            reference = started.enrol("Elsewhere")

            wait_for(lambda: reference in started.get("/_mailbox/").text)
            assert f"The database is the one at {address}." in "".join(started.said)
            assert started.interrupt() == 0

        said = once(project, "local.data", AWS_ENDPOINT_URL_DYNAMODB=address, **elsewhere)[1]
        assert reference in said
    assert not (project / ".local/dynamodb.sqlite").exists()


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
