"""Every line of tests/cases/remission.md: a child, and the answer that the rules must give."""

from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest

from musicservice.domain.relief import ITEMS
from musicservice.domain.remission import Claim, Decision, Policy, Proof, decisions
from tests.rules import CASES, invented, published

Row = dict[str, str]
COLUMNS = (
    "Case",
    "Year",
    "Grounds",
    "Proof",
    "Asked",
    "Charges from",
    "Answer",
    "Rule",
    "Lessons",
    "Hire",
    "Ensembles",
    "From",
    "To",
    "Check",
    "For a person",
)
THEN = "… then"
RULES = {"The published rules": published, "Invented rules": invented}


def lines() -> Iterator[tuple[str, str, Row]]:
    """The heading that names the rules, the heading above the table, and the line."""
    rules = topic = ""
    for line in (CASES / "remission.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            rules = line.removeprefix("## ")
        elif line.startswith("### "):
            topic = line.removeprefix("### ")
        elif line.startswith("|") and not line.startswith("|-"):
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            if cells != COLUMNS:
                yield rules, topic, dict(zip(COLUMNS, cells, strict=True))


def cases() -> Iterator[tuple[str, str, list[Row]]]:
    """Each case under its name: the rules it is decided by, and a line for each stretch of days."""
    made: list[tuple[str, str, list[Row]]] = []
    numbers = count(1)
    for rules, topic, row in lines():
        if row["Case"] == THEN:
            made[-1][2].append(row)
        else:
            made.append((rules, f"{next(numbers)} {topic}: {row['Case']}", [row]))
    yield from made


CASE_LIST = tuple(cases())


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def day(cell: str) -> date | None:
    return None if cell == "none" else date.fromisoformat(cell)


def claim(row: Row) -> Claim:
    proofs = dict(part.split(": ") for part in listed(row["Proof"]))
    return Claim(
        grounds=frozenset(listed(row["Grounds"])),
        year_group=row["Year"],
        applied=date.fromisoformat(row["Asked"]),
        starts=day(row["Charges from"]),
        proofs={ground: Proof(proof) for ground, proof in proofs.items()},
    )


def expected(row: Row) -> tuple[object, ...]:
    rates = {item: int(row[name]) for item, name in zip(ITEMS, ("Lessons", "Hire", "Ensembles"), strict=True)}
    days = (day(row["From"]), day(row["To"]))
    return row["Answer"], row["Rule"], rates, *days, listed(row["Check"]), listed(row["For a person"])


def told(decision: Decision) -> tuple[object, ...]:
    return (
        decision.outcome,
        decision.rule,
        dict(decision.rates),
        decision.first,
        decision.last,
        [check.ground for check in decision.checks],
        list(decision.for_person),
    )


@pytest.mark.parametrize(
    ("rules", "rows"), [case[::2] for case in CASE_LIST], ids=[case[1] for case in CASE_LIST]
)
def test_the_rules_answer(rules: str, rows: list[Row]) -> None:
    policies: tuple[Policy, ...] = RULES[rules]()

    decided = decisions(claim(rows[0]), policies)

    assert [told(decision) for decision in decided] == [expected(row) for row in rows]


def test_there_are_enough_cases_and_each_names_its_rule() -> None:
    assert len(CASE_LIST) >= 60
    assert {rules for rules, _, _ in CASE_LIST} == set(RULES)
    assert all(row["Rule"] for _, _, rows in CASE_LIST for row in rows)


def test_every_published_ground_decides_a_case() -> None:
    grounds = {ground.id for policy in published() for ground in policy.grounds}
    deciding = {row["Rule"] for rules, _, rows in CASE_LIST for row in rows if rules == "The published rules"}

    assert grounds <= deciding


def test_every_decision_keeps_its_policy_and_gives_reasons() -> None:
    for rules, name, rows in CASE_LIST:
        for decision in decisions(claim(rows[0]), RULES[rules]()):
            assert decision.reasons, name
            known = {(policy.id, policy.version) for policy in RULES[rules]()}
            assert (decision.policy, decision.version) in known or decision.rule == "no-rules", name
