"""Reading and drawing in several processes gives what one process gives."""

import multiprocessing
import os
from functools import partial
from pathlib import Path

import pytest

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.news import News
from plugins.reading.parallel import available, each, read_all
from tests.site.commands import pelican, tree
from tests.site.small_content import document, write

# pytest's own threads stand idle while it forks; newer Pythons warn all the same.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")

CORPUS = 120
ALWAYS, NEVER = 1, 1_000_000


def generated(n: int) -> str:
    rows = "\n".join(f"| {i} | {i * n} |" for i in range(5))
    table = f"| a | b |\n|---|--:|\n{rows}"
    body = f"## Heading {n}\n\nWords *{n}*, [a link](/terms/) and “quotes”.\n\n## Heading {n}\n\n{table}"
    return document(News, body, title=f"Item {n}", date=f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}")


def test_it_builds_the_same_site_byte_for_byte(tmp_path: Path) -> None:
    """The corpus is above the number where reading and drawing are shared out of themselves."""
    content = write(tmp_path, {f"news/item-{n}.md": generated(n) for n in range(CORPUS)})
    done = {
        name: pelican(
            content, tmp_path / name, "publishconf.py", SEARCH_INDEX=True, PARALLEL_THRESHOLD=threshold
        )
        for name, threshold in {"parallel": ALWAYS, "serial": NEVER}.items()
    }

    assert [run.returncode for run in done.values()] == [0, 0], done
    parallel, serial = tree(tmp_path / "parallel" / "site"), tree(tmp_path / "serial" / "site")
    assert len(serial) > CORPUS
    assert parallel == serial
    assert sum(name.startswith("pagefind/fragment/") for name in serial) > CORPUS
    assert [file.name for file in tmp_path.glob("*/cache/*") if file.suffix != ".pdf"] == []


@pytest.mark.parametrize("threshold", [ALWAYS, NEVER])
def test_it_writes_nothing_and_leaves_nothing_where_a_drawn_page_is_refused(
    tmp_path: Path, threshold: int
) -> None:
    wrong = {f"news/item-{n}.md": generated(n).replace("/terms/", "/nowhere/") for n in range(2)}
    content = write(tmp_path, wrong)
    done = pelican(content, tmp_path, SEARCH_INDEX=True, PARALLEL_THRESHOLD=threshold)

    assert "2 mistakes" in done.stderr
    assert "content/news/item-1.md, line " in done.stderr
    assert not (tmp_path / "site").exists()
    assert list(tmp_path.glob("cache/*")) == []


def test_it_reports_the_same_mistakes(tmp_path: Path) -> None:
    wrong = {f"news/item-{n}.md": generated(n).replace("summary", "sumary") for n in range(8)}
    content = write(tmp_path, wrong)
    parallel, serial = (pelican(content, tmp_path, PARALLEL_THRESHOLD=n).stderr for n in (ALWAYS, NEVER))

    assert parallel == serial
    assert "16 mistakes" in serial


def reader(_: int) -> int:
    return os.getpid()


def test_it_shares_the_work_out() -> None:
    readers = set(read_all(range(64), reader, threshold=1, processes=2))

    assert os.getpid() not in readers
    assert 1 <= len(readers) <= 2


@pytest.mark.parametrize(("threshold", "processes"), [(65, 2), (1, 1)], ids=["few files", "one core"])
def test_it_reads_by_itself_where_sharing_would_cost_more(threshold: int, processes: int) -> None:
    assert set(read_all(range(64), reader, threshold, processes)) == {os.getpid()}


def test_what_cannot_be_pickled_is_inherited() -> None:
    """In other processes than this one, where there are enough to do."""
    mine = object()
    done = each(64, lambda n: (n, os.getpid(), id(mine)), threshold=1)

    assert [n for n, _, _ in done] == list(range(64))
    assert {there for _, _, there in done} == {id(mine)}
    assert (os.getpid() in {pid for _, pid, _ in done}) == (available() == 1)


def test_mistakes_come_back_from_another_process() -> None:
    mistake = Mistake("content/news/a.md", 3, "link", "a page", "none")

    def refuse(_: int) -> None:
        raise ContentRefusedError([mistake])

    with pytest.raises(ContentRefusedError) as refused:
        each(64, refuse, threshold=1)
    assert refused.value.mistakes == (mistake,)


def test_it_keeps_the_order() -> None:
    assert read_all(range(500), partial(pow, 3), threshold=1, processes=2) == [3**n for n in range(500)]


def test_it_reads_by_itself_where_processes_cannot_fork() -> None:
    methods = [name for name in multiprocessing.get_all_start_methods() if name != "fork"]

    assert set(read_all(range(64), reader, 1, 2, methods)) == {os.getpid()}
