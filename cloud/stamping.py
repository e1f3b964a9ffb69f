"""Gives styles and scripts names that tell what is in them, so that no page is ever shown with another's.

A page of the site names the stamped ones. The plain names stay: the functions' pages, which are deployed at
their own time, name those.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from local.strict import RefusedError

DIGITS = 12
READ = (".html", ".css", ".js")
STAMPED = ("theme/css", "theme/js")
IMPORTED = re.compile(r"""(?<=["'])\./([\w-]+\.js)(?=["'])""")


class CircleError(RefusedError):
    """Styles or scripts that name each other in a circle: none of them can be stamped first."""


def stamp(site: Path) -> dict[str, str]:
    """Stamp the site below `site`, in place. Gives the stamped address of each plain one.

    Raises CircleError.
    """
    plain = {f"/{file.relative_to(site).as_posix()}": file for file in _files(site)}
    texts = {address: file.read_text(encoding="utf-8") for address, file in plain.items()}
    done: dict[str, str] = {}
    while len(done) < len(plain):
        ready = [one for one in plain if one not in done and not _named(texts[one], one, texts) - {*done}]
        if not ready:
            raise CircleError(f"these name each other: {', '.join(sorted({*plain} - {*done}))}")
        for address in ready:
            text = rewritten(texts[address], done, address)
            digest = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
            stem, _, ending = address.rpartition(".")
            done[address] = f"{stem}.{digest}.{ending}"
            (site / done[address][1:]).write_text(text, encoding="utf-8")
    stamped = {address[1:] for address in done.values()}
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if name.endswith(READ) and not name.startswith(STAMPED) and name not in stamped:
            before = file.read_text(encoding="utf-8")
            if (text := rewritten(before, done)) != before:
                file.write_text(text, encoding="utf-8")
    return done


def rewritten(text: str, stamped: dict[str, str], address: str = "") -> str:
    """The text with every plain address as it is stamped. A script at `address` names its neighbours."""
    if address.endswith(".js"):
        folder = address.rpartition("/")[0]
        text = IMPORTED.sub(lambda found: stamped[f"{folder}/{found[1]}"], text)
    return _any_of(stamped).sub(lambda found: stamped[found[0]], text) if stamped else text


def _files(site: Path) -> Iterator[Path]:
    for folder in STAMPED:
        yield from sorted(file for file in (site / folder).glob("*") if file.suffix in READ)


def _named(text: str, address: str, known: dict[str, str]) -> set[str]:
    """Which of the known addresses a text names."""
    folder = address.rpartition("/")[0]
    near = {f"{folder}/{name}" for name in IMPORTED.findall(text)} if address.endswith(".js") else set[str]()
    return near | set(_any_of(known).findall(text))


def _any_of(addresses: dict[str, str]) -> re.Pattern[str]:
    longest_first = sorted(addresses, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?![\w.-])")
