"""A family adds proofs in a real browser: without script, with it, and when script meets trouble."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, FileChooser, Page, Route, expect

from musicservice.domain.uploads import LARGEST
from tests import proofs
from tests.browser.axe import violations
from tests.browser.complaints import is_complaint
from tests.browser.pages import plain
from tests.browser.test_every_page import NARROW, SCHEMES
from tests.browser.test_html import errors_in
from tests.conftest import Build
from tests.upload_site import UploadSite, upload_site

SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 2 * 1024 * 1024}


@pytest.fixture(scope="module")
def running(
    development_build: Build,
    tmp_path_factory: pytest.TempPathFactory,
    database_address: str,
    ministack_address: str,
) -> Iterator[UploadSite]:
    folder, built = tmp_path_factory.mktemp("uploads"), development_build
    with upload_site(folder, built.site, built.catalogue, database_address, ministack_address) as made:
        yield made


@pytest.fixture
def site(running: UploadSite) -> UploadSite:
    """A draft without files."""
    running.ids = ()
    return running


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A visitor's browser. It must not complain: of our policy, of a fault in a script, of a lost file."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if is_complaint(message.text):
            complaints.append(message.text)

    made = plain(browser, script=getattr(request, "param", False))
    made.on("console", note)
    made.on("weberror", lambda error: complaints.append(str(error.error)))
    yield made
    made.close()
    assert complaints == []


SCRIPTED = pytest.mark.parametrize("context", [True], indirect=True, ids=["script"])
EITHER = pytest.mark.parametrize("context", [False, True], indirect=True, ids=["plain", "script"])


def choose(page: Page, content: bytes, name: str = "letter.pdf", kind: str = "application/pdf") -> None:
    page.get_by_label("Add a").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def press_add(page: Page) -> None:
    page.get_by_role("button", name="Add this file").click()


@EITHER
def test_a_letter_is_added_checked_and_removed(context: BrowserContext, site: UploadSite) -> None:
    page = context.new_page()
    page.goto(site.page)
    choose(page, proofs.pdf())
    press_add(page)
    first = page.get_by_role("listitem").filter(has_text="File 1")

    expect(first).to_contain_text("On its way to be checked")
    site.work()
    page.get_by_role("link", name="See if the checks are done").click()
    expect(first).to_contain_text("Checked. We can use it.")
    page.get_by_role("button", name="Remove file 1").click()

    expect(page.get_by_text("You have not added a file yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Go on without a file")).to_be_visible()
    assert page.url == site.page


@EITHER
def test_a_file_that_cannot_be_used_is_explained(context: BrowserContext, site: UploadSite) -> None:
    page = context.new_page()
    page.goto(site.page)
    choose(page, proofs.SVG)
    press_add(page)
    expect(page.get_by_text("On its way")).to_be_visible()
    site.work()
    page.reload()

    expect(page.get_by_text("it is not a photo or a PDF")).to_be_visible()


def test_without_script_a_file_too_big_leads_back_to_the_form(
    context: BrowserContext, site: UploadSite
) -> None:
    page = context.new_page()
    page.goto(site.page)
    choose(page, bytes(LARGEST + 1))
    press_add(page)

    expect(page.get_by_role("group", name="There is a problem")).to_be_focused()
    page.get_by_role("link", name="That file is too big").click()
    expect(page.get_by_label("Add a file")).to_have_attribute("aria-invalid", "true")


def test_without_script_a_file_is_added_by_keyboard_alone(context: BrowserContext, site: UploadSite) -> None:
    page = context.new_page()
    opened: list[FileChooser] = []
    # Before the page is asked for: else the dialog may open unnoticed.
    page.on("filechooser", lambda chooser: opened.append(chooser))  # noqa: PLW0108 - a method cannot be marked
    page.goto(site.page)
    page.get_by_label("Add a file").focus()
    page.keyboard.press("Enter")
    for _ in range(100):
        page.wait_for_timeout(100)
        if opened:
            break
    opened[0].set_files({"name": "a.png", "mimeType": "image/png", "buffer": proofs.png()})
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("listitem").filter(has_text="File 1")).to_be_visible()


@SCRIPTED
def test_script_shows_how_far_the_sending_is(context: BrowserContext, site: UploadSite) -> None:
    page = context.new_page()
    page.goto(site.page)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    choose(page, proofs.pdf(bytes(4 * 1024 * 1024)))
    press_add(page)

    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("% done")
    expect(page.get_by_role("button", name="Add this file")).to_be_disabled()
    expect(page.get_by_role("listitem").filter(has_text="File 1")).to_be_visible(timeout=20_000)
    assert page.url == site.page
    assert f"arrivals/{site.ids[0]}" in site.lying("Quarantine")


@SCRIPTED
@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"", "application/pdf", "There is nothing in that file"),
        (bytes(LARGEST + 1), "application/pdf", "bigger than 10 MB"),
        (proofs.SVG, "image/svg+xml", "not a photo or a PDF"),
    ],
    ids=["empty", "too big", "drawing"],
)
def test_script_tells_of_a_mistake_before_anything_is_sent(
    context: BrowserContext, site: UploadSite, content: bytes, kind: str, said: str
) -> None:
    page = context.new_page()
    page.goto(site.page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    choose(page, content, "letter.pdf", kind)
    press_add(page)

    expect(page.get_by_role("status")).to_contain_text(said)
    assert "POST" not in sent


@pytest.mark.parametrize("trouble", ["cut", "odd answer"])
def test_when_script_meets_trouble_the_form_is_sent_plainly(
    browser: Browser, site: UploadSite, trouble: str
) -> None:
    page = plain(browser, script=True).new_page()
    page.goto(site.page)
    kinds: list[str] = []

    def first_fails(route: Route) -> None:
        kinds.append(route.request.resource_type)
        if len(kinds) > 1:
            route.continue_()
        elif trouble == "cut":
            route.abort()
        else:
            route.fulfill(status=500, body="no")

    page.route("**/uploads/enrolment", first_fails)
    choose(page, proofs.pdf())
    press_add(page)

    expect(page.get_by_role("listitem").filter(has_text="File 1")).to_be_visible()
    assert kinds == ["xhr", "document"]
    page.context.close()


@SCRIPTED
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_suits_everybody_in_every_state(
    context: BrowserContext, site: UploadSite, axe_source: str, tmp_path: Path, scheme: str
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found: dict[str, object] = {}
    files = (proofs.pdf(), proofs.SVG, proofs.png(), proofs.heic(), proofs.PLAIN_JPEG)
    for number, content in enumerate(files, 1):
        page.goto(site.page)
        choose(page, content, kind="image/png")
        press_add(page)
        expect(page.get_by_role("listitem").filter(has_text=f"File {number}")).to_be_visible()
        site.work()
    for number, query in enumerate(("", "?refused=too-large", "?refused=expired")):
        page.goto(site.page + query)
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        found[f"wide {query}"] = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[f"axe {query}"] = violations(page, axe_source)
        (tmp_path / f"{number}.html").write_text(page.request.get(site.page + query).text(), encoding="utf-8")

    assert {name: said for name, said in found.items() if said} == {}
    assert errors_in(tmp_path) == []
