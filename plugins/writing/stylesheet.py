"""Joins the parts of the styles into a few files and squeezes out what a browser skips.

Every page loads "site"; the others are for the pages that need them, so that a first view stays light.
"""

import re
from pathlib import Path

SHEETS = {
    "site": ("tokens", "base", "layout", "blocks", "utilities"),
    "forms": ("forms", "school", "bill"),
    "music": ("music",),
}
"""The parts of each stylesheet, in the order of their layers; all share the layers that "tokens" declares."""

# Strings and unquoted addresses first, so that nothing inside them is taken for a comment or a space.
TOKENS = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\((?:\\.|[^"'()\\])*\))"""
    r"""|(?P<comment>/\*.*?\*/)|\s*(?P<mark>[{};,])\s*|(?P<space>\s+)""",
    re.DOTALL,
)


def stylesheets(folder: Path) -> dict[str, str]:
    """Each stylesheet by its name, made of the parts in `folder`."""
    return {name: _joined(folder, parts) for name, parts in SHEETS.items()}


def _joined(folder: Path, parts: tuple[str, ...]) -> str:
    return squeeze("\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in parts))


def squeeze(css: str) -> str:
    """The same rules without comments, line ends and the spaces around braces, semicolons and commas."""
    bare = re.sub(TOKENS, lambda m: m["kept"] or (" " if m["comment"] else m[0]), css)
    tight = re.sub(TOKENS, lambda m: m["kept"] or m["mark"] or " ", bare)
    return tight.replace(";}", "}").strip() + "\n"
