"""The receipt of a form, for whoever has its address, and the way to what was decided at once."""

import re
from dataclasses import dataclass

from musicservice.domain.reference import spoken
from musicservice.pages.render import received_page
from musicservice.ports import UnavailableError
from musicservice.services.linked import Letter
from musicservice.web import places
from musicservice.web.desk import Desk
from musicservice.web.keyring import code_in
from musicservice.web.linking import Linking
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

RECEIPT = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Receiving:
    """The receipts of one form."""

    desk: Desk
    linking: Linking

    def received(self, request: Request) -> Reply:
        """Shows a receipt to whoever has its address, which cannot be guessed."""
        fingerprint = request.params.get("receipt", "")
        if not RECEIPT.fullmatch(fingerprint):
            raise RefusedError(404, "no-receipt")
        parts = self.desk.parts()
        try:
            receipt = parts.drafting.submissions.receipt(fingerprint, parts.drafting.clock.now())
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        if receipt is None:
            raise RefusedError(404, "no-receipt")
        page = received_page(
            parts.site(),
            receipt.reference,
            spoken(receipt.reference),
            receipt.lines,
            self._letter(request, fingerprint),
        )
        return Reply(200, page)

    def _letter(self, request: Request, fingerprint: str) -> str:
        """The address of a letter about this very form, where this browser holds its code."""
        parts = self.desk.parts()
        code = code_in(request, self.desk.name, parts.origin)
        is_own = bool(code) and parts.drafting.receipt_name(code) == fingerprint
        found = self.linking.parts().linked.look(code) if is_own else None
        return places.page(self.desk.name, "letter") if isinstance(found, Letter) else ""
