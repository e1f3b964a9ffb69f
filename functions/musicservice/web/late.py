"""Views whose pages are loaded when somebody first asks for one: most cold starts are for a form's pages."""

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from typing import Any

from musicservice.web.reply import Reply
from musicservice.web.request import Request


class Late:
    """Stands for an object whose methods are views."""

    def __init__(self, module: str, name: str, *given: Any) -> None:
        """What `name`, a class or a function in a module of this package, makes of `given`."""
        self._module, self._name, self._given = module, name, given

    @cached_property
    def _made(self) -> Any:
        return getattr(import_module(f"musicservice.web.{self._module}"), self._name)(*self._given)

    def __getattr__(self, name: str) -> Callable[[Request], Reply]:
        """The view of that name: a fault is only found when it is first asked for, so tests ask for each."""

        def view(request: Request) -> Reply:
            reply: Reply = getattr(self._made, name)(request)
            return reply

        view.__name__ = name
        return view
