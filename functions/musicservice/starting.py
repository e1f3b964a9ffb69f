"""How a function starts: with what its bundle knows already, and without looking for garbage.

`@dataclass` writes each of its methods as text and compiles it, and so do attrs and typing; each regular
expression is compiled from its text as well. That was a third of a cold start. A bundle brings what came of
each text (cloud/known.py), under the text's own digest. A text that is not among them is compiled as ever, so
a bundle that knows too little is slow and never wrong.
"""

import builtins
import dataclasses
import gc
import marshal
import sys
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from importlib import import_module
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import ModuleType
from typing import Any

EXPRESSIONS: Any = import_module("re._compiler")
KNOWN = Path(__file__).parent / "known.bin"
"""What a bundle knows: which Python it is of, and then marshalled codes by digest."""
MARK = MAGIC_NUMBER + EXPRESSIONS.MAGIC.to_bytes(4, "little")
"""Bytecode and expressions are of one Python: another compiles its own."""

PLAIN = builtins.compile
codes: dict[bytes, bytes] = {}


def digest(*parts: object) -> bytes:
    """What a text and how it is to be read are kept under."""
    return blake2b(repr(parts).encode(), digest_size=16).digest()


def begin() -> None:
    """In a bundle: use what it knows. Elsewhere nothing is known, and nothing changes."""
    if KNOWN.is_file() and (told := KNOWN.read_bytes()).startswith(MARK):
        gc.disable()
        codes.update(marshal.loads(told[len(MARK) :]))  # noqa: S302 - ours, as all bytecode
        dataclasses.exec = _execute  # type: ignore[attr-defined]
        typing.compile = _compile  # type: ignore[attr-defined]
        _knowing_expressions()


def ready() -> None:
    """Keep whatever was made so far: no search for garbage looks at it from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


@contextmanager
def known_to_all() -> Iterator[None]:
    """While a library is imported that compiles texts in many places: let each look among what is known."""
    builtins.compile = _compile if codes else PLAIN  # type: ignore[assignment]
    try:
        yield
    finally:
        builtins.compile = PLAIN


class Postponed(ModuleType):
    """Stands in for a module until something of it is used."""

    def __getattr__(self, name: str) -> Any:
        """What the module itself has of that name; what the import system asks in passing is not a use."""
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def postpone(*names: str) -> None:
    """In a bundle: load these modules when something of them is used, though others import them before."""
    if codes:
        sys.modules.update({name: Postponed(name) for name in names if name not in sys.modules})


def _compile(text: Any, file: Any, mode: str, *more: Any, **how: Any) -> Any:
    known = None if more or how else codes.get(digest(text, file, mode))
    return PLAIN(text, file, mode, *more, **how) if known is None else marshal.loads(known)  # noqa: S302


def _execute(text: str, names: dict[str, Any], into: dict[str, Any]) -> None:
    exec(_compile(text, "<string>", "exec"), names, into)  # noqa: S102 - as dataclasses does


def _knowing_expressions() -> None:
    whole, engine = EXPRESSIONS.compile, vars(EXPRESSIONS)["_sre"]

    def expression(text: Any, flags: int = 0) -> Any:
        known = codes.get(digest(text, flags)) if isinstance(text, str | bytes) else None
        if known is None:
            return whole(text, flags)
        return engine.compile(text, *marshal.loads(known))  # noqa: S302

    EXPRESSIONS.compile = expression
