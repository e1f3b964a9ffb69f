"""One declaration, many readers: every answer from its page to the item, e-mail, staff and export."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest

from musicservice.adapters.dynamodb import items
from musicservice.domain.submission import Submission
from musicservice.forms import export
from musicservice.forms.classification import Classification
from musicservice.forms.form import Row
from musicservice.forms.household.voice import APPLICANTS
from musicservice.forms.journey import Journey
from musicservice.forms.kinds import Field
from musicservice.forms.reading import Reading
from musicservice.forms.record import Record
from musicservice.forms.staff import staff_view
from musicservice.services.posting import opened
from tests.contract.forms import Case, cases
from tests.examples import HOUSEHOLD, journey
from tests.fakes import OpenSeal
from tests.unit.drafts import CODE, there, whole
from tests.unit.submissions import kept, private, sending

CASE = pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in cases().items()])
SEALED = {Classification.SPECIAL, Classification.FINANCIAL}
EVERYTHING = frozenset(Classification)


@dataclass(frozen=True)
class Way:
    """One whole form on its way: as it was read, as it was sent, and as a database hands it back."""

    journey: Journey
    reading: Reading
    submission: Submission
    record: Record

    def answers(self) -> Iterator[tuple[str, int | None, Field[Any], Any]]:
        """The title of the page, whom it is about, the question, and the answer."""
        places = {member.id: place for place, member in enumerate(self.reading.members)}
        for station in self.reading.stations:
            place = places[station.member.id] if station.member else None
            for one in station.answers.form.fields if station.answers else ():
                yield station.answers.form.title, place, one, station.answers.of(one.name)


@cache
def way(name: str, applicant: str) -> Way:
    submitting = sending(whole(applicant, name))
    reading = there(submitting.drafting, name=name).reading
    submitting(name, CODE, 1)
    submission = kept(submitting)
    item = items.plain(items.case_item(submission))
    record = Record.of(item, json.loads(private(submission)))
    return Way(journey(applicant, name), reading, submission, record)


WAY = pytest.mark.parametrize(
    "sent", [pytest.param(way(n, who), id=f"{n}-{who}") for n in HOUSEHOLD for who in APPLICANTS]
)


def stored_again(kept_: Any) -> Iterator[Any]:
    """What comes back of a stored answer, from JSON and from the database."""
    yield json.loads(json.dumps(kept_, ensure_ascii=False))
    yield items.plain(items.noted({"x": kept_}))["x"]


@CASE
def test_an_answer_comes_back_as_it_was_stored(case: Case) -> None:
    for _, answers in case.filled():
        for one in case.page.fields:
            value = answers.of(one.name)
            if value is not None:
                assert [one.load(again) for again in stored_again(one.store(value))] == [value, value]


@CASE
def test_an_answer_takes_no_more_room_than_its_question_says(case: Case) -> None:
    for _, answers in case.filled():
        for one in case.page.fields:
            value = answers.of(one.name)
            if value is not None:
                assert len(json.dumps(one.store(value), ensure_ascii=False).encode()) <= one.longest


@CASE
def test_an_answer_is_kept_once_sealed_or_open(case: Case) -> None:
    for _, answers in case.filled():
        opened, sealed = (answers.stored(sealed=sealed) for sealed in (False, True))
        for one in case.page.fields:
            is_private = one.classification in SEALED
            assert (one.name in sealed, one.name in opened) == (is_private, not is_private)


@CASE
def test_an_answer_is_mailed_only_where_that_is_declared(case: Case) -> None:
    for _, answers in case.filled():
        mailed = {row.label for row in answers.receipt()}
        for one in case.page.fields:
            is_given = answers.of(one.name) is not None
            assert (one.label in mailed) is (one.in_receipt and is_given)
            assert not one.in_receipt or one.classification is Classification.PUBLIC


@WAY
def test_every_answer_is_in_the_record_of_whom_it_is_about(sent: Way) -> None:
    for _, member, one, value in sent.answers():
        of = sent.record.answers if member is None else sent.record.members[member]
        back = of[one.name]
        assert (None if back is None else one.load(back)) == value, one.name


@WAY
def test_what_is_sealed_lies_nowhere_in_the_open(sent: Way) -> None:
    item = repr({**items.case_item(sent.submission), "sealed": ""})

    for _, _, one, value in sent.answers():
        if one.classification in SEALED and value is not None:
            assert one.name not in item
            assert not isinstance(value, str) or len(value) < 8 or value not in item


@WAY
def test_every_answer_is_shown_to_staff_under_its_label_by_member(sent: Way) -> None:
    shown = {(part.title, part.member): part.rows for part in staff_view(sent.journey, sent.record)}
    given = [(title, member, one, value) for title, member, one, value in sent.answers() if value is not None]

    for title, member, one, value in given:
        row = Row(one.label, one.show(value))
        assert row in shown[title, member], one.name
        assert row.shown
    assert sum(map(len, shown.values())) == len(given)


@WAY
def test_staff_see_the_answers_in_the_order_of_the_form(sent: Way) -> None:
    asked = [(title, member) for title, member, _, value in sent.answers() if value is not None]

    parts = [(part.title, part.member) for part in staff_view(sent.journey, sent.record)]
    assert parts == list(dict.fromkeys(asked))


@WAY
def test_every_answer_is_exported_in_the_row_of_whom_it_is_about(sent: Way) -> None:
    names = export.header(sent.journey, EVERYTHING)
    table = export.rows(sent.journey, sent.record, EVERYTHING)
    rows = [dict(zip(names, cells, strict=True)) for cells in table]

    assert set(names) - {"member"} == {one.name for one in sent.journey.fields}
    assert len(rows) == len(sent.reading.members)
    for _, member, one, value in sent.answers():
        for row in rows if member is None else [rows[member]]:
            assert row[one.name] == cell(one, value), one.name


def cell(one: Field[Any], value: Any) -> Any:
    """A day stays one; all else is told as staff read it."""
    return value if value is None or isinstance(value, date) else export.harmless(one.show(value))


@WAY
@pytest.mark.parametrize("leaving", Classification)
def test_only_what_may_leave_is_exported(sent: Way, leaving: Classification) -> None:
    of_it = {one.name for one in sent.journey.fields if one.classification is leaving}

    assert set(export.header(sent.journey, {leaving})) == of_it | {"member"}


@WAY
def test_messages_say_nothing_but_public_answers(sent: Way) -> None:
    public = {
        line
        for _, _, one, value in sent.answers()
        if one.in_receipt and value is not None
        for line in one.show(value).splitlines()
    }
    posted = [opened(message, OpenSeal()) for message in sent.submission.messages]
    told = {part for one in posted for line in one.facts.lines for part in line.shown.splitlines()}

    assert told == public
    assert told == {part for line in sent.submission.receipt.lines for part in line.shown.splitlines()}


@WAY
def test_the_trail_names_every_question_that_was_asked(sent: Way) -> None:
    assert set(sent.submission.audit.fields) == {one.name for _, _, one, _ in sent.answers()}
