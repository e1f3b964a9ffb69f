"""A message as HTML: one column that also holds where a mail program knows little HTML and no styles."""

from musicservice.domain.outbox import ENGLISH
from musicservice.messages.compose import Composed
from musicservice.pages.environment import environment


def html(message: Composed) -> str:
    """The whole document. Facts are marked as English where the message is in another language."""
    template = environment().get_template("email/message.html")
    return template.render(message=message, given=ENGLISH if message.language != ENGLISH else "")
