"""What a build tells the commands that come after it: its pages, its old addresses, what the linter says.

It decides the shape of those files. Programs read them; no visitor does.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from plugins.linting.finding import Finding
from plugins.models.easy_read import EasyRead
from plugins.models.instrument import Instrument
from plugins.models.language import Translation
from plugins.models.living import Living
from plugins.reading.checks import DATA
from plugins.reading.library import Library
from plugins.reading.lives import Lives
from plugins.writing.link_checks import home


def redirects_json(lives: Lives) -> str:
    """For whatever serves the site and can answer 301 and 410 by itself; the pages do for plain hosting."""
    gone = sorted(record.url for record in lives.gone)
    return _json({"redirects": dict(sorted(lives.redirects.items())), "gone": gone})


def pages_json(lives: Lives, pictures: Iterable[dt.date] = ()) -> str:
    """Each page that has an address of its own: its title, file, owner and old addresses.

    `until` is the last day on which all of it may be shown: of a page that ends, or of one of the `pictures`.
    """
    shown = [_page(record) for record in lives.answering]
    ends = [*pictures, *(record.expires for record in lives.told.living if record.expires)]
    until = min(ends).isoformat() if ends else ""
    return _json({"pages": shown, "expired": [_page(record) for record in lives.gone], "until": until})


def _page(record: Living | Instrument | EasyRead | Translation) -> dict[str, Any]:
    return {
        "address": record.url,
        "title": record.title,
        "file": record.path,
        "owner": getattr(record, "owner", ""),
        "was": list(getattr(record, "redirect_from", ())),
    }


def findings_json(findings: Iterable[Finding], library: Library) -> str:
    """What the linter says, by the address of the page that shows the text."""
    shown = {record.path: home(record) for record in library.records}
    shown[f"{DATA}/terms.toml"] = library.data.terms.url
    by_page: dict[str, list[Mapping[str, Any]]] = {}
    for one in findings:
        said = {"place": one.place, "level": one.level.value, "said": one.said, "fix": one.fix}
        by_page.setdefault(shown.get(one.path, ""), []).append(said)
    return _json(by_page)


def write(text: str, path: Path) -> None:
    """Writes `text` to `path` in one step: a reader sees the old file or the new, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
