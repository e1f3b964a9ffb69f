"""Somebody who comes back to a form that lies there already."""

import random
import time
from typing import Any

from musicservice.adapters import codes
from musicservice.adapters.dynamodb.items import noted
from musicservice.domain.code import draw
from tests import examples
from tests.functions.visitor import Visitor


def returning(product: Any, app: Any, until: str = "") -> Visitor:
    """Somebody with the examples' three children whose form lies there, filled in as far as a page.

    What they had typed was typed on earlier days: it is put where the functions keep it.
    """
    form, code = examples.journey(), draw(random.choice)
    draft = examples.filled(form, examples.begun(form), until)
    item = {
        "pk": f"LOCKER#{codes.place(code)}",
        "sk": "LOCKER",
        "text": codes.closed(code, draft.to_json().encode()),
        "revision": 7,
        "purge_at": int(time.time()) + 86_400,
    }
    product.database.put_item(TableName=f"{product.prefix}-drafts", Item=noted(item))
    members = [member.id for member in draft.members]
    return Visitor(app, needs_help=True, cookies={"__Host-enrolment": code}, members=members)
