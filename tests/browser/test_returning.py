"""Going back in a form and coming back to one: in two windows, on a shared device, by code and by link."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from local.stack import Stack
from tests.browser.household import ADD, AN_ENSEMBLE, EMERGENCY, HELP_ME_CHOOSE, WHO, one_child
from tests.browser.pages import Pointer, Sheet, code_on, fill_in, heading, labelled, plain, shown

DAY = 24 * 60 * 60
COOKIE = "enrolment"


@pytest.fixture
def device(browser: Browser) -> Iterator[BrowserContext]:
    context = plain(browser)
    yield context
    context.close()


@pytest.fixture
def page(device: BrowserContext) -> Page:
    return device.new_page()


def begun(page: Page, stack: Stack, until: int = 3) -> Pointer:
    """A form of which some pages are filled in."""
    page.goto(stack.site_url + "/enrol/form/")
    hand = Pointer(page)
    fill_in(hand, one_child()[:until])
    return hand


def finished(page: Page, stack: Stack) -> Pointer:
    """A form that stands at the page of all answers."""
    hand = begun(page, stack, until=len(one_child()))
    expect(heading(page)).to_have_text("Check your answers")
    return hand


def headings_back(page: Page) -> Iterator[str]:
    """The headings of the pages that the links back lead through, to the first."""
    while heading(page).inner_text() != WHO.heading:
        yield heading(page).inner_text()
        page.get_by_role("link", name="Back", exact=True).click()


def test_the_links_back_lead_through_the_whole_form_and_whoever_goes_on_is_where_they_were(
    page: Page, stack: Stack
) -> None:
    filled = one_child()[:-1]
    hand = begun(page, stack, until=len(filled))

    assert list(headings_back(page)) == [sheet.heading for sheet in reversed(one_child()[1:])]
    expect(labelled(page, WHO.ticked[0])).to_be_checked()
    hand.fill_in(Sheet(WHO.heading, ticked=("A foster carer or social worker",)))
    expect(heading(page)).to_have_text(one_child()[-1].heading)


def test_the_browsers_own_back_button_loses_nothing_either(page: Page, stack: Stack) -> None:
    begun(page, stack, until=4)
    for _ in range(3):
        page.go_back()

    expect(labelled(page, "First name")).to_have_value("Zoë-Łucja")
    Pointer(page).fill_in(Sheet("Who is the child?", {"First name": "Another"}))
    expect(heading(page)).to_have_text("Lessons, an ensemble, or both")
    expect(page.locator(".masthead__caption")).to_have_text("Another")


def test_loading_a_page_again_changes_nothing(page: Page, stack: Stack) -> None:
    begun(page, stack)
    before = shown(page)
    page.reload()

    assert shown(page) == before


def test_answers_are_changed_from_the_page_that_shows_them_all_and_lead_back_to_it(
    page: Page, stack: Stack
) -> None:
    hand = finished(page, stack)
    hand.follow("Change “Which school year are they in now?”, Zoë-Łucja")
    expect(labelled(page, "Year 2")).to_be_checked()
    hand.fill_in(Sheet("School year", ticked=("Year 1",)))
    expect(page.get_by_role("definition").filter(has_text="Year 1")).to_be_visible()

    hand.follow("Postal address")
    hand.fill_in(Sheet("How can we reach you?", {"Postal address": "1 Nowhere Street"}))
    assert "1 Nowhere Street" in shown(page)

    hand.follow("Change “Who is filling this in?”")
    hand.fill_in(Sheet("Ask for a place", ticked=("A foster carer or social worker",)))
    assert "A foster carer or social worker" in shown(page)

    hand.follow("Change “What would they like to do?”, Zoë-Łucja")
    hand.fill_in(Sheet("Lessons, an ensemble, or both", ticked=("An ensemble",)))
    fill_in(hand, [Sheet("Ensembles", ticked=("Jazz Jam",)), Sheet("Health at rehearsals"), EMERGENCY])
    expect(heading(page)).to_have_text("Check your answers")


def test_a_child_can_be_taken_out_again_and_another_window_is_told(
    device: BrowserContext, stack: Stack
) -> None:
    page, other = device.new_page(), device.new_page()
    hand = begun(page, stack, until=8)
    fill_in(hand, [ADD, *AN_ENSEMBLE[:2]])
    other.goto(page.url)
    page.goto(stack.site_url + "/forms/enrolment/children")
    assert "Not finished" in shown(page)

    hand.follow("Take out 李")
    page.get_by_role("button", name="Yes, take 李 out").click()

    expect(heading(page)).to_have_text("The children in this request")
    assert "李" not in shown(page)
    other.get_by_label("Educated at home").check()
    other.get_by_role("button", name="Continue").click()
    expect(heading(other)).to_have_text("That child is no longer in this form")


def test_what_one_window_answers_the_other_keeps(device: BrowserContext, stack: Stack) -> None:
    page, other = device.new_page(), device.new_page()
    hand = finished(page, stack)
    other.goto(page.url)
    hand.follow("Postal address")
    hand.fill_in(Sheet("How can we reach you?", {"Postal address": "1 Nowhere Street"}))

    other.get_by_role("button", name="Send the request").click()

    expect(other.get_by_role("heading", name="Your answers have changed")).to_be_visible()
    assert "1 Nowhere Street" in shown(other)
    other.get_by_role("button", name="Send the request").click()
    expect(heading(other)).to_have_text("We have your request")
    page.reload()
    expect(heading(page)).to_have_text("We have your request")


def test_a_page_that_is_not_its_turn_leads_to_the_one_that_is(page: Page, stack: Stack) -> None:
    begun(page, stack)
    for later in ("check", "agreement", "fees"):
        page.goto(f"{stack.site_url}/forms/enrolment/{later}")
        expect(heading(page)).to_have_text("School")


def cookie(device: BrowserContext) -> float | None:
    """When the device forgets the form: a time, -1 with the browser's end, none for no such cookie."""
    return next((one.get("expires") for one in device.cookies() if one.get("name") == COOKIE), None)


def test_a_device_remembers_for_28_days_only_when_it_is_asked_to(
    device: BrowserContext, stack: Stack
) -> None:
    hand = begun(device.new_page(), stack)
    assert cookie(device) == -1
    hand.follow("Save and come back later")
    hand.page.get_by_role("button", name="Remember it here for 28 days").click()

    expect(hand.page.get_by_role("status")).to_contain_text("remembers your form for 28 days")
    expires = cookie(device)
    assert expires
    assert abs(expires - time.time() - 28 * DAY) < DAY


def test_a_device_forgets_when_it_is_asked_to_and_the_code_still_opens(
    device: BrowserContext, stack: Stack
) -> None:
    hand = begun(device.new_page(), stack)
    hand.follow("Save and come back later")
    code = code_on(hand.page)
    hand.page.get_by_role("button", name="Forget it here").click()

    assert cookie(device) is None
    hand.page.goto(stack.site_url + "/forms/enrolment/school")
    expect(heading(hand.page)).to_have_text("We cannot find your form")
    hand.follow("Use a code")
    hand.fill_in(
        Sheet(
            "Carry on with a form you saved",
            {"Your code": f" {code.replace(' ', '-')} "},
            press="Open my form",
        )
    )
    expect(heading(hand.page)).to_have_text("School")


def test_whoever_begins_on_a_shared_device_sees_nothing_of_the_unfinished_form(
    page: Page, stack: Stack
) -> None:
    hand = begun(page, stack, until=5)
    page.goto(stack.site_url + "/enrol/form/")
    hand.fill_in(WHO)

    expect(heading(page)).to_have_text("There is an unfinished form on this device")
    assert "Zoë" not in page.content()
    page.get_by_role("button", name="Start a new one").click()
    fill_in(hand, [WHO])
    expect(labelled(page, "First name")).to_have_value("")


def test_whose_form_it_is_carries_on_with_it(page: Page, stack: Stack) -> None:
    hand = begun(page, stack, until=4)
    page.goto(stack.site_url + "/enrol/form/")
    hand.fill_in(WHO)
    hand.follow("Carry on with it")

    expect(heading(page)).to_have_text(HELP_ME_CHOOSE[3].heading)


def test_a_link_by_email_opens_the_form_on_another_device(page: Page, browser: Browser, stack: Stack) -> None:
    hand = begun(page, stack)
    hand.follow("Save and come back later")
    hand.fill_in(
        Sheet("Save and come back later", {"Email address": "later@example.com"}, press="Send me a link")
    )
    expect(page.get_by_role("status")).to_contain_text("We are sending the link")
    message = stack.wait_for_mail("later@example.com")
    link = re.search(r"http\S+/forms/return/\S+", message)
    assert link
    assert "Zoë" not in message

    phone = plain(browser).new_page()
    phone.goto(link[0])
    assert "Zoë" not in phone.content()
    phone.get_by_role("button", name="Open my form").click()

    expect(heading(phone)).to_have_text("School")
    expect(phone.locator(".masthead__caption")).to_have_text("Zoë-Łucja")
    assert "Zoë" not in phone.title()


@pytest.mark.parametrize("typed", ["2345 6789 ABCD EFGH JKMN", "much too short", "O0O0"])
def test_every_code_that_opens_nothing_is_answered_the_same(page: Page, stack: Stack, typed: str) -> None:
    page.goto(stack.site_url + "/enrol/continue/")
    Pointer(page).fill_in(Sheet("Carry on with a form you saved", {"Your code": typed}, press="Open my form"))

    assert page.title().startswith("Error: ")
    expect(labelled(page, "Your code")).to_have_value(typed)
