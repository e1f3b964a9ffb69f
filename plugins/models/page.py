"""A page that stands by itself at an address of its own."""

import datetime as dt
from typing import ClassVar

from pydantic import ValidationInfo, field_validator

from plugins.models import life
from plugins.models.kinds import Address, Day, Line, PictureName, Summary, Template, YesNo, refusal
from plugins.models.life import Allowed, LastDay, OldAddresses
from plugins.models.record import HEAD_PICTURE, Record, field


class Page(Record):
    needs_body: ClassVar[bool] = False

    title: Line = field("the page's title", "How lessons work")
    url: Address = field("where the page stands on this site", "/lessons/")
    description: Summary = field(
        "what the page says, for search engines", "How music lessons work, and who teaches them."
    )
    template: Template = field(
        "the template that draws the page; leave it as it is, or take page",
        "page",
        choices="templates",
        default="page",
    )
    image: PictureName | None = HEAD_PICTURE
    updated: Day = field("the day the words last changed", "2026-11-20")
    review: Day = field("the day to look at the words again", "2027-11-20")
    owner: Line = field("the role that answers for the page, never a person's name", "Communications lead")
    draft: YesNo = life.draft()
    publish: Day | None = life.publish()
    expires: LastDay | None = life.expires()
    redirect_from: OldAddresses = life.redirect_from()
    allow: Allowed = life.allow()

    @field_validator("review")
    @classmethod
    def _comes_after_the_last_change(cls, review: dt.date, info: ValidationInfo) -> dt.date:
        if review <= info.data.get("updated", dt.date.min):
            raise refusal("a day later than updated")
        return review
