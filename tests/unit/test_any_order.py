"""Whatever a household does in whatever order, the form stays one that can be finished and sent once."""

import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from musicservice.forms.application import application
from musicservice.forms.draft import Draft, Typed
from musicservice.forms.household.voice import APPLICANTS
from musicservice.forms.journey import Attach, Gather, Journey, Step
from musicservice.forms.reading import Reading, Station, read
from musicservice.services.drafting import Opened, without
from tests.examples import MEMBERS, NOW, Answer, begun, journey, typed
from tests.unit.drafts import CODE, laid, service, there
from tests.unit.submissions import kept, sending

WORDS = st.sampled_from(
    ["", "yes", "no", "lessons", "ensemble", "young-person", "parent", "2", "2015", "none", "Ł" * 501]
)
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
VALUES = st.lists(WORDS | TEXT, max_size=3).map(tuple)


ANY: dict[str, Answer] = {name: given for one in reversed(MEMBERS) for name, given in one.items()}
"""Good answers about a child on every branch."""


def finished(form: Journey, draft: Draft) -> Draft:
    """The draft with all that is open filled in."""
    while station := read(form, draft, NOW.date()).open:
        assert not station.mistakes
        if isinstance(station.stop, Step):
            page = Typed(typed(station.stop.page, changes=ANY if station.member else {}), form.version)
            draft = draft.with_typed(station.stop.name, station.member.id if station.member else None, page)
        else:
            draft = draft.with_finished(station.stop.name)
    return draft


class Household(RuleBasedStateMachine):
    """Two windows of one household, of which the other may have done anything since."""

    name = "enrolment"

    @initialize(applicant=st.sampled_from(APPLICANTS))
    def begin(self, applicant: str) -> None:
        self.drafting = service()
        laid(self.drafting, begun(journey(applicant, self.name), applicant))

    def at(self, place: int) -> Station:
        stations = self.reading.stations
        return stations[place % len(stations)]

    @property
    def reading(self) -> Reading:
        return there(self.drafting, name=self.name).reading

    def send(self, station: Station, raw: Any) -> None:
        member = station.member.id if station.member else None
        self.drafting.answer(self.name, CODE, station.stop.name, member, raw)

    @rule(place=st.integers(0, 60), child=st.integers(0, 2))
    def answer_any_page(self, place: int, child: int) -> None:
        station = self.at(place)
        if isinstance(station.stop, Step):
            self.send(station, typed(station.stop.page, child if station.member else None))

    @rule(child=st.integers(0, 2), pages=st.integers(1, 12))
    def answer_what_is_open(self, child: int, pages: int) -> None:
        for _ in range(pages):
            station = self.reading.open
            if station and isinstance(station.stop, Step):
                self.send(station, typed(station.stop.page, child if station.member else None))

    @rule(place=st.integers(0, 60), values=st.lists(VALUES, min_size=1, max_size=4))
    def answer_anything(self, place: int, values: list[tuple[str, ...]]) -> None:
        station = self.at(place)
        names = list(station.stop.page.inputs) if isinstance(station.stop, Step) else ["a"]
        self.send(station, {name: values[n % len(values)] for n, name in enumerate(names)})

    @rule(applicant=st.sampled_from(APPLICANTS))
    def be_somebody_else(self, applicant: str) -> None:
        self.send(self.reading.stations[0], {"applicant": (applicant,)})

    @rule(name=st.sampled_from(["0badc0de", "aaaaaaaa", "bbbbbbbb"]))
    def add(self, name: str) -> None:
        draft = self.reading.draft
        if draft.member(name) is None:
            self.change(draft.with_member(name))

    @rule(place=st.integers(0, 9))
    def take_out(self, place: int) -> None:
        members = self.reading.draft.members
        self.change(without(self.reading.draft, members[place % len(members)].id))

    @rule()
    def go_on(self) -> None:
        station = self.reading.open
        if station and isinstance(station.stop, Gather | Attach):
            self.change(self.reading.draft.with_finished(station.stop.name))

    def change(self, draft: Draft) -> None:
        assert isinstance(self.drafting.change(self.name, CODE, lambda _opened: draft), Opened)

    @invariant()
    def the_open_page_is_the_first_that_is_not_done(self) -> None:
        found = self.reading
        undone = [station for station in found.stations if not station.done]
        assert found.open == (undone[0] if undone else None)
        assert not undone or found.may_open(undone[0])
        assert len({station.path for station in found.stations}) == len(found.stations)

    @invariant()
    def a_page_is_done_where_it_has_answers(self) -> None:
        for station in self.reading.stations:
            if isinstance(station.stop, Step):
                assert station.done is (station.answers is not None)

    @invariant()
    def the_draft_comes_back_as_it_went(self) -> None:
        draft = self.reading.draft
        assert Draft.from_json(draft.to_json()) == draft
        assert draft.members

    @invariant()
    def only_what_is_asked_is_sent(self) -> None:
        found = self.reading
        if found.open is not None:
            return
        whole = application(found)
        stations = [one for one in found.stations if isinstance(one.stop, Step)]
        asked = {field.name for one in stations for field in one.stop.page.fields}
        assert set(whole.fields) == asked
        assert len(whole.members) == len(found.members)
        room = found.journey.room(len(whole.members))
        assert len(json.dumps(whole.stored(sealed=True), ensure_ascii=False).encode()) <= room

    def teardown(self) -> None:
        """However it was left, it can be finished and sent."""
        if not hasattr(self, "drafting"):
            return
        form, draft = self.reading.journey, self.reading.draft
        for station in self.reading.stations:
            if isinstance(station.stop, Step) and station.mistakes:
                raise AssertionError("a page with mistakes was kept")
        submitting = sending(finished(form, draft))
        submitting(self.name, CODE, 1)
        assert kept(submitting).receipt.received_at == NOW


class Helped(Household):
    """The same with the form that asks for help alone."""

    name = "remission"


SETTINGS = settings(max_examples=30, stateful_step_count=15, suppress_health_check=[HealthCheck.too_slow])
TestAnyHousehold = Household.TestCase
TestAnyHousehold.settings = SETTINGS
TestAnyHouseholdAskingForHelp = Helped.TestCase
TestAnyHouseholdAskingForHelp.settings = SETTINGS
