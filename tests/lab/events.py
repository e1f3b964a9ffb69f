"""T13: events of API Gateway as octets and as what they stand for, and changed a little.

It imports nothing of ours: what the fuzzer is to see must not be loaded before it looks.
"""

import json
import random
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from typing import Any

CORPUS, FOUND = "corpus", "found"
"""What the fuzzer begins with and adds to, and what it finds, in the folder that it is given."""
ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 1e308, float("nan"), 10**4000, "", "\x00", "\ud800", "x" * 70_000, "ł" * 99),
    *([], {}, [[]] * 50, {"": ""}, [None], {"a": [1]}, "../..", "%ff%00", "a=b&" * 5_000, "\ufffd", "%u0041"),
)
"""What no gateway puts there."""
TEXTS = (
    *("", "GET", "HEAD", "POST", "same-origin", "x" * 43),
    *("2345-6789-ABCD-EFGH-JKMN", "1", "00000001", "you"),
)


def packed(event: Any) -> bytes:
    """As octets: a surrogate and what is no number as well."""
    return json.dumps(event).encode()


def unpacked(data: bytes) -> Any:
    """What octets stand for; a text where that is nothing."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return data.decode("utf-8", "replace")


def changed(
    whole: dict[str, Any], chance: random.Random, mutated: Callable[[bytes], bytes]
) -> dict[str, Any]:
    """One to three places, however deep, hold something else or nothing; often it is the body."""
    for _ in range(chance.randint(1, 3)):
        inner: Any = whole
        name = chance.choice(list(inner)) if inner and chance.random() < 0.7 else "body"
        while isinstance(inner.get(name), dict) and inner[name] and chance.random() < 0.7:
            inner = inner[name]
            name = chance.choice(list(inner))
        drawn, now = chance.random(), inner.get(name)
        if drawn < 0.1:
            inner.pop(name, None)
        elif isinstance(now, str) and drawn < 0.7:
            is_packed = name == "body" and whole.get("isBase64Encoded") is True
            inner[name] = chance.choice(TEXTS) if drawn < 0.2 else mutated_text(now, mutated, is_packed)
        else:
            inner[name] = deepcopy(chance.choice(ODD))
    return whole


def mutated_text(text: str, mutated: Callable[[bytes], bytes], is_packed: bool) -> str:  # noqa: FBT001
    """Another text; where the gateway has packed what was sent, other octets within."""
    if is_packed:
        with suppress(ValueError):
            return b64encode(mutated(b64decode(text))).decode()
    return mutated(text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
