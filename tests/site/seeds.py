"""The smallest content with texts from a folder put in, to see what is said of them."""

from datetime import date
from pathlib import Path

from pelican.settings import read_settings
from PIL import Image

from plugins.linting.finding import Finding
from plugins.linting.whole import look
from plugins.models.news import News
from plugins.models.page import Page
from plugins.publishing import show
from plugins.reading.library import Library
from plugins.reading.lives import parted
from plugins.writing.drawing import Drawing
from tests.site.commands import ROOT
from tests.site.small_content import DATES, document, write

HERE = Path(__file__).parent
TODAY = date(2026, 11, 26)
WORDS = """\
capitals = ["BBC", "PDF"]

[[avoid]]
words = ["utilise", "utilises"]
say = "“use”"
why = "A short word does the same."

[[avoid]]
words = ["wheelchair-bound"]
say = "“uses a wheelchair”"
stops = true

[[avoid]]
words = ["the disabled", "gifted"]
say = "who is meant"
"""
SPRING = """
[[terms]]
name = "Spring"
starts = 2027-01-04
ends = 2027-03-25
half_term_starts = 2027-02-15
half_term_ends = 2027-02-19

[[terms]]
name = "Summer"
starts = 2027-04-12
ends = 2027-07-21
half_term_starts = 2027-05-31
half_term_ends = 2027-06-04
"""
OTHERS: dict[str, str | None] = {
    "data/words.toml": WORDS,
    "data/dates.toml": DATES + SPRING,
    "pages/choir.md": document(
        Page, "Sing.", url="/choir/", review="2027-11-20", redirect_from="[/old-choir/]"
    ),
    "pages/new-club.md": document(Page, "Play.", url="/new-club/", review="2027-11-20", draft="yes"),
    "pages/spring-show.md": document(Page, "Hear.", url="/spring-show/", publish="2027-03-01"),
    "pages/summer-show.md": document(Page, "Heard.", url="/summer-show/", expires="2026-08-31"),
    "news/form.md": document(News, "Read the [terms](/terms/)."),
    "courses/every-pupil.md": None,
}
PICTURES = {
    "small": (800, 600, 0),
    "heavy": (800, 600, 16),
    "enormous": (800, 600, 51),
    "wide": (13000, 300, 0),
}


def said_of(texts: Path, folder: Path) -> list[Finding]:
    """What is said of the texts in `texts`, each in a folder named as in `content/`."""
    files = {f.relative_to(texts).as_posix(): f.read_text(encoding="utf-8") for f in texts.rglob("*.md")}
    assert files, f"no text below {texts}"
    content = write(folder, {**OTHERS, **files})
    (content / "images").mkdir()
    for name, (width, height, megabytes) in PICTURES.items():
        picture(content / "images", name, (width, height), megabytes * 1_000_000)
    found = look(content, ROOT / "theme/templates", TODAY, lambda library: draw(content, library))
    return [one for one in found if one.path.removeprefix("content/") in files]


def draw(content: Path, library: Library) -> None:
    settings = read_settings(str(ROOT / "pelicanconf.py"), {"PATH": str(content), "SEARCH_INDEX": False})
    show(settings, library, parted(library, TODAY), TODAY)
    Drawing({}, settings, settings["PATH"], settings["THEME"], settings["OUTPUT_PATH"])


def picture(folder: Path, name: str, size: tuple[int, int], least: int) -> None:
    """A picture of `size` in a file of at least so many bytes, and the note that it needs."""
    Image.new("RGB", size).save(folder / f"{name}.png")
    with (folder / f"{name}.png").open("r+b") as file:
        file.truncate(max(least, file.seek(0, 2)))
    shows = f"file: images/{name}.png\nshows: A hall, before anybody has come.\npeople: none"
    (folder / f"{name}.md").write_text(f"---\n{shows}\n---\n", encoding="utf-8")
