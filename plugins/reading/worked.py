"""Worked examples: what the rules answer to each, and where that is not the answer written beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from musicservice.domain.relief import Relief, reduced
from musicservice.domain.remission import Decision, Policy, decisions
from plugins.mistakes import Mistake
from plugins.models.cases import Example, WorkedChild
from plugins.models.prices import Price
from plugins.reading.data_files import Data


@dataclass(frozen=True)
class Sum:
    """One charge of the prices list, and what is left to pay of it, in whole pence."""

    item: str
    price: Price
    left: int
    relief: Relief


@dataclass(frozen=True)
class Answered:
    """One child of an example, the decision, and the sums that it changes."""

    child: WorkedChild
    decision: Decision
    sums: tuple[Sum, ...]


@dataclass(frozen=True)
class Worked:
    """One example with the answers for all its children."""

    example: Example
    answers: tuple[Answered, ...]


def worked(data: Data) -> tuple[Worked, ...]:
    """Every example with what the rules answer on its first day."""
    policies = data.remission.as_policies(data.prices.all)
    return tuple(
        Worked(example, tuple(_answered(child, policies, data) for child in example.children))
        for example in data.remission.examples
    )


def mismatches(data: Data, path: str) -> Iterator[Mistake]:
    """A mistake for everything in an example that the rules answer otherwise."""
    for one in worked(data):
        for number, answer in enumerate(one.answers, start=1):
            for name, wrote, says in _compared(answer.child, answer.decision):
                if wrote != says:
                    place = f"{one.example.id}, children {number}, {name}"
                    expected = f"what the rules answer, or rules that answer otherwise: {says}"
                    yield Mistake(path, 0, place, expected, wrote)


def _compared(child: WorkedChild, decision: Decision) -> tuple[tuple[str, str, str], ...]:
    """What an example and the rules each say: the field, then the one and the other as they are written."""
    rates = {item: rate for item, rate in decision.rates.items() if rate}
    return (
        ("outcome", child.outcome, decision.outcome),
        ("rule", child.rule, decision.rule),
        ("off", _written(child.off.rates), _written(rates)),
    )


def _written(rates: Mapping[str, int]) -> str:
    return "{ " + ", ".join(f"{item} = {rate}" for item, rate in rates.items()) + " }" if rates else "nothing"


def _answered(child: WorkedChild, policies: Sequence[Policy], data: Data) -> Answered:
    decision = decisions(child.as_claim(), policies)[0]
    prices, charges = data.prices.by_id, data.remission.charges.ids
    sums = tuple(
        Sum(grant.item, price, reduced(price.pence, grant.relief), grant.relief)
        for grant in decision.grants
        if (price := prices.get(charges.get(grant.item, "")))
    )
    return Answered(child, decision, sums)
