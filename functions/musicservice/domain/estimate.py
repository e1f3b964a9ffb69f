"""What a household would pay for all that it asks for. Values only."""

from dataclasses import dataclass

from musicservice.domain.charges import Quote


@dataclass(frozen=True)
class Estimate:
    """The bill of a whole term for each child, by name, and the sums of all in pence.

    `a_term` is the sum as things stand; `confirmed` the sum once what was said is confirmed, none where
    that changes nothing.
    """

    children: tuple[tuple[str, Quote], ...]
    a_term: int
    confirmed: int | None
