"""How private an answer is. The declaration drives sealing, e-mail, logs, export and retention."""

from enum import Enum


class Classification(Enum):
    """What one answer is, to whoever stores, sends or shows it."""

    PUBLIC = "public"
    """Says nothing about anybody by itself: may stand in an e-mail."""

    PERSONAL = "personal"
    """Tells something of a person: stored, shown to staff, never mailed or logged."""

    SPECIAL = "special"
    """Health, disability or safeguarding: stored only sealed."""

    FINANCIAL = "financial"
    """Money or benefits of a household: stored only sealed."""

    @property
    def sealed(self) -> bool:
        """Whether the function that takes the answer must be unable to read it back."""
        return self in {Classification.SPECIAL, Classification.FINANCIAL}
