"""A news item."""

from plugins.models.kinds import Day, Line, PictureName, Summary, YesNo
from plugins.models.record import HEAD_PICTURE, Record, field


class News(Record):
    title: Line = field("the headline", "A new way to enrol")
    date: Day = field("the day it was published", "2026-11-24")
    summary: Summary = field(
        "what happened, in one sentence", "Families can now ask for lessons on this site."
    )
    image: PictureName | None = HEAD_PICTURE
    sample: YesNo = field("whether this is sample content", "true", default=False)

    @property
    def url(self) -> str:
        return f"/news/{self.slug}/"
