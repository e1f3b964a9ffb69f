"""The editor's files over HTTP: given to this site's own pages, and to nobody else's."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias
from wsgiref.util import setup_testing_defaults

import pytest

from local.editing import Editing
from local.server import SECURITY
from local.shown import Shown
from local.static import BuiltSite
from local.working import Working

OURS = "http://127.0.0.1:8000"
TEXT = b"---\ntitle: Words\n---\n"
NAME = "/edit/files/content/pages/contact.md"


Answer: TypeAlias = tuple[int, dict[str, str], bytes]


class Asked:
    """Asks the application as a server would."""

    def __init__(self, app: Editing) -> None:
        self.app = app

    def __call__(self, method: str, path: str, body: bytes = b"", **fields: str) -> Answer:
        environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path}
        environ["CONTENT_LENGTH"] = str(len(body))
        setup_testing_defaults(environ)
        environ["wsgi.input"].write(body)
        environ["wsgi.input"].seek(0)
        environ |= {f"HTTP_{name.upper()}": value for name, value in fields.items()}
        told: list[tuple[str, list[tuple[str, str]]]] = []
        content = self.app(environ, lambda status, headers, _=None: told.append((status, headers)))  # type: ignore[arg-type,return-value]
        status, headers = told[0]
        whole = b"".join(content)
        getattr(content, "close", list)()  # an open file, or a plain list that needs none
        return int(status[:3]), dict(headers), whole


@pytest.fixture
def ask(site: Path, tmp_path: Path) -> Asked:
    project = tmp_path / "project"
    (project / "content/pages").mkdir(parents=True)
    (project / "content/pages/contact.md").write_bytes(TEXT)
    (site / "edit/desk").mkdir(parents=True)
    (site / "edit/desk/index.html").write_text("<!doctype html><body>", encoding="utf-8")
    shown = tmp_path / "shown.json"
    Shown(str(site)).write(shown)
    return Asked(Editing(Working(project, tmp_path), shown, BuiltSite(shown, SECURITY), OURS, SECURITY))


def test_a_page_of_ours_reads_writes_and_deletes(ask: Asked) -> None:
    status, headers, body = ask("GET", NAME, sec_fetch_site="same-origin")
    assert (status, body, headers["Content-Type"]) == (200, TEXT, "text/plain; charset=utf-8")
    assert headers["Cache-Control"] == "no-store"

    status, headers, _ = ask("PUT", NAME, TEXT * 2, origin=OURS, if_match=headers["ETag"])
    assert status == 200

    status, _, _ = ask("DELETE", NAME, origin=OURS, if_match=headers["ETag"])
    assert status == 200
    assert json.loads(ask("GET", "/edit/files/")[2]) == {}


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "http://127.0.0.1:8001", "http://localhost:8000", None]
)
def test_a_page_of_another_origin_changes_nothing(method: str, origin: str | None, ask: Asked) -> None:
    seen = ask("GET", NAME)[1]["ETag"]
    fields = {} if origin is None else {"origin": origin}

    status, _, said = ask(method, NAME, b"taken over", if_match=seen, **fields)

    assert (status, said) == (403, b"Files are given to the pages of this site only.")
    assert ask("GET", NAME)[2] == TEXT


@pytest.mark.parametrize("asking", ["cross-site", "same-site", "none"])
def test_a_page_of_another_origin_reads_nothing(asking: str, ask: Asked) -> None:
    assert ask("GET", NAME, sec_fetch_site=asking)[0] == 403
    assert ask("GET", "/edit/files/", sec_fetch_site=asking)[0] == 403


def test_what_may_not_be_is_said_in_words(ask: Asked) -> None:
    seen = ask("GET", NAME)[1]["ETag"]

    assert ask("PUT", "/edit/files/content/../local/run.py", TEXT, origin=OURS)[0] == 422
    assert ask("PUT", NAME, TEXT, origin=OURS)[0] == 412
    assert ask("PUT", NAME, TEXT, origin=OURS, if_match='"0-0"')[0] == 412
    assert ask("PUT", NAME, b"a" * 1_000_001, origin=OURS, if_match=seen)[0] == 413
    assert ask("GET", "/edit/files/content/pages/none.md")[0] == 404
    assert ask("POST", NAME, TEXT, origin=OURS)[0] == 405
    assert ask("POST", "/edit/desk/", TEXT, origin=OURS)[0] == 405


def test_the_editors_page_has_a_policy_of_its_own_and_no_other_page_has_it(ask: Asked) -> None:
    _, desk, _ = ask("GET", "/edit/desk/")
    _, start, _ = ask("GET", "/edit/")
    own, sites = desk["Content-Security-Policy"], start["Content-Security-Policy"]

    assert sites == dict(SECURITY)["Content-Security-Policy"]
    assert "unsafe" not in sites
    assert "script-src 'self';" in own
    assert "frame-ancestors 'none'" in own
    assert {name: value for name, value in desk.items() if name.startswith(("X-", "Cross-", "Referrer"))} == {
        name: value for name, value in start.items() if name.startswith(("X-", "Cross-", "Referrer"))
    }


def test_it_tells_what_is_wrong_with_the_newest_version(ask: Asked, tmp_path: Path) -> None:
    file = tmp_path / "shown.json"
    assert json.loads(ask("GET", "/edit/state")[2]) == {"settled": True, "failures": {}}

    ask("PUT", "/edit/files/content/news/a.md", TEXT, origin=OURS)
    assert json.loads(ask("GET", "/edit/state")[2])["settled"] is False

    saved = (tmp_path / "project/content/news/a.md").stat().st_mtime
    begun_before = replace(Shown.read(file).failed("The site", "1 mistake"), as_of=saved - 1)
    begun_before.write(file)
    assert json.loads(ask("GET", "/edit/state")[2])["settled"] is False

    replace(begun_before, as_of=saved + 1).write(file)
    assert json.loads(ask("GET", "/edit/state")[2]) == {
        "settled": True,
        "failures": {"The site": "1 mistake"},
    }
