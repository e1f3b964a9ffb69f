"""What a device keeps: read pages while the network is away, never a form; and how all of it goes again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import SHUT_RDWR, socket
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from local.server import SECURITY
from local.shown import Shown
from local.static import BuiltSite
from plugins.writing.worker import worker
from tests.conftest import ROOT, Build

SCRIPTS = ROOT / "theme/static/worker"
READY = "navigator.serviceWorker.ready.then(() => caches.keys()).then(names => names.length === 1)"
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found;
}"""


class Threads(ThreadingMixIn, WSGIServer):
    """A browser opens connections ahead of need: one that is idle must not keep the next one waiting."""

    daemon_threads = True

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.taken: list[socket] = []

    def process_request(self, request: Any, client_address: Any) -> None:
        """Also remembers the connection."""
        self.taken.append(request)
        super().process_request(request, client_address)

    def hang_up(self) -> None:
        """End every connection: one that was opened ahead of need would still be answered."""
        for one in self.taken:
            with suppress(OSError):
                one.shutdown(SHUT_RDWR)


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Served:
    """A built site with the headers it has, on one address, that can go away and come back."""

    def __init__(self, folder: Path, site: Path) -> None:
        self._shown = folder / "shown.json"
        self.port = 0
        self.show(site)

    def show(self, site: Path) -> None:
        Shown(str(site)).write(self._shown)

    @contextmanager
    def there(self) -> Iterator[str]:
        with make_server("127.0.0.1", self.port, BuiltSite(self._shown, SECURITY), Threads, Quiet) as server:
            self.port = server.server_port
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            yield f"http://127.0.0.1:{self.port}"
            server.shutdown()
            thread.join()
            server.hang_up()


@pytest.fixture
def served(development_build: Build, tmp_path: Path) -> Served:
    return Served(tmp_path, development_build.site)


@pytest.fixture
def device(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


def reading(device: BrowserContext, origin: str) -> Page:
    """Somebody has read the home page, then a page about prices, and has opened a form."""
    page = device.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(origin)
    page.wait_for_function(READY)
    for path in ("/prices/", "/enrol/form/", "/search/?q=violin"):
        page.goto(origin + path)
    page.goto(origin + "/contact/")
    assert complaints == []
    return page


def test_what_was_read_can_be_read_again_and_the_rest_says_how_to_reach_us(
    served: Served, device: BrowserContext
) -> None:
    with served.there() as origin:
        page = reading(device, origin)
        page.wait_for_function(
            f"({KEPT})().then(found => found.includes('/') && found.includes('/contact/'))"
        )
        kept = page.evaluate(KEPT)

    page.goto(origin + "/prices/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Prices")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.masthead')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    page.goto(origin + "/terms/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading without a connection")
    expect(page.get_by_role("main").get_by_role("link", name="01632")).to_be_visible()
    expect(page.locator("[data-kept]").get_by_role("link", name="Prices")).to_be_visible()
    assert {path for path in kept if path.endswith("/")} == {"/", "/prices/", "/contact/", "/offline/"}


def test_a_form_is_never_stood_in_for(served: Served, device: BrowserContext) -> None:
    with served.there() as origin:
        page = reading(device, origin)

    with pytest.raises(Error, match="ERR_CONNECTION"):
        page.goto(origin + "/enrol/form/")


def test_the_newest_page_is_read_while_there_is_a_connection(
    served: Served, device: BrowserContext, development_build: Build, tmp_path: Path
) -> None:
    with served.there() as origin:
        page = reading(device, origin)
    newer = tmp_path / "newer"
    for name in ("prices/index.html", "worker.js"):
        (newer / name).parent.mkdir(parents=True, exist_ok=True)
        text = (development_build.site / name).read_text(encoding="utf-8")
        (newer / name).write_text(text.replace("<h1>Prices", "<h1>Prices now"), encoding="utf-8")
    served.show(newer)

    with served.there():
        page.goto(origin + "/prices/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Prices now")


def test_the_switch_takes_everything_off_a_device_again(
    served: Served, device: BrowserContext, development_build: Build, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    for name in ("index.html", "theme/js/keep.js"):
        (gone / name).parent.mkdir(parents=True, exist_ok=True)
        (gone / name).write_bytes((development_build.site / name).read_bytes())
    (gone / "worker.js").write_text(worker(SCRIPTS, {}, keeps=False), encoding="utf-8")
    with served.there() as origin:
        page = reading(device, origin)
        served.show(gone)
        page.goto(origin)

        page.wait_for_function("caches.keys().then(names => names.length === 0)")
        page.wait_for_function("navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")


def test_other_parts_make_another_version() -> None:
    one, same, other = (worker(SCRIPTS, {"/a": part}, keeps=True) for part in (b"1", b"1", b"2"))

    assert one == same
    assert one != other
    assert 'PARTS = ["/a"]' in one
