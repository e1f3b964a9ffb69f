"""`make run`: started for real, edited, broken, killed and started again."""

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.identity import start_time
from tests.local.conftest import copied, free_port
from tests.local.running import Run, kill, once, run, wait_for
from tests.pictures import saved, telling


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """One run for the tests that leave it as they found it."""
    with run(copied(tmp_path_factory.mktemp("running")), free_port()) as started:
        yield started


def test_it_says_what_it_does_how_long_it_took_and_where_it_answers(running: Run) -> None:
    said = "".join(running.said)

    assert re.search(r"Building the site… \d+\.\d s", said)
    assert f"Ready: {running.url}\n" in said
    assert f"Mailbox: {running.url}/_mailbox/\n" in said
    assert running.get("/").status == 200


def test_it_listens_on_the_loopback_address_only(running: Run) -> None:
    addresses = [running.url, running.record()["dynamodb_url"]]
    for address in addresses:
        with socket.socket() as elsewhere, pytest.raises(ConnectionRefusedError):
            elsewhere.connect(("127.0.0.2", int(address.rpartition(":")[2])))


def test_a_second_start_says_so_in_one_line(running: Run) -> None:
    code, said = once(running.project, "local.run", PORT=str(free_port()))

    assert code == 2
    there = f"{running.url} (process {running.child.pid})"
    assert said == f"make run: this folder is in use by make run at {there}: use that one, or stop it first\n"


def test_an_enrolment_is_kept_counted_and_answered_by_mail(running: Run) -> None:
    reference = running.enrol("Zofia")

    code, said = once(running.project, "local.data")

    assert code == 0
    assert re.search(r"^cases +\d+$", said, re.MULTILINE)
    assert re.search(rf"^{reference} +\w+day \d+ \w+ \d{{4}}, \d\d:\d\d +enrolment$", said, re.MULTILINE)
    assert "Zofia" not in said
    wait_for(lambda: reference in running.get("/_mailbox/").text)


def test_an_edited_page_shows_within_seconds(running: Run) -> None:
    running.edit("content/pages/contact.md", "title: Contact us", "title: Speak to us")

    seconds = wait_for(lambda: "Speak to us" in running.get("/contact/").text)

    assert seconds < 15  # about one, unless other tests keep the machine busy
    running.edit("content/pages/contact.md", "title: Speak to us", "title: Contact us")


def test_what_the_editor_saves_shows_within_seconds_and_what_is_wrong_is_said(
    running: Run, tmp_path: Path
) -> None:
    note = b"---\nfile: /images/img-1.jpg\nshows: Circles.\npeople: none\n---\n"
    told = "title: Gr\u00fc\u00dfe\ndate: 2026-11-25\nsummary: Words.\nimage: /images/img-1.jpg\nsample: yes"
    news = f"---\n{told}\n---\n\nWords.\n"

    running.put("content/images/img-1.jpg", saved(tmp_path, **telling()).read_bytes())
    running.put("content/news/from-the-editor.md", news.encode())
    wait_for(lambda: "no note on img-1.jpg" in running.get("/edit/state").text)
    running.put("content/images/img-1.md", note)

    wait_for(lambda: running.get("/news/from-the-editor/").status == 200)
    page = running.get("/news/from-the-editor/").text
    assert "Gr\u00fc\u00dfe" in page
    assert '<source type="image/avif" srcset="/images/' in page
    assert running.get("/edit/state").text == '{"settled": true, "failures": {}}'


def test_a_page_with_a_mistake_leaves_the_good_one_up_and_says_what_is_wrong(running: Run) -> None:
    running.edit("content/pages/privacy.md", "title:", "titel:")
    wait_for(lambda: "titel" in running.get("/privacy/").text)

    page = running.get("/privacy/")
    assert page.status == 200
    assert '<section role="alert"' in page.text
    assert "content/pages/privacy.md" in page.text
    assert "Privacy notice" in page.text

    running.edit("content/pages/privacy.md", "titel:", "title:")
    wait_for(lambda: 'role="alert"' not in running.get("/privacy/").text)


def test_edited_code_answers_without_a_refused_request(running: Run) -> None:
    code = "functions/musicservice/web/wording.py"
    running.edit(code, 'RESUME_PAGE = "/enrol/continue/"', 'RESUME_PAGE = "/enrol/elsewhere/"')

    wait_for(lambda: running.get("/forms/return").headers["Location"] == "/enrol/elsewhere/")

    running.edit(code, 'RESUME_PAGE = "/enrol/elsewhere/"', 'RESUME_PAGE = "/enrol/continue/"')
    wait_for(lambda: running.get("/forms/return").headers["Location"] == "/enrol/continue/")


def test_code_that_cannot_be_loaded_leaves_the_good_one_answering(running: Run) -> None:
    app = "functions/public/app.py"
    running.edit(app, "LOOK = [", "LO OK = [")
    wait_for(lambda: "SyntaxError" in running.get("/").text)

    assert running.get("/forms/enrolment").status == 303

    running.edit(app, "LO OK = [", "LOOK = [")
    wait_for(lambda: "SyntaxError" not in running.get("/").text)


@pytest.mark.parametrize("part", ["local.server", "dynoxide", "ministack", "local.worker"])
def test_a_part_that_dies_is_started_again(running: Run, part: str) -> None:
    kept, dead = running.enrol(f"Before {part}"), running.part(part)

    kill(dead)
    running.until("runs again")

    assert running.part(part) != dead
    reference = running.enrol(f"After {part}")
    assert kept in once(running.project, "local.data")[1]
    wait_for(lambda: reference in running.get("/_mailbox/").text)


def test_an_interrupt_stops_everything_quietly(project: Path, port: int) -> None:
    with run(project, port) as started:
        pids = started.pids()
        assert len(pids) > 5
        began = time.monotonic()

        assert started.interrupt() == 0

        assert time.monotonic() - began < 5
        assert [pid for pid in pids if start_time(pid)] == []
        assert started.child.stdout is not None
        assert started.child.stdout.read() == ""
    assert not (project / ".local/run.json").exists()


def test_what_a_killed_run_leaves_ends_by_itself_and_the_next_starts(project: Path, port: int) -> None:
    with run(project, port) as started:
        pids, reference = started.pids(), started.enrol("Kept")
        kill(started.child.pid)
        wait_for(lambda: not any(start_time(pid) for pid in pids if pid != started.child.pid))

    with run(project, port):
        assert reference in once(project, "local.data")[1]


def test_data_survive_a_kill_of_everything_and_can_be_counted_before_the_next_start(
    project: Path, port: int
) -> None:
    with run(project, port) as started:
        reference = started.enrol("Kept")
        for pid in started.pids():
            kill(pid)

    assert reference in once(project, "local.data")[1]
    with run(project, port) as again:
        receipt = re.sub(r"<[^>]+>", "", again.get(started.receipt).text)
        assert reference in receipt


def test_a_run_that_lost_its_leash_too_does_not_block_the_next(project: Path, port: int) -> None:
    """What draws single pages is not among what is left: it ends with whoever it speaks with."""
    with run(project, port) as started:
        left = [
            pid
            for pid in started.pids()
            if pid not in {*map(started.part, ("local.run", "local.leash", "local.warm"))}
        ]
        kill(started.part("local.leash"))
        kill(started.child.pid)
        started.child.wait()
        assert all(start_time(pid) for pid in left)

        with run(project, port):
            assert not any(start_time(pid) for pid in left)


def test_it_ends_with_the_make_that_started_it(project: Path, port: int) -> None:
    (project / "starts.py").write_text(
        "import os, subprocess, sys, time\n"
        "subprocess.Popen([sys.executable, '-m', 'local.run'], env={**os.environ, 'MAKELEVEL': '1'})\n"
        "time.sleep(60)\n",
        encoding="utf-8",
    )
    with run(project, port, module="starts") as started:
        pids = started.pids()
        kill(started.child.pid)
        started.child.wait()

        wait_for(lambda: not any(start_time(pid) for pid in pids))
