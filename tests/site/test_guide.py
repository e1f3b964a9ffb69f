"""The guide for whoever publishes: its pictures are there and described, and what it names exists."""

import re

from plugins.linting.registry import NAMES
from plugins.models.living import Living
from tests.site.commands import ROOT

GUIDE = ROOT / "docs" / "publishing.md"
TEXT = GUIDE.read_text(encoding="utf-8")


def test_every_picture_is_there_described_and_used() -> None:
    shown = dict(re.findall(r"!\[([^\]]+)\]\((images/[^)]+)\)", TEXT))

    assert {GUIDE.parent / name for name in shown.values()} == set((GUIDE.parent / "images").glob("*.png"))
    assert all(len(words) > 20 for words in shown)


def test_every_command_and_every_module_that_it_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = set(re.findall(r"`(?:[A-Z_]+=\S+ )?make ([a-z-]+)", TEXT))

    assert {"run", "check-content", "changes", "publish-to", "build"} <= commands
    assert [name for name in commands if f"\n{name}: ## " not in makefile] == []
    assert (ROOT / "tests/browser/guide.py").is_file()


def test_every_field_and_every_rule_that_it_names_is_there() -> None:
    models = Living.__args__  # type: ignore[attr-defined]
    known = {name for model in models for name in model.model_fields}
    fields = set(re.findall(r"`([a-z_]+): ", TEXT)) - {"titel"}

    assert fields >= {"draft", "publish", "expires", "redirect_from"}
    assert fields - known == set()
    assert "reading-age" in NAMES


def test_it_is_about_four_pages_long() -> None:
    assert 1000 < len(TEXT.split()) < 2000
