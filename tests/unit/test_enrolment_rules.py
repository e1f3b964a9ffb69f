"""What staff are shown, and what is never held against a family."""

from datetime import date

import pytest

from musicservice.domain.enrolment import Request, warnings

TODAY = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("request_", "codes"),
    [
        (Request("parent", date(2015, 3, 27), "6"), ()),
        (Request("parent", date(2015, 3, 27), "5"), ("out-of-year",)),
        (Request("parent", date(2023, 3, 27), "nursery"), ("outside-school-years",)),
        (Request("parent", date(2004, 3, 27), "none"), ("outside-school-years",)),
        (Request("parent", date(2004, 3, 27), "13"), ("outside-school-years", "out-of-year")),
        (Request("young-person", date(2009, 3, 14), "12"), ()),
        (Request("young-person", date(2010, 3, 15), "11"), ("applies-alone-under-16",)),
        (Request("parent", date(2015, 3, 27), "none"), ("out-of-year",)),
    ],
)
def test_it_points_out(request_: Request, codes: tuple[str, ...]) -> None:
    assert warnings(request_, TODAY) == codes
