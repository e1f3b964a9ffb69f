"""Joins the parts of each stylesheet into one file and squeezes out what a browser skips."""

import re
from pathlib import Path

SHEETS = {
    "site": ("tokens", "base", "layout", "heads", "blocks", "utilities"),
    "forms": ("fields", "forms", "school", "bill"),
    "home": ("home",),
    "music": ("music",),
    "strategy": ("promises",),
    "find": ("find",),
    "easy": ("easy",),
    "brief": ("brief",),
    "guide": ("guide",),
    "tongues": ("tongues",),
    "office": ("office",),
}
"""What every page has, which declares the layers; then what only some kinds of page need, on top of it."""

# Strings and unquoted addresses first, so that nothing inside them is taken for a comment or a space.
TOKENS = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\((?:\\.|[^"'()\\])*\))"""
    r"""|(?P<comment>/\*.*?\*/)|\s*(?P<mark>[{};,])\s*|(?P<space>\s+)""",
    re.DOTALL,
)


def stylesheet(folder: Path, name: str) -> str:
    """The stylesheet `name`, of its parts in `folder`."""
    return squeeze("\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in SHEETS[name]))


def squeeze(css: str) -> str:
    """The same rules without comments, line ends and the spaces around braces, semicolons and commas."""
    bare = re.sub(TOKENS, lambda m: m["kept"] or (" " if m["comment"] else m[0]), css)
    tight = re.sub(TOKENS, lambda m: m["kept"] or m["mark"] or " ", bare)
    return tight.replace(";}", "}").strip() + "\n"
