"""The pages of a form in steps, as text. Each sheet names all that its template may read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from musicservice.catalogue import Site
from musicservice.domain.estimate import Estimate
from musicservice.domain.receipt import Line
from musicservice.forms.form import Form, Mistakes
from musicservice.forms.typed import Raw
from musicservice.pages.environment import environment

Status: TypeAlias = Literal["fresh", "mistakes", "unsaved", "unknown"]


@dataclass(frozen=True, kw_only=True)
class StepSheet:
    """One page of questions. `caption` says of whom, and `which` the same without a name.

    `which` stands in the title, which stays in the history of a shared device. `back` and `save` are
    addresses, "" for none.

    `notice` is something to know before answering. `here` is the canonical path of the one page that
    is part of the site, "" for all others.
    """

    page: Form
    action: str
    raw: Raw = field(default_factory=dict)
    errors: Mistakes = field(default_factory=dict)
    status: Status = "fresh"
    caption: str = ""
    which: str = ""
    back: str = ""
    save: str = ""
    notice: str = ""
    here: str = ""


@dataclass(frozen=True)
class Listed:
    """One member in the list of them."""

    name: str
    says: str
    change: str
    remove: str


@dataclass(frozen=True, kw_only=True)
class GatherSheet:
    """The list of members. `may_add` is false once there are as many as there may be."""

    title: str
    intro: str
    action: str
    members: Sequence[Listed]
    add: str
    done: str
    may_add: bool
    most: int
    back: str
    save: str
    problem: str = ""


@dataclass(frozen=True)
class CheckRow:
    """One answer, and where to change it."""

    label: str
    shown: str
    change: str


@dataclass(frozen=True)
class CheckGroup:
    """The answers under one heading; `left_out` are the questions without one.

    `warnings` are said kindly and stop nobody. `about` says of whom, where there can be several.
    """

    title: str
    rows: Sequence[CheckRow]
    left_out: Sequence[CheckRow]
    warnings: Sequence[str] = ()
    about: str = ""


@dataclass(frozen=True)
class Problem:
    """Why it was not sent as it is, a paragraph each, and where to go: words and address of each link."""

    title: str
    says: Sequence[str]
    links: Sequence[tuple[str, str]] = ()


CHANGED = Problem(
    "Your answers have changed",
    [
        "Something was changed after you opened this page, perhaps in another window. Nothing has been sent.",
        "Look through the answers below and send them if they are right.",
    ],
)


@dataclass(frozen=True, kw_only=True)
class CheckSheet:
    """All answers. `status` says what became of sending, `problem` why they were not sent as they are.

    `promise` is what pressing the button means. `costs` are lines on what it costs, where that is told in
    lines and not in an estimate. `seen` stamps what the page says beside the answers, "" for nothing.
    """

    title: str
    action: str
    submit: str
    revision: int
    groups: Sequence[CheckGroup]
    estimate: Estimate | None
    help_on: str
    back: str
    save: str
    promise: str
    status: Status = "fresh"
    problem: Problem | None = None
    costs: Sequence[Line] = ()
    seen: str = ""


@dataclass(frozen=True, kw_only=True)
class SaveSheet:
    """How to come back: the code in parts with how to say each; the day until which it opens, or ""."""

    action: str
    groups: Sequence[tuple[str, str]]
    until: str
    resume: str
    back: str
    page: Form
    raw: Raw
    errors: Mistakes
    told: str = ""


@dataclass(frozen=True)
class Press:
    """One button of a small page. It posts `name`=`value`, or follows the address where it has none."""

    label: str
    address: str
    name: str = ""
    value: str = ""
    quiet: bool = False


@dataclass(frozen=True, kw_only=True)
class AskSheet:
    """A small page: what it says, a paragraph each, and what can be done.

    `tab` is what the history shows of it, where `title` names somebody.
    """

    title: str
    says: Sequence[str]
    presses: Sequence[Press]
    back: str = ""
    tab: str = ""


def step_page(site: Site, sheet: StepSheet) -> str:
    """One page of questions. The site's build draws the first of a form, byte for byte the same."""
    return environment().get_template("step.html").render(site=site, sheet=sheet, here=sheet.here)


def gather_page(site: Site, sheet: GatherSheet) -> str:
    """The list of members."""
    return environment().get_template("gather.html").render(site=site, sheet=sheet, here="")


def check_page(site: Site, sheet: CheckSheet) -> str:
    """All answers."""
    return environment().get_template("check.html").render(site=site, sheet=sheet, here="")


def save_page(site: Site, sheet: SaveSheet) -> str:
    """How to come back."""
    return environment().get_template("save.html").render(site=site, sheet=sheet, here="")


def ask_page(site: Site, sheet: AskSheet) -> str:
    """A small page with buttons."""
    return environment().get_template("ask.html").render(site=site, sheet=sheet, here="")
