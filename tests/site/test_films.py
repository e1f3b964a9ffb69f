"""A film in British Sign Language, or the place that is kept for it: ours, and never without its words."""

from pathlib import Path

import pytest

from plugins.models.films import Film
from plugins.reading.library import read_library
from tests.conftest import Build
from tests.site.built import page
from tests.site.commands import ROOT, pelican
from tests.site.small_content import write

FILM = """\
[[films]]
page = "/enrol/"
poster = "/videos/enrol.jpg"
captions = "/videos/enrol.vtt"
transcript = "Ask for a place."
minutes = "2 minutes"
file = "/videos/enrol.mp4"
"""


def test_a_page_that_is_not_filmed_says_so_and_how_to_ask_in_bsl(production_build: Build) -> None:
    films = read_library(ROOT / "content").data.films.films

    assert {film.page for film in films} >= {
        "/mission/",
        "/inclusion/",
        "/help-with-fees/",
        "/enrol/",
        "/contact/",
    }
    for film in films:
        soup = page(production_build.site, production_build.site / film.page.strip("/") / "index.html").soup
        place = soup.select_one("#film")
        assert place
        assert soup.select_one(".also a[href='#film']")
        assert film.file or ("not filmed" in place.get_text() and place.select_one("a[href='/contact/#bsl']"))


def with_files(folder: Path, *names: str) -> Path:
    content = write(folder, {"data/films.toml": FILM, "pages/contact.md": None})
    for name in names:
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"invented")
    return content


def test_a_film_of_ours_plays_with_captions_and_its_words_beside_it(tmp_path: Path) -> None:
    content = with_files(tmp_path, "videos/enrol.mp4", "videos/enrol.vtt", "videos/enrol.jpg")
    done = pelican(content, tmp_path, "publishconf.py")
    assert done.returncode == 0, done.stderr
    soup = page(tmp_path / "site", tmp_path / "site/enrol/index.html").soup

    assert soup.select_one(
        "#film video[controls][preload=none][width][height] source[src='/videos/enrol.mp4']"
    )
    assert soup.select_one("#film track[kind=captions][src='/videos/enrol.vtt']")
    assert "Ask for a place." in soup.select_one("#film details").get_text()  # type: ignore[union-attr]
    assert (tmp_path / "site/videos/enrol.mp4").read_bytes() == b"invented"


def test_a_film_whose_files_are_missing_ends_the_build(tmp_path: Path) -> None:
    done = pelican(with_files(tmp_path, "videos/enrol.mp4"), tmp_path)

    assert done.returncode == 1
    assert 'found: "/videos/enrol.vtt"' in done.stderr
    assert 'found: "/videos/enrol.jpg"' in done.stderr


@pytest.mark.parametrize("without", ["poster", "captions", "transcript"])
def test_it_refuses_a_film_without(without: str) -> None:
    whole = {
        "page": "/enrol/",
        "poster": "/videos/a.jpg",
        "captions": "/videos/a.vtt",
        "transcript": "Words.",
        "file": "/videos/a.mp4",
    }

    assert Film.model_validate(whole).files
    with pytest.raises(ValueError, match=f"a film with {without} too"):
        Film.model_validate({name: value for name, value in whole.items() if name != without})


@pytest.mark.parametrize("file", ["https://video.example/a.mp4", "/videos/../a.mp4", "//a.example/a.mp4"])
def test_it_refuses_a_film_from_elsewhere(file: str) -> None:
    with pytest.raises(ValueError, match="a film of our own"):
        Film.model_validate({"page": "/enrol/", "file": file})
