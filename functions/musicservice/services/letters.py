"""What is put under a code of its own when a form is sent: a decision, a question to a school, a renewal.

Each is JSON, and names its kind. Nobody but who has the code can read one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from musicservice.domain.dates import without_weekday
from musicservice.domain.relief import ENSEMBLE, HIRE, TUITION
from musicservice.domain.remission import Decision
from musicservice.forms.draft import EARLIER, Draft, Member, Typed
from musicservice.forms.household import REMISSION
from musicservice.forms.journey import Journey
from musicservice.forms.reading import Reading
from musicservice.services.helping import Helped

DECISION, CONFIRMATION = "decision", "confirmation"
ITEM_WORDS = {TUITION: "Lessons", HIRE: "Instrument hire", ENSEMBLE: "Ensembles"}
EACH_YEAR = "year_group"
"""The question whose answer is another one each year."""
OFFERED = frozenset({"school"})
"""Pages whose answer is offered and looked at once more: no school is asked about a pupil who has left it."""
AFRESH = frozenset({"proof", "ask", "truth", "agreement"})
"""Pages that are answered anew each time: what was understood once is not understood for ever."""


def name_of(reading: Reading, member: Member) -> str:
    """What a child is called."""
    known = (reading.answer(question, member) for question in ("child_known_as", "child_given_name"))
    return next((str(name) for name in known if name), "")


def decision_letter(reading: Reading, found: Sequence[Helped], reference: str, today: date) -> bytes:
    """What the rules say to each child's claim, in words that can be understood and contested.

    Every household that asks gets one, whatever they say: that there is a letter tells nobody which reason
    was given.
    """
    children = [
        {"name": name_of(reading, one.member), "decisions": [_told(decision) for decision in one.decisions]}
        for one in found
    ]
    return _json(kind=DECISION, reference=reference, day=today.isoformat(), children=children)


def confirmation(reading: Reading, one: Helped, case: str, number: int, until: date) -> bytes:
    """What a school is asked about one of its pupils, and no more than it must see for that."""
    given, family = (reading.answer(name, one.member) for name in ("child_given_name", "child_family_name"))
    return _json(
        kind=CONFIRMATION,
        case=case,
        number=number,
        name=" ".join(part for part in (given, family) if part),
        born=reading.answer("birth_date", one.member).isoformat(),
        year_group=one.claim.year_group,
        questions=dict(one.questions),
        until=until.isoformat(),
    )


def renewal(reading: Reading, journey: Journey, last: date) -> bytes:
    """The same answers as a draft for next year, less what has to be said afresh.

    `journey` is the form that asks for help alone, `last` the day until which it is there. No list in it is
    said to be whole: a child may have joined or left, and files are shown anew.
    """
    draft = reading.draft
    renewed = Draft(
        form=REMISSION,
        version=journey.version,
        begun=draft.begun,
        pages=_kept(draft.pages, journey),
        members=tuple(replace(member, pages=_kept(member.pages, journey)) for member in reading.members),
        promised=last,
    )
    return renewed.to_json().encode()


def _kept(pages: Mapping[str, Typed], journey: Journey) -> dict[str, Typed]:
    steps = {step.name for step in journey.steps} - AFRESH
    return {
        name: Typed(_same(page.raw), EARLIER if name in OFFERED else journey.version)
        for name, page in pages.items()
        if name in steps
    }


def _same(raw: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return {name: values for name, values in raw.items() if name != EACH_YEAR}


def _told(decision: Decision) -> dict[str, Any]:
    rates = decision.rates
    return {
        "outcome": decision.outcome.value,
        "rates": [[ITEM_WORDS[item], rates[item]] for item in ITEM_WORDS if rates[item]],
        "reasons": [reason.words for reason in decision.reasons],
        "first": without_weekday(decision.first) if decision.first else "",
        "last": without_weekday(decision.last) if decision.last else "",
        "policy": decision.policy,
        "version": decision.version,
    }


def _json(**facts: Any) -> bytes:
    return json.dumps(facts, ensure_ascii=False).encode()
