"""T15: what a request may be instead of a good one, and what may be broken while it is served."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tests import engines, faults
from tests.functions.conftest import Product
from tests.functions.office.officer import SETTINGS
from tests.lab import line

KEY = "kms:arn:aws:kms:eu-west-2:000000000000:key/00000000-0000-0000-0000-000000000000"
Event = dict[str, Any]


def content(event: Event) -> bytes:
    return b64decode(event["body"] or "")


def body(event: Event, sent: bytes) -> Event:
    return {**event, "body": b64encode(sent).decode(), "isBase64Encoded": True}


def headers(event: Event, **more: str) -> Event:
    given = {**event["headers"], **{name.replace("_", "-"): value for name, value in more.items()}}
    return {**event, "headers": given, "multiValueHeaders": {name: [value] for name, value in given.items()}}


def sung(event: Event) -> Event:
    """A word in every field that was sent, chosen ones as well."""
    fields = parse_qsl(content(event).decode(), keep_blank_values=True)
    words = [(name, f"Canary{''.join(c for c in name if c.isalpha())}") for name, _ in fields]
    return body(event, urlencode(words).encode())


def address(event: Event) -> Event:
    """Words in the address, in everything that stands for one of its parts."""
    params = dict.fromkeys(event["pathParameters"] or {}, "Canaryaddress")
    query = {"canary": "Canaryquery", "q": "Canaryquery", "words": "Canaryquery"}
    listed = {name: [value] for name, value in query.items()}
    return {
        **event,
        "pathParameters": params or None,
        "queryStringParameters": query,
        "multiValueQueryStringParameters": listed,
    }


SHAPES: Mapping[str, Callable[[Event], Event]] = {
    "as it was": lambda event: event,
    "a word in every field": sung,
    "a field too many": lambda event: body(event, content(event) + b"&canary=Canaryfield"),
    "a field twice": lambda event: body(event, content(event) + b"&" + content(event)),
    "broken UTF-8": lambda event: body(event, content(event) + b"&canary=Canary%FFword"),
    "a control character": lambda event: body(event, content(event) + b"&canary=Canary%00word"),
    "too much": lambda event: body(event, content(event) + b"&canary=" + b"Canarylong" * 7_000),
    "half of it": lambda event: {**event, "body": "Canary" + (event["body"] or "")[:-3]},
    "no form": lambda event: headers(event, content_type="application/canary; canary=Canarytype"),
    "from elsewhere": lambda event: headers(
        event, origin="https://canaryhost.example", sec_fetch_site="cross-site", referer="https://x/Canary"
    ),
    "with odd headers": lambda event: headers(
        event, user_agent="Canaryagent", cookie="__Host-enrolment=Canarycookie; canary=Canarycookie"
    ),
    "words in the address": address,
    "another method": lambda event: {
        **event, "requestContext": {**event["requestContext"], "httpMethod": "CANARY"},
    },
    "no event": lambda event: {**event, "body": {"canary": "Canarybody"}},
    "another route": lambda event: {
        **event, "requestContext": {**event["requestContext"], "resourcePath": "/Canaryroute"},
    },
}  # fmt: skip
"""Each is a request, or what no gateway would send."""


def nowhere() -> str:
    return f"http://127.0.0.1:{engines.free_port()}"


def breaks(request: Any) -> Any:
    """A mistake of ours that quotes what was sent, as Python's own exceptions do."""
    raise ValueError(f"cannot read {request.body} Canaryraised")


def settings(state: str) -> Mapping[str, str]:
    """What the functions are told where something of it is wrong."""
    return {
        "no database": {"AWS_ENDPOINT_URL_DYNAMODB": nowhere()},
        "no keys": {"AWS_ENDPOINT_URL_KMS": nowhere(), "MUSICSERVICE_SEAL": KEY, "MUSICSERVICE_OPEN": KEY},
        "no tables": {"MUSICSERVICE_TABLES": "canary"},
        "no catalogue": {"MUSICSERVICE_CATALOGUE": "/nowhere/canary.json"},
    }.get(state, {})


BROKEN = "broken code"
TOLD = ("no database", "no keys", "no tables", "no catalogue", BROKEN)
"""What is wrong for good, beside what the line does."""
BAD_LINES = tuple(name for name in line.AT_ONCE if "conflict" not in name)


def functions(made: Product, state: str) -> Mapping[str, Any]:
    """The public function and the office, in that state."""
    told = {**made.settings, **SETTINGS, **settings(state)}
    apps = {name: made.load(name, told).app for name in ("public", "office")}
    for app in apps.values() if state == BROKEN else ():
        for methods in app.routes.values():
            for entry in methods.values():
                entry.view_function = breaks
    return apps


def on_the_line(state: str) -> line.Plan:
    """Every call meets the fault of that name; none does in another state."""
    if state not in BAD_LINES:
        return line.quiet
    return lambda operation, _n: line.fitting(state, operation)


REFUSALS: Mapping[str, faults.Fault] = {
    "refuses it and says whose": faults.Answer(400, {"message": "Canarymail canary@canaryhost.example"}),
    "is busy": faults.Answer(429, {"message": "Canarybusy"}),
    "breaks": faults.Answer(500, {"message": "Canarybroken"}),
    "takes it and hangs up": faults.LoseAnswer(),
    "hangs up": faults.CutBefore(),
    "answers by half": faults.Garble(),
    "takes it": faults.Pass(),
}
"""What the mail service does, which may quote what it was sent."""
