"""A site in a bucket, changed under the eyes of a reader, by publishers who are killed at any moment."""

import random
import re
from pathlib import Path

import pytest

from cloud.making import Made
from cloud.releases import KEPT
from cloud.shelf import FILES, RECORDS, OvertakenError, ShelfError
from tests.cloud.publishing import Cloud, Reader, bring, cloud, killed_at, release_of
from tests.local.sites import site

MENU = '<link href="/theme/css/site.css"><a href="/">Home</a><img src="/theme/images/mark.svg">'
CALLS = 40
"""Fewer than any publish here makes."""
FILES_OF_ALL = {"robots.txt": "x", "sitemap.xml": "y"}


@pytest.fixture
def there(ministack_address: str) -> Cloud:
    return cloud(ministack_address)


def version(folder: Path, number: int, pages: int = 12) -> Made:
    """A site whose every page differs by `number`, with two pages and a stylesheet that no other one has."""
    menu = f'{MENU}<script src="/theme/js/keep.js"></script>'
    here = {f"/p{n}/": f'Page {n}, {number} <a href="/p{(n * 7) % pages}/">on</a>' for n in range(pages)}
    own = {f"/only-{number}/": f'<a href="/also-{number}/">also</a>', f"/also-{number}/": "also"}
    home = f'{number}<a href="/only-{number}/">news</a>' + "".join(f'<a href="{one}">x</a>' for one in here)
    raw = site(folder / "raw", {**here, **own, "/": home, "/404/": "lost"}, menu, **FILES_OF_ALL)
    for name, text in {
        "theme/css/site.css": f"h1 {{ order: {number}; background: url(/theme/images/mark.svg) }}",
        "theme/js/keep.js": f"const version = {number};",
        "theme/images/mark.svg": f"<svg><!-- {number} --></svg>",
    }.items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(text, encoding="utf-8")
    return release_of(raw, folder / "stamped")


def lies_there(there: Cloud) -> dict[str, str]:
    return there.switch().shelf.shown()


def is_shown(there: Cloud, one: Made) -> bool:
    """Whether all of it lies there, and of others but styles and scripts nothing."""
    lying = lies_there(there)
    whole = all(lying[name] == item.etag for name, item in one.release.files.items())
    return whole and all(name in one.release.files or name.startswith("theme/") for name in lying)


def test_interrupted_at_ten_points_and_run_again_no_reader_meets_a_hole(there: Cloud, tmp_path: Path) -> None:
    """Two sites in turn, each publish killed once at a random call and then run to its end."""
    chance = random.Random(2026)  # noqa: S311 - which calls, so that a failure can be repeated
    sites = [version(tmp_path / str(number), number) for number in range(3)]
    reader, killed = Reader(there), 0
    bring(there.switch(), sites[0])

    with reader.reading():
        for turn in range(1, 11):
            one = sites[turn % 3]
            killed += killed_at(there, chance.randrange(1, CALLS), one)
            bring(there.switch(), one)
            assert is_shown(there, one)

    assert killed == 10
    assert reader.broken == []
    assert reader.rounds > 10


def test_a_second_run_sends_nothing_and_tells_nothing(there: Cloud, tmp_path: Path) -> None:
    one = version(tmp_path, 1)
    calls: list[str] = []
    s3 = there.client("s3")
    bring(there.switch(), one)
    told = there.told()
    s3.meta.events.register("before-call.s3", lambda model, **_: calls.append(model.name))

    assert bring(there.switch(s3=s3), one) is False

    assert [call for call in calls if not call.startswith(("List", "Get"))] == []
    assert there.told() == told == ["/*"]


def test_what_is_served_says_what_it_is_and_only_what_changed_is_told(there: Cloud, tmp_path: Path) -> None:
    bring(there.switch(), release_of(site(tmp_path / "1", {"/": "Hello", "/a/": "A"}), tmp_path / "one"))
    bring(there.switch(), release_of(site(tmp_path / "2", {"/": "Hello", "/a/": "B"}), tmp_path / "two"))

    page = there.client("s3").get_object(Bucket=there.bucket, Key="site/a/index.html")
    assert (page["ContentType"], page["CacheControl"]) == (
        "text/html; charset=utf-8",
        "public, max-age=60, s-maxage=300",
    )
    assert there.told() == ["/*", "/a/ /a/index.html"]


def test_a_rollback_needs_no_build_and_brings_back_every_octet(there: Cloud, tmp_path: Path) -> None:
    one, two = version(tmp_path / "1", 1), version(tmp_path / "2", 2)
    for made in (one, two):
        bring(there.switch(), made)
    switch = there.switch()
    live, _ = switch.shelf.live()
    last = switch.shelf.release(live.last())
    assert last

    switch.bring(switch.look(last), {}, back=True)

    assert is_shown(there, one)
    assert switch.shelf.live()[0].whole == one.release.name
    bring(there.switch(), two)
    assert is_shown(there, two)


def test_a_rollback_that_was_killed_goes_on_to_the_same_release(there: Cloud, tmp_path: Path) -> None:
    sites = [version(tmp_path / str(number), number) for number in range(3)]
    for made in sites:
        bring(there.switch(), made)
    two = there.switch().shelf.release(there.switch().shelf.live()[0].last())
    assert two

    assert killed_at(there, 20, Made(two, sites[1].strict, {}), back=True)

    assert there.switch().shelf.live()[0].last() == two.name == sites[1].release.name


def test_who_is_overtaken_stops_and_takes_nothing_away(there: Cloud, tmp_path: Path) -> None:
    one, two, three = (version(tmp_path / str(number), number) for number in range(3))
    bring(there.switch(), one)
    slow, said = there.switch(), list[str]()

    def overtake(words: str) -> None:
        if words.startswith("Telling") and not said:
            said.append(words)
            bring(there.switch(), three)

    with pytest.raises(OvertakenError):
        bring(there.switch(overtake), two)

    assert said
    assert is_shown(there, three)
    assert bring(slow, three) is False


def test_a_few_releases_are_kept_and_nothing_that_none_of_them_has(there: Cloud, tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        bring(there.switch(), version(tmp_path / str(number), number, pages=2))

    shelf = there.switch().shelf
    kept = shelf.releases()
    assert len(kept) == KEPT + 1
    assert shelf.held() == {item.sha256 for one in kept for item in one.files.values()}
    styles = [name for name in shelf.shown() if re.fullmatch(r"theme/css/site\.\w{12}\.css", name)]
    assert len(styles) == KEPT + 2  # those of what was replaced a moment ago, too


def test_what_may_no_longer_be_shown_leaves_the_bucket_with_the_next_publish(
    there: Cloud, tmp_path: Path
) -> None:
    over = release_of(site(tmp_path / "1", {"/": "A child"}), tmp_path / "one", until="2026-11-26")
    bring(there.switch(), over)

    tomorrow = Cloud(there.address, there.bucket, there.distribution, today="2026-11-27")
    bring(tomorrow.switch(), release_of(site(tmp_path / "2", {"/": "Nobody"}), tmp_path / "two"))

    listed = there.client("s3").list_objects_v2(Bucket=there.bucket)["Contents"]
    lying = {one["Key"] for one in listed}
    assert not lying & {FILES + item.sha256 for item in over.release.files.values()}
    assert f"{RECORDS}{over.release.name}.json" not in lying


def test_a_release_whose_files_are_gone_is_refused_before_anything_is_touched(
    there: Cloud, tmp_path: Path
) -> None:
    one, two = version(tmp_path / "1", 1), version(tmp_path / "2", 2)
    bring(there.switch(), one)
    before = lies_there(there)

    with pytest.raises(ShelfError, match="no longer there"):
        there.switch().bring(there.switch().look(two.release), {}, back=True)

    assert lies_there(there) == before
