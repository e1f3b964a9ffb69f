"""The page for those who change the theme: every component and every state, from the real form."""

from datetime import date

from musicservice.forms.form import Answers, Form
from plugins.writing.sheets import Sheet

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


def styleguide(form: Form, like: Sheet) -> Sheet:
    """The page, with `form` half filled in. `like` is any page: this one may read all that others read."""
    found = form.parse(TYPED, DAY)
    errors = {} if isinstance(found, Answers) else found
    samples = {"here": "", "jsonld": "", "sample_form": form, "sample_raw": TYPED, "sample_errors": errors}
    return Sheet(URL, "styleguide", {**like.context, **samples}, listed=False)
