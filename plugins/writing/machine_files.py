"""The files that programs read: sitemap.xml and robots.txt."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

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
