"""The one Jinja environment of the functions, and the options that the site's build shares."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from musicservice.pages.filters import FILTERS

TEMPLATES = Path(__file__).parent / "templates"

OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
"""Everything is escaped, and a name nobody passed is an error."""


@cache
def environment() -> Environment:
    """The environment over the shared templates; made once, since compiled templates live in it."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), **OPTIONS)  # noqa: S701 - OPTIONS escape
    made.filters.update(FILTERS)
    return made
