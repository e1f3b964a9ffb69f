"""A request as API Gateway hands it over, reduced to what our pages need.

Events are checked part by part, since a request nobody foresaw must become an answer and not an
exception. Refusals carry a status and a short code; what was sent is never in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Event: TypeAlias = Mapping[str, Any]


class RefusedError(Exception):
    """A request we do not serve. `status` is its HTTP status, `code` says why, for the log."""

    def __init__(self, status: int, code: str, allow: str = "", wait: int = 0) -> None:
        """`allow` lists the methods that would be served, for a 405; `wait` is in seconds, for a 429."""
        super().__init__(code)
        self.status, self.code, self.allow, self.wait = status, code, allow, wait


@dataclass(frozen=True)
class Request:
    """`route` is the path's pattern such as /enrolment/received/{receipt}, `params` what fills it.

    `headers` holds every value of each header by its name in lower case, `query` every value of each
    name after the question mark. `body` is as it came: text, or base64 where `encoded` says so. `peer` is
    the address that the gateway was asked from, "" where it does not say.
    """

    method: str
    route: str
    params: Mapping[str, str]
    headers: Mapping[str, tuple[str, ...]]
    body: str
    encoded: bool
    query: Mapping[str, tuple[str, ...]]
    peer: str = ""

    def cookie(self, name: str) -> str:
        """The one cookie of this name; empty where there is none, or several and so no telling which."""
        pairs = [pair.strip() for line in self.headers.get("cookie", ()) for pair in line.split(";")]
        found = [value for key, _, value in (pair.partition("=") for pair in pairs) if key == name]
        return found[0] if len(found) == 1 else ""


def read(event: object) -> Request:
    """The request in an event. Raises RefusedError where the event is none of API Gateway's."""
    match event:
        case {"requestContext": {"resourcePath": str(route), "httpMethod": str(method), **about}, **rest}:
            return Request(
                method=method,
                route=route,
                params=_parts(rest.get("pathParameters")),
                headers=_lowered(rest.get("multiValueHeaders") or _listed(rest.get("headers"))),
                body=_body(rest.get("body")),
                encoded=rest.get("isBase64Encoded") is True,
                query=_many(
                    rest.get("multiValueQueryStringParameters") or _listed(rest.get("queryStringParameters"))
                ),
                peer=_peer(about.get("identity")),
            )
    raise RefusedError(400, "event")


def _peer(identity: object) -> str:
    match identity:
        case {"sourceIp": str(address)}:
            return address
    return ""


def _texts(value: object) -> Mapping[str, str]:
    match value:
        case None:
            return {}
        case dict() if all(isinstance(part, str) for pair in value.items() for part in pair):
            return value
    raise RefusedError(400, "event")


def _parts(value: object) -> Mapping[str, str]:
    """Parts of the address, each of which a link can be made of again: half a character cannot."""
    texts = _texts(value)
    try:
        "".join(texts.values()).encode()
    except UnicodeEncodeError as half:
        raise RefusedError(400, "event") from half
    return texts


def _listed(single: object) -> dict[str, list[str]]:
    return {name: [value] for name, value in _texts(single).items()}


def _many(listed: object) -> Mapping[str, tuple[str, ...]]:
    """Every value of every name. API Gateway also sends the last of each alone, which hides repetitions."""
    found: dict[str, tuple[str, ...]] = {}
    for name, values in listed.items() if isinstance(listed, dict) else [(None, None)]:
        match (name, values):
            case (str(), list()) if all(isinstance(value, str) for value in values):
                found[name] = tuple(values)
            case _:
                raise RefusedError(400, "event")
    return found


def _lowered(listed: object) -> Mapping[str, tuple[str, ...]]:
    """Headers by their names in lower case, however often and in whatever case each came."""
    found: dict[str, tuple[str, ...]] = {}
    for name, values in _many(listed).items():
        found[name.lower()] = found.get(name.lower(), ()) + values
    return found


def _body(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
    raise RefusedError(400, "event")
