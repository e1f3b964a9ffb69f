"""Exactly what a build writes: no file more, no file less."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound
from pagefind_bin import get_executable
from pelican.generators import Generator
from pelican.settings import read_settings

from plugins.publishing import draw_with_our_templates_only
from plugins.writing.search_index import ENTRY, FOLDER
from tests.conftest import Build, build
from tests.site.built import pages
from tests.site.commands import ROOT, pelican, tree
from tests.site.small_content import write

LIST = Path(__file__).parent / "golden" / "output.txt"
DEVELOPMENT_ONLY = {"styleguide/index.html", "edit/index.html"}
EDITOR = "edit/desk/"


def test_it_writes_exactly_these_files_for_the_public(production_build: Build) -> None:
    written = [name for name in tree(production_build.site) if not name.startswith("pagefind/")]

    assert sorted(written) == LIST.read_text(encoding="utf-8").splitlines()


def test_it_writes_an_index_for_search_without_the_interfaces_that_come_with_it(
    production_build: Build,
) -> None:
    inside = {name.partition("/")[2] for name in tree(production_build.site) if name.startswith("pagefind/")}
    shapes = {re.sub(r"\w+(?=\.pf_)", "…", re.sub(r"(?<=wasm\.)[\w-]+", "…", name)) for name in inside}

    assert shapes == {
        "pagefind.js",
        "pagefind-entry.json",
        "wasm.….pagefind",
        "pagefind.en-….pf_meta",
        "index/en-….pf_index",
        "fragment/en-….pf_fragment",
    }


def test_the_index_is_what_pagefind_makes_of_the_site_itself(production_build: Build, tmp_path: Path) -> None:
    """It is made of less, and earlier: of the part of each page that is to be found, before it is written."""
    whole = shutil.copytree(production_build.site, tmp_path / "site", ignore=shutil.ignore_patterns(FOLDER))
    command = [str(get_executable()), "--site", str(whole), "--silent"]
    assert subprocess.run(command, check=False).returncode == 0

    made, ours = tree(whole / FOLDER), tree(production_build.site / FOLDER)
    assert sum(name.startswith("fragment/") for name in made) > 20
    assert json.loads(made[ENTRY]) == json.loads(ours[ENTRY])
    parts = {name for name in made if name.endswith(("_fragment", "_index", "_meta"))}
    assert parts == {name for name in ours if ".pf_" in name}
    assert [name for name in parts if made[name] != ours[name]] == []


def test_it_adds_only_the_style_guide_and_the_editor_for_its_makers(
    development_build: Build, production_build: Build
) -> None:
    more = set(tree(development_build.site)) - set(tree(production_build.site))

    assert {name for name in more if not name.startswith(("pagefind/", EDITOR))} == DEVELOPMENT_ONLY
    assert EDITOR + "index.html" in more


def test_it_ends_by_saying_what_it_wrote_and_where(tmp_path: Path) -> None:
    done = pelican(write(tmp_path), tmp_path, "publishconf.py")
    count = len(list((tmp_path / "site").rglob("*.html")))

    last = " ".join(done.stdout.splitlines()[-1:])
    assert last == f"Built {count} pages and inclusion/strategy.pdf into {tmp_path / 'site'}"


def test_it_writes_the_same_bytes_every_time(production_build: Build, tmp_path: Path) -> None:
    assert tree(build(tmp_path, "publishconf.py").site) == tree(production_build.site)


def test_every_page_wears_our_layout(development_build: Build) -> None:
    without = [page.url for page in pages(development_build.site) if not page.soup.select_one("main#main h1")]

    assert without == []


@pytest.mark.parametrize(
    "name", ["article.html", "index.html", "base.html", "!simple/base.html", "!theme/base.html"]
)
def test_it_cannot_reach_the_theme_that_comes_with_pelican(name: str) -> None:
    settings = read_settings(str(ROOT / "pelicanconf.py"))
    generator = Generator({}, settings, settings["PATH"], settings["THEME"], settings["OUTPUT_PATH"])
    draw_with_our_templates_only(generator)

    assert generator.env.get_template("layout.html")
    with pytest.raises(TemplateNotFound):
        generator.env.get_template(name)


def test_it_says_its_own_address_in_public_and_another_at_home(
    development_build: Build, production_build: Build
) -> None:
    public = (production_build.site / "index.html").read_text(encoding="utf-8")
    at_home = (development_build.site / "index.html").read_text(encoding="utf-8")

    assert '<link rel="canonical" href="https://www.durhammusic.org.uk/">' in public
    assert "https://www.durhammusic.org.uk/" not in at_home
    assert "127.0.0.1" not in "".join(page.html for page in pages(production_build.site))
