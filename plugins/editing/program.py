"""The editor's program as it comes from npm, made to ask nobody but this site for anything.

Sveltia CMS fetches its fonts, its words in British English and the number of its newest version from
elsewhere. Those addresses are turned into addresses below the editor's own, and what they gave is put there.
"""

import json
import shutil
from pathlib import Path

PACKAGE = Path("@sveltia/cms")
BUNDLE = PACKAGE / "dist/sveltia-cms.js"
WORDS = PACKAGE / "locales/en-GB.json"
LICENCE = PACKAGE / "LICENSE.txt"
FONTS = {
    "material-symbols-outlined": "@fontsource-variable/material-symbols-outlined/files/"
    "material-symbols-outlined-latin-wght-normal.woff2",
    "source-sans-3": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
    "noto-mono": "@fontsource/noto-mono/files/noto-mono-latin-400-normal.woff2",
}
CDN_FONTS = "https://cdn.jsdelivr.net/fontsource/fonts/"
CDN_FILES = "https://unpkg.com/"
STATUS = "https://www.githubstatus.com/api/v2/status.json"
UNASKED = {"status": {"indicator": "none"}}
"""What the program is told of GitHub's health: nothing, as nobody was asked."""
OUTSIDE = (CDN_FONTS, "cdn.jsdelivr.net", "unpkg.com", STATUS)


class ProgramMissingError(Exception):
    """The npm packages of the editor are not installed, or are not the ones this was written for."""


def write(modules: Path, target: Path, address: str) -> None:
    """Puts the program into `target`, which answers at `address`. `modules` is npm's node_modules.

    Raises ProgramMissingError.
    """
    version = _version(modules)
    target.mkdir(parents=True, exist_ok=True)
    text = (modules / BUNDLE).read_text(encoding="utf-8")
    (target / "sveltia-cms.js").write_text(at_home(text, address), encoding="utf-8")
    for name, source in FONTS.items():
        _copy(modules / source, target / "fonts" / f"{name}.woff2")
    # Where the program looks for its newest version and its words, under the address of the CDN.
    files = target / "files/@sveltia"
    _copy(modules / WORDS, files / f"cms@{version}" / WORDS.relative_to(PACKAGE))
    (files / "cms").mkdir()
    (files / "cms/package.json").write_text(json.dumps({"version": version}), encoding="utf-8")
    (target / "files/status.json").write_text(json.dumps(UNASKED), encoding="utf-8")
    _copy(modules / LICENCE, target / "sveltia-cms-licence.txt")


def at_home(program: str, address: str) -> str:
    """`program` with every address that it asks of its own accord turned into one below `address`.

    Raises ProgramMissingError where one is left: another version asks in another way.
    """
    for name in FONTS:
        start = program.find(CDN_FONTS + name)
        end = program.find(".woff2", start)
        if start < 0 or end < 0:
            raise ProgramMissingError(f"the editor's program no longer asks for the font {name}")
        program = program.replace(program[start : end + len(".woff2")], f"{address}fonts/{name}.woff2")
    program = program.replace(CDN_FILES, f"{address}files/").replace(STATUS, f"{address}files/status.json")
    if left := [name for name in OUTSIDE if name in program]:
        raise ProgramMissingError(f"the editor's program asks others: {', '.join(left)}")
    return program


def _version(modules: Path) -> str:
    try:
        return str(json.loads((modules / PACKAGE / "package.json").read_text(encoding="utf-8"))["version"])
    except FileNotFoundError as missing:
        raise ProgramMissingError(
            "the editor at /edit/ comes from npm, and is not installed here"
        ) from missing


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
