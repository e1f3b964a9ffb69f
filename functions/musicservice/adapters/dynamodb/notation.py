"""Values in DynamoDB's own notation and back: {"S": "..."} for a text.

boto3 has the same in its high-level half, which nothing else here loads and every cold start would wait for.
What is written and read is what boto3 makes of it.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from decimal import Clamped, Context, Decimal, Inexact, Overflow, Rounded, Underflow
from typing import Any, TypeAlias

Noted: TypeAlias = dict[str, Any]
EXACT = Context(Emin=-128, Emax=126, prec=38, traps=[Clamped, Overflow, Inexact, Rounded, Underflow])
"""DynamoDB's numbers: one that it could not keep whole is an error here and not rounded there."""


class Octets(bytes):
    """Bytes as they were read. `value` tells them from a text where only bytes will do."""

    __slots__ = ()

    @property
    def value(self) -> bytes:
        """Just the bytes."""
        return bytes(self)


def noted(value: object) -> Noted:  # noqa: PLR0911 - one line for each kind
    """A value in DynamoDB's notation. Raises TypeError for a kind it has not, such as a float."""
    match value:
        case str():
            return {"S": value}
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case int() | Decimal():
            return {"N": _number(value)}
        case bytes() | bytearray():
            return {"B": value}
        case Mapping():
            return {"M": {name: noted(one) for name, one in value.items()}}
        case list() | tuple():
            return {"L": [noted(one) for one in value]}
        case AbstractSet():
            return _noted_set(value)
    raise TypeError(type(value).__name__)


def _number(value: int | Decimal) -> str:
    made = EXACT.create_decimal(value)
    if not made.is_finite():
        raise TypeError("not a number")
    return str(made)


def _noted_set(value: AbstractSet[Any]) -> Noted:
    kinds = {kind for one in value for kind in noted(one)}
    if len(kinds) != 1 or not kinds <= {"S", "N", "B"}:
        raise TypeError("a set of one kind: texts, numbers or bytes")
    [kind] = kinds
    return {f"{kind}S": [noted(one)[kind] for one in value]}


def plain(value: Mapping[str, Any]) -> Any:
    """What stands in DynamoDB's notation. Raises KeyError for a kind it has not."""
    [(kind, text)] = value.items()
    return READ[kind](text)


def _same(value: Any) -> Any:
    return value


READ: Mapping[str, Callable[[Any], Any]] = {
    "S": _same,
    "BOOL": _same,
    "B": Octets,
    "N": EXACT.create_decimal,
    "NULL": lambda _: None,
    "M": lambda parts: {name: plain(one) for name, one in parts.items()},
    "L": lambda parts: [plain(one) for one in parts],
    "SS": set,
    "BS": lambda parts: {Octets(one) for one in parts},
    "NS": lambda parts: {EXACT.create_decimal(one) for one in parts},
}
