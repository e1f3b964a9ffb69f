"""One run at a time in one folder, and nothing left of one that was killed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.claim import Claim, Record, TakenError
from local.identity import Process, end, in_list, process
from local.install import Unmet


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    yield child
    child.kill()
    child.wait()


def test_the_second_is_told_who_the_first_is(tmp_path: Path) -> None:
    with Claim(tmp_path, "make run") as first:
        first.note(Record("make run", 17, site_url="http://127.0.0.1:8000"))

        with pytest.raises(TakenError) as taken:
            Claim(tmp_path, "make run")

    assert taken.value.record.site_url == "http://127.0.0.1:8000"
    Claim(tmp_path, "make run").release()


def test_what_a_killed_run_left_is_ended(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    killed = Claim(tmp_path, "make run")
    killed.note(Record("make run", 17, parts=(process(sleeper.pid),)))
    left = (tmp_path / "run.json").read_text()
    killed.release()
    (tmp_path / "run.json").write_text(left)

    with Claim(tmp_path, "make run"):
        assert sleeper.wait(5) != 0


def test_a_process_that_only_has_an_old_number_is_left_alone(
    sleeper: subprocess.Popen[bytes],
) -> None:
    end([Process(sleeper.pid, "another time")])

    assert sleeper.poll() is None


def test_a_damaged_record_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"half')

    Claim(tmp_path, "make run").release()


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("a file where the folder should be")

    with pytest.raises(Unmet, match=r"\.local cannot be written \(.+\): give yourself the right") as refused:
        Claim(tmp_path / ".local", "make run")

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("line", "began"),
    [
        ("Ss   Tue Nov 24 02:27:54 2026\n", "Tue Nov 24 02:27:54 2026"),
        ("Z    Tue Nov 24 02:27:54 2026\n", None),
        ("", None),
    ],
)
def test_a_start_time_is_read_where_there_is_no_proc(line: str, began: str | None) -> None:
    assert in_list(line) == began
