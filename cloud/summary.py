"""What a publish says: what changes for readers, what would be done, and what was done."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from cloud.kinds import PREVIEWS
from cloud.shelf import AT_ONCE, Shelf
from cloud.switching import Outlook
from local.differences import between, said
from local.strict import Strict

PAGE = ".html"
AS_IT_IS = "The site is as it was: nothing to publish."


def differences(outlook: Outlook, strict: Strict, shelf: Shelf) -> str:
    """What changes for readers, page by page, with the words that differ."""
    whole = outlook.whole
    if whole is None:
        return "Nothing was published there yet."
    there = {name: item.sha256 for name, item in whole.files.items()}
    wanted = [n for n, digest in there.items() if n.endswith(PAGE) and strict.files.get(n) != digest]
    with TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        before = zip(wanted, pool.map(shelf.content, (there[name] for name in wanted)), strict=True)
        for name, content in before:
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return said(between(strict, Path(folder), there, whole.pages))


def planned(outlook: Outlook, functions: list[str]) -> str:
    """Everything that would be done, in its order."""
    if outlook.is_done and not functions:
        return f"\n{AS_IT_IS}"
    return "\n".join(["", "This would be done, in this order:", *_plan(outlook, functions)])


def _plan(outlook: Outlook, functions: list[str]) -> Iterator[str]:
    for name in functions:
        yield f"  tell {name} what the site tells"
    for rank in outlook.steps.write:
        yield from (f"  put {_named(name)}" for name in rank)
    yield from (f"  tell CloudFront of {_named(path)}" for path in outlook.steps.tell)
    yield from (f"  take away {_named(name)}" for name in outlook.steps.remove)


def _named(name: str) -> str:
    """The name, but of no preview: nobody shall learn a draft's address from a log."""
    return "a draft that only who has its link knows" if name.lstrip("/").startswith(PREVIEWS) else name


def summed_up(outlook: Outlook, environment: str) -> str:
    """What was done, and the way back."""
    if outlook.is_done:
        return AS_IT_IS
    put, gone = sum(map(len, outlook.steps.write)), len(outlook.steps.remove)
    done = f"{put} files put, {gone} taken away. The site is release {outlook.release.name}."
    if outlook.whole is None:
        return done
    return f"{done}\nThe way back to {outlook.whole.name}: make rollback ENV={environment}"
