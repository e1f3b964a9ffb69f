"""DynamoDB's notation as we write and read it is the one that boto3 writes and reads."""

from decimal import Decimal
from typing import Any

import pytest
from boto3.dynamodb.types import Binary, TypeDeserializer, TypeSerializer
from hypothesis import given
from hypothesis import strategies as st

from musicservice.adapters.dynamodb import notation

WHOLE = st.integers(-(10**37), 10**37)
SCALARS = st.none() | st.booleans() | WHOLE | st.text(max_size=20) | st.binary(max_size=20)
SCALARS |= st.decimals(-1000, 1000, places=2)
KINDS = (st.text(max_size=5), WHOLE, st.binary(max_size=5))
SETS = st.one_of(*(st.sets(kind, min_size=1, max_size=4) for kind in KINDS))
VALUES = st.recursive(
    SCALARS | SETS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def unwrapped(value: Any) -> Any:
    """What boto3 read, with bytes for its own kind of them."""
    match value:
        case Binary():
            return bytes(value)
        case dict():
            return {name: unwrapped(one) for name, one in value.items()}
        case list():
            return [unwrapped(one) for one in value]
        case set():
            return {unwrapped(one) for one in value}
    return value


@given(VALUES)
def test_any_value_is_written_and_read_as_boto3_would(value: Any) -> None:
    theirs = TypeSerializer().serialize(value)

    assert notation.noted(value) == theirs
    assert notation.plain(theirs) == unwrapped(TypeDeserializer().deserialize(theirs))


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), Decimal("Infinity"), {"a", 1}, {"a", b"a"}, object()])
def test_what_dynamodb_cannot_keep_is_no_value(value: Any) -> None:
    with pytest.raises(TypeError):
        TypeSerializer().serialize(value)
    with pytest.raises(TypeError):
        notation.noted(value)


@pytest.mark.parametrize("value", [10**39 + 1, Decimal("1e-200")])
def test_a_number_that_would_be_rounded_is_an_error(value: Any) -> None:
    with pytest.raises(ArithmeticError):
        TypeSerializer().serialize(value)
    with pytest.raises(ArithmeticError):
        notation.noted(value)
