"""Where a page of a queue ended, as an opaque text for an address: keys of ours, and no name."""

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from musicservice.adapters.dynamodb import items


def after_of(key: Mapping[str, Any] | None) -> str:
    """The text; "" where there is nothing after it."""
    if not key:
        return ""
    return base64.urlsafe_b64encode(json.dumps(items.plain(key), default=int).encode()).decode()


def key_of(after: str, names: Sequence[str], queue: str, value: str) -> items.Item | None:
    """Where to go on in the `queue` of that `value`, by the names of its keys.

    None, and so its beginning, for what is no such place.
    """
    try:
        key = json.loads(base64.urlsafe_b64decode(after))
    except ValueError:
        return None
    if not isinstance(key, dict) or key.keys() != set(names) or key[queue] != value:
        return None
    is_plain = all(type(one) in {str, int} for one in key.values())
    return items.noted(key) if is_plain else None
