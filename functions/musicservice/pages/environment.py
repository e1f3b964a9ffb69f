"""The one Jinja environment of the functions, and the options that the site's build shares.

A bundle carries the templates compiled, so that no cold start has to; elsewhere they are read as they are.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, ModuleLoader, StrictUndefined

from musicservice.pages.filters import FILTERS

TEMPLATES = Path(__file__).parent / "templates"
COMPILED = Path(__file__).parent / "compiled"

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
    return _over(ModuleLoader(COMPILED) if COMPILED.is_dir() else FileSystemLoader(TEMPLATES))


def compile_templates() -> None:
    """Write every template as a module of Python, from which it is loaded from then on."""
    made = _over(FileSystemLoader(TEMPLATES))
    COMPILED.mkdir()
    made.compile_templates(COMPILED, zip=None, ignore_errors=False)


def _over(loader: BaseLoader) -> Environment:
    made = Environment(loader=loader, **OPTIONS)  # noqa: S701 - OPTIONS escape
    made.filters.update(FILTERS)
    return made
