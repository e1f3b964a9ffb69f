"""A small form in steps, to show what a form may declare and how it is read."""

from dataclasses import replace
from datetime import date
from typing import Any

from musicservice.forms.classification import Classification
from musicservice.forms.conditions import ALWAYS, AnyMember, Condition, Is, Not
from musicservice.forms.draft import Draft, Typed
from musicservice.forms.form import Form, Rule, Section
from musicservice.forms.journey import Attach, Gather, Journey, Step, Stop
from musicservice.forms.kinds import Checkboxes, Field, Option, Radios, Terms, Text
from musicservice.forms.reading import Reading, read

TODAY = date(2026, 3, 14)
PUBLIC, PERSONAL, SPECIAL = Classification.PUBLIC, Classification.PERSONAL, Classification.SPECIAL


def text(name: str, **changes: Any) -> Text:
    return Text(**{"name": name, "label": name.title(), "classification": PERSONAL} | changes)


def choice(name: str, *values: str, **changes: Any) -> Radios:
    options = tuple(Option(value, value.title()) for value in values)
    given = {"name": name, "label": name.title(), "classification": PERSONAL, "missing": f"Choose {name}"}
    return Radios(**given | {"options": options} | changes)


def page(
    name: str,
    *fields: Field[Any],
    when: Condition = ALWAYS,
    each: bool = False,
    rules: tuple[Rule, ...] = (),
) -> Step:
    form = Form(name=name, title=name.title(), sections=(Section("", "", fields),), rules=rules)
    return Step(page=form, shown_if=when, each=each)


def gather(**changes: Any) -> Gather:
    given = {"name": "all", "title": "All", "intro": "", "add": "Another", "done": "That is all"}
    return Gather(**given | changes)


WHO = page("who", choice("who", "alone", "family"))
NAME = page("name", text("name", missing="Enter a name"), text("family", carried=True), each=True)
PLAYS = page(
    "plays",
    Checkboxes(
        name="plays",
        label="Plays",
        classification=PUBLIC,
        in_receipt=True,
        missing="Choose what",
        options=(Option("horn", "Horn"), Option("sings", "Sings"), Option("none", "Nothing")),
    ),
    each=True,
)
HORN = page("horn", text("horn", missing="Which horn?"), when=Is("plays", "horn"), each=True)
LIST = gather(shown_if=Not(Is("who", "alone")))
NEEDS = page("needs", text("needs", classification=SPECIAL), when=AnyMember(Is("plays", "sings")))
FILES = Attach(name="files", title="Files", shown_if=Is("who", "family"))
AGREED = page(
    "agreed",
    Terms(
        name="terms", label="Terms", classification=PERSONAL, missing="Tick", version="2026-01-01", url="/t/"
    ),
)
STOPS: tuple[Stop, ...] = (WHO, NAME, PLAYS, HORN, LIST, NEEDS, FILES, AGREED)


def journey(*stops: Stop, version: int = 1, **changes: Any) -> Journey:
    given = {"name": "small", "title": "Small", "begins": "/small/", "submit": "Send", "member": "child"}
    return Journey(**given | {"version": version, "most": 10, "stops": stops or STOPS} | changes)


RAW: dict[str, dict[str, tuple[str, ...]]] = {
    "who": {"who": ("family",)},
    "name": {"name": ("Łucja",), "family": ("Ó Briain",)},
    "plays": {"plays": ("horn", "sings")},
    "horn": {"horn": ("French",)},
    "needs": {"needs": ("A seat",)},
    "agreed": {"terms": ("2026-01-01",)},
}


def empty(form: Journey, *members: str) -> Draft:
    draft = Draft(form=form.name, version=form.version, begun=TODAY)
    for one in members or ("m1",):
        draft = draft.with_member(one)
    return draft


def answered(form: Journey, draft: Draft, *names: str, raw: Any = None, version: int = 0) -> Draft:
    """The draft with pages sent: a name such as "who", or "name/m1" for a member's."""
    for name in names:
        stop, _, member = name.partition("/")
        typed = Typed(RAW[stop] if raw is None else raw, version or form.version)
        draft = draft.with_typed(stop, member or None, typed)
    return draft


def reading(form: Journey, draft: Draft) -> Reading:
    return read(form, draft, TODAY)


def paths(found: Reading) -> list[str]:
    return [station.path for station in found.stations]


def whole(form: Journey, draft: Draft) -> Draft:
    """The draft with everything that is open filled in from RAW."""
    while station := read(form, draft, TODAY).open:
        if isinstance(station.stop, Step):
            member = station.member.id if station.member else None
            draft = draft.with_typed(station.stop.name, member, Typed(RAW[station.stop.name], form.version))
        else:
            draft = draft.with_finished(station.stop.name)
    return draft


def instead(form: Journey, name: str, step: Step) -> Journey:
    """The form with one step in place of another."""
    stops = tuple(step if stop.name == name else stop for stop in form.stops)
    return replace(form, stops=stops)
