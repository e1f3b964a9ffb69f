"""Makes the messages that wait in the outbox, and reads them again: what is sealed in them and what is not.

Whoever may read the outbox learns that a message waits, for which request, and the public answers in it.
Where it goes and the token of its link are sealed together; only the worker can open them.
"""

import json
import secrets
from datetime import datetime

from musicservice.domain.outbox import ENGLISH, RECIPIENT, Message
from musicservice.messages.facts import Facts
from musicservice.messages.kinds import KINDS
from musicservice.ports import Context, Opener, Seal


def posted(  # noqa: PLR0913 - a message's whole content
    kind: str, to: str, facts: Facts, seal: Seal, due: datetime, *, case: str = "", language: str = ENGLISH
) -> Message:
    """A message of one kind to one address, to be sent once it is `due`.

    Raises UnavailableError, LackingError where the kind needs more facts, KeyError for a kind nobody defined.
    """
    KINDS[kind].check(facts)
    name = secrets.token_hex(16)
    private = json.dumps({"to": to, "token": facts.token}).encode()
    return Message(
        id=name,
        kind=kind,
        case=case,
        reference=facts.reference,
        lines=facts.lines,
        sealed=seal.seal(private, _context(name)),
        due=due,
        language=language,
        day=facts.day,
    )


def opened(message: Message, opener: Opener) -> tuple[str, Facts]:
    """Where a message goes, and what it tells. Raises SealBrokenError and UnavailableError."""
    to, token = _read(opener.open(message.sealed, _context(message.id)).decode())
    return to, Facts(message.reference, message.lines, token, message.day)


def _read(private: str) -> tuple[str, str]:
    """Address and token. Until November 2026 an address was sealed by itself; none of them is JSON."""
    try:
        sealed = json.loads(private)
    except ValueError:
        return private, ""
    return sealed["to"], sealed["token"]


def _context(name: str) -> Context:
    return {"record": name, "purpose": RECIPIENT}
