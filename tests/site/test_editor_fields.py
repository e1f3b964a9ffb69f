"""The editor's forms and the content models: every field in both, asked for as the model takes it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
from pydantic import BaseModel

from plugins.editing.collections import DRAWERS, FACTS, choices, collections, drawer
from plugins.editing.config import config
from plugins.editing.fields import Form, NoInputError, fields
from plugins.editing.policy import policy
from plugins.editing.program import ProgramMissingError, at_home
from plugins.models.course import Course
from plugins.models.kinds import Day, Line, Lines, Slugs, YesNo, pattern
from plugins.models.news import News
from plugins.models.record import Strict, field
from plugins.reading.library import FOLDERS, Library, read_library
from tests.conftest import Build
from tests.site.small_content import write

Made = Mapping[str, Any]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(ROOT / "content")


@pytest.fixture(scope="module")
def drawers(library: Library) -> dict[str, Made]:
    """Every collection by its name."""
    return {str(one["name"]): one for one in collections(choices(library, ["page"]))}


def names(model: type[BaseModel]) -> dict[str, Any]:
    """The names of a model's fields, with those of the models inside it."""
    return {
        name: names(inside) if (inside := nested(info.annotation)) else None
        for name, info in model.model_fields.items()
    }


def nested(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := nested(part))), None)


def asked(made: list[Made]) -> dict[str, Any]:
    return {one["name"]: asked(one["fields"]) if "fields" in one else None for one in made}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_has_a_form_with_the_models_fields_and_no_other(
    folder: str, drawers: dict[str, Made]
) -> None:
    model = FOLDERS[folder]

    found = asked(drawers[folder.replace("/", "-")]["fields"])

    assert found.pop("body", "none") is (None if model.has_body else "none")
    assert found == names(model)


@pytest.mark.parametrize("name", FACTS)
def test_every_data_file_has_a_form_with_the_models_fields_and_no_other(
    name: str, drawers: dict[str, Made]
) -> None:
    file = next(one for one in drawers["data"]["files"] if one["name"] == name)

    assert (ROOT / file["file"]).is_file()
    assert asked(file["fields"]) == names(FACTS[name][1])


def every(made: list[Made]) -> Iterator[Made]:
    for one in made:
        yield one
        yield from every(one.get("fields", []))


def test_every_field_has_a_label_a_hint_and_says_whether_it_is_needed(drawers: dict[str, Made]) -> None:
    forms = [one for drawer in drawers.values() for one in drawer.get("files", [drawer])]
    found = [one for form in forms for one in every(form["fields"])]

    assert len(found) > 100
    assert [one["name"] for one in found if not (one["label"] and one["hint"].strip("."))] == []
    assert {one["required"] for one in found} == {True, False}


class Sample(Strict):
    title: Line = field("what it is called", "A day out", label="Name")
    short: Annotated[str, pattern("two letters", "[a-z]{2}", 2)] = field("a code", "ab", default="")
    day: Day | None = field("the day", "2027-01-31", default=None)
    told: YesNo = field("whether it was told", "yes", default=False)
    lines: Lines = field("its lines", "[a]", default=())
    kin: Slugs = field("what is like it", "[a]", choices="kin")


CHOICES = {"kin": [("a", "An A"), ("b", "A B")]}


def test_a_field_says_what_the_model_says() -> None:
    title, short, day, told, lines, kin = fields(Sample, Form(CHOICES))

    assert title == {
        "name": "title",
        "label": "Name",
        "hint": "What it is called. For example: A day out",
        "required": True,
        "widget": "string",
        "maxlength": 300,
    }
    assert short["pattern"] == ["^(?:[a-z]{2})$", "Please give two letters."]
    assert (day["widget"], day["type"], day["format"]) == ("datetime", "date", "YYYY-MM-DD")
    assert (told["label"], told["default"], told["required"]) == ("Told", "no", True)
    assert lines["widget"] == "list"
    assert (kin["widget"], kin["multiple"]) == ("select", True)
    assert kin["options"] == [{"value": "a", "label": "An A"}, {"value": "b", "label": "A B"}]


def test_a_data_file_has_days_and_truths_of_its_own() -> None:
    _, _, day, told, *_ = fields(Sample, Form(CHOICES, toml=True))

    assert "format" not in day
    assert (told["widget"], told["default"]) == ("boolean", False)


def test_a_value_that_no_form_can_ask_for_is_said_and_not_left_out() -> None:
    class Odd(Strict):
        odd: dict[str, int] = field("something odd", "{}")

    with pytest.raises(NoInputError, match="odd"):
        fields(Odd, Form({}))


def test_a_folder_that_nobody_described_gets_a_drawer_too() -> None:
    assert set(DRAWERS) <= set(FOLDERS)
    assert (drawer("strategy/new-things").label, drawer("strategy/new-things").grows) == ("New things", True)


def test_what_a_field_may_name_is_what_the_content_holds(tmp_path: Path) -> None:
    made = fields(Course, Form(choices(read_library(write(tmp_path)), [])))

    prices = next(one for one in made if one["name"] == "prices")
    offered = [option["value"] for option in prices["fields"][0]["options"]]
    assert offered == ["ensemble-membership", "training-half-day"]


def test_files_are_kept_where_the_settings_say(library: Library) -> None:
    site = library.data.site.as_site("https://music.example")
    github = {"name": "github", "repo": "music/site", "branch": "main", "base_url": "https://in.example.org"}

    assert config(choices(library, []), site, {"name": "folder"})["backend"] == {"name": "test-repo"}
    assert config(choices(library, []), site, github)["backend"] == github
    assert "connect-src 'self' blob: data:;" in policy({"name": "folder"})
    allowed = "connect-src 'self' blob: data: https://api.github.com https://in.example.org;"
    assert allowed in policy(github)
    assert "unsafe-eval" not in policy(github)
    assert "script-src 'self';" in policy(github)


def test_a_program_that_asks_others_in_a_new_way_is_refused() -> None:
    font = "url(https://cdn.jsdelivr.net/fontsource/fonts/%s:vf@5.3.7/latin-wght-normal.woff2)"
    known = "".join(font % name for name in ("material-symbols-outlined", "source-sans-3", "noto-mono"))

    assert "://" not in at_home(known + "`https://unpkg.com/@sveltia/cms`", "/edit/desk/")
    with pytest.raises(ProgramMissingError, match="noto-mono"):
        at_home(known.replace("noto-mono", "other"), "/edit/desk/")
    with pytest.raises(ProgramMissingError, match=r"cdn\.jsdelivr\.net"):
        at_home(known + "//cdn.jsdelivr.net/npm/x.js", "/edit/desk/")


def test_the_build_writes_the_editor_and_it_asks_nobody_outside(development_build: Build) -> None:
    desk = development_build.site / "edit/desk"

    page, program = ((desk / name).read_text(encoding="utf-8") for name in ("index.html", "sveltia-cms.js"))

    assert "http" not in page.replace("http-equiv", "")
    assert not [name for name in ("unpkg.com", "jsdelivr", "githubstatus.com/api") if name in program]
    assert json.loads((desk / "config.json").read_text(encoding="utf-8"))["collections"]
    assert {file.name for file in (desk / "fonts").iterdir()} >= {"source-sans-3.woff2"}
    assert next((desk / "files/@sveltia").glob("cms@*/locales/en-GB.json")).is_file()


def test_a_public_build_has_no_editor(production_build: Build) -> None:
    assert not (production_build.site / "edit").exists()


def test_news_is_asked_for_as_the_reader_takes_it(drawers: dict[str, Made]) -> None:
    needed = [one["name"] for one in drawers["news"]["fields"] if one["required"] and "default" not in one]

    assert needed == [*(name for name, info in News.model_fields.items() if info.is_required()), "body"]
