"""Which pictures may be shown, and how a page shows them."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plugins.mistakes import ContentRefusedError
from plugins.models.course import Course
from plugins.models.news import News
from plugins.models.page import Page
from plugins.models.picture import Picture
from plugins.pictures.frames import Frames
from plugins.pictures.gallery import Gallery, gallery
from plugins.reading.library import read_library
from tests.pictures import drawn, saved
from tests.site.commands import pelican, tree
from tests.site.small_content import document, write

TODAY = dt.date(2026, 11, 26)
CONSENT = {"consent": "Consent 2026-014", "agreed": "2026-11-20", "until": "2026-11-26"}


def note(file: str = "images/band.jpg", **fields: str) -> str:
    given = {"file": file, "shows": "A band, seen from behind.", "people": "none", **fields}
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in given.items()) + "---\n"


def showing(body: str = "Words.\n\n![](images/band.jpg)", **fields: str) -> dict[str, str | None]:
    return {"news/form.md": document(News, body, **fields), "images/band.md": note()}


def hung(folder: Path, changes: Mapping[str, str | None], today: dt.date = TODAY) -> Gallery:
    content = write(folder, changes)
    (content / "images").mkdir(exist_ok=True)
    saved(content / "images", "band.jpg", drawn(500, 400))
    return gallery(read_library(content), content, folder / "kept", today)


REFUSED: dict[str, tuple[dict[str, str | None], str, str]] = {
    "a picture without a note": (
        {**showing(), "images/band.md": None},
        "content/news/form.md, line 10: image",
        "no note on band.jpg",
    ),
    "a picture that is not there": (
        showing("![x](images/bnad.jpg)"),
        "content/news/form.md, line 8: image",
        '"bnad.jpg"',
    ),
    "a picture at the head that is not there": (
        showing(image="images/choir.heic"),
        "image",
        '"choir.heic"',
    ),
    "children whose consent has run out": (
        {**showing(), "images/band.md": note(people="children", **{**CONSENT, "until": "2026-11-25"})},
        "content/news/form.md, line 10: image",
        "may be shown until Wednesday 25 November 2026 (content/images/band.md)",
    ),
    "two notes on a picture": (
        {**showing(), "images/other.md": note()},
        "content/images/other.md, line 2: file",
        "another one, content/images/band.md",
    ),
    "a note on nothing": (
        {"images/band.md": note(), "images/other.md": note("images/bond.jpg")},
        "content/images/other.md, line 2: file",
        '"bond.jpg"',
    ),
    "children without consent": (
        {**showing(), "images/band.md": note(people="children")},
        "content/images/band.md",
        "Without consent take the picture out",
    ),
    "children whose consent has no end": (
        {**showing(), "images/band.md": note(people="children", consent="14", agreed="2026-11-20")},
        "content/images/band.md",
        "the last day it allows",
    ),
    "words in a note": (
        {**showing(), "images/band.md": note() + "\nZofia in the front row.\n"},
        "content/images/band.md, line 7: body",
        "Zofia in the front row",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_refuses(case: str, tmp_path: Path) -> None:
    changes, place, found = REFUSED[case]

    with pytest.raises(ContentRefusedError) as refused:
        hung(tmp_path, changes)

    said = str(refused.value)
    assert said.startswith("1 mistake "), said
    assert place in said
    assert found in said


def test_it_refuses_a_file_that_is_no_picture_by_its_own_name(tmp_path: Path) -> None:
    content = write(tmp_path, showing())
    (content / "images/band.jpg").write_text("Dear all", encoding="utf-8")

    with pytest.raises(ContentRefusedError, match=r"content/images/band\.jpg: the picture"):
        gallery(read_library(content), content, tmp_path / "kept", TODAY)


def test_it_shows_children_on_the_last_day_of_their_consent(tmp_path: Path) -> None:
    assert "band.jpg" in hung(tmp_path, {**showing(), "images/band.md": note(people="children", **CONSENT)})


def test_it_makes_no_picture_that_nothing_shows(tmp_path: Path) -> None:
    assert hung(tmp_path, {"images/band.md": note()}) == {}
    assert not (tmp_path / "kept").exists()


def test_a_page_fetches_its_first_picture_at_once_and_others_when_they_come_near(tmp_path: Path) -> None:
    frames = Frames(hung(tmp_path, showing()))
    one = '<p><img alt="" src="/images/band.jpg"></p>'

    first, second = BeautifulSoup(frames.page(f"<main>{one}{one}</main>"), "html.parser").select("img")

    assert (first["fetchpriority"], first.get("loading")) == ("high", None)
    assert (second["loading"], second.get("fetchpriority")) == ("lazy", None)
    for image in (first, second):
        assert (image["width"], image["height"], image["decoding"]) == ("500", "400", "async")
        assert image["alt"] == "A band, seen from behind."


def test_a_page_says_the_words_given_there_and_a_caption_below(tmp_path: Path) -> None:
    frames = Frames(hung(tmp_path, {**showing(), "images/band.md": note(credit="Durham Music Service")}))

    made = frames.page(
        '<p><img alt="A &quot;band&quot;" src="/images/band.jpg" title="Loud &amp; clear."></p>'
    )

    figure = BeautifulSoup(made, "html.parser").select_one("figure.picture")
    assert figure
    assert figure.select_one("img")["alt"] == 'A "band"'  # type: ignore[index]
    assert figure.get_text() == "Loud & clear. Picture: Durham Music Service."
    assert [source["type"] for source in figure.select("source")] == ["image/avif", "image/webp"]
    assert re.fullmatch(
        r"/images/\w{16}-400\.avif 400w, /images/\w{16}-500\.avif 500w",
        str(figure.select("source")[0]["srcset"]),
    )


def test_a_picture_among_words_is_no_figure(tmp_path: Path) -> None:
    frames = Frames(hung(tmp_path, showing()))

    made = frames.page('<p>A <img alt="" class="small" src="/images/band.jpg"> here.</p>')

    assert made.startswith("<p>A <picture>")
    assert 'class="small"' in made
    assert "<figure" not in made


def test_a_build_publishes_what_was_made_of_the_pictures_and_never_what_came(tmp_path: Path) -> None:
    changes = {
        **showing('Words.\n\n![](images/band.jpg "A caption")'),
        "courses/every-pupil.md": document(Course, image="images/band.jpg"),
        "pages/plain.md": document(Page, "![A band](/images/band.jpg)", url="/plain/"),
        "images/choir.md": note("images/choir.png"),
    }
    content = write(tmp_path, changes)
    original = saved(content / "images", "band.jpg", drawn(1300, 900)).read_bytes()
    saved(content / "images", "choir.png")

    done = pelican(content, tmp_path, "publishconf.py")

    assert done.returncode == 0, done.stdout + done.stderr
    files = tree(tmp_path / "site")
    pictures = [name for name in files if name.startswith("images/")]
    assert len(pictures) == 10
    assert original not in files.values()
    assert not [name for name in files if "band" in name or "choir" in name]
    course = BeautifulSoup(files["training/every-pupil/index.html"], "html.parser")
    image = course.select_one('meta[property="og:image"]')
    assert image
    assert str(image["content"]).removeprefix("https://music.example/") in pictures
    assert course.select_one(".head-picture picture img")
    shown = re.findall(r"(?<!/theme)/(images/[\w.-]+)", b"".join(files.values()).decode("utf-8", "ignore"))
    assert set(shown) <= set(pictures)
    assert b"https://music.example/images/" in files["feeds/news.atom.xml"]


def test_a_note_asks_for_what_consent_needs() -> None:
    fields = Picture.model_fields

    assert {name for name, info in fields.items() if info.is_required()} == {"file", "shows", "people"}
    assert "never a child's name" in str(fields["consent"].description)
