"""What one person may not do alone: a refusal of help, and taking many people's answers out of the house."""

ALONE = 50
"""Rows that one person may export by themselves."""


class SamePersonError(Exception):
    """Whoever asked for it cannot be the one who agrees to it."""


def must_be_another(asked_by: str, agreed_by: str) -> None:
    """Raises SamePersonError unless two members of staff, by id, are two people, and both are known."""
    if not asked_by or not agreed_by or asked_by == agreed_by:
        raise SamePersonError


def needs_a_second(rows: int) -> bool:
    """Whether an export of so many rows has to be agreed to by somebody else."""
    return rows > ALONE
