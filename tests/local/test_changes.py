"""`make changes`: what a publish would change, in words, and whose page it is."""

from pathlib import Path

from local import publish_to
from local.differences import compared, said
from local.published import Record
from local.strict import Strict
from local.words_of import brief, words_of
from tests.local.sites import site, strict

CHANGES = """\
New
  New (/new/), Owner

Moved
  Groups/Choir (/groups/choir/), which was at /choir/, Owner
    “Mondays.” is now “Tuesdays.”

Changed
  Changed (/changed/), Owner
    “four songs.” is now “five songs and a dance.”

Over
  Over (/over/), Owner

Taken away
  Gone (/gone/), Owner

Changed in looks alone
  Home (/), Owner

Pictures and other files
  1 new, 1 changed, 1 taken away"""


def test_it_tells_what_a_publish_changes_and_whose_page_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    before = {
        "/": "Hello",
        "/choir/": "We sing on Mondays.",
        "/changed/": "We play four songs.",
        "/over/": "A",
    }
    one = site(tmp_path / "one", {**before, "/gone/": "G", "/same/": "S"}, a="1", b="1")
    publish_to.put(strict(one), folder, None)
    after = {
        "/groups/choir/": "We sing on Tuesdays.",
        "/changed/": "We play five songs and a dance.",
        "/over/": "Over",
    }
    two = site(tmp_path / "two", {**after, "/choir/": "Moved", "/new/": "N", "/same/": "S"}, a="2", c="1")
    site(two, {"/": "Hello"}, menu="Another menu")
    made = strict(two, was={"/choir/": "/groups/choir/"}, over=("/over/",))
    made = Strict(
        made.site, made.files, tuple(p for p in made.pages if p["address"] != "/choir/"), made.expired
    )

    assert said(compared(made, folder, Record.read(folder))) == CHANGES


def test_nothing_changed_is_said_so(tmp_path: Path) -> None:
    made = strict(site(tmp_path / "site", {"/": "Hello"}))
    folder = tmp_path / "public"
    folder.mkdir()
    publish_to.put(made, folder, None)

    assert said(compared(made, folder, Record.read(folder))) == "Nothing has changed since the last publish."


def test_the_words_of_a_page_are_those_of_its_main_part() -> None:
    main = 'One <b>two</b><script>no</script><img alt="a cat">'
    html = f"<head><title>A – B – Us</title></head><nav>Menu</nav><main>{main}</main>foot"

    assert words_of(html) == ("A – B", ["One", "two", "a", "cat"])


def test_differences_are_told_in_brief() -> None:
    old, new = ["one", "two", "three", "four"], ("one three " + "very " * 20 + "four").split()

    assert brief(old, new) == ["taken out: “two”", "added: “" + "very " * 12 + "…”"]
