"""The files that programs read: sitemap.xml, robots.txt, the schools a form's script suggests, calendars."""

import json
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from musicservice import calendar
from musicservice.catalogue import Catalogue
from musicservice.domain.schools import School
from plugins.writing.sheets import Sheet


def sitemap(sheets: Iterable[Sheet], origin: str) -> str:
    """Every listed page, with the day it last changed where that is known."""
    entries = "".join(_entry(sheet, origin) for sheet in sheets if sheet.listed)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )


def _entry(sheet: Sheet, origin: str) -> str:
    changed = f"<lastmod>{sheet.updated.isoformat()}</lastmod>" if sheet.updated else ""
    return f"<url><loc>{escape(origin + sheet.url)}</loc>{changed}</url>\n"


def robots(origin: str) -> str:
    """Everything may be read but the forms' answers, which are nobody's business but the sender's."""
    return f"User-agent: *\nDisallow: /forms/\n\nSitemap: {origin}/sitemap.xml\n"


def schools_json(schools: Iterable[School]) -> str:
    """The open schools by name, a line each: number, name, town, postcode. Nothing that is not public."""
    offered = sorted((s for s in schools if s.is_open), key=lambda s: (s.name, s.town, s.urn))
    lines = (json.dumps((s.urn, s.name, s.town, s.postcode), ensure_ascii=False) for s in offered)
    return "[\n" + ",\n".join(lines) + "\n]\n"


ALL_COURSES = "/training/calendar.ics"


def calendars(catalogue: Catalogue) -> Mapping[str, str]:
    """A calendar file for each course, and one of them all, by address."""
    site, courses = catalogue.site, catalogue.courses
    made = {f"{course.url}calendar.ics": calendar.of_course(course, site) for course in courses}
    made[ALL_COURSES] = calendar.of_courses(courses, site)
    return {url: text.decode() for url, text in made.items()}
