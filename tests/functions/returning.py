"""Somebody who comes back to a form that lies there already."""

import random
import time
from functools import cache
from typing import Any

from musicservice.adapters import codes
from musicservice.adapters.dynamodb.items import noted
from musicservice.domain.code import draw
from musicservice.forms.draft import Draft
from tests import examples
from tests.functions.visitor import Visitor

CHECK = "/forms/enrolment/check"


@cache
def left(until: str, children: int) -> Draft:
    """The form as they left it."""
    form = examples.journey()
    return examples.filled(form, examples.begun(form), until, children)


def returning(product: Any, app: Any, until: str = "", children: int = len(examples.MEMBERS)) -> Visitor:
    """Somebody with the examples' children whose form lies there, filled in as far as a page.

    What they had typed was typed on earlier days: it is put where the functions keep it.
    """
    code, draft = draw(random.choice), left(until, children)
    item = {
        "pk": f"LOCKER#{codes.place(code)}",
        "sk": "LOCKER",
        "kind": "drafts",
        "text": codes.closed(code, draft.to_json().encode()),
        "revision": 7,
        "purge_at": int(time.time()) + 86_400,
    }
    product.database.put_item(TableName=f"{product.prefix}-lockers", Item=noted(item))
    members = [member.id for member in draft.members]
    cookies = {"__Host-enrolment": code}
    return Visitor(app, children=children, needs_help=True, cookies=cookies, members=members)


def about_to_send(product: Any, children: int = len(examples.MEMBERS)) -> Visitor:
    """Somebody who has answered everything, at the page of all answers."""
    visitor = returning(product, product.public(), children=children)
    visitor.get(CHECK)
    return visitor
