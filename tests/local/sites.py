"""Small sites made by hand, as a build would leave them, for the tests of what becomes of a build."""

from pathlib import Path

from local.strict import Strict, digests

PAGE = (
    "<html><head><title>{title} – Us</title></head><body><nav>{menu}</nav><main>{words}</main></body></html>"
)


def site(folder: Path, pages: dict[str, str], menu: str = "Menu", **files: str) -> Path:
    """A site made by hand: the words of each page by its address."""
    for address, words in pages.items():
        file = folder / address.strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        title = address.strip("/").title() or "Home"
        file.write_text(PAGE.format(title=title, menu=menu, words=words), encoding="utf-8")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def strict(folder: Path, *, was: dict[str, str] | None = None, over: tuple[str, ...] = ()) -> Strict:
    """What a build would say of it; `was` are old addresses, `over` what has expired."""
    found = digests(folder)
    addresses = ["/" + name.removesuffix("index.html") for name in found if name.endswith(".html")]
    old = {new: before for before, new in (was or {}).items()}
    accounts = [
        {
            "address": address,
            "title": address.strip("/").title() or "Home",
            "file": "content/pages/x.md",
            "owner": "Owner",
            "was": [old[address]] if address in old else [],
        }
        for address in addresses
    ]
    live = tuple(page for page in accounts if page["address"] not in over)
    return Strict(folder, found, live, tuple(page for page in accounts if page["address"] in over))


def lying_in(folder: Path) -> dict[str, str]:
    """What a visitor gets from the folder."""
    return {name: value for name, value in digests(folder).items() if not name.startswith(".")}
