"""What every template of the functions may rely on."""

import pytest
from jinja2 import UndefinedError

from musicservice.pages.environment import environment


def test_a_name_nobody_passed_is_an_error_and_no_gap_in_the_page() -> None:
    with pytest.raises(UndefinedError, match="receipt_number"):
        environment().from_string("<b>{{ receipt_number }}</b>").render()


def test_what_was_typed_stays_text() -> None:
    page = environment().from_string("<b>{{ name }}</b>").render(name="<i>&")

    assert page == "<b>&lt;i&gt;&amp;</b>"
