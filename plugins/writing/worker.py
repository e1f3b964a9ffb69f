"""The script that keeps read pages on a visitor's device, made for this build.

What a device keeps is dropped when the parts that every page needs change. Without it, a script of the same
address takes all of it off the devices again.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

ADDRESS = "/worker.js"
OFFLINE = "/offline/"
STYLES = "/theme/css/site.css"
FONT = "/theme/fonts/atkinson-hyperlegible-next-latin.woff2"
DIGITS = 12


def worker(scripts: Path, parts: Mapping[str, bytes], *, keeps: bool) -> str:
    """The worker's source. `scripts` holds both kinds, `parts` is what is kept at once, by its address."""
    if not keeps:
        return (scripts / "forget.js").read_text(encoding="utf-8")
    digest = hashlib.sha256()
    for address, content in sorted(parts.items()):
        digest.update(address.encode() + b"\0" + hashlib.sha256(content).digest())
    source = (scripts / "keep.js").read_text(encoding="utf-8")
    named = source.replace('"PARTS"', json.dumps(sorted(parts)))
    return named.replace("pages-VERSION", f"pages-{digest.hexdigest()[:DIGITS]}")
