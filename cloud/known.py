"""Keeps what is compiled while a bundle is imported, for starting.py to use. Run by itself, with a folder.

Libraries are those of the Python that packages, since the bundle's may be of another processor. What of our
own needs something that the bundle lacks is passed over: the function cannot load it either.
"""

import builtins
import dataclasses
import importlib
import marshal
import pkgutil
import sys
from contextlib import suppress
from importlib.machinery import ModuleSpec, PathFinder
from types import SimpleNamespace
from typing import Any

OURS = {"app", "musicservice"}
LATE = ("email_validator", "phonenumbers")
"""Libraries that are loaded where a form is judged."""
EXPRESSIONS: Any = importlib.import_module("re._compiler")
PLAIN = builtins.compile
UNSHARED = 2
"""The last version of marshal whose octets do not depend on what else in the process refers to a part."""
made: dict[tuple[Any, ...], bytes] = {}
"""What came of each text, by the text and how it is read."""


class Libraries:
    """Finds what is not ours past the bundle, where that is possible."""

    @staticmethod
    def find_spec(name: str, path: object = None, _target: object = None) -> ModuleSpec | None:
        """As the import system asks."""
        return PathFinder.find_spec(name, sys.path[1:]) if path is None and name not in OURS else None


def main(folder: str) -> None:
    """Import everything in the bundle there, and write what was compiled on the way."""
    sys.path.insert(0, folder)
    sys.meta_path.insert(0, Libraries)
    builtins.compile = compiled  # type: ignore[assignment]
    dataclasses.exec = execute  # type: ignore[attr-defined]
    hear_expressions()
    starting = importlib.import_module("musicservice.starting")
    for name in ("app", *LATE, *ours(folder)):
        with suppress(ImportError):
            importlib.import_module(name)
    known = {starting.digest(*asked): made[asked] for asked in sorted(made, key=repr)}  # alike packs well
    starting.KNOWN.write_bytes(starting.MARK + marshal.dumps(known, UNSHARED))


def ours(folder: str) -> list[str]:
    """Every module of our own in the bundle, but for drawn templates."""
    found = pkgutil.walk_packages([f"{folder}/musicservice"], "musicservice.")
    return [one.name for one in found if ".compiled" not in one.name]


def compiled(text: Any, file: Any, mode: str, *more: Any, **how: Any) -> Any:
    """As `compile`, which is heard: but where modules are compiled, in ways of their own."""
    code = PLAIN(text, file, mode, *more, **how)
    if isinstance(text, str) and not more and not how:
        made[text, file, mode] = marshal.dumps(code, UNSHARED)
    return code


def execute(text: str, names: dict[str, Any], into: dict[str, Any]) -> None:
    """As `exec`, for dataclasses."""
    exec(compiled(text, "<string>", "exec"), names, into)  # noqa: S102 - as dataclasses does


def hear_expressions() -> None:
    """Keep what regular expressions are compiled to."""
    whole, engine = EXPRESSIONS.compile, vars(EXPRESSIONS)["_sre"]

    def expression(text: Any, flags: int = 0) -> Any:
        parts: list[Any] = []

        def heard_compile(pattern: Any, how: int, code: list[int], *rest: Any) -> Any:
            parts.extend((int(how), [int(one) for one in code], *rest))
            return engine.compile(pattern, how, code, *rest)

        own = whole.__globals__
        own["_sre"] = SimpleNamespace(**{**vars(engine), "compile": heard_compile})
        try:
            found = whole(text, flags)
        finally:
            own["_sre"] = engine
        if isinstance(text, str | bytes):
            made[text, flags] = marshal.dumps(tuple(parts), UNSHARED)
        return found

    EXPRESSIONS.compile = expression


if __name__ == "__main__":
    main(sys.argv[1])
