"""The field of a school with script, on the style guide: by keyboard, by pointer, heard, without its list."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from local.stack import Stack
from musicservice.catalogue import Catalogue
from musicservice.domain.schools import Schooling
from musicservice.forms.classification import Classification
from musicservice.forms.kinds import Mistake, SchoolPicker
from tests.browser.axe import violations
from tests.browser.complaints import is_complaint
from tests.browser.pages import plain
from tests.conftest import Build

DAY = date(2026, 11, 26)
FIRST, SECOND = "St Cuthbert's Catholic Primary School", "St. Cuthbert's Church of England Academy"


@pytest.fixture
def page(browser: Browser, stack: Stack) -> Iterator[Page]:
    context = plain(browser, script=True, viewport={"width": 390, "height": 844})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on(
        "console", lambda message: complaints.append(message.text) if is_complaint(message.text) else None
    )
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(stack.site_url + "/styleguide/")
    yield opened
    context.close()
    assert complaints == []


def field(page: Page) -> Locator:
    """The field as it comes: the style guide holds it in other states, too."""
    return page.locator("fieldset", has=page.locator("#school_fresh"))


def box(page: Page) -> None:
    page.locator("#school_fresh").focus()


def typed(page: Page, text: str) -> None:
    box(page)
    page.keyboard.type(text)
    expect(page.locator("#school_fresh-list ~ [role=status]")).to_contain_text("found")


def suggested(page: Page) -> Locator:
    """The schools that are suggested now; another list of the page is none."""
    return page.get_by_role("listbox", name="Schools").get_by_role("option")


def answer(page: Page, build: Build, name: str = "school_fresh") -> Schooling | Mistake | None:
    """What the server makes of what the form would send now."""
    sent = page.evaluate("String(new URLSearchParams(new FormData(document.getElementById('school-form'))))")
    schools = Catalogue.from_json(build.catalogue.read_text(encoding="utf-8")).schools
    asked = SchoolPicker(
        name=name, label="School", classification=Classification.PERSONAL, missing="x", schools=schools
    )
    raw = {key: tuple(values) for key, values in parse_qs(sent, keep_blank_values=True).items()}
    assert all(len(raw.get(one, ())) <= 1 for one in asked.inputs), "the gate lets none through twice"
    return asked.parse(raw, DAY)


def test_a_school_is_chosen_by_typing_arrows_and_enter(page: Page, development_build: Build) -> None:
    typed(page, "saint cuth")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    assert page.locator("#school_fresh").input_value() == f"{SECOND}, Exampleby"
    expect(suggested(page)).to_have_count(0)
    expect(field(page).get_by_role("radio", name=SECOND)).to_be_checked()
    assert page.url.endswith("/styleguide/")
    assert answer(page, development_build) == Schooling("listed", urn="900004")


def test_a_school_is_chosen_with_the_pointer(page: Page, development_build: Build) -> None:
    typed(page, "cuthberts catholic")
    page.get_by_role("option", name=FIRST).click()

    assert answer(page, development_build) == Schooling("listed", urn="900003")


def test_each_step_is_told_to_who_hears_the_page(page: Page) -> None:
    typed(page, "cuthbert")
    combobox = field(page).get_by_role("combobox", name="Name and town of the school")

    expect(field(page).get_by_role("status")).to_have_text("2 schools found. Use the arrow keys to choose")
    assert combobox.get_attribute("aria-expanded") == "true"
    assert combobox.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    active = combobox.get_attribute("aria-activedescendant")
    assert page.locator(f"[id='{active}']").get_attribute("aria-selected") == "true"
    expect(page.locator(f"[id='{active}']")).to_contain_text(FIRST)
    page.keyboard.press("Enter")
    expect(field(page).get_by_role("status")).to_have_text(f"Chosen: {FIRST}, Sampleton")
    assert combobox.get_attribute("aria-expanded") == "false"


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page) -> None:
    typed(page, "cuthbert")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(suggested(page)).to_have_count(0)
    assert page.locator("#school_fresh").input_value() == "cuthbert"
    assert page.evaluate("document.activeElement.id") == "school_fresh"


def test_tab_leaves_the_box_without_choosing(page: Page) -> None:
    typed(page, "cuthbert")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")

    assert page.locator("#school_fresh").input_value() == "cuthbert"
    expect(suggested(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.name") == "school_fresh-choice"


def test_changing_the_name_takes_the_choice_back(page: Page, development_build: Build) -> None:
    typed(page, "cuthbert")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#school_fresh").fill("Brass Bell")

    expect(page.locator("#school-form [data-picked]")).to_have_count(0)
    assert isinstance(answer(page, development_build), Mistake)


def test_another_answer_after_a_school_is_the_only_one_sent(page: Page, development_build: Build) -> None:
    typed(page, "cuthbert")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#school_fresh").fill("")
    field(page).get_by_label("Educated at home").check()

    assert answer(page, development_build) == Schooling("home")


def test_a_school_that_the_page_already_lists_is_chosen_there(page: Page, development_build: Build) -> None:
    page.locator("#school_several").fill("st cuthberts catholic")
    page.get_by_role("option", name=FIRST).click()

    expect(page.locator("#school-form [data-picked]")).to_have_count(0)
    expect(page.locator("#school_several-choice")).to_be_checked()
    assert answer(page, development_build, "school_several") == Schooling("listed", urn="900003")


def test_a_school_nobody_knows_can_still_be_typed(page: Page, development_build: Build) -> None:
    box(page)
    page.keyboard.type("Hogsbottom Academy")
    expect(field(page).get_by_role("status")).to_contain_text("We know no school like that")
    field(page).get_by_label("It is not in your list of schools").check()

    assert answer(page, development_build) == Schooling("other", typed="Hogsbottom Academy")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_schools_are_suggested(
    scheme: str, browser: Browser, stack: Stack, axe_source: str
) -> None:
    context = plain(browser, script=True, color_scheme=scheme, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(stack.site_url + "/styleguide/")
    typed(page, "example")
    page.keyboard.press("ArrowDown")

    assert suggested(page).count() == 8
    assert violations(page, axe_source) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_list_is_fetched_once_and_only_when_it_is_needed(browser: Browser, stack: Stack) -> None:
    context = plain(browser, script=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "schools.json" in request.url else None)
    page.goto(stack.site_url + "/styleguide/", wait_until="networkidle")
    assert asked == []

    typed(page, "example")
    page.keyboard.type(" primary")

    assert asked == [stack.site_url + "/data/schools.json"]
    context.close()


def test_without_its_list_the_field_is_what_it_is_without_script(
    browser: Browser, stack: Stack, development_build: Build
) -> None:
    context = plain(browser, script=True)
    page = context.new_page()
    page.route("**/schools.json", lambda route: route.abort())
    page.goto(stack.site_url + "/styleguide/")
    box(page)
    page.keyboard.type("Brass Bell Special School, Sampleton")

    expect(page.locator("#school_fresh")).not_to_have_attribute("role", "combobox")
    assert answer(page, development_build) == Schooling("listed", urn="900016")
    context.close()
