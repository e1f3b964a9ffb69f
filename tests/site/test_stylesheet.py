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


def test_it_holds_every_part_in_the_order_of_the_layers(production_build: Build) -> None:
    built = (production_build.site / "theme/css/site.css").read_text(encoding="utf-8")
    parts = [(ROOT / f"theme/static/css/{part}.css").read_text(encoding="utf-8") for part in SHEETS["site"]]

    assert built == squeeze("\n".join(parts))
    assert "/*" not in built
    declared = re.findall(r"@layer ([^;{]+);", built)[0].replace(" ", "").split(",")
    assert list(dict.fromkeys(re.findall(r"@layer (\w+) ?{", built))) == [
        n for n in declared if n != "school"
    ]


def test_no_part_of_the_theme_is_left_out() -> None:
    named = [part for parts in SHEETS.values() for part in parts]

    assert sorted(file.stem for file in (ROOT / "theme/static/css").glob("*.css")) == sorted(named)


PHYSICAL = re.compile(
    r"\b(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b"
    r"|[;{]\s*(?:left|right|top|bottom)\s*:|\b(?:text-align|float|clear): ?(?:left|right)\b"
)


def test_no_rule_knows_left_from_right(production_build: Build) -> None:
    """A page in Arabic is read from the right: rules say where a line starts and ends."""
    for name in SHEETS:
        built = (production_build.site / f"theme/css/{name}.css").read_text(encoding="utf-8")
        assert PHYSICAL.findall(built) == [], name
    assert PHYSICAL.findall("a{margin-left: 0;left: 1px;text-align: right}") != []


def test_a_sheet_on_top_of_the_first_adds_to_its_layers_only(production_build: Build) -> None:
    first = (production_build.site / "theme/css/site.css").read_text(encoding="utf-8")
    declared = set(re.findall(r"@layer ([^;{]+);", first)[0].replace(" ", "").split(","))
    for name in SHEETS.keys() - {"site"}:
        built = (production_build.site / f"theme/css/{name}.css").read_text(encoding="utf-8")
        assert re.match(r"@layer \w+ ?{", built)
        assert set(re.findall(r"@layer (\w+) ?{", built)) <= declared
        assert "@layer" not in re.sub(r"@layer \w+ ?{", "", built)


def test_the_style_guide_judges_the_colours_that_the_tokens_hold() -> None:
    """It states each pair again to work out the contrast; white stands as a word in the tokens."""
    colour = re.compile(r"#[0-9a-f]{6}\b")
    tokens = colour.findall((ROOT / "theme/static/css/tokens.css").read_text(encoding="utf-8"))
    judged = colour.findall((ROOT / "theme/templates/styleguide.html").read_text(encoding="utf-8"))

    assert judged
    assert set(judged) - {"#ffffff", *tokens} == set()
