"""The certificate of somebody who came to a course: what stands on it. certificate.typ says how it looks.

The name stands on it as it was typed. Where no typeface of ours has its letters, a line is left for it, and
the paper says that this is our fault. Nobody is said to have signed it.
"""

import json
from datetime import date
from typing import Any

from musicservice.catalogue import Site
from musicservice.domain.dates import in_words, without_weekday
from musicservice.domain.training import Course
from musicservice.domain.training.attendance import hours
from musicservice.printing import FOLDER, can_print, printed, without_strangers

APOLOGY = (
    "We are sorry: we do not have the letters of your script to print it as you write it. "
    "Tell us, and we will find another way with you."
)
SAMPLE = " This course is a sample: it was never held."


def certificate(course: Course, name: str, reference: str, site: Site, made: date) -> bytes:
    """The PDF, made on a day."""
    document = contents(course, name if can_print(name) else "", reference, site, made)
    return printed(FOLDER / "certificate.typ", json.dumps(document, ensure_ascii=False), made)


def contents(course: Course, name: str, reference: str, site: Site, made: date) -> dict[str, Any]:
    """All that stands on it, as plain values; without a name, a line for one."""
    title = without_strangers(course.title)
    days = dict.fromkeys(in_words(session.day) for session in course.sessions)
    return {
        "service": site.name,
        "title": f"Certificate of attendance: {title}",
        "heading": "Certificate of attendance",
        "description": f"Says that somebody came to a course of {site.name}.",
        "name": name,
        "apology": APOLOGY,
        "course": title,
        "facts": [
            ["Held on" if len(days) == 1 else "Held on these days", "; ".join(days)],
            ["Length", hours(course.lasts)],
        ],
        "outcomes": list(map(without_strangers, course.outcomes)),
        "reference": reference,
        "made": without_weekday(made),
        "day": {"year": made.year, "month": made.month, "day": made.day},
        "phone": site.phone,
        "tel": "tel:" + site.phone.replace(" ", ""),
        "email": site.email,
        "sample": SAMPLE if course.sample else "",
    }
