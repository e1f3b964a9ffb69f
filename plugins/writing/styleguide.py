"""The page for those who change the theme: every component and every state, from the real form."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from musicservice.catalogue import Catalogue
from musicservice.domain.schools import School
from musicservice.forms.classification import Classification
from musicservice.forms.form import Answers
from musicservice.forms.kinds import Mistake, SchoolPicker
from musicservice.forms.typed import Raw
from musicservice.services.finding import ensembles_found
from plugins.writing.form_pages import every_question
from plugins.writing.sheets import STYLES, Sheet

URL = "/styleguide/"
DAY = date(2026, 9, 1)

# Some answers right, some wrong and most missing, so that every state of a field is seen.
TYPED = {
    "child_given_name": ("Zoë-Łucja",),
    "birth_date-day": ("31",),
    "birth_date-month": ("2",),
    "birth_date-year": ("2017",),
    "email": ("not an address",),
    "access_needs": ("hearing", "quiet-space"),
}
# A school's field as it comes, after a name that several schools have, and after one that none has.
SCHOOLS = {"school_fresh": "", "school_several": "saint cuthberts", "school_unknown": "Hogsbottom Academy"}


def styleguide(catalogue: Catalogue, like: Sheet) -> Sheet:
    """The page, with the largest form half filled in, and what else `catalogue` has to choose from.

    `like` is any page: this one may read all that others read.
    """
    form = every_question(catalogue)
    found = form.parse(TYPED, DAY)
    errors = {} if isinstance(found, Answers) else found
    samples = {
        "here": "",
        "jsonld": "",
        "styles": STYLES["styleguide"],
        "sample_form": form,
        "sample_raw": TYPED,
        "sample_errors": errors,
        "sample_schools": tuple(_school_fields(catalogue.schools)),
        "sample_search": ensembles_found({"instrument": ("lute",)}, catalogue),
    }
    return Sheet(URL, "styleguide", {**like.context, **samples}, listed=False)


def _school_fields(schools: tuple[School, ...]) -> Iterator[tuple[SchoolPicker, Raw, Mistake | None]]:
    for name, typed in SCHOOLS.items():
        field = SchoolPicker(
            name=name,
            label="School",
            classification=Classification.PERSONAL,
            missing="Enter the name and town of the school, or choose another answer",
            schools=schools,
        )
        raw = {name: (typed,)} if typed else {}
        found: Any = field.parse(raw, DAY) if typed else None
        yield field, raw, found if isinstance(found, Mistake) else None
