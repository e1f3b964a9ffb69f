"""What programs read: the site map for search engines, robots.txt, linked data, the catalogue, the form."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from musicservice.catalogue import Catalogue
from musicservice.forms import JOURNEYS
from musicservice.forms.finding import find_ensembles
from musicservice.forms.resume import RESUME
from musicservice.pages.journey_pages import StepSheet, step_page
from plugins.models.course import Course
from plugins.reading.library import read_library
from plugins.writing.jsonld import script
from plugins.writing.linked_data import describe
from tests.conftest import Build
from tests.site.built import Page, pages
from tests.site.commands import ROOT
from tests.site.small_content import document, write

ORIGIN = "https://www.durhammusic.org.uk"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_site_map_lists_every_page_once_with_the_day_it_changed(production_build: Build) -> None:
    root = ET.parse(production_build.site / "sitemap.xml").getroot()  # noqa: S314 - our own file
    listed = [entry.findtext(f"{NAMESPACE}loc") for entry in root]
    changed = {entry.findtext(f"{NAMESPACE}loc"): entry.findtext(f"{NAMESPACE}lastmod") for entry in root}

    assert sorted(filter(None, listed)) == sorted(
        ORIGIN + page.url for page in pages(production_build.site) if page.url != "/404.html"
    )
    for page in read_library(ROOT / "content").pages:
        if page.url != "/404.html":
            assert changed[ORIGIN + page.url] == page.updated.isoformat()


def test_the_style_guide_shows_every_kind_of_question_right_and_wrong(development_build: Build) -> None:
    catalogue = Catalogue.from_json(development_build.catalogue.read_text(encoding="utf-8"))
    (guide,) = (page for page in pages(development_build.site) if page.url == "/styleguide/")
    asked = (field for make in JOURNEYS.values() for field in make(catalogue, "").fields)
    finder = find_ensembles(catalogue.ensembles, catalogue.offer.instruments)
    kinds = {field.template for field in (*asked, *RESUME.fields, *finder.fields)}
    drawn = {file.stem for file in (ROOT / "functions/musicservice/pages/templates/fields").glob("*.html")}

    assert kinds == drawn
    assert guide.soup.select("[aria-invalid=true]")
    assert guide.soup.find(id="email-error")
    assert guide.soup.select("input[value='Zoë-Łucja']:not([aria-invalid])")


def test_the_style_guide_is_hidden_from_search(development_build: Build) -> None:
    (guide,) = (page for page in pages(development_build.site) if page.url == "/styleguide/")

    assert "/styleguide/" not in (development_build.site / "sitemap.xml").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in guide.html


def test_robots_keep_out_of_the_forms_and_find_the_site_map(production_build: Build) -> None:
    lines = (production_build.site / "robots.txt").read_text(encoding="utf-8").splitlines()

    assert "Disallow: /forms/" in lines
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in lines


def test_every_page_names_its_own_address(production_build: Build) -> None:
    for page in pages(production_build.site):
        named = [str(link["href"]) for link in page.soup.find_all("link", rel="canonical")]
        assert named == ([] if page.url == "/404.html" else [ORIGIN + page.url]), page.url


def graph(page: Page) -> dict[str, dict[str, object]]:
    """The linked data of a page, by type."""
    (element,) = page.soup.find_all("script", type="application/ld+json")
    data = json.loads(element.get_text())
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def test_linked_data_says_what_a_page_is(production_build: Build) -> None:
    found = {page.url: graph(page) for page in pages(production_build.site) if "ld+json" in page.html}

    assert found["/"]["Organization"]["name"] == "Durham Music Service"
    assert found["/ensembles/jazz-jam/"]["MusicGroup"]["url"] == f"{ORIGIN}/ensembles/jazz-jam/"
    assert found["/news/new-website/"]["NewsArticle"]["datePublished"] == "2026-11-24"
    assert "BreadcrumbList" in found["/inclusion/strategy/"]


def test_linked_data_holds_no_placeholder(production_build: Build) -> None:
    """A search engine cannot be told that something is a sample."""
    library = read_library(ROOT / "content")
    site = library.data.site
    found = {page.url: graph(page) for page in pages(production_build.site) if "ld+json" in page.html}
    told = str(found["/"]["Organization"])

    assert ("telephone" in told) == ("phone" not in site.sample)
    assert ("email" in told) == ("email" not in site.sample)
    assert ("address" in told) == ("address" not in site.sample)
    assert {course.url: "Course" in found[course.url] for course in library.courses} == {
        course.url: not course.sample for course in library.courses
    }


def test_linked_data_gives_what_is_no_placeholder(tmp_path: Path) -> None:
    library = read_library(write(tmp_path))
    (organisation,) = describe("/", {}, library.data.site.as_site(ORIGIN), ["email"])

    assert organisation["telephone"] == "01632 960001"
    assert organisation["address"] == "1 Example Street, Nowhere"
    assert "email" not in organisation


def test_linked_data_gives_a_course_its_sessions_in_local_time(tmp_path: Path) -> None:
    sessions = (
        "[{date: 2027-03-14, start: 10:30, end: 12:00, place: Online},"
        " {date: 2027-06-10, start: 16:00, end: 18:00, place: Durham}]"
    )
    course = document(Course, sessions=sessions, sample="false")
    library = read_library(write(tmp_path, {"courses/every-pupil.md": course}))
    context = {"course": library.courses[0]}
    _, said = describe("/training/every-pupil/", context, library.data.site.as_site(ORIGIN))

    assert said["@type"] == "Course"
    assert [session["startDate"] for session in said["hasCourseInstance"]] == [
        "2027-03-14T10:30:00+00:00",
        "2027-06-10T16:00:00+01:00",
    ]
    assert [session["courseMode"] for session in said["hasCourseInstance"]] == ["online", "onsite"]


@given(
    st.text()
    | st.sampled_from(["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b", "&amp;", "]]>"])
)
def test_linked_data_cannot_leave_its_element(text: str) -> None:
    body = script([{"@type": "Thing", "name": text}])
    page = BeautifulSoup(f'<script type="application/ld+json">{body}</script><p>after', "html.parser")

    assert not re.search("[<>&\u2028\u2029]", body)
    assert json.loads(body)["@graph"][0]["name"] == text
    assert [tag.name for tag in page.select("*")] == ["script", "p"]


def test_the_catalogue_tells_the_forms_all_they_need(production_build: Build) -> None:
    text = production_build.catalogue.read_text(encoding="utf-8")
    catalogue = Catalogue.from_json(text)
    library = read_library(ROOT / "content")

    assert catalogue.to_json() == text
    assert catalogue.site.url == ORIGIN
    assert {choice.slug for choice in catalogue.offer.instruments} == {i.slug for i in library.instruments}
    assert {choice.slug for choice in catalogue.offer.ensembles} == {e.slug for e in library.ensembles}
    assert catalogue.terms.version == library.data.terms.version.isoformat()
    assert list(dict.fromkeys(choice.group for choice in catalogue.offer.instruments)) == [
        family.title for family in library.families
    ]


COURSE = "/training/everyone-in-the-room/"
FIRST: dict[str, tuple[str, str, str]] = {
    "/enrol/form/": ("enrolment", "/forms/enrolment", "/enrol/"),
    "/help-with-fees/form/": ("remission", "/forms/remission", "/help-with-fees/"),
    "/enrol/continue/": ("", "/forms/return", "/enrol/"),
    f"{COURSE}book/": ("booking", "/forms/booking", COURSE),
}
"""The pages of forms that are part of the site: which form's, where it is sent, and what was before it."""


@pytest.mark.parametrize("here", FIRST)
def test_the_first_page_of_a_form_is_the_functions_own(here: str, development_build: Build) -> None:
    """Byte for byte what the function answers, from the catalogue the same build wrote."""
    catalogue = Catalogue.from_json(development_build.catalogue.read_text(encoding="utf-8"))
    name, action, back = FIRST[here]
    asked = (
        JOURNEYS[name](catalogue, COURSE.split("/")[2] if back == COURSE else "").first.page
        if name
        else RESUME
    )
    fresh = step_page(catalogue.site, StepSheet(page=asked, action=action, back=back, here=here))

    assert (development_build.site / here.strip("/") / "index.html").read_bytes() == fresh.encode("utf-8")
