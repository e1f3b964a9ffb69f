"""The drawings of Easy Read, as the theme holds them: a file each, named for what it means."""

import re
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

FOLDER = "symbols"
ROOT = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 64 64">')
DRAWN = '<svg class="symbol" viewBox="0 0 64 64" width="96" height="96" aria-hidden="true">'


def symbols(theme: Path) -> Mapping[str, Markup]:
    """Each drawing by its name, ready to stand in a page. `theme` is the theme's folder.

    A drawing says nothing to a screen reader: the sentence beside it says the same.
    """
    files = sorted((theme / FOLDER).glob("*.svg"))
    texts = {file.stem: file.read_text(encoding="utf-8").strip() for file in files}
    return {name: Markup(ROOT.sub(DRAWN, text)) for name, text in texts.items()}  # noqa: S704 - the theme's own
