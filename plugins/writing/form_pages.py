"""The pages of forms that are part of the site: the first of each, and the one that opens a saved form.

They are the functions' own pages, drawn from the same declarations, so that no cold start stands before them.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from musicservice.catalogue import Catalogue
from musicservice.forms import BOOKING, JOURNEYS, booking
from musicservice.forms.finding import ENSEMBLES, TRAINING
from musicservice.forms.form import Form, Section
from musicservice.forms.price import PAGE as PRICE
from musicservice.forms.price import price
from musicservice.forms.resume import RESUME
from musicservice.pages.finding import find_page
from musicservice.pages.journey_pages import StepSheet, step_page
from musicservice.pages.pricing import price_page
from musicservice.services.finding import courses_found, ensembles_found

EVER = datetime.min.replace(tzinfo=UTC)
"""The site's build looks at no clock: what is over when somebody looks, only the functions can leave out."""
START = "/enrol/"
RESUMING = "/enrol/continue/"
BEFORE = re.compile("(form|book)/$")
"""What the address of a form adds to that of the page before it."""


def form_pages(catalogue: Catalogue) -> Mapping[str, str]:
    """Each page by its address."""
    households = [make(catalogue, "") for name, make in JOURNEYS.items() if name != BOOKING]
    courses = [booking(catalogue, one.slug) for one in catalogue.courses if one.state != "cancelled"]
    sheets = [
        StepSheet(page=one.first.page, action=one.action, back=BEFORE.sub("", one.begins), here=one.begins)
        for one in (*households, *courses)
    ]
    sheets.append(StepSheet(page=RESUME, action=RESUME.action, back=START, here=RESUMING))
    figures = catalogue.figures
    return {
        **{sheet.here: step_page(catalogue.site, sheet) for sheet in sheets},
        PRICE: price_page(catalogue.site, figures, price(figures), {}, {}, None, PRICE),
        ENSEMBLES: find_page(catalogue, ensembles_found({}, catalogue), ENSEMBLES),
        TRAINING: find_page(catalogue, courses_found({}, catalogue, EVER), TRAINING),
    }


def every_question(catalogue: Catalogue) -> Form:
    """All questions of the largest form on one page, to look at."""
    steps = JOURNEYS["enrolment"](catalogue, "").steps
    sections = (
        Section(step.page.title, section.intro, section.fields)
        for step in steps
        for section in step.page.sections
    )
    rules = tuple(rule for step in steps for rule in step.page.rules)
    return Form(name="styleguide", title="Every question", sections=tuple(sections), rules=rules)
