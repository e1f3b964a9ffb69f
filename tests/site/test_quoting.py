"""Quoting data in a body."""

import pytest

from plugins.reading.quoting import Shelf, quote

SHELVES = {
    "price": Shelf({"tuition-group": "£53.50", "hire": "£15"}, asked=True),
    "contact": Shelf({"phone": "01632 960001"}),
}


def test_it_puts_the_value_in_place() -> None:
    text = "It costs {{ price(\"hire\") }} or {{price('tuition-group')}}; call {{ contact.phone }}."

    assert quote(text, SHELVES) == ("It costs £15 or £53.50; call 01632 960001.", ())


def test_it_leaves_braces_of_markdown_alone() -> None:
    assert quote("## A {#b}\n{: .c }", SHELVES) == ("## A {#b}\n{: .c }", ())


WRONG = {
    '{{ price("tuition-grup") }}': "the nearest of these names: tuition-group",
    "{{ contact.fone }}": "the nearest of these names: phone",
    "{{ contract.phone }}": "the nearest of these names: contact",
    '{{ price("zzz") }}': "one of these names: tuition-group, hire",
    "{{ price( }}": "something to quote",
    "{{ price }}": "something to quote",
    "{{ 7 * 7 }}": "something to quote",
    "{{ ''.__class__.__mro__ }}": "something to quote",
    "{{ contact.phone | upper }}": "something to quote",
    "{{ contact.phone": "something to quote",
    "{{ contact.__class__ }}": "one of these names: phone",
}


@pytest.mark.parametrize("written", WRONG)
def test_it_names_the_line_and_the_nearest_names(written: str) -> None:
    text, (wrong,) = quote(f"First.\n\nThen {written}", SHELVES)

    assert wrong.line == 2
    assert wrong.found == written
    assert wrong.expected.startswith(WRONG[written])
    assert "{{" not in text
