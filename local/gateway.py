"""Stands in for API Gateway: gives a Chalice app its requests as Lambda events, and WSGI its answers.

It reads no more of a body than the app needs to refuse it, and what the gateway itself refuses becomes a page
made by `problem`. It knows nothing of routes or forms.
"""

import base64
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIEnvironment

from chalice.app import Chalice
from chalice.config import Config
from chalice.local import ForbiddenError, LambdaContext, LocalGateway, LocalGatewayException

from musicservice.web import journal
from musicservice.web.journal import Occasion

Fields: TypeAlias = list[tuple[str, str]]
Answer: TypeAlias = tuple[int, Fields, bytes]
Problem: TypeAlias = Callable[..., Answer]

PAGE_TYPE = "text/html; charset=utf-8"
TIMEOUT = 25  # seconds, as deployed: inside the gateway's own 29
PEER: ContextVar[str] = ContextVar("PEER", default="")
"""Who is asking: Chalice's gateway has no place for it between the request and the event."""
READ_AT_MOST = 64 * 1024 + 1  # one byte more than the app takes, so that it sees the body is too long


class Gateway:
    """WSGI over one Chalice app, whose stage `/name` is cut off the path first."""

    def __init__(self, app: Chalice, stage: str, problem: Problem) -> None:
        self._gateway = Deployed(app, Config.create(lambda_timeout=TIMEOUT))
        self._stage = stage
        self._problem = problem

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return send(self._answer(environ), start_response)

    def _answer(self, environ: WSGIEnvironment) -> Answer:
        method, path = environ["REQUEST_METHOD"], below(self._stage, environ)
        PEER.set(environ.get("REMOTE_ADDR", ""))
        try:
            return decoded(self._gateway.handle_request(method, path, headers(environ), body(environ)))
        except (ForbiddenError, UnicodeEncodeError):  # both are the gateway's words for a route it lacks
            return self._problem(HTTPStatus.NOT_FOUND)
        except LocalGatewayException as refused:
            return self._problem(refused.CODE)
        except Exception as broken:  # noqa: BLE001 - the app let something through; whoever waits gets a page
            number = journal.incident()
            fault = journal.fault(broken)
            journal.note(Occasion("gateway", HTTPStatus.INTERNAL_SERVER_ERROR, incident=number, fault=fault))
            return self._problem(HTTPStatus.INTERNAL_SERVER_ERROR, number)


class Deployed(LocalGateway):
    """Chalice's gateway, with its events made as the deployed one makes them."""

    def __init__(self, app: Chalice, config: Config) -> None:
        """What the app is deployed with stays as it is: looked up anew it costs as much as an event."""
        super().__init__(app, config)
        self._named = (config.function_name, config.lambda_memory_size, config.lambda_timeout * 1000)

    def _generate_lambda_context(self) -> LambdaContext:
        return LambdaContext(*self._named)

    def _generate_lambda_event(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None
    ) -> dict[str, Any]:
        """Bodies are text, or base64 where the app declares the type binary; headers come as lists too."""
        event: dict[str, Any] = super()._generate_lambda_event(method, path, headers, None)
        event["requestContext"]["identity"] = {"sourceIp": PEER.get()}
        event["multiValueHeaders"] = {name: [value] for name, value in headers.items()}
        binary = "*/*" in self._app_object.api.binary_types
        event["isBase64Encoded"] = binary and body is not None
        if body is not None:
            event["body"] = base64.b64encode(body).decode() if binary else body.decode("utf-8", "replace")
        return event

    def _has_user_defined_options_method(self, _event: dict[str, Any]) -> bool:
        """The app answers OPTIONS itself: nothing here is for other origins."""
        return True


def below(stage: str, environ: WSGIEnvironment) -> str:
    """The path and query as the app's routes know them, with everything unusual escaped again."""
    path = environ["PATH_INFO"].encode("latin-1").removeprefix(stage.encode())
    query = environ.get("QUERY_STRING", "")
    return quote(path or b"/") + (f"?{query}" if query else "")


def headers(environ: WSGIEnvironment) -> dict[str, str]:
    named = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): value
        for name, value in environ.items()
        if name.startswith("HTTP_") or name in {"CONTENT_TYPE", "CONTENT_LENGTH"}
    }
    return {name: value for name, value in named.items() if value}


def body(environ: WSGIEnvironment) -> bytes | None:
    content = environ["wsgi.input"].read(READ_AT_MOST)
    return content or None


def decoded(response: dict[str, Any]) -> Answer:
    """The app's proxy answer (status, single and repeated headers, text or base64) as bytes and a list."""
    fields = [(name, str(value)) for name, value in response.get("headers", {}).items()]
    repeated = response.get("multiValueHeaders", {}).items()
    fields += [(name, str(value)) for name, values in repeated for value in values]
    content = response.get("body") or ""
    if response.get("isBase64Encoded"):
        return response["statusCode"], fields, base64.b64decode(content)
    return response["statusCode"], fields, content.encode() if isinstance(content, str) else content


def send(answer: Answer, start_response: StartResponse) -> Iterable[bytes]:
    """Give WSGI an answer whole, with its length."""
    status, fields, content = answer
    kept = [(name, value) for name, value in fields if name.lower() != "content-length"]
    start_response(f"{status} {HTTPStatus(status).phrase}", [*kept, ("Content-Length", str(len(content)))])
    return [content]
