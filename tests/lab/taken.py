"""Guards of the product, each taken out by a function that is handed a MonkeyPatch. See guards.py."""

from datetime import UTC, datetime
from typing import Any

import pytest

from musicservice.adapters.dynamodb.bookings import DynamoBookings
from musicservice.adapters.dynamodb.office.remains import DynamoRemains
from musicservice.adapters.dynamodb.outbox import DynamoOutbox
from musicservice.adapters.dynamodb.transaction import Transaction
from musicservice.domain.office import verifying
from musicservice.domain.office.staff import Session, Staff
from musicservice.services.drafting import Drafting, Opened
from musicservice.services.office.access import Access
from musicservice.services.office.erasing import Erasing
from musicservice.services.submitting import Submitting
from musicservice.web import door as public_door
from musicservice.web import gate, reply
from musicservice.web.office import door as office_door
from tests.lab import careless


def taking_once(patch: pytest.MonkeyPatch) -> None:
    """A form may be taken twice: nothing need be new, and the draft stays."""
    careless.MISSING["all that keeps a form from being taken twice"](patch)


def all_or_nothing(patch: pytest.MonkeyPatch) -> None:
    """Parts of a transaction are written one after the other."""
    write = Transaction.write

    def in_parts(self: Transaction, parts: Any, until: float) -> None:
        for part in parts:
            write(self, [part], until)

    patch.setattr(Transaction, "write", in_parts)


def sent_before_noted(patch: pytest.MonkeyPatch) -> None:
    """A letter is called sent before it is."""
    claim = DynamoOutbox.claim

    def called_sent(self: DynamoOutbox, message: Any, until: datetime) -> Any:
        claimed = claim(self, message, until)
        if claimed is not None:
            self.sent(claimed, datetime.now(UTC))
        return claimed

    patch.setattr(DynamoOutbox, "claim", called_sent)


def hash_link(patch: pytest.MonkeyPatch) -> None:
    """Nobody looks whether an entry follows on the one before."""
    links = verifying._links
    patch.setattr(
        verifying, "_links", lambda *of: (one for one in links(*of) if one.fault not in {"broken", "missing"})
    )


def noted_end(patch: pytest.MonkeyPatch) -> None:
    """Nobody looks where a trail ends."""
    patch.setattr(verifying, "_of_one", lambda chain, entries, _head: verifying._links(chain, entries))


def rule_of_a_route(patch: pytest.MonkeyPatch) -> None:
    """Any permission lets somebody through to any route of the office."""
    patch.setattr(Staff, "may", lambda *_: True)


def area_of_a_case(patch: pytest.MonkeyPatch) -> None:
    """Every case is everybody's to see who works in the office."""
    patch.setattr(Staff, "sees", lambda *_: True)


def end_of_a_session(patch: pytest.MonkeyPatch) -> None:
    """A session holds for ever."""
    patch.setattr(Session, "lasts", lambda *_: True)


def own_page(patch: pytest.MonkeyPatch) -> None:
    """Another site may send the office's forms."""
    patch.setattr(office_door, "own_page", lambda *_: None)


def replay(patch: pytest.MonkeyPatch) -> None:
    """Tombstones are counted, and nothing is erased again."""
    patch.setattr(
        Erasing, "replay", lambda self: {"tombstones": len([*self.remains.stones()]), "came_back": 1}
    )


def what_lies_elsewhere(patch: pytest.MonkeyPatch) -> None:
    """A case is erased, and not its letters, codes and traces."""
    patch.setattr(DynamoRemains, "scatter", lambda *_: None)


def a_header(patch: pytest.MonkeyPatch) -> None:
    """One of the headers that protect is not sent."""
    patch.delitem(reply.HEADERS, "X-Content-Type-Options")


def a_weaker_policy(patch: pytest.MonkeyPatch) -> None:
    """Scripts of any origin may run."""
    patch.setitem(reply.HEADERS, "Content-Security-Policy", reply.policy(script_src="https:"))


def strict_text(patch: pytest.MonkeyPatch) -> None:
    """Octets that are no text pass the gate as if they were."""

    def text(sent: bytes) -> str:
        octets = gate.ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), sent.replace(b"+", b" "))
        return octets.decode("utf-8", "surrogateescape")

    patch.setattr(gate, "_text", text)


def seats_counted(patch: pytest.MonkeyPatch) -> None:
    """Bookings are kept, and the seats of their course are not counted with them."""
    patch.setattr(DynamoBookings, "_counted", lambda *_: iter(()))


def forgotten(patch: pytest.MonkeyPatch) -> None:
    """What was asked, opened and answered is remembered for as long as the function lives."""
    remembered: list[Any] = []

    def remembering(place: Any, name: str) -> None:
        do = getattr(place, name)

        def done(*given: Any) -> Any:
            remembered.append((given, found := do(*given)))
            return found

        patch.setattr(place, name, done)

    remembering(Drafting, "open")
    remembering(public_door, "serve")


def revision_looked_at(patch: pytest.MonkeyPatch) -> None:
    """What is sent is what lies there, whatever was last seen of it."""
    send = Submitting.__call__

    def unseen(self: Submitting, name: str, code: str, revision: int) -> Any:
        found = self.drafting.open(name, code)
        return send(self, name, code, found.revision if isinstance(found, Opened) else revision)

    patch.setattr(Submitting, "__call__", unseen)


def all_answers(patch: pytest.MonkeyPatch) -> None:
    """Who asks for their data is not handed what was sealed."""
    patch.setattr(Access, "_opened", lambda *_: {})
