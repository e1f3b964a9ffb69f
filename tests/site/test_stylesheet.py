"""One stylesheet of its parts, without what a browser skips."""

import re

import pytest

from plugins.writing.stylesheet import SHEETS, squeeze
from tests.conftest import Build
from tests.site.commands import ROOT

CASES = {
    "comments": ("a /* b */ { color: red }", "a{color: red}"),
    "a comment between words": ("a/* b */b{}", "a b{}"),
    "line ends and indents": ("a {\n  color: red;\n  margin: 0 auto;\n}\n", "a{color: red;margin: 0 auto}"),
    "a space that matters": ("a :hover , b{width: calc(1px + 2px)}", "a :hover,b{width: calc(1px + 2px)}"),
    "a comment inside a string": ('a{content: "/* b */  {c}"}', 'a{content: "/* b */  {c}"}'),
    "a quote inside a comment": ("/* it's */ a{} /* isn't */", "a{}"),
    "an escaped quote": (r'a{content: "\"  ;  "}', r'a{content: "\"  ;  "}'),
    "an address": (
        "a{background: url(data:image/svg+xml;x, y)}",
        "a{background: url(data:image/svg+xml;x, y)}",
    ),
    "media": (
        "@media (width > 40em) and (hover) {\n a { b: c }\n}",
        "@media (width > 40em) and (hover){a{b: c}}",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_squeezes(case: str) -> None:
    css, squeezed = CASES[case]

    assert squeeze(css) == squeezed + "\n"


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_stylesheet_holds_its_parts(sheet: str, production_build: Build) -> None:
    built = (production_build.site / f"theme/css/{sheet}.css").read_text(encoding="utf-8")
    parts = [(ROOT / f"theme/static/css/{part}.css").read_text(encoding="utf-8") for part in SHEETS[sheet]]

    assert built == squeeze("\n".join(parts))
    assert "/*" not in built


def test_the_site_declares_every_layer_in_the_order_of_its_parts(production_build: Build) -> None:
    built = {
        name: (production_build.site / f"theme/css/{name}.css").read_text(encoding="utf-8") for name in SHEETS
    }
    declared = re.findall(r"@layer ([^;{]+);", built["site"])[0].replace(" ", "").split(",")
    used = {name: list(dict.fromkeys(re.findall(r"@layer (\w+) ?{", css))) for name, css in built.items()}

    assert [layer for layer in declared if layer in used["site"]] == used["site"]
    assert {layer for layers in used.values() for layer in layers} == set(declared)


def test_no_part_of_the_theme_is_left_out() -> None:
    parts = [part for sheet in SHEETS.values() for part in sheet]

    assert sorted(file.stem for file in (ROOT / "theme/static/css").glob("*.css")) == sorted(parts)


def test_the_style_guide_judges_the_colours_that_the_tokens_hold() -> None:
    """It states each pair again to work out the contrast; white stands as a word in the tokens."""
    colour = re.compile(r"#[0-9a-f]{6}\b")
    tokens = colour.findall((ROOT / "theme/static/css/tokens.css").read_text(encoding="utf-8"))
    judged = colour.findall((ROOT / "theme/templates/styleguide.html").read_text(encoding="utf-8"))

    assert judged
    assert set(judged) - {"#ffffff", *tokens} == set()
