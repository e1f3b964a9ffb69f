"""The kinds of question a form can ask."""

from musicservice.forms.kinds.agree import Agree
from musicservice.forms.kinds.choice import Checkboxes, Filter, Radios, Select
from musicservice.forms.kinds.code import Code
from musicservice.forms.kinds.date import BirthDate, DayBetween
from musicservice.forms.kinds.email import Email
from musicservice.forms.kinds.field import Field, Mistake, Option, Stored
from musicservice.forms.kinds.fixed import Fixed
from musicservice.forms.kinds.longtext import LongText
from musicservice.forms.kinds.phone import Phone
from musicservice.forms.kinds.school import SchoolPicker
from musicservice.forms.kinds.terms import Terms
from musicservice.forms.kinds.text import Text

__all__ = [
    "Agree",
    "BirthDate",
    "Checkboxes",
    "Code",
    "DayBetween",
    "Email",
    "Field",
    "Filter",
    "Fixed",
    "LongText",
    "Mistake",
    "Option",
    "Phone",
    "Radios",
    "SchoolPicker",
    "Select",
    "Stored",
    "Terms",
    "Text",
]
