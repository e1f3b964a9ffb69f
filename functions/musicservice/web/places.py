"""The addresses of a form's own pages. None of them says anything of anybody.

A form is named, and lies below STAGE; or it is the address that its pages lie below, as in the office.
"""

from musicservice.forms.journey import CHECK
from musicservice.forms.reading import Station

STAGE = "/forms"
RETURN = f"{STAGE}/return"


def page(form: str, stop: str, member: str | None = None) -> str:
    """A step, a list, or a form's own page by its name."""
    below = form if form.startswith("/") else f"{STAGE}/{form}"
    return f"{below}/{stop}" + (f"/{member}" if member else "")


def of(form: str, station: Station) -> str:
    """The page where a household stands."""
    return page(form, station.stop.name, station.member.id if station.member else None)


def check(form: str) -> str:
    """All answers, to look through and send."""
    return page(form, CHECK)


def received(form: str, receipt: str) -> str:
    """A receipt, for whoever has its name."""
    return page(form, "received", receipt)


def booking(act: str = "manage", person: str = "") -> str:
    """The page of a booking that was sent, or one of what can be done with it, about a person or not."""
    return f"{STAGE}/booking/{act}" + (f"/{person}" if person else "")


def course(slug: str) -> str:
    """Whether there are places on a course."""
    return f"{STAGE}/booking/course/{slug}"


def feedback(code: str) -> str:
    """What somebody says of a course, for whoever has its link."""
    return f"{STAGE}/feedback/{code}"


def confirm(code: str) -> str:
    """A question to a school, for whoever has its link."""
    return f"{STAGE}/confirm/{code}"


def offer(code: str) -> str:
    """An offer of a place."""
    return f"/forms/offer/{code}"


def brief(code: str) -> str:
    """What a teacher is told of a pupil, for whoever has its link."""
    return f"{STAGE}/brief/{code}"


def answer(code: str) -> str:
    """One thing more that a family is asked for, for whoever has its link."""
    return f"{STAGE}/answer/{code}"
