"""The schools a family can choose, and the councils whose schools they are."""

from typing import Annotated

from pydantic import ValidationInfo, field_validator

from musicservice.domain import schools
from plugins.models.kinds import LIST, SHOWN, Day, Email, Line, YesNo, pattern, refusal
from plugins.models.record import Strict, field

LONGEST_NAME = 130
LONGEST_TOWN = 60
SAMPLES = "9"
"""How the numbers of samples begin. In the register, schools of England begin with 1 and of Wales with 4."""

Urn = Annotated[str, pattern("a number of six digits", r"[1-9]\d{5}")]
Code = Annotated[str, pattern("a council's number of three digits", r"\d{3}")]
Postcode = Annotated[
    str, pattern("a postcode in capitals with one space", r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")
]
Name = Annotated[
    str,
    pattern(
        f"a name with a letter in it, on one line, of at most {LONGEST_NAME} characters",
        f"{SHOWN}*[^\\W\\d_]{SHOWN}*",
        LONGEST_NAME,
    ),
]
Town = Annotated[
    str, pattern(f"a name on one line, of at most {LONGEST_TOWN} characters", f"{SHOWN}+", LONGEST_TOWN)
]


class Authority(Strict):
    """A council whose schools can be chosen."""

    code: Code = field("its number in the register (LA code)", '"840"')
    name: Line = field("its name", '"County Durham"')


class Authorities(Strict):
    """content/data/schools.toml."""

    authorities: Annotated[tuple[Authority, ...], LIST] = field(
        "every council, each under [[authorities]]", "[]"
    )


class School(Strict):
    """One line of content/data/schools.csv."""

    urn: Urn = field("its number in the register (URN)", "123456")
    name: Name = field("its name", "Example Primary School")
    town: Town = field("its town; none where the register has none", "Sampleton", default="")
    postcode: Postcode = field("its postcode; none where the register has none", "ZZ1 1AA", default="")
    phase: Line = field("primary, secondary and so on; none where it has none", "Primary", default="")
    kind: Line = field("the register's type of school", "Community school")
    run_by: schools.RunBy = field("who runs it", "council")
    authority: Code = field("the number of its council", "840")
    office_email: Email = field(
        "the office's email address, added by hand", "office@school.example", default=""
    )
    closed: Day | None = field("the day it closed; none while it is open", "2026-08-31", default=None)
    sample: YesNo = field("yes for an invented school", "yes", default=False, validate_default=True)

    @field_validator("sample")
    @classmethod
    def _invented_ones_have_invented_numbers(cls, sample: bool, info: ValidationInfo) -> bool:  # noqa: FBT001
        if "urn" in info.data and sample is not info.data["urn"].startswith(SAMPLES):
            raise refusal(f"yes where the number begins with {SAMPLES}, and nothing elsewhere")
        return sample

    def as_school(self) -> schools.School:
        """The same for the functions."""
        closed = self.closed.isoformat() if self.closed else ""
        return schools.School(**{**self.model_dump(), "closed": closed})


COLUMNS = tuple(School.model_fields)
