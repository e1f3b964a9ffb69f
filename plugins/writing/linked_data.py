"""What a search engine is told about a page, in the words of schema.org.

Only where it helps: the service itself, an ensemble, a course with its sessions, a news item, and the
way up from a page below another. It decides what is said; how it is written into a page is jsonld's part.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from musicservice.catalogue import Site
from plugins.models.course import Course, Session
from plugins.models.ensemble import Ensemble
from plugins.models.news import News
from plugins.models.page import Page

LONDON = ZoneInfo("Europe/London")
Thing = dict[str, Any]
PARENTS = {
    "easy-read": "Easy Read",
    "languages": "Other languages",
    "ensembles": "Ensembles",
    "instruments": "Instruments",
    "training": "Training",
    "news": "News",
    "inclusion": "Inclusion policy",
}
"""The words of the pages that have pages below them, as their breadcrumbs show them."""


def describe(
    url: str, context: Mapping[str, Any], site: Site, samples: Collection[str] = ()
) -> tuple[Thing, ...]:
    """The things on the page at `url`, whose template reads `context`.

    A search engine cannot be told that something is a placeholder, so it is not told of it at all:
    neither of the fields of `site` that `samples` names, nor of a course that is a sample.
    """
    things = list(_way_up(url, context, site))
    if url == "/":
        things.append(organisation(site, samples))
    match context:
        case {"ensemble": Ensemble() as ensemble}:
            things.append(_ensemble(ensemble, site))
        case {"course": Course(sample=False) as course}:
            things.append(_course(course, site))
        case {"page": Page(template="step_by_step") as page}:
            things.append(_guide(page, site))
        case {"item": News() as item}:
            things.append(_news(item, site))
    return tuple(things)


def organisation(site: Site, samples: Collection[str]) -> Thing:
    reached = {
        "phone": {"telephone": site.phone},
        "email": {"email": site.email},
        "address": {"address": ", ".join(site.address)},
    }
    known = [said for name, said in reached.items() if name not in samples]
    return {
        "@type": "Organization",
        "@id": f"{site.url}/#service",
        "name": site.name,
        "description": site.tagline,
        "url": f"{site.url}/",
        **{name: value for said in known for name, value in said.items()},
    }


def _reference(site: Site) -> Thing:
    return {"@type": "Organization", "@id": f"{site.url}/#service", "name": site.name}


def _ensemble(ensemble: Ensemble, site: Site) -> Thing:
    return {
        "@type": "MusicGroup",
        "name": ensemble.title,
        "description": ensemble.summary,
        "url": site.url + ensemble.url,
        "parentOrganization": _reference(site),
    }


def _course(course: Course, site: Site) -> Thing:
    return {
        "@type": "Course",
        "name": course.title,
        "description": course.summary,
        "url": site.url + course.url,
        "teaches": list(course.outcomes),
        "audience": {"@type": "EducationalAudience", "audienceType": course.audience},
        "provider": _reference(site),
        "hasCourseInstance": [_session(session, course, site) for session in course.sessions],
    }


def _session(session: Session, course: Course, site: Site) -> Thing:
    place = {"@type": "VirtualLocation", "url": site.url + course.url}
    return {
        "@type": ["CourseInstance", "EducationEvent"],
        "name": course.title,
        "courseMode": "online" if session.online else "onsite",
        "startDate": _instant(session, session.start),
        "endDate": _instant(session, session.end),
        "location": place
        if session.online
        else {"@type": "Place", "name": session.place, "address": session.place},
        "organizer": _reference(site),
        "maximumAttendeeCapacity": course.seats,
    }


def _instant(session: Session, clock: str) -> str:
    return datetime.fromisoformat(f"{session.date}T{clock}").replace(tzinfo=LONDON).isoformat()


def _news(item: News, site: Site) -> Thing:
    return {
        "@type": "NewsArticle",
        "headline": item.title,
        "description": item.summary,
        "datePublished": item.date.isoformat(),
        "url": site.url + item.url,
        "publisher": _reference(site),
    }


def _way_up(url: str, context: Mapping[str, Any], site: Site) -> Iterator[Thing]:
    """The breadcrumb of a page below another, for the addresses that say so."""
    parent, _, rest = url.strip("/").partition("/")
    if not rest or parent not in PARENTS:
        return
    title = next(thing.title for thing in context.values() if hasattr(thing, "title"))
    steps = [("Home", "/"), (PARENTS[parent], f"/{parent}/"), (title, url)]
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": site.url + address}
        for n, (name, address) in enumerate(steps, start=1)
    ]
    yield {"@type": "BreadcrumbList", "itemListElement": items}


def _guide(page: Page, site: Site) -> Thing:
    """How something is done, step by step. Schema.org wants words or an address of each step: here both."""
    return {
        "@type": "HowTo",
        "name": page.title,
        "description": page.description,
        "step": [
            {
                "@type": "HowToStep",
                "name": step.title.striptags(),
                "text": step.html.striptags(),
                "url": f"{site.url}{page.url}#{step.anchor}",
            }
            for step in page.sections
        ],
    }
