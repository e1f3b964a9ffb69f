"""Linked data as the body of a script element, which no text inside it can leave."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

# Inside a script element the parser looks for tags and comments, and old engines for two line ends.
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script(things: Sequence[Mapping[str, Any]]) -> Markup:
    """The things as one JSON document; empty where there are none."""
    if not things:
        return Markup()
    text = json.dumps({"@context": "https://schema.org", "@graph": list(things)}, ensure_ascii=False)
    for character, escape in ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704 - escaped for a script element just above
