"""The page on which a family adds proofs: what it shows for a draft's uploads, and how one is taken out.

It does not know where a draft keeps the ids of its uploads: they come in, and go out with the answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from musicservice.catalogue import Site
from musicservice.domain.arriving import TROUBLES
from musicservice.domain.uploads import MOST_FILES
from musicservice.pages.render import problem_page
from musicservice.pages.uploads import Way, upload_page
from musicservice.ports import UnavailableError
from musicservice.services.evidence import Ids, ProofDesk
from musicservice.web.gate import admit
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import Request

Answer: TypeAlias = tuple[Reply, Ids]
"""What to send, and the ids that the draft must hold before it is sent."""

REMOVE = "remove"


@dataclass(frozen=True)
class UploadPages:
    """The page at one place of one form. `origin` is our own, such as https://example.org."""

    desk: ProofDesk
    site: Callable[[], Site]
    way: Way
    origin: str

    def show(self, request: Request, ids: Sequence[str]) -> Answer:
        """The page; 303 to itself when the browser comes back from sending a file.

        503 when it cannot be known what became of the files. Raises nothing of its own.
        """
        try:
            return self._shown(request, ids)
        except UnavailableError as cause:
            return Reply(503, problem_page(self.site(), 503), remark=str(cause)), tuple(ids)

    def take_out(self, request: Request, ids: Sequence[str]) -> Answer:
        """Takes one out: 303 to the page. Raises RefusedError for what our page did not send.

        An id that is not among the draft's own is answered in the same way and changes nothing.
        """
        given = admit(request, {REMOVE: False}, self.origin)
        try:
            left = self.desk.take_out(ids, given.get(REMOVE, ("",))[0])
        except UnavailableError as cause:
            return Reply(503, problem_page(self.site(), 503), remark=str(cause)), tuple(ids)
        return see_other(self.way.here), left

    def _shown(self, request: Request, ids: Sequence[str]) -> Answer:
        closed = _number(_asked(request, "sent"))
        shown = self.desk.show(ids, closed)
        if closed:
            return see_other(self.way.here), shown.ids
        back = f"{self.origin}{self.way.here}?sent={len(shown.ids)}"
        invitation = self.desk.invite(shown, back)
        refused = _asked(request, "refused")
        trouble = refused if refused in TROUBLES else ""
        page = upload_page(self.site(), self.way, shown, invitation, trouble, self.desk.checker)
        return Reply(200, page), shown.ids


def _asked(request: Request, name: str) -> str:
    return (request.query.get(name) or ("",))[0]


def _number(text: str) -> int:
    """The number of a place; 0 for what is none."""
    return int(text) if text in {str(n) for n in range(1, MOST_FILES + 1)} else 0
