"""The way in and out of a function: whatever happens between, a page comes out and a line is noted.

It does not know which routes there are, nor who keeps the table of them.
"""

import time
from collections.abc import Callable
from typing import Any

from musicservice.catalogue import Site
from musicservice.pages.render import problem_page
from musicservice.web import journal
from musicservice.web.reply import BARE, Reply
from musicservice.web.request import RefusedError, Request, read

View = Callable[[Request], Reply]


def serve(event: object, find: Callable[[Request], View], site: Callable[[], Site]) -> dict[str, Any]:
    """The answer to an event, as Lambda's proxy integration takes it. Raises nothing.

    `find` gives the view for a request or raises RefusedError, as the views themselves may.
    """
    begun = time.perf_counter()
    name, number, fault = "unknown", "", ""
    try:
        view = find(request := read(event))
        name = view.__name__
        reply = view(request)
        answer = reply.to_event()
    except RefusedError as refused:
        reply = _refusal(refused, site)
        answer = reply.to_event()
    except Exception as broken:  # noqa: BLE001 - the last resort
        number, fault = journal.incident(), journal.fault(broken)
        reply = _problem(500, site, number)
        answer = reply.to_event()
    milliseconds = round((time.perf_counter() - begun) * 1000)
    journal.note(journal.Occasion(name, reply.status, milliseconds, reply.remark, number, fault))
    return answer


def _refusal(refused: RefusedError, site: Callable[[], Site]) -> Reply:
    page = _problem(refused.status, site, "")
    return Reply(page.status, page.body, {"Allow": refused.allow} if refused.allow else {}, refused.code)


def _problem(status: int, site: Callable[[], Site], incident: str) -> Reply:
    try:
        return Reply(status, problem_page(site(), status, incident))
    except Exception as broken:  # noqa: BLE001 - the layout itself, or the catalogue, is what broke
        number = incident or journal.incident()
        return Reply(500, BARE.format(incident=number), remark=journal.fault(broken))
