"""A news item."""

import datetime as dt

from plugins.models import life
from plugins.models.kinds import Day, Line, PictureName, Summary, YesNo
from plugins.models.life import Allowed, LastDay, OldAddresses
from plugins.models.record import HEAD_PICTURE, Record, field


class News(Record):
    title: Line = field("the headline", "A new way to enrol")
    date: Day = field("the day it is published; a day to come keeps it back until then", "2026-11-24")
    summary: Summary = field(
        "what happened, in one sentence", "Families can now ask for lessons on this site."
    )
    image: PictureName | None = HEAD_PICTURE
    sample: YesNo = field("whether this is sample content", "true", default=False)
    draft: YesNo = life.draft()
    expires: LastDay | None = life.expires()
    redirect_from: OldAddresses = life.redirect_from()
    allow: Allowed = life.allow()

    @property
    def publish(self) -> dt.date:
        """The first day on which it is shown: its date."""
        return self.date

    @property
    def url(self) -> str:
        return f"/news/{self.slug}/"
