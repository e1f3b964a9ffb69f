"""The way in and out of a function: whatever happens between, a page comes out and a line is noted.

It does not know which routes there are, nor who keeps the table of them.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from musicservice.web import journal
from musicservice.web.reply import BARE, Reply
from musicservice.web.request import RefusedError, Request, read
from musicservice.web.time_left import REQUEST, is_short

View: TypeAlias = Callable[[Request], Reply]
Problem: TypeAlias = Callable[[int, str], str]
Served: TypeAlias = tuple[journal.Occasion, dict[str, Any]]


def serve(
    event: object, find: Callable[[Request], View], problem: Problem, context: object = None
) -> dict[str, Any]:
    """The answer to an event, as Lambda's proxy integration takes it. Raises nothing.

    `find` gives the view for a request or raises RefusedError, as the views themselves may. `problem` makes
    a page of a status and the number of an incident. Where `context` tells that the function is about to be
    ended, nothing is begun: somebody would be told that it failed, and it might be kept all the same.
    """
    begun = time.perf_counter()
    occasion, answer = _served(event, find, problem, context)
    journal.note(replace(occasion, ms=round((time.perf_counter() - begun) * 1000)))
    return {**answer, "body": ""} if _is_a_look(event) else answer


def _is_a_look(event: object) -> bool:
    """Whether the method is HEAD, which wants the answer to a GET without its page."""
    match event:
        case {"requestContext": {"httpMethod": "HEAD"}}:
            return True
    return False


def _served(event: object, find: Callable[[Request], View], problem: Problem, context: object) -> Served:
    name = "unknown"
    if is_short(context, REQUEST):
        return _told(name, _refusal(RefusedError(503, "no-time"), problem))
    try:
        view = find(request := read(event))
        name = view.__name__
        return _told(name, view(request))
    except RefusedError as refused:
        return _told(name, _refusal(refused, problem))
    except Exception as broken:  # noqa: BLE001 - the last resort
        number = journal.incident()
        return _told(name, _problem(500, problem, number), number, journal.fault(broken))


def _told(name: str, reply: Reply, incident: str = "", fault: str = "") -> Served:
    occasion = journal.Occasion(name, reply.status, remark=reply.remark, incident=incident, fault=fault)
    return occasion, reply.to_event()


def _refusal(refused: RefusedError, problem: Problem) -> Reply:
    page = _problem(refused.status, problem, "")
    more = {"Allow": refused.allow, "Retry-After": str(refused.wait or "")}
    return Reply(page.status, page.body, {name: said for name, said in more.items() if said}, refused.code)


def _problem(status: int, problem: Problem, incident: str) -> Reply:
    try:
        return Reply(status, problem(status, incident))
    except Exception as broken:  # noqa: BLE001 - the layout itself, or the catalogue, is what broke
        number = incident or journal.incident()
        return Reply(500, BARE.format(incident=number), remark=journal.fault(broken))
