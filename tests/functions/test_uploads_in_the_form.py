"""Files as a part of the form: when they are asked for, whose they are, and what is handed in with it."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb.items import plain
from musicservice.adapters.dynamodb.uploads import HANDED_IN, PREFIX
from musicservice.domain.uploads import MOST_FILES, Upload
from musicservice.forms.draft import Draft
from tests.examples import Answer
from tests.functions.conftest import Product
from tests.functions.links import laid
from tests.functions.visitor import Visitor
from tests.households import FREE_MEALS, household

UPLOADS, CHECK = "/forms/enrolment/uploads", "/forms/enrolment/check"
BY_FILE: Mapping[str, Answer] = {"proof_by": "upload"}


@pytest.fixture
def app(product: Product) -> Any:
    return product.public()


@pytest.fixture
def family(app: Any) -> Visitor:
    """Somebody who has chosen to send a file, and is at the page for it."""
    visitor = laid(app, unfinished())
    visitor.get(UPLOADS)
    return visitor


def unfinished() -> Draft:
    draft = household(FREE_MEALS, own=BY_FILE)
    return Draft(**{**vars(draft), "finished": ("children",)})


def ids(visitor: Visitor) -> list[str]:
    """The ids in the form, as it lies there."""
    kept = bootstrap.public().drafting.open("enrolment", visitor.code)
    return list(kept.reading.draft.uploads)  # type: ignore[union-attr]


def add(visitor: Visitor, stage: Any = "received") -> str:
    """What a browser does to add a file, and what the round of looking at files makes of it."""
    visitor.get(UPLOADS)
    place, number = ids(visitor)[-1], len(ids(visitor))
    facts = {"clean": {"kind": "jpeg", "checked_by": "structure"}, "refused": {"reason": "damaged"}}
    bootstrap.proof_desk().states.settle(Upload(place, stage, size=300_000, **facts.get(stage, {})))
    visitor.get(f"{UPLOADS}?sent={number}")
    return place


def shown(visitor: Visitor) -> int:
    return len(visitor.get(UPLOADS).soup.select(".proofs__one"))


def handed_in(product: Product) -> set[str]:
    """The files that are kept beyond the form."""
    found = [plain(item) for item in product.items("uploads")]
    return {one["pk"].removeprefix(PREFIX) for one in found if one["sk"] == HANDED_IN}


@pytest.mark.parametrize("way", ["school", "council", "staff", "cannot-get"])
def test_no_file_is_asked_for_in_another_way(app: Any, way: str) -> None:
    visitor = laid(app, household(FREE_MEALS, own={"proof_by": way}))

    assert visitor.get(UPLOADS).path == CHECK
    assert visitor.post(UPLOADS, {"do": "on"}).path == CHECK
    assert ids(visitor) == []


def test_it_is_asked_for_after_the_choice_and_one_goes_on_without_waiting(family: Visitor) -> None:
    family.get("/forms/enrolment/proof")
    assert family.submit(proof_by="upload").path == UPLOADS
    add(family)

    page = family.press("on")

    assert page.path == CHECK
    assert family.get(UPLOADS).path == UPLOADS


def test_nothing_is_sent_while_the_page_is_open(family: Visitor) -> None:
    assert family.get(CHECK).path == UPLOADS
    assert family.post(CHECK, {"revision": "1"}).path == UPLOADS


def test_the_ids_stay_in_the_form_and_a_reload_costs_nothing(product: Product, family: Visitor) -> None:
    first = ids(family)

    for _ in range(3):
        family.get(UPLOADS)

    assert ids(family) == first
    assert len(first) == len(product.items("uploads")) == 1
    place = add(family)
    assert ids(family)[0] == place
    assert shown(family) == 1


def test_no_more_are_taken_than_we_can_look_at(family: Visitor) -> None:
    for _ in range(MOST_FILES):
        add(family)

    assert shown(family) == MOST_FILES
    assert family.page.soup.select("form.upload") == []


def test_sending_the_form_puts_the_files_on_the_case(product: Product, family: Visitor) -> None:
    good, waiting, bad = add(family, "clean"), add(family), add(family, "refused")
    family.press("on")

    assert family.submit().heading == "We have your request"

    assert product.case()["uploads"] == [good, waiting]
    assert handed_in(product) == {good, waiting}
    assert bad not in repr(product.items("cases"))


def test_going_on_without_a_file_sends_none(product: Product, family: Visitor) -> None:
    assert "Go on without a file" in family.page.text

    family.press("on")
    family.submit()

    assert product.case()["uploads"] == []


def test_a_file_that_was_taken_out_is_not_handed_in(product: Product, family: Visitor) -> None:
    first, second = add(family), add(family)
    family.get(UPLOADS)

    assert family.press(first).path == UPLOADS

    assert first not in ids(family)
    family.press("on")
    family.submit()
    assert product.case()["uploads"] == [second]


@pytest.mark.parametrize("way", ["school", "staff", "cannot-get"])
def test_who_chooses_another_way_later_hands_nothing_in(product: Product, family: Visitor, way: str) -> None:
    add(family, "clean")
    family.press("on")
    family.get("/forms/enrolment/proof")
    family.submit(proof_by=way)
    family.go_on()

    family.submit()

    assert product.case()["uploads"] == []
    assert handed_in(product) == set()


def test_who_asks_for_no_help_after_all_hands_nothing_in(product: Product, family: Visitor) -> None:
    add(family, "clean")
    family.press("on")
    [change] = [link for link in family.page.links() if link.endswith("#help_with_fees")]
    family.get(change.partition("#")[0])
    family.submit(help_with_fees="no")
    family.go_on()

    family.submit()

    assert product.case()["uploads"] == []


def test_another_window_sees_the_same_files_and_neither_loses_one(family: Visitor) -> None:
    other = family.again()
    mine = add(family)
    other.get(UPLOADS)
    theirs = add(other)

    assert shown(family) == shown(other) == 2
    assert ids(family)[:2] == [mine, theirs]


def test_two_windows_that_open_at_once_have_one_place_for_the_next_file(app: Any) -> None:
    family = laid(app, unfinished())
    windows = [family.again() for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda window: window.get(UPLOADS), windows))

    assert [page.status for page in pages] == [200] * 4
    [place] = ids(family)
    keys = [str(one["value"]) for page in pages for one in page.soup.select("form.upload input[name=key]")]
    assert keys == [f"arrivals/{place}"] * 4


def test_the_files_of_one_form_cannot_be_reached_from_another(app: Any, family: Visitor) -> None:
    place = add(family, "clean")
    other = laid(app, unfinished())

    page = other.get(UPLOADS)

    assert page.soup.select(".proofs__one") == []
    assert place not in page.body
    assert other.post(UPLOADS, {"remove": place}).path == UPLOADS
    assert shown(family) == 1
    assert ids(other) != ids(family)


@pytest.mark.parametrize("cookie", ["", "x", "no form"])
def test_without_a_form_there_is_no_page_for_files(app: Any, family: Visitor, cookie: str) -> None:
    cut = {"": {}, "x": {"__Host-enrolment": "x"}, "no form": {"__Host-enrolment": family.code[:-1]}}[cookie]
    stranger = Visitor(app, cookies=dict(cut))

    assert stranger.get(UPLOADS).heading == "We cannot find your form"
    assert stranger.post(UPLOADS, {"do": "on"}).status == 404


def test_a_form_that_was_sent_leads_to_its_receipt(family: Visitor) -> None:
    family.press("on")
    receipt = family.submit()

    assert family.get(UPLOADS).path == receipt.path
    assert family.post(UPLOADS, {"do": "on"}).path == receipt.path
