"""Makes of a finished draft all that is kept when it is sent: the case, what is sealed, letters and messages.

It decides nothing about a family: what the rules say goes with the case for a person to see, and is told
the family only where a rule leaves no judgement.
"""

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from musicservice.catalogue import Catalogue
from musicservice.domain import audit, code, reference
from musicservice.domain.enrolment import Request, warnings
from musicservice.domain.outbox import ENGLISH, Message
from musicservice.domain.receipt import Receipt
from musicservice.domain.remission import policy_for
from musicservice.domain.submission import ANSWERS, Placed, Spent, Submission
from musicservice.forms.application import Application, application
from musicservice.forms.draft import Member
from musicservice.forms.household import REMISSION
from musicservice.forms.journey import Journey
from musicservice.forms.reading import Reading
from musicservice.messages.facts import Facts
from musicservice.ports import Seal
from musicservice.services import letters
from musicservice.services.drafting import APPLICANT, HERE, day, end_of
from musicservice.services.filing import Filing
from musicservice.services.helping import SCHOOL, UPLOAD, Helped, helped, noted
from musicservice.services.outcomes import Arrived, Opened, by_web
from musicservice.services.posting import posted

Following: TypeAlias = tuple[Message | None, tuple[Placed, ...]]
"""Something that goes out because of a form, and what it leads to."""

MAY_BE_MAILED = {"yes", "email-only"}
"""The answers on safe ways of reaching somebody that allow an e-mail."""
DECIDED = 2048
"""Octets of room for what the rules say about one member, whether they say anything or not."""
LETTER_LASTS = timedelta(days=400)
SCHOOL_HAS = timedelta(days=28)
RENEWED_BEFORE = timedelta(days=91)
"""How long before the rules of a year end a family is asked to look at its answers for the next."""
AFTERWARDS = timedelta(days=30)
"""How long after that it may still do so: schools check until the end of September."""


@dataclass(frozen=True)
class Composing:
    """The service. `journey` gives the form of a name in the wording for an applicant.

    `hand_in` keeps files of a draft for the case, and gives the ids of those that can be used. `arrived`
    gives the form as the family filled it in, and how it came.
    """

    seal: Seal
    catalogue: Callable[[], Catalogue]
    journey: Callable[[str, str], Journey]
    receipt_name: Callable[[str], str]
    hand_in: Callable[[Sequence[str]], tuple[str, ...]]
    choose: Callable[[Sequence[str]], str] = secrets.choice
    arrived: Arrived = by_web

    def __call__(self, opened: Opened, now: datetime, still_time: Callable[[], None]) -> Submission:
        """All of it. `still_time` raises UnavailableError when it is too late to begin another step.

        What was keyed in later than it came counts from then, under the rules of that day.
        """
        opened, arrival = self.arrived(opened, now)
        reading, whole = opened.reading, application(opened.reading)
        came_at = arrival.came_at or now
        case = secrets.token_hex(16)
        receipt = Receipt(
            self.receipt_name(opened.code), reference.draw(self.choose), now, whole.receipt(), whole.form
        )
        catalogue = self.catalogue()
        found = helped(reading, catalogue.policies, day(came_at))
        schools = {school.urn: school for school in catalogue.schools}
        helping = frozenset(one.member.id for one in found)
        filed = Filing(reading, whole, helping, case, receipt.reference, came_at, schools, arrival)()
        still_time()
        made = Submission(
            case=case,
            receipt=receipt,
            form=whole.form,
            form_version=whole.version,
            answers=whole.stored(sealed=False),
            sealed=self._sealed(reading.journey, whole, found, case),
            warnings=unusual(reading, now),
            audit=audit.received(case, whole.fields, now, arrival.actor, arrival.channel),
            messages=(),
            spent=Spent(opened.code, opened.revision),
            uploads=self._handed_in(reading),
            works=filed.works,
            traces=filed.traces,
            happenings=filed.happenings,
            arrival=arrival,
        )
        desks = frozenset(work.desk for work in filed.works)
        for message, placed in self._following(opened, found, made, now):
            still_time()
            messages = (*made.messages, replace(message, desks=desks)) if message else made.messages
            made = replace(made, messages=messages, placed=(*made.placed, *placed))
        return made

    def _sealed(self, journey: Journey, whole: Application, found: tuple[Helped, ...], case: str) -> bytes:
        """As long for every answer, so that its length tells how many members there are and nothing else."""
        room = journey.room(len(whole.members)) + DECIDED * (1 + len(whole.members))
        private = whole.stored(sealed=True) | ({"decisions": noted(found)} if found else {})
        text = json.dumps(private, ensure_ascii=False).encode()
        return self.seal.seal(evened(text, room), {"record": case, "purpose": ANSWERS})

    def _handed_in(self, reading: Reading) -> tuple[str, ...]:
        """The files that belong to it. They are kept beyond the draft from here on."""
        ids = reading.draft.uploads if reading.answer("proof_by") == UPLOAD else ()
        return self.hand_in(ids) if ids else ()

    def _following(
        self, opened: Opened, found: tuple[Helped, ...], made: Submission, now: datetime
    ) -> Iterator[Following]:
        """What goes out because of it."""
        reading, receipt = opened.reading, made.receipt
        facts = Facts(reference=receipt.reference, lines=receipt.lines)
        yield self._to_applicant("application-receipt", reading, facts, now, made.case), ()
        if found:
            yield self._decision(opened, found, made, now)
        if reading.answer("proof_by") == SCHOOL:
            for number, one in enumerate(found):
                yield self._question(reading, one, made.case, number, now)
        if found:
            yield self._renewal(reading, made.case, now)

    def _decision(
        self, opened: Opened, found: tuple[Helped, ...], made: Submission, now: datetime
    ) -> Following:
        """The letter lies under the code of the draft, which the family has already."""
        name = made.receipt.reference
        text = letters.decision_letter(opened.reading, found, name, day(now))
        facts = Facts(reference=name, token=opened.code)
        message = self._to_applicant("decision", opened.reading, facts, now, made.case)
        return message, (Placed("links", opened.code, text, LETTER_LASTS),)

    def _question(self, reading: Reading, one: Helped, case: str, number: int, now: datetime) -> Following:
        """A school whose address we have is written to; for any other, staff ask."""
        school = reading.answer("school", one.member)
        office = self.catalogue().office_email(school.urn) if school else ""
        if not office or not one.questions:
            return None, ()
        token, until = code.draw(self.choose), day(now + SCHOOL_HAS)
        text = letters.confirmation(reading, one, case, number, until)
        facts = Facts(token=token, day=until)
        message = posted("school-confirmation", office, facts, self.seal, now, case=case)
        return message, (Placed("links", token, text, end_of(until) - now),)

    def _renewal(self, reading: Reading, case: str, now: datetime) -> Following:
        """Next year's form with this year's answers, and a letter about it in time."""
        policy = policy_for(day(now), self.catalogue().policies)
        if policy is None or not _address(reading):
            return None, ()
        due, last = max(now, _noon(policy.ends - RENEWED_BEFORE)), policy.ends + AFTERWARDS
        token = code.draw(self.choose)
        text = letters.renewal(reading, self.journey(REMISSION, reading.answer(APPLICANT)), last)
        message = self._to_applicant("renewal", reading, Facts(token=token, day=last), due, case)
        return message, (Placed("drafts", token, text, end_of(last) - now),)

    def _to_applicant(
        self, kind: str, reading: Reading, facts: Facts, due: datetime, case: str
    ) -> Message | None:
        """A message to whoever sends the form, if it is safe to write to them."""
        address = _address(reading)
        if not address:
            return None
        language = reading.answer("language") or ENGLISH
        return posted(kind, address, facts, self.seal, due, case=case, language=language)


def _address(reading: Reading) -> str:
    return (reading.answer("email") or "") if reading.answer("safe_ways") in MAY_BE_MAILED else ""


def _noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=HERE).astimezone(UTC)


def evened(text: bytes, room: int) -> bytes:
    """JSON filled up with spaces, which JSON ignores.

    A seal's length would tell who needs help. As long as the longest answers, it tells how many children
    there are and nothing else.
    """
    return text.ljust(room)


def unusual(reading: Reading, now: datetime) -> tuple[str, ...]:
    """Codes of what staff should look at, each once, whichever member it is about."""
    found = (code for member in reading.members for code in warnings(asked(reading, member), day(now)))
    return tuple(dict.fromkeys(found))


def asked(reading: Reading, member: Member) -> Request:
    """The part of a form about one member that the rules on enrolment read."""
    of = reading.answer
    return Request(of(APPLICANT), of("birth_date", member), of("year_group", member))
