"""What is done in which order to get from one release to another, and what can be brought back."""

import pytest

from cloud import rollback
from cloud.kinds import AN_HOUR, FOR_EVER, NEVER, SHORT, Kind, kind
from cloud.releases import KEPT, BrokenRecordError, Item, Live, Release, Steps, steps, to_keep
from local.strict import RefusedError

TODAY = "2026-11-26"


def release(name: str, until: str = "", **files: str) -> Release:
    """Its files by name (dots as `__`) with what is in them."""
    items = {file.replace("__", "."): Item(text, text, Kind("t", "k")) for file, text in files.items()}
    return Release(name, items, until=until)


def etags(one: Release) -> dict[str, str]:
    return {name: item.etag for name, item in one.files.items()}


def test_only_what_changed_is_put_and_told_and_what_is_gone_goes_last() -> None:
    old = release("1", index__html="a", prices__html="b", old__html="c", map__svg="d")
    new = release("2", index__html="a", prices__html="B", new__html="e", map__svg="d", sitemap__xml="f")

    done = steps(new, [old], etags(old), [])

    assert done == Steps(
        (("new.html",), ("prices.html",), ("sitemap.xml",)), ("/old.html", "/prices.html"), ("old.html",)
    )
    assert steps(new, [new], etags(new), []) == Steps((), (), ())


def test_a_page_is_told_at_both_its_addresses_and_many_as_one() -> None:
    old, new = (Release(n, {"a/index.html": Item(n, n, Kind("t", "k"))}) for n in "12")
    many = [Release(n, {f"{i}.html": Item(n, n, Kind("t", "k")) for i in range(500)}) for n in "12"]

    assert steps(new, [old], etags(old), []).tell == ("/a/", "/a/index.html")
    assert steps(many[1], [many[0]], etags(many[0]), []).tell == ("/*",)
    assert steps(new, [], {}, []).tell == ("/*",)


def test_what_a_broken_off_publish_put_there_is_told_even_where_nothing_is_left_to_put() -> None:
    old, new = release("1", index__html="a"), release("2", index__html="b")

    assert steps(new, [old, new], etags(new), []) == Steps((), ("/", "/index.html"), ())


def test_another_kind_is_put_again_though_the_file_is_the_same() -> None:
    old = release("1", index__html="a")
    new = Release("2", {"index.html": Item("a", "a", Kind("t", "another"))})

    assert steps(new, [old], etags(old), []).write == (("index.html",),)


def test_older_styles_stay_while_a_release_asks_for_them_but_no_page_and_no_picture_does() -> None:
    files = {"theme/css/a.css": "x", "images/child.jpg": "y", "old.html": "z"}
    old = Release("1", {name: Item(text, text, Kind("t", "k")) for name, text in files.items()})
    new = release("2", index__html="a")

    assert steps(new, [old], etags(old), [old]).remove == ("images/child.jpg", "old.html")
    assert "theme/css/a.css" in steps(new, [old], etags(old), []).remove


def test_a_rollback_leads_one_further_each_time_and_a_broken_off_one_to_the_same() -> None:
    live = Live().begun("1", "x").ended().begun("2", "x").ended().begun("3", "x").ended()

    assert live.last() == "2"
    assert live.begun("2", "x", back=True).last() == "2"
    back = live.begun("2", "x", back=True).ended()
    assert (back.whole, back.last()) == ("2", "1")
    assert back.begun("4", "x").last() == "2"  # a publish that was broken off: back to what was whole
    assert back.begun("4", "x").ended().last() == "2"
    assert Live().begun("1", "x").ended().last() == ""


def test_a_few_are_kept_and_none_that_shows_what_is_over() -> None:
    many = [release(str(number)) for number in range(9)]
    over = release("7x", until="2026-11-25")
    live = Live(whole="8")

    kept = [one.name for one in to_keep([*many, over], live, TODAY)]

    assert kept == [str(number) for number in range(8 - KEPT, 9)]
    assert release("1", until=TODAY).may_be_shown(TODAY)
    assert [one.name for one in to_keep([over], Live(whole="7x"), TODAY)] == ["7x"]


def test_a_record_is_read_as_it_was_written_and_a_broken_one_is_told() -> None:
    one = Release("1", {"a.html": Item("s", "m", Kind("t", "k"))}, ({"address": "/a.html"},), "2027-01-01")

    assert Release.from_json(one.to_json()) == one
    for text in (
        "",
        "{",
        "[]",
        '{"name": "1"}',
        '{"name": "1", "files": {"a": 1}, "pages": [], "until": ""}',
    ):
        with pytest.raises(BrokenRecordError):
            Release.from_json(text)


@pytest.mark.parametrize(
    ("name", "type_", "keep"),
    [
        ("index.html", "text/html; charset=utf-8", SHORT),
        ("preview/abc/index.html", "text/html; charset=utf-8", "private, no-store"),
        ("theme/css/site.0123456789ab.css", "text/css; charset=utf-8", FOR_EVER),
        ("theme/css/site.css", "text/css; charset=utf-8", SHORT),
        ("theme/fonts/a.woff2", "font/woff2", AN_HOUR),
        ("images/0123456789abcdef-640.avif", "image/avif", FOR_EVER),
        ("pagefind/index/en-gb_3efed96.pf_index", "application/octet-stream", FOR_EVER),
        ("pagefind/pagefind-entry.json", "application/json", SHORT),
        ("worker.js", "text/javascript; charset=utf-8", NEVER),
        ("feeds/news.atom.xml", "application/atom+xml; charset=utf-8", SHORT),
    ],
)
def test_every_file_says_what_it_is_and_how_long_it_may_be_kept(name: str, type_: str, keep: str) -> None:
    assert kind(name) == Kind(type_, keep)


def test_a_file_of_a_kind_nobody_knows_is_not_published() -> None:
    with pytest.raises(RefusedError, match=r"notes\.docx: nobody said"):
        kind("notes.docx")


@pytest.mark.parametrize(
    ("name", "words"), [("1", "over after Wednesday 25 November 2026"), ("9", "no release 9"), ("", "before")]
)
def test_a_release_that_cannot_be_shown_any_more_is_not_brought_back(name: str, words: str) -> None:
    kept = [Release("1", {}, until="2026-11-25"), Release("2", {})]

    with pytest.raises(RefusedError, match=words):
        rollback.chosen(Live(whole="2"), kept, name, "2026-11-26")
