"""Which cases somebody sees, and what a page says to whoever may not."""

from musicservice.domain.office.area import Area
from musicservice.domain.office.staff import Staff
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened


def test_a_case_is_seen_for_one_thing_of_ones_own_kind_in_ones_own_area_and_not_for_two_halves() -> None:
    helper = Staff("ada", "Ada", frozenset({"remission-officer"}), frozenset[Area]({"darlington"}))

    assert helper.sees({("enrolment", "durham"), ("remission", "darlington")})
    assert not helper.sees({("enrolment", "darlington"), ("remission", "durham")})
    assert not helper.sees(())


def test_who_may_not_is_told_with_the_ways_to_what_is_theirs(product: Product) -> None:
    office = opened(product)
    auditor = Officer(office, ("auditor",))

    for path, status in (("/staff", 403), ("/exports", 403)):
        page = auditor.get(path)
        assert page.status == status
        assert [str(one["href"]) for one in page.soup.select(".office-nav a")] == [
            "/",
            "/retention",
            "/trail",
        ]
        assert "Ada Example" in page.text
    lost = Officer(office, ("manager",)).get(f"/case/{'0' * 32}")
    assert lost.soup.select_one(".office-nav a[href='/queue/enrolment']") is not None
