"""What the linter says of the page in view, in a box that only the local preview has.

The build writes it (`plugins.writing.accounts`); nothing of it is ever part of the site.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TypeAlias

Said: TypeAlias = Mapping[str, str]
STYLES = "/_preview/findings.css"
SHEET = Path(__file__).with_name("findings.css")
EVERYWHERE = ""
"""What is said of a file that is shown on no page is shown on all."""

BOX = """<link rel="stylesheet" href="{styles}">
<aside class="findings" aria-label="What the checks say of this page">
<details>
<summary>{count}</summary>
<ol>
{items}
</ol>
<p>Only this preview shows this box. <code>make check-content</code> lists the same for all pages.</p>
</details>
</aside>
"""
ITEM = "<li><p><strong>{level}</strong> {said}</p><p>{fix}</p><p><small>{place}</small></p></li>"
LEVELS = {"error": "Stops a publish:", "warning": "Look again:"}
END = b"</body>"


@lru_cache(maxsize=2)
def read(file: str) -> Mapping[str, Sequence[Said]]:
    """What is said, by the address of the page; nothing where there is no such file. A file never changes."""
    if not file or not Path(file).exists():
        return {}
    found: Mapping[str, Sequence[Said]] = json.loads(Path(file).read_text(encoding="utf-8"))
    return found


def of_page(file: str, address: str) -> list[Said]:
    """What is said of the page at `address`, errors first."""
    known = read(file)
    return sorted((*known.get(address, ()), *known.get(EVERYWHERE, ())), key=lambda one: one["level"])


def boxed(page: bytes, said: Sequence[Said]) -> bytes:
    """The page with the box at its end."""
    start = page.rfind(END)
    if start < 0 or not said:
        return page
    items = "\n".join(
        ITEM.format(
            level=LEVELS[one["level"]],
            said=escape(one["said"]),
            fix=escape(one["fix"]),
            place=escape(one["place"]),
        )
        for one in said
    )
    count = "1 thing to look at" if len(said) == 1 else f"{len(said)} things to look at"
    box = BOX.format(styles=STYLES, count=count, items=items)
    return page[:start] + box.encode() + page[start:]
