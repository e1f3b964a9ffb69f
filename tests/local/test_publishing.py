"""`make publish-to` and `make changes`: what is refused and written, and how a broken-off publish ends."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from local import changes, publish_to
from local.places import ROOT
from local.published import NAME, Plan, Record, plan
from local.strict import RefusedError, digests
from plugins.models.page import Page
from tests.local.sites import lying_in, site, strict
from tests.site.small_content import document, without_samples, write


def test_it_writes_what_differs_pages_last_and_takes_away_only_what_it_put() -> None:
    old = Record({"a.html": "1", "b.html": "2", "old.css": "3"})
    there = {"a.html": "1", "b.html": "2", "old.css": "3", "theirs.html": "9"}
    wanted = {"index.html": "5", "a.html": "1", "b.html": "4", "new.css": "6"}

    assert plan(wanted, there, old) == Plan(("new.css", "b.html", "index.html"), ("old.css",))


def test_a_page_comes_after_all_that_it_may_lead_to() -> None:
    there = {"index.html": "1", "b/index.html": "1", "sitemap.xml": "1"}
    wanted = dict.fromkeys([*there, "z/index.html", "x.css", "pagefind/pagefind-entry.json"], "2")

    assert plan(wanted, there, None).write == (
        *("x.css", "z/index.html", "b/index.html", "index.html"),
        *("pagefind/pagefind-entry.json", "sitemap.xml"),
    )


def test_it_puts_a_site_there_and_the_second_time_has_nothing_to_do(tmp_path: Path) -> None:
    made = strict(site(tmp_path / "site", {"/": "Hello", "/a/": "A"}, css="x"))
    folder = tmp_path / "public"
    folder.mkdir()

    publish_to.put(made, folder, None)
    first = {file: file.stat().st_mtime_ns for file in folder.rglob("*.html")}
    publish_to.put(made, folder, Record.read(folder))

    assert lying_in(folder) == made.files
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*.html")} == first


def test_it_takes_away_what_is_no_longer_part_of_the_site_and_its_empty_folders(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    publish_to.put(strict(site(tmp_path / "one", {"/": "Hello", "/a/b/": "B"})), folder, None)
    (folder / "a" / "theirs.txt").write_text("not ours", encoding="utf-8")

    publish_to.put(strict(site(tmp_path / "two", {"/": "Hello"})), folder, Record.read(folder))

    assert set(lying_in(folder)) == {"index.html", "a/theirs.txt"}
    assert not (folder / "a" / "b").exists()


def test_no_preview_is_named_in_the_record_and_old_ones_go(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    publish_to.put(strict(site(tmp_path / "one", {"/": "Hello", "/preview/token/": "Draft"})), folder, None)

    record = json.loads((folder / NAME).read_text(encoding="utf-8"))
    assert set(record["files"]) == {"index.html"}
    publish_to.put(strict(site(tmp_path / "two", {"/": "Hello"})), folder, Record.read(folder))
    assert set(lying_in(folder)) == {"index.html"}


SLOWLY = """
import shutil, sys, time
from pathlib import Path
from local import publish_to
from local.published import Record
from tests.local.sites import strict
copy = shutil.copyfile
def slowly(*names):
    copy(*names); print(flush=True); time.sleep(0.01)
shutil.copyfile = slowly
folder = Path(sys.argv[2])
publish_to.put(strict(Path(sys.argv[1])), folder, Record.read(folder))
"""


@pytest.mark.parametrize("files", [1, 7, 19])
def test_a_publish_that_was_killed_is_finished_by_the_next(files: int, tmp_path: Path) -> None:
    old = {f"/p{n}/": f"Old {n}" for n in range(20)}
    new = {f"/p{n}/": f"New {n}" for n in range(5, 30)}
    folder = tmp_path / "public"
    folder.mkdir()
    publish_to.put(strict(site(tmp_path / "old", old)), folder, None)
    target = site(tmp_path / "new", new)
    child = subprocess.Popen(
        [sys.executable, "-c", SLOWLY, str(target), str(folder)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert child.stdout
    for _ in range(files):
        child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.communicate()

    broken_off = Record.read(folder)
    assert broken_off
    assert not broken_off.whole
    # The author has changed her mind meanwhile: one page of the killed publish is not wanted any more.
    (target / "p5/index.html").unlink()
    publish_to.put(strict(target), folder, broken_off)

    assert lying_in(folder) == digests(target)
    assert not list(folder.glob(".publishing.new"))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (None, "holds files that no publish put there, such as diary.txt"),
        ("{", "is no record of a publish"),
        (
            '{"files": {"../../etc/passwd": "1"}, "pages": [], "whole": true, "when": "", "trial": false}',
            "outside",
        ),
    ],
)
def test_it_touches_no_folder_that_is_not_its_own(record: str | None, words: str, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    if record is not None:
        (tmp_path / NAME).write_text(record, encoding="utf-8")

    with pytest.raises(RefusedError, match=words):
        publish_to.known(tmp_path, trial=False)

    assert (tmp_path / "diary.txt").read_text(encoding="utf-8") == "mine"


def test_a_trial_is_not_put_over_the_site_itself(tmp_path: Path) -> None:
    Record(whole=True).write(tmp_path)

    assert publish_to.known(tmp_path, trial=False)
    with pytest.raises(RefusedError, match="make a trial in another folder"):
        publish_to.known(tmp_path, trial=True)


def test_two_do_not_publish_at_once(tmp_path: Path) -> None:
    with publish_to.sole(tmp_path):  # noqa: SIM117 - the inner one is refused
        with pytest.raises(RefusedError, match="somebody else is publishing"), publish_to.sole(tmp_path):
            pass


def test_it_says_where_to_and_refuses_another_day(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert publish_to.main("", trial=False) == 2
    monkeypatch.setenv("TODAY", "2027-01-01")
    assert publish_to.main("/nowhere", trial=False) == 2

    said = capsys.readouterr().err
    assert "say where to, for instance make publish-to FOLDER=/srv/music" in said
    assert "TODAY is for trying" in said


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("publishable"), without_samples())


def test_the_whole_way_from_texts_to_a_folder(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish_to, "REMEMBERED", tmp_path / "remembered")
    monkeypatch.setattr(changes, "REMEMBERED", tmp_path / "remembered")
    folder = tmp_path / "public"

    assert publish_to.main(str(folder), trial=False, content=content) == 0, capsys.readouterr().err

    assert "/terms/ " in (content / "data/addresses.txt").read_text(encoding="utf-8")
    assert (folder / "index.html").exists()
    (content / "pages/choir.md").write_text(
        document(Page, "We sing.", url="/choir/", title="Choir"), encoding="utf-8"
    )
    capsys.readouterr()
    assert changes.main("", content=content) == 0
    assert "New\n  Choir (/choir/), Communications lead\n" in capsys.readouterr().out


def test_errors_and_samples_are_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {
        **without_samples(),
        "pages/bad.md": document(Page, "To see it, [click here](/terms/).", url="/bad/"),
    }
    assert publish_to.main(str(tmp_path / "one"), trial=False, content=write(tmp_path / "bad", bad)) == 1
    assert "the link “click here” does not say where it leads" in capsys.readouterr().err

    assert publish_to.main(str(tmp_path / "two"), trial=False, content=write(tmp_path / "samples")) == 1
    said = capsys.readouterr().err
    assert "content/courses/every-pupil.md" in said
    assert said.endswith("Nothing was published.\n")
    assert lying_in(tmp_path / "one") == lying_in(tmp_path / "two") == {}
