"""What a sent form is made into: what lies open, what is sealed, who is written to."""

import json
from typing import Any

import pytest

from musicservice.forms.draft import EARLIER, Draft, Typed
from musicservice.forms.kinds import Checkboxes, Field, LongText, Radios, Text
from musicservice.services.posting import opened as read_letter
from tests.examples import MEMBERS, Answer, filled, journey, typed
from tests.fakes import OpenSeal
from tests.unit.drafts import CODE, changed, whole
from tests.unit.submissions import kept, private, sending

BOTH = ("enrolment", "remission")


def sent(draft: Draft) -> Any:
    submitting = sending(draft)
    submitting(draft.form, CODE, 1)
    return kept(submitting)


def test_special_and_financial_answers_are_sealed_and_no_others() -> None:
    one = sent(whole())
    sealed = json.loads(private(one))
    named_sealed = {field.name for field in journey().fields if field.classification.sealed}
    members = range(len(MEMBERS))

    lying_open = [one.answers["answers"], *(one.answers["members"][n] for n in members)]
    assert named_sealed.isdisjoint({name for part in lying_open for name in part})
    lying_sealed = [sealed["answers"], *(sealed["members"][n] for n in members)]
    assert {name for part in lying_sealed for name in part} == named_sealed
    assert sealed["members"][0]["access_needs"] == ["hearing", "quiet-space"]
    assert one.answers["members"][0]["child_given_name"] == "Zofia Łucja"
    assert "access" not in repr(one.answers)


SCRIPTS = {"latin": "a", "pictures": "🎺", "marks": '"', "backslashes": "\\"}


def most(field: Field[Any], letter: str) -> dict[str, Answer]:
    """The longest answer to a sealed question."""
    match field:
        case LongText(name=name, limit=limit) | Text(name=name, limit=limit):
            return {name: "a" + letter * (limit - 2) + "a"}
        case Checkboxes(name=name, options=options):
            return {name: [option.value for option in options if option.value != "none"]}
        case Radios(name=name, options=options):
            return {name: max((option.value for option in options), key=len)}
    raise AssertionError(f"say here what the longest answer to {field.name} is")


def sealed_fields(name: str) -> list[Field[Any]]:
    return [field for field in journey("parent", name).fields if field.classification.sealed]


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("name", BOTH)
def test_the_length_of_a_seal_does_not_tell_what_was_answered(name: str, script: str) -> None:
    usual = whole(name=name)
    full: dict[str, Answer] = {}
    for field in sealed_fields(name):
        full |= most(field, SCRIPTS[script])
    nothing: dict[str, Answer] = {field.name: None for field in sealed_fields(name) if not field.required} | {
        "help_with_fees": "no"
    }

    lengths = {len(private(sent(one))) for one in (usual, changed(usual, full), changed(usual, nothing))}

    assert len(lengths) == 1


def test_every_child_takes_the_same_room() -> None:
    form = journey()
    lengths = []
    for members in range(1, 4):
        draft = whole()
        for gone in draft.members[members:]:
            draft = draft.without_member(gone.id)
        lengths.append(len(private(sent(draft))))

    assert lengths[2] - lengths[1] == lengths[1] - lengths[0] > form.room(1) - form.room(0) > 0


def test_every_case_has_a_key_of_its_own() -> None:
    assert len({sent(whole()).case for _ in range(8)}) == 8


def test_the_trail_begins_with_the_names_of_what_was_asked_and_no_answer() -> None:
    entry = sent(whole()).audit

    assert set(entry.fields) == {field.name for field in journey().fields}
    assert "Zofia" not in repr(entry)


def addressed(one: Any) -> dict[str, str]:
    """Where each kind of message goes."""
    return {mail.kind: mail.to for mail in (read_letter(message, OpenSeal()) for message in one.messages)}


@pytest.mark.parametrize("ways", ["yes", "email-only"])
def test_a_receipt_goes_to_whom_it_is_safe_to_write(ways: str) -> None:
    one = sent(changed(whole(), {"safe_ways": ways}))

    assert addressed(one)["application-receipt"] == "renee@family.example"


@pytest.mark.parametrize("ways", ["phone-only", "ask"])
def test_nothing_goes_to_a_mailbox_that_is_not_safe(ways: str) -> None:
    one = sent(changed(whole(), {"safe_ways": ways}))

    assert "renee@family.example" not in addressed(one).values()


def test_nothing_goes_where_no_address_was_given() -> None:
    one = sent(changed(whole(), {"email": None}))

    assert set(addressed(one).values()) <= {"office@school.example"}


def test_a_message_tells_what_was_asked_for_and_nothing_else() -> None:
    one = sent(whole())
    mail = read_letter(one.messages[0], OpenSeal())

    assert mail.facts.lines == one.receipt.lines
    assert mail.facts.token == ""
    assert mail.language == "pl"
    assert mail.to not in repr(mail.facts.lines)
    assert {line.label for line in mail.facts.lines} == {
        "For the first child",
        "For the second child",
        "For the third child",
    }


def test_what_is_unusual_is_said_once_and_stops_nobody() -> None:
    odd: dict[str, Answer] = {"year_group": "13"}

    assert sent(changed(whole(), odd)).warnings == ("out-of-year",)
    assert sent(whole()).warnings == ()


def test_a_school_is_asked_only_where_the_family_chose_that() -> None:
    assert "school-confirmation" in addressed(sent(whole()))
    assert "school-confirmation" not in addressed(sent(changed(whole(), {"proof_by": "staff"})))


def test_what_is_said_of_those_left_out_is_not_sent() -> None:
    """Three children were listed before the answer became "the young person"."""
    form = journey("young-person")
    draft = whole()
    first = Typed(typed(form.first.page, changes={"applicant": "young-person"}), form.version)
    draft = filled(form, draft.with_typed("who", None, first))

    one = sent(draft)

    assert len(draft.members) == 3
    assert [member["child_given_name"] for member in one.answers["members"]] == ["Zofia Łucja"]
    assert "Nguyễn" not in repr((one.answers, one.placed)) + private(one).decode()


def test_next_year_s_form_asks_what_has_been_added_since() -> None:
    """The answers were given on another form, whose versions count apart."""
    one = sent(whole())
    [renewal] = [placed for placed in one.placed if placed.kind == "drafts"]

    draft = Draft.from_json(renewal.text.decode())

    assert draft.form == "remission"
    pages = [*draft.pages.values(), *(page for member in draft.members for page in member.pages.values())]
    assert {page.version for page in pages} == {EARLIER, journey("parent", "remission").version}
