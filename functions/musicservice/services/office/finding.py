"""Finds cases for somebody, of their own areas alone: by reference, by beginnings of names, by school."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from musicservice.domain.office.finding import Trace, school_shelf, word_shelf, words_of
from musicservice.domain.office.staff import Staff
from musicservice.domain.reference import NotAReferenceError, parse
from musicservice.domain.schools import School, find
from musicservice.office_ports import Cases

LOOKED_AT = 200
"""Traces of one word that are looked through for a second one."""
SHOWN = 30
SCHOOLS = 3


@dataclass(frozen=True)
class Found:
    """What was looked for, in what way, and what there is of it."""

    way: str
    cases: tuple[Trace, ...]
    case: str = ""
    """The one that a reference names."""


@dataclass(frozen=True)
class Finding:
    """The service. At most 1 + 1 + SCHOOLS reads and one for the case."""

    cases: Cases
    schools: Callable[[], Iterable[School]]

    def __call__(self, words: str, staff: Staff) -> Found:
        """What somebody may see of it. Raises UnavailableError."""
        if case := self._referred(words, staff):
            return Found("reference", (), case)
        by_name = [one for one in self._named(words) if staff.sees(one.matters)]
        by_school = [one for one in self._at_school(words) if staff.sees(one.matters)]
        each = {one.case: one for one in (*by_name, *by_school)}
        return Found(
            "name" if by_name else "school" if by_school else "nothing", tuple(each.values())[:SHOWN]
        )

    def _referred(self, words: str, staff: Staff) -> str:
        try:
            name = self.cases.referred(parse(words))
        except NotAReferenceError:
            return ""
        case = self.cases.case(name) if name else None
        return name if case and staff.sees(case.matters) else ""

    def _named(self, words: str) -> Iterator[Trace]:
        """The longest word is looked for, since it leads to fewest; the others must fit, too."""
        asked = words_of(words)
        if not asked:
            return
        longest = max(asked, key=len)
        seen: set[str] = set()
        for trace in self.cases.shelf(word_shelf(longest), longest, LOOKED_AT):
            if trace.case not in seen and trace.fits(asked):
                seen.add(trace.case)
                yield trace

    def _at_school(self, words: str) -> Iterator[Trace]:
        for school in find(words, self.schools(), SCHOOLS):
            yield from self.cases.shelf(school_shelf(school.urn), "", SHOWN, latest=True)
