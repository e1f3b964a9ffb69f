"""What the office gets of a form that was sent."""

from collections import Counter

from musicservice.domain.submission import Submission
from tests.examples import NOW
from tests.unit.drafts import CODE, whole
from tests.unit.submissions import kept, sending


def sent() -> Submission:
    submitting = sending(whole())
    submitting("enrolment", CODE, 1)
    return kept(submitting)


def test_each_child_is_decided_by_itself() -> None:
    one = sent()

    kinds = Counter(work.kind for work in one.works)
    assert kinds["enrolment"] == len(one.answers["members"])
    assert {work.status for work in one.works} == {"received"}
    assert {work.reference for work in one.works} == {one.receipt.reference}
    assert {work.since for work in one.works} == {NOW}
    assert all(work.wants for work in one.works)


def test_everybody_leads_to_the_case() -> None:
    one = sent()

    names = {name for trace in one.traces for name in trace.names}
    for child in one.answers["members"]:
        assert f"{child['child_given_name']} {child['child_family_name'] or ''}".strip() in names
    assert one.answers["answers"]["contact_name"] in names
    assert {trace.case for trace in one.traces} == {one.case}


def test_one_note_tells_how_many_asked() -> None:
    one = sent()

    asked = [int(note.facts["children"]) for note in one.happenings if note.what == "enrolment-received"]
    assert sum(asked) == len(one.answers["members"])
    assert all(note.about == one.case for note in one.happenings)
