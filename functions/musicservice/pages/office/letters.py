"""What letters, and what became of them, are called in the office."""

from collections.abc import Mapping
from datetime import datetime

from musicservice.domain.fate import Fate
from musicservice.forms.kinds.phone import as_written
from musicservice.pages.filters import moment

KINDS: Mapping[str, str] = {
    "application-receipt": "Receipt for the form",
    "more-needed": "Question to the family",
    "decision": "Decision",
    "offer": "Offer of a place",
    "offer-reminder": "Reminder of an offer",
    "renewal": "Letter about next year",
    "school-confirmation": "Question to the school",
    "brief": "Note to a teacher",
    "brief-check": "Question to a teacher",
    "brief-check-family": "Question about the lessons",
}
OTHER, OF_COURSES = "Letter", "Letter about a course"
REASONS: Mapping[str, str] = {
    "no-such-address": "There is no such address.",
    "mailbox-full": "Their mailbox is full.",
    "too-large": "It was too large for their mailbox.",
    "not-accepted": "Their mail service did not accept it.",
    "held-back": "An earlier letter to this address came back or was marked as unwanted, so none goes there.",
    "held-up": "Their mail service did not take it, or an answering machine replied.",
    "came-back": "It came back. Their mail service does not say why.",
    "refused": "Our mail service found something dangerous in it.",
    "complaint": "They marked it as unwanted. They may not read what we write next.",
    "Unknown": "We do not know whether it went out. It was tried twice.",
    "SealBrokenError": "It is not as it was sealed. Tell your manager.",
    "Unreadable": "It lay in the outbox as no letter of ours. Tell your manager.",
    "BadRequestException": "Our mail service cannot write to this address.",
    "ValidationException": "Our mail service cannot write to this address.",
    "InvalidParameterValue": "Our mail service cannot write to this address.",
}
"""Codes of services/hearing.py, of the sweep, and of the mail service."""
ANY_REASON = "Our mail service did not take it, although it was tried for a day."
CALL_FAMILY = "Call them, as their answer on safe ways allows."
ASK_TEACHER = "Ask the teacher for their address, and send another."
CALL_SCHOOL = "Call the school’s office, and ask."
CALL_BOOKER = "Call whoever booked: {phone}"
NO_PHONE = "Call their school or setting. No number was given."
LOOK_AT_COURSES = "It was to you: look at the courses, and have your address in site.toml put right."
NOBODY = "Nothing here says who asked for it. They can ask for it again."


def named(kind: str) -> str:
    """What a kind of letter is called."""
    return KINDS.get(kind, OTHER)


def title(fate: Fate, kind: str) -> str:
    """What a letter is called, in the list of those that did not arrive."""
    return OF_COURSES if fate.is_of_courses else named(kind)


def why(fate: Fate) -> str:
    """Why it did not arrive."""
    return REASONS.get(fate.reason.partition(":")[0], ANY_REASON)


def to_do(fate: Fate, kind: str, phone: str = "") -> str:
    """What to do next about one that did not arrive."""
    if fate.is_of_courses:
        if not fate.course:
            return LOOK_AT_COURSES
        return CALL_BOOKER.format(phone=as_written(phone)) if phone else NO_PHONE
    if not fate.about:
        return NOBODY
    if kind in {"brief", "brief-check"}:
        return ASK_TEACHER
    return CALL_SCHOOL if kind == "school-confirmation" else CALL_FAMILY


def became(fate: Fate | None) -> str:
    """What became of a letter, in a few words; "" where it is not kept any more."""
    if fate is None:
        return ""
    match fate.state:
        case "pending":
            return "Waits to go out."
        case "called off":
            return "Not sent: it was not needed any more."
        case "sent":
            return _on("Sent", fate.sent)
        case "delivered":
            arrived = _on("Arrived", fate.delivered or fate.complained)
            return f"{arrived} {why(fate)}{_reached(fate)}" if fate.complained else arrived
    return f"{_on('Did not arrive', fate.failed)} {why(fate)}{_reached(fate)}"


def _reached(fate: Fate) -> str:
    return f" {_on('Reached in another way', fate.settled)}" if fate.settled else ""


def _on(said: str, at: datetime | None) -> str:
    return f"{said}, {moment(at)}." if at else f"{said}."
