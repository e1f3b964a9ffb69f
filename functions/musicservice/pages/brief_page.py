"""The page of a brief: closed, open, or what is left of it where it could not be looked up."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from musicservice.catalogue import Site
from musicservice.forms.briefing import IN_PLACE
from musicservice.forms.form import Mistakes
from musicservice.forms.typed import Raw
from musicservice.pages.environment import environment
from musicservice.services.briefs import TEACHER, Briefed


@dataclass(frozen=True)
class BriefSheet:
    """A brief; none where it could not be looked up. `action` takes the answer."""

    brief: Briefed | None
    action: str
    raw: Raw = field(default_factory=dict)
    errors: Mistakes = field(default_factory=dict)
    status: str = "fresh"


def closed_page(site: Site, brief: Briefed, action: str) -> str:
    """A button that opens it, to whoever has the link."""
    return _page("brief_closed", site, brief=brief, action=action, **_facts(brief))


def brief_page(site: Site, sheet: BriefSheet) -> str:
    """What the teacher is told; below it, from its day on, whether that was in place."""
    return _page("brief", site, sheet=sheet, form=IN_PLACE, **_facts(sheet.brief))


def _facts(brief: Briefed | None) -> dict[str, Any]:
    if brief is None:
        return {"told": None, "until": None, "is_teacher": True}
    until = date.fromisoformat(brief.told["until"])
    return {"told": brief.told, "until": until, "is_teacher": brief.who == TEACHER}


def _page(template: str, site: Site, **facts: Any) -> str:
    return environment().get_template(f"{template}.html").render(site=site, here="", **facts)
