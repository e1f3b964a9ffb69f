"""Every message we send, each defined once: which facts it needs, where its link leads, what it is built of.

The words are in languages/. A message names nobody, and neither it nor its subject says what a request was
about beyond its public answers: it may be read in a shared mailbox or on the screen of a locked phone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from musicservice.messages.blocks import Block
from musicservice.messages.draft import Draft
from musicservice.messages.facts import Facts, LackingError

Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of message. `name` is also the name of its table of words."""

    name: str
    needs: frozenset[str]
    body: Callable[[Draft], Blocks]
    place: str = ""

    def check(self, facts: Facts) -> None:
        """Raises LackingError unless the facts are enough."""
        if lacking := self.needs - facts.known:
            raise LackingError(self.name, lacking)


def _receipt(draft: Draft) -> Blocks:
    asked: Blocks = (draft.heading("asked"), *draft.answers()) if draft.facts.lines else ()
    return (
        draft.title("opening"),
        draft.reference(),
        *asked,
        draft.heading("next"),
        draft.steps("steps"),
        draft.paragraph("changes"),
    )


def _draft_link(draft: Draft) -> Blocks:
    return (
        draft.title("opening"),
        draft.paragraph("intro"),
        draft.link("open"),
        draft.heading("other"),
        draft.paragraph("use"),
        draft.code(),
        draft.paragraph("until", "keep"),
    )


def _letter(draft: Draft) -> Blocks:
    return (
        draft.title("opening"),
        draft.paragraph("intro"),
        draft.link("open"),
        draft.paragraph("help"),
        draft.paragraph("keep"),
        draft.reference(),
    )


def _offer(draft: Draft) -> Blocks:
    return (
        draft.title("opening"),
        draft.paragraph("intro"),
        draft.link("open"),
        draft.paragraph("until"),
        draft.paragraph("help"),
        draft.paragraph("keep"),
        draft.reference(),
    )


def _renewal(draft: Draft) -> Blocks:
    return (
        draft.title("opening"),
        draft.paragraph("intro"),
        draft.link("open"),
        draft.paragraph("until"),
        draft.paragraph("keep"),
    )


def _school(draft: Draft) -> Blocks:
    return (
        draft.title("opening"),
        draft.paragraph("intro"),
        draft.link("open"),
        draft.paragraph("until"),
        draft.paragraph("keep", "sure"),
    )


def _dated(draft: Draft) -> Blocks:
    """A message about a booking that may change what stands in a calendar."""
    return _booking(draft, *((draft.paragraph("calendar"),) if draft.facts.calendar else ()))


def _booking(draft: Draft, *more: Block) -> Blocks:
    return (
        draft.title("opening"),
        draft.paragraph("intro"),
        draft.heading("what"),
        *draft.answers(),
        *more,
        draft.link("open"),
        draft.paragraph("help"),
        draft.paragraph("keep"),
        draft.reference(),
    )


def _certificate(draft: Draft) -> Blocks:
    return (
        draft.title("opening"),
        draft.paragraph("intro"),
        draft.heading("what"),
        *draft.answers(),
        draft.paragraph("file"),
        draft.heading("ask"),
        draft.paragraph("questions"),
        draft.link("open"),
        draft.paragraph("until", "keep"),
        draft.reference(),
    )


def _office(draft: Draft) -> Blocks:
    return (
        draft.title("opening"),
        draft.paragraph("intro"),
        draft.heading("what"),
        *draft.answers(),
        draft.heading("do"),
        draft.steps("steps"),
    )


def _told(draft: Draft) -> Blocks:
    return (
        draft.title("opening"),
        *draft.courses(),
        *draft.told(),
        draft.paragraph("help"),
        draft.reference(),
    )


def ending(draft: Draft) -> Blocks:
    """What stands below every message: who we are, why this came, what if it was not you, how to reach us."""
    return (
        draft.heading("about"),
        draft.paragraph("who", "why"),
        draft.paragraph("not_you"),
        draft.paragraph("reach"),
        draft.ways(),
        draft.small("private"),
    )


BOOKED = frozenset({"reference", "lines", "token"})
TO_READ = frozenset({"token", "day"})
LETTER = "/forms/letter/{token}"
BRIEF = "/forms/brief/{token}"
MANAGE = "/forms/manage/{token}"
BOOKING = (
    *("booking-waiting", "booking-offer", "booking-offer-sooner", "booking-changed"),
    *("booking-lapsed", "booking-reminder"),
)
OFFICE = ("course-short", "course-gone")
"""To whoever runs the courses, about what only they can decide."""
DATED = ("booking-confirmed", "booking-cancelled", "course-changed")
COURSE_KINDS = frozenset({*BOOKING, *OFFICE, *DATED, "course-message", "certificate"})
"""All that is about courses."""
RECEIPT = Kind("application-receipt", frozenset({"reference"}), _receipt)
KINDS: Mapping[str, Kind] = {
    "application-receipt": RECEIPT,
    # Made until November 2026; one may still wait in an outbox.
    "enrolment-receipt": RECEIPT,
    "draft-link": Kind("draft-link", frozenset({"token", "day"}), _draft_link, "/forms/return/{token}"),
    "more-needed": Kind("more-needed", frozenset({"reference", "token"}), _letter, "/forms/answer/{token}"),
    "decision": Kind("decision", frozenset({"reference", "token"}), _letter, LETTER),
    "offer": Kind("offer", frozenset({"reference", "token", "day"}), _offer, "/forms/offer/{token}"),
    "offer-reminder": Kind(
        "offer-reminder", frozenset({"reference", "token", "day"}), _offer, "/forms/offer/{token}"
    ),
    "renewal": Kind("renewal", frozenset({"token", "day"}), _renewal, "/forms/renewal/{token}"),
    "brief": Kind("brief", TO_READ, _renewal, BRIEF),
    "brief-check": Kind("brief-check", TO_READ, _renewal, BRIEF),
    "brief-check-family": Kind("brief-check-family", TO_READ, _renewal, BRIEF),
    "school-confirmation": Kind(
        "school-confirmation", frozenset({"token", "day"}), _school, "/forms/confirm/{token}"
    ),
    "certificate": Kind(
        "certificate",
        frozenset({"reference", "lines", "token", "day"}),
        _certificate,
        "/forms/feedback/{token}",
    ),
    "course-message": Kind("course-message", frozenset({"reference", "lines"}), _told),
    **{name: Kind(name, frozenset({"lines"}), _office) for name in OFFICE},
    **{name: Kind(name, BOOKED, _booking, MANAGE) for name in BOOKING},
    **{name: Kind(name, BOOKED, _dated, MANAGE) for name in DATED},
}
