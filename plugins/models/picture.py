"""A note on a picture: what it shows, who is in it, and who agreed that it is shown, until when.

The note stands beside the picture in content/images. It never names a child: the consent itself is kept
elsewhere, under a reference.
"""

import datetime as dt
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from plugins.models.kinds import Day, Line, PictureName, Summary, refusal
from plugins.models.record import Record, field

FOLDER = "images"


class Picture(Record):
    needs_body: ClassVar[bool] = False
    has_body: ClassVar[bool] = False

    file: PictureName = field("the picture", "images/band.jpg", label="Picture")
    shows: Summary = field(
        "what it shows, read out to people who cannot see it",
        "Brass players on the racecourse at the Big Meeting, seen from behind.",
        label="What it shows",
    )
    people: Literal["none", "adults", "children"] = field(
        "who can be recognised in it; where there are adults and children, children",
        "none",
        label="Who is in it",
    )
    consent: Line = field(
        "where the consent is filed: its reference, never a child's name",
        "Consent 2026-014",
        label="Consent is filed as",
        default="",
    )
    agreed: Day | None = field(
        "the day on which consent was given", "2026-11-20", label="Consent given on", default=None
    )
    until: Day | None = field(
        "the last day on which it may be shown", "2028-11-20", label="May be shown until", default=None
    )
    credit: Line = field("who made it, where that must be said", "Durham Music Service", default="")

    @model_validator(mode="after")
    def _children_are_shown_by_consent_only(self) -> Self:
        if self.people == "children" and not (self.consent and self.agreed and self.until):
            raise refusal(
                "consent, agreed and until, as children are in the picture: where the consent is filed, the "
                "day it was given, and the last day it allows. Without consent take the picture out"
            )
        if self.agreed and self.until and self.until < self.agreed:
            raise refusal("until: a day that is not before agreed")
        return self

    def has_run_out(self, today: dt.date) -> bool:
        return self.until is not None and self.until < today
