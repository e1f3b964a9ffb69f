"""What the office gets of a form that was sent: what there is to decide, how it is found, what is counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from musicservice.domain.office.area import Area, area_of
from musicservice.domain.office.finding import Trace, mail_shelf, school_shelf, word_shelf, words_in, words_of
from musicservice.domain.office.happening import Happening, happened
from musicservice.domain.office.work import Kind, Work
from musicservice.domain.schools import School
from musicservice.domain.submission import WEB, Arrival
from musicservice.forms.application import Application
from musicservice.forms.draft import Member
from musicservice.forms.household import ENROLMENT
from musicservice.forms.reading import Reading
from musicservice.services.letters import name_of

CHILD = ("child_given_name", "child_family_name")


@dataclass(frozen=True)
class Filed:
    """All of it, for one case."""

    works: tuple[Work, ...]
    traces: tuple[Trace, ...]
    happenings: tuple[Happening, ...]


@dataclass(frozen=True)
class Filing:
    """One case as it is filed. `helped` are the ids of members for whom help with fees is asked."""

    reading: Reading
    whole: Application
    helped: frozenset[str]
    case: str
    reference: str
    at: datetime
    schools: Mapping[str, School]
    arrival: Arrival = WEB

    def __call__(self) -> Filed:
        """What there is to decide, what leads there, and what to count."""
        works = tuple(self._works())
        traces = (*self._by_name(works), *self._by_school(works), *self._by_mail(works))
        return Filed(works, traces, tuple(self._counted(works)))

    def _works(self) -> Iterator[Work]:
        for number, member in enumerate(self.reading.members):
            for kind in self._kinds(member):
                yield Work(
                    case=self.case,
                    kind=kind,
                    number=number,
                    reference=self.reference,
                    area=self._area(member),
                    name=name_of(self.reading, member),
                    school=self._urn(member),
                    wants=self.whole.wanted(number),
                    received_at=self.at,
                    since=self.at,
                    channel=self.arrival.channel,
                    keyed_by=self.arrival.keyed_by,
                )

    def _kinds(self, member: Member) -> Iterator[Kind]:
        if self.whole.form == ENROLMENT:
            yield "enrolment"
        if member.id in self.helped:
            yield "remission"

    def _by_name(self, works: Iterable[Work]) -> Iterator[Trace]:
        """Children first: they are who somebody asks for, and no room is left for everything."""
        children = [self._named(member) for member in self.reading.members]
        known = [self.reading.answer("child_known_as", member) or "" for member in self.reading.members]
        for word, names in words_in([*children, self.reading.answer("contact_name") or "", *known]).items():
            yield self._trace(word_shelf(word), f"{word}#{self.case}", names, works)

    def _by_school(self, works: Iterable[Work]) -> Iterator[Trace]:
        pupils: dict[str, list[str]] = {}
        for member in self.reading.members:
            if urn := self._urn(member):
                pupils.setdefault(urn, []).append(self._named(member))
        for urn, names in pupils.items():
            yield self._trace(school_shelf(urn), f"{self.at:%Y-%m-%dT%H:%M:%SZ}#{self.case}", names, works)

    def _by_mail(self, works: Iterable[Work]) -> Iterator[Trace]:
        if address := self.reading.answer("email"):
            names = [self.reading.answer("contact_name") or ""]
            yield self._trace(mail_shelf(address), self.case, names, works)

    def _trace(self, shelf: str, place: str, names: Iterable[str], works: Iterable[Work]) -> Trace:
        people = tuple(names)
        return Trace(
            shelf=shelf,
            place=place,
            case=self.case,
            reference=self.reference,
            matters=frozenset((work.kind, work.area) for work in works),
            names=people,
            words=frozenset(word for name in people for word in words_of(name)),
            received_at=self.at,
        )

    def _counted(self, works: Iterable[Work]) -> Iterator[Happening]:
        """One note for each kind and area, since a transaction has room for a hundred things."""
        for (kind, area), children in Counter((work.kind, work.area) for work in works).items():
            facts = {"area": area, "children": str(children)}
            yield happened(f"{kind}-received", self.at, facts, self.case)

    def _named(self, member: Member) -> str:
        parts = (self.reading.answer(question, member) for question in CHILD)
        return " ".join(part for part in parts if part)

    def _urn(self, member: Member) -> str:
        school = self.reading.answer("school", member)
        return school.urn if school else ""

    def _area(self, member: Member) -> Area:
        return area_at(self._urn(member), self.schools)


def area_at(urn: str, schools: Mapping[str, School]) -> Area:
    """The area of somebody at the school of this number; of somebody at none."""
    school = schools.get(urn)
    return area_of(school.authority if school else "")
