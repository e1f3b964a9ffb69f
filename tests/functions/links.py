"""What goes out because of a form, read as whoever gets it reads it, and the functions on another day."""

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.clock import SystemClock
from musicservice.adapters.dynamodb.items import message_from
from musicservice.catalogue import Catalogue
from musicservice.domain.code import draw
from musicservice.forms.draft import Draft
from musicservice.messages.kinds import KINDS
from musicservice.messages.writing import written
from musicservice.services.posting import opened
from tests import examples
from tests.functions.conftest import Product
from tests.functions.visitor import Visitor


class Day(SystemClock):
    """The machine's clock, set to another day. It stands still."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Mail:
    """One message that waits: what it is, where it goes, when, and the code and the day that it tells."""

    kind: str
    to: str
    code: str
    last: date | None
    due: datetime

    @property
    def address(self) -> str:
        """Where its link leads."""
        return KINDS[self.kind].place.format(token=self.code)


def mail(product: Product) -> Mapping[str, Mail]:
    """The messages that wait, by kind. Of each kind there is one at most."""
    return {one.kind: one for one in every_mail(product)}


def every_mail(product: Product) -> list[Mail]:
    keys = product.opener()
    found = []
    for item in product.items("outbox"):
        message = message_from(item)
        mail, site = opened(message, keys), examples.CATALOGUE.site
        facts = mail.facts
        assert facts.token == "" or facts.token in written(mail.kind, facts, site, "en").text
        found.append(Mail(mail.kind, mail.to, facts.token, facts.day, message.due))
    return found


def laid(app: Any, draft: Draft) -> Visitor:
    """Somebody whose form lies there already, typed on earlier days."""
    code = draw(random.choice)
    drafting = bootstrap.public().drafting
    kept = draft.to_json().encode()
    drafting.lockers.put(code, kept, 0, timedelta(days=28), drafting.clock.now(), time.monotonic() + 5)
    return Visitor(app, form=draft.form, needs_help=True, cookies={f"__Host-{draft.form}": code})


def sent(app: Any, draft: Draft) -> Visitor:
    """Somebody who has just sent a whole form, and looks at the receipt."""
    visitor = laid(app, draft)
    assert visitor.get(f"/forms/{draft.form}/check").heading == "Check your answers"
    assert visitor.submit().heading == "We have your request"
    return visitor


def on(
    product: Product, monkeypatch: pytest.MonkeyPatch, day: datetime, catalogue: Catalogue | None = None
) -> Any:
    """The public function on another day, perhaps after another build of the site."""
    monkeypatch.setattr(bootstrap, "SystemClock", lambda: Day(day))
    if catalogue is not None:
        Path(product.settings["MUSICSERVICE_CATALOGUE"]).write_text(catalogue.to_json(), encoding="utf-8")
    return product.public()
