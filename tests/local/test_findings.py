"""The box of the local preview: on the page it is about, and nowhere in the site itself."""

import json
from pathlib import Path

import pytest

from local.findings import STYLES, boxed, of_page
from local.shown import Shown
from local.static import BuiltSite

SAID = [
    {
        "place": "content/pages/a.md, line 3",
        "level": "warning",
        "said": "a <long> sentence",
        "fix": "make two",
    },
    {"place": "content/pages/a.md, line 9", "level": "error", "said": "no words", "fix": "say what it shows"},
]
PAGE = "<!doctype html><html><body><main>Words</main></body></html>"


@pytest.fixture
def site(tmp_path: Path) -> BuiltSite:
    (tmp_path / "site/a").mkdir(parents=True)
    for name in ("index.html", "a/index.html", "404.html"):
        (tmp_path / "site" / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "findings.json").write_text(json.dumps({"/a/": SAID}), encoding="utf-8")
    Shown(str(tmp_path / "site"), {}, str(tmp_path / "findings.json")).write(tmp_path / "shown.json")
    return BuiltSite(tmp_path / "shown.json", [("X-Frame-Options", "DENY")])


def ask(site: BuiltSite, path: str) -> tuple[str, dict[str, str], str]:
    told: list[tuple[str, dict[str, str]]] = []

    def start_response(status: str, fields: list[tuple[str, str]], _error: object = None) -> None:
        told.append((status, dict(fields)))

    answer = site({"REQUEST_METHOD": "GET", "PATH_INFO": path}, start_response)  # type: ignore[arg-type]
    text = b"".join(answer).decode()
    getattr(answer, "close", list)()
    return (*told[0], text)


def test_it_stands_on_the_page_it_is_about_errors_first(site: BuiltSite) -> None:
    status, fields, page = ask(site, "/a/")

    assert status == "200 OK"
    assert fields["X-Frame-Options"] == "DENY"
    assert int(fields["Content-Length"]) == len(page.encode())
    assert "<summary>2 things to look at</summary>" in page
    assert page.index("Stops a publish:</strong> no words") < page.index(
        "Look again:</strong> a &lt;long&gt;"
    )
    assert "content/pages/a.md, line 9" in page
    assert page.endswith("</aside>\n</body></html>")


def test_other_pages_and_the_files_of_the_site_are_as_they_were_built(
    site: BuiltSite, tmp_path: Path
) -> None:
    assert ask(site, "/")[2] == PAGE
    assert (tmp_path / "site/a/index.html").read_text(encoding="utf-8") == PAGE


def test_its_styles_come_from_the_same_place(site: BuiltSite) -> None:
    status, fields, text = ask(site, STYLES)

    assert (status, fields["Content-Type"]) == ("200 OK", "text/css; charset=utf-8")
    assert ".findings" in text


def test_a_build_without_findings_has_no_box() -> None:
    assert of_page("", "/a/") == []
    assert boxed(PAGE.encode(), []) == PAGE.encode()
