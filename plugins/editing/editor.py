"""The editor as part of a build: its starting page, its own page, its configuration and its program.

It decides whether there is one. A public build has it only where its settings name who keeps the files.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from musicservice.catalogue import Site
from plugins.editing import program
from plugins.editing.collections import DRAWERS, choices, drawer
from plugins.editing.config import FOLDER, config
from plugins.editing.policy import policy
from plugins.reading.checks import DRAWN_FROM_RECORDS
from plugins.reading.library import FOLDERS, Library
from plugins.writing.sheets import Sheet

URL = "/edit/"
DESK = "/edit/desk/"
"""Where the editor itself stands, with everything it loads."""
BROWSER = Path(__file__).parent / "browser"
FIRST = ("news", "courses", "pages", "ensembles", "images")

PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>Edit {name}</title>
<link rel="icon" href="/theme/images/favicon.png">
<link rel="cms-config-url" href="{desk}config.json" type="application/json">
<link rel="stylesheet" href="{desk}desk.css">
</head>
<body>
<noscript><p>The editor needs JavaScript. The pages of the site do not, and every file can be changed in a
text editor too. <a href="{start}">Back</a></p></noscript>
{scripts}
</body>
</html>
"""


@dataclass(frozen=True)
class Editor:
    """What to write below DESK. `modules` is npm's folder; `local`: it edits the working folder."""

    page: str
    config: Mapping[str, Any]
    local: bool
    modules: Path

    def write(self, output: Path) -> None:
        """Writes the editor into the built site; raises ProgramMissingError."""
        folder = output / DESK.strip("/")
        program.write(self.modules, folder, DESK)
        (folder / "index.html").write_text(self.page, encoding="utf-8")
        text = json.dumps(self.config, ensure_ascii=False, indent=1)
        (folder / "config.json").write_text(text, encoding="utf-8")
        for name in ("desk.css", *(("folder.js", "told.js") if self.local else ())):
            shutil.copyfile(BROWSER / name, folder / name)


def made(library: Library, site: Site, settings: Mapping[str, Any]) -> Editor | None:
    """The editor that the settings ask for, or none. A public build that cannot have it ends here."""
    backend, modules = settings["EDITOR"], Path(settings["ROOT"], "node_modules")
    if backend is None:
        return None
    if not (modules / program.BUNDLE).is_file():
        missing = "The editor at /edit/ is left out: npm has not installed it."
        if settings["PUBLIC"]:
            sys.exit(f"{missing} Run npm ci, or set EDITOR = None in publishconf.py.")
        print(missing)
        return None
    templates = sorted({file.stem for file in Path(settings["THEME"], "templates").glob("*.html")})
    drawn = [name for name in templates if name not in DRAWN_FROM_RECORDS]
    local = backend["name"] == FOLDER
    return Editor(page(site, backend), config(choices(library, drawn), site, backend), local, modules)


def page(site: Site, backend: Mapping[str, str]) -> str:
    """The page that the program fills. Scripts run in this order: the folder must be there before it asks."""
    names = ("folder.js", "told.js") if backend["name"] == FOLDER else ()
    scripts = "\n".join(f'<script src="{DESK}{name}"></script>' for name in (*names, "sveltia-cms.js"))
    return PAGE.format(
        policy=escape(policy(backend)), name=escape(site.name), desk=DESK, start=URL, scripts=scripts
    )


def start(editor: Editor | None, like: Sheet) -> Iterator[Sheet]:
    """The page that explains the editor; none where there is no editor. `like` is any page."""
    if editor is not None:
        made = editor.config["collections"]
        shown = {"drawers": tuple(_drawers(made)), "facts": made[-1]["files"], "local": editor.local}
        more = {"here": "", "jsonld": "", "styles": (), "desk": DESK, **shown}
        yield Sheet(URL, "edit", {**like.context, **more}, listed=False)


def _drawers(made: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The drawers that are opened most first."""
    order = [*FIRST, *(name for name in (*DRAWERS, *FOLDERS) if name not in FIRST)]
    by_name = {one["name"]: one for one in made}
    for folder in dict.fromkeys(order):
        if found := by_name.get(folder.replace("/", "-")):
            yield {**found, "one": drawer(folder).one}
