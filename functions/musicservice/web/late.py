"""Views whose pages are loaded when somebody first asks for one: most cold starts are for a form's pages."""

from collections.abc import Callable
from functools import cache
from typing import Any

from musicservice.web.reply import Reply
from musicservice.web.request import Request


class Late:
    """Stands for what `make` makes, whose methods are views."""

    def __init__(self, make: Callable[[], Any]) -> None:
        """`make` imports what it needs and makes it, once."""
        self._made = cache(make)

    def __getattr__(self, name: str) -> Callable[[Request], Reply]:
        """The view of that name: a fault is only found when it is first asked for, so tests ask for each."""

        def view(request: Request) -> Reply:
            reply: Reply = getattr(self._made(), name)(request)
            return reply

        view.__name__ = name
        return view
