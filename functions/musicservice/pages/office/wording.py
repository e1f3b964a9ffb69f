"""What things are called in the office, in one place."""

from collections.abc import Collection, Mapping
from datetime import date

from musicservice.domain.dates import in_words
from musicservice.domain.office.handover import State
from musicservice.domain.office.promise import due, is_late, waited
from musicservice.domain.office.work import TELEPHONE, Queue, Status, Work

KINDS: Mapping[str, str] = {"enrolment": "Place", "remission": "Help with fees"}
AREAS: Mapping[str, str] = {
    "durham": "County Durham",
    "darlington": "Darlington",
    "elsewhere": "no school of County Durham or Darlington",
}
CHANNELS: Mapping[str, str] = {"paper": "a paper form", "phone": "a phone call"}
"""What a form was keyed in from."""
QUEUES: Mapping[Queue, str] = {
    "open": "To decide",
    "asked": "Waiting for the family",
    "second": "Second person",
    "waiting": "Waiting list",
    "offered": "Offered",
}
STATUSES: Mapping[Status, str] = {
    "received": "To decide",
    "asked": "The family was asked something",
    "proposed": "Waits for a second person",
    "waiting": "On the waiting list",
    "offered": "Offered to the family",
    "accepted": "Accepted by the family",
    "declined": "Declined by the family",
    "lapsed": "The offer is over",
    "granted": "Help granted",
    "refused": "Refused",
    "withdrawn": "Withdrawn",
}
ACTIONS: Mapping[str, str] = {
    "received": "received the form",
    "keyed in": "keyed the form in",
    "answered": "answered",
    "opened": "opened private answers",
    "opened a proof": "fetched a file shown as proof",
    "noted": "wrote a note",
    "exported": "took a table out",
    "messaged": "wrote to everybody on a course",
    "printed a certificate": "made a certificate anew",
    "asked": "asked the family something",
    "to be asked by telephone": "wrote down a question, to be asked by telephone",
    "answered late": "noted that the family told something after it was decided",
    "read an answer": "read what a family told after it was decided",
    "offered": "offered a place",
    "put on the waiting list": "put it on the waiting list",
    "could not offer": "said that there is no place",
    "granted": "granted help with fees",
    "proposed to refuse": "proposed to refuse help, or to give less",
    "refused": "refused help, as the second person",
    "sent back": "sent a proposal back, as the second person",
    "accepted": "accepted the offer",
    "declined": "declined the offer",
    "taken back": "took it back, to decide it again",
    "sent a brief": "told a teacher what helps",
    "withdrew a brief": "took back what a teacher was told",
    "settled a brief": "saw to it that nothing more is to be done for the teacher to know",
    "noted that the family agrees": "noted that the family agrees that the teacher knows",
    "opened a brief": "read what helps",
    "said whether it was in place": "said whether what helps was in place",
    "signed in": "signed in",
    "signed out": "signed out",
    "roles changed": "got other roles from the directory",
    "not let in": "was not let in",
    "denied": "asked for what is not theirs, or not there, and was refused",
    "searched": "looked for a case",
    "read the trail": "read who did what",
    "signed somebody out": "signed somebody out",
    "came back": "gave a question back that nobody answered",
    "lapsed": "gave an offer back that nobody answered",
    "reached them another way": "reached them in another way, after a letter that did not arrive",
    "held": "has it kept from being deleted",
    "let go": "no longer has it kept from being deleted",
}
HANDED_OVER: Mapping[State, str] = {
    "ask": "Ask the family first",
    "due": "To send",
    "sent": "Sent, and not read yet",
    "opened": "The teacher has read it",
    "in-place": "It was in place",
    "trouble": "It was not all in place",
    "settled": "Nothing more to do",
}
"""How it stands with what a teacher has to know."""
WARNINGS: Mapping[str, str] = {
    "outside-school-years": "By the date of birth this is nobody of school age. Ask before you decide.",
    "out-of-year": "Date of birth and year group differ. Some are taught out of their year.",
    "applies-alone-under-16": "Somebody under 16 applies alone. Talk about who else should know.",
}
"""Codes of domain/enrolment.py."""


def status(work: Work) -> str:
    """How a thing to decide stands."""
    is_to_call = work.status == "asked" and work.facts.get("how") == TELEPHONE
    return "To be asked by telephone" if is_to_call else STATUSES[work.status]


def age(work: Work, today: date, holidays: Collection[date]) -> str:
    """How long it has waited, and until when we said that we would answer."""
    days = waited(work.since, today, holidays)
    said = "today" if not days else "1 working day" if days == 1 else f"{days} working days"
    if work.queue != "open":
        return said
    last = in_words(due(work.since, holidays))
    return (
        f"{said}: late, promised by {last}" if is_late(work.since, today, holidays) else f"{said}, by {last}"
    )


def keyed(by: str, channel: str) -> str:
    """Who keyed something in, and from what; "" where it came over the web."""
    return f"keyed in by {by} from {CHANNELS.get(channel, channel)}" if by else ""
