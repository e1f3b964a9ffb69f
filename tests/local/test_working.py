"""What the editor may write, and nothing outside the content."""

from functools import partial
from pathlib import Path

import pytest

from local.working import LARGEST_TEXT, NEW, AbsentError, ChangedError, RefusedError, Working, with_comments

TEXT = b"---\ntitle: Words\n---\n"


@pytest.fixture
def working(tmp_path: Path) -> Working:
    """A project with one page, one data file, and a secret beside the content."""
    (tmp_path / "spare").mkdir()
    names = ("pages/contact.md", "data/site.toml", ".hidden.md")
    for name in (*(f"content/{name}" for name in names), "functions/app.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    return Working(tmp_path, tmp_path / "spare")


def test_it_lists_the_content_and_nothing_else(working: Working) -> None:
    assert list(working.listed()) == ["content/data/site.toml", "content/pages/contact.md"]


def test_it_writes_whole_files_and_tells_versions_apart(working: Working) -> None:
    first = working.write("content/news/one.md", TEXT, NEW)
    second = working.write("content/news/one.md", TEXT + b"\nMore.\n", first)

    assert first != second
    assert working.read("content/news/one.md")[1] == second
    assert (working.root / "content/news/one.md").read_bytes() == TEXT + b"\nMore.\n"
    assert list(working.spare.iterdir()) == []
    assert (working.root / "content/news/one.md").stat().st_mode & 0o777 == 0o644


OUTSIDE = [
    "functions/app.py",
    "content/../functions/app.md",
    "content/pages/../../functions/app.md",
    "/etc/passwd",
    "content",
    "content/",
    "",
    "content/pages/app.py",
    "content/pages/picture.jpg",
    "content/data/schools.csv",
    "content/data/new.md",
    "content/pages/.hidden.md",
    "content/.git/config.md",
    "content/pages/a b.md",
    "content/pages/a\0.md",
    "content/pages/a\n.md",
    "content\\pages\\a.md",
    "content/pages/Zoë.md",
    "content/images/film.mp4",
    "content/images/page.svg",
    "content/one.md/../two.md",
    "content/" + "a/" * 200 + "a.exe",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_it_refuses_what_is_not_content(name: str, working: Working) -> None:
    before = sorted(working.root.rglob("*"))

    acts = (
        partial(working.write, name, TEXT, NEW),
        partial(working.read, name),
        partial(working.remove, name, NEW),
    )
    for act in acts:
        with pytest.raises(RefusedError, match="is not a file of the content"):
            act()

    assert sorted(working.root.rglob("*")) == before


def test_it_does_not_follow_a_link_out_of_the_content(working: Working) -> None:
    (working.root / "content/news").symlink_to(working.root / "functions")
    (working.root / "content/pages/link.md").symlink_to(working.root / "functions/app.py")

    for name in ("content/news/app.md", "content/pages/link.md"):
        with pytest.raises(RefusedError, match="leads out"):
            working.write(name, TEXT, NEW)

    assert (working.root / "functions/app.py").read_bytes() == TEXT


def test_it_takes_a_picture_by_a_phones_own_name(working: Working) -> None:
    assert working.write("content/images/IMG_1234.HEIC", b"\0\1", NEW)


def test_it_refuses_to_replace_what_somebody_else_has_changed(working: Working) -> None:
    _, seen = working.read("content/pages/contact.md")
    (working.root / "content/pages/contact.md").write_bytes(TEXT + b"By somebody else.")

    with pytest.raises(ChangedError, match="changed by somebody else"):
        working.write("content/pages/contact.md", TEXT, seen)
    with pytest.raises(ChangedError):
        working.remove("content/pages/contact.md", seen)
    with pytest.raises(ChangedError, match="is there already"):
        working.write("content/pages/contact.md", TEXT, NEW)

    assert b"somebody" in (working.root / "content/pages/contact.md").read_bytes()


def test_it_refuses_what_is_too_large_or_no_text(working: Working) -> None:
    with pytest.raises(RefusedError, match="1 MB is the most"):
        working.write("content/pages/long.md", b"a" * (LARGEST_TEXT + 1), NEW)
    with pytest.raises(RefusedError, match="not text"):
        working.write("content/pages/latin.md", b"Caf\xe9", NEW)


def test_it_deletes_what_is_there_and_says_what_is_not(working: Working) -> None:
    _, seen = working.read("content/pages/contact.md")

    working.remove("content/pages/contact.md", seen)

    with pytest.raises(AbsentError, match=r"no file content/pages/contact\.md"):
        working.remove("content/pages/contact.md", seen)


OLD = """\
# First.

# Of all.
name = "a"

# The first kind.
[[kinds]]
id = 1

[[kinds]]
id = 2
# Why there is a third.
[[kinds]]
id = 3

# Gone.
[gone]
"""


def test_the_comments_of_a_data_file_survive_a_program_that_drops_them() -> None:
    new = 'name = "b"\n\n[[kinds]]\nid = 1\n\n[[kinds]]\nid = 2\n\n[[kinds]]\nid = 3\n'

    kept = with_comments(OLD, new)

    assert [line for line in kept.split("\n") if not line.startswith("#")] == new.split("\n")
    assert [line for line in kept.split("\n") if line.startswith("#")] == [
        "# First.",
        "# Of all.",
        "# Gone.",
        "# The first kind.",
        "# Why there is a third.",
    ]
    assert "# The first kind.\n[[kinds]]\nid = 1" in kept
    assert "# Why there is a third.\n[[kinds]]\nid = 3" in kept
