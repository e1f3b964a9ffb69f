"""Publishing from the browser: what the page offers, who may press its buttons, and what a refusal says."""

import io
from pathlib import Path

import pytest

from local.publishing import START, Publishing
from plugins.models.page import Page
from tests.site.small_content import document, write

OURS = "http://127.0.0.1:8000"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publishing:
    monkeypatch.setenv("PUBLISH_TO", str(tmp_path / "public"))
    write(tmp_path, {"pages/choir.md": document(Page, "To join, [click here](/terms/).", url="/choir/")})
    return Publishing(tmp_path, OURS, [("X-Frame-Options", "DENY")])


def ask(desk: Publishing, path: str, method: str = "GET", **more: str) -> tuple[str, str]:
    told: list[str] = []

    def start_response(status: str, _fields: list[tuple[str, str]], _error: object = None) -> None:
        told.append(status)

    asked = {"PATH_INFO": START + path, "REQUEST_METHOD": method, "wsgi.input": io.BytesIO(), **more}
    page = b"".join(desk(asked, start_response)).decode()  # type: ignore[arg-type]
    return told[0], page


def test_it_says_where_the_site_goes_and_offers_three_buttons(desk: Publishing, tmp_path: Path) -> None:
    status, page = ask(desk, "/")

    assert status == "200 OK"
    assert f"<code>{tmp_path / 'public'}</code>" in page
    assert [name for name in ("changes", "site", "trial") if f'action="{START}/{name}/"' in page] == [
        "changes",
        "site",
        "trial",
    ]


@pytest.mark.parametrize(
    "origin", [{}, {"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_ORIGIN": "null"}]
)
def test_a_stranger_presses_no_button(origin: dict[str, str], desk: Publishing, tmp_path: Path) -> None:
    status, _ = ask(desk, "/site/", "POST", **origin)

    assert status == "403 Forbidden"
    assert not (tmp_path / "public").exists()


def test_reading_publishes_nothing(desk: Publishing, tmp_path: Path) -> None:
    assert ask(desk, "/site/")[0] == "200 OK"
    assert ask(desk, "/else/")[0] == "404 Not Found"
    assert not (tmp_path / "public").exists()


def test_a_refusal_is_told_in_words(desk: Publishing, tmp_path: Path) -> None:
    status, page = ask(desk, "/site/", "POST", HTTP_ORIGIN=OURS)

    assert status == "200 OK"
    assert "Nothing was published. This is to be put right:" in page
    assert "content/pages/choir.md, line" in page
    assert "the link “click here” does not say where it leads" in page
    assert not (tmp_path / "public" / "index.html").exists()
