"""What browsers report of our own policy: that something on a page was kept from running or loading.

A report brings the address of the page, and codes stand in some of ours. Of each, only which rule was
broken and by what kind of thing is written down, in words from a short list.
"""

import json
from collections.abc import Iterator
from typing import Any

from musicservice.web.gate import octets_of
from musicservice.web.reply import DIRECTIVES, Reply
from musicservice.web.request import RefusedError, Request

TYPES = ("application/reports+json", "application/csp-report")
"""How browsers send them: several at a time, or, in the older way, one."""
MOST = 10
"""Reports of one sending that are looked at."""
RULES = frozenset(
    {
        *DIRECTIVES,
        *(f"{kind}-src-{part}" for kind in ("script", "style") for part in ("elem", "attr")),
        *("frame-src", "worker-src", "manifest-src", "object-src"),
    }
)
SINK, MAKER = "trusted-types-sink", "trusted-types-policy"
KINDS = frozenset({"inline", "eval", "wasm-eval", "data", "blob", SINK, MAKER})
OTHER, AN_ADDRESS = "other", "an address"


def reported(request: Request) -> Reply:
    """An empty answer; what was reported goes into the log. Raises RefusedError with 400, 413 or 415."""
    kind = (request.headers.get("content-type") or ("",))[0].split(";")[0].strip().lower()
    if kind not in TYPES:
        raise RefusedError(415, "media-type")
    try:
        sent = json.loads(octets_of(request))
    except (ValueError, RecursionError) as wrong:
        raise RefusedError(400, "encoding") from wrong
    return Reply(204, remark="; ".join(sorted(set(_told(sent)))) or OTHER)


def _told(sent: Any) -> Iterator[str]:
    """Each report in two words. What has not the shape of one is passed over."""
    for one in (sent if isinstance(sent, list) else [sent])[:MOST]:
        match one:
            case {"type": "csp-violation", "body": {"effectiveDirective": str(rule), **rest}}:
                yield _words(rule, rest.get("blockedURL"))
            case {"csp-report": {"effective-directive": str(rule), **rest}}:
                yield _words(rule, rest.get("blocked-uri"))
            case {"csp-report": {"violated-directive": str(rule), **rest}}:
                yield _words(rule.partition(" ")[0], rest.get("blocked-uri"))


def _words(rule: str, blocked: object) -> str:
    thing = blocked if isinstance(blocked, str) and blocked in KINDS else AN_ADDRESS
    return f"{rule if rule in RULES else OTHER}: {thing}"
