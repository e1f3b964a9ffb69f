"""A page that stands by itself at an address of its own."""

from typing import ClassVar

from plugins.models.kinds import Address, Day, Line, Summary, Template
from plugins.models.record import Record, field


class Page(Record):
    needs_body: ClassVar[bool] = False

    title: Line = field("the page's title", "How lessons work")
    url: Address = field("where the page stands on this site", "/lessons/")
    description: Summary = field(
        "what the page says, for search engines", "How music lessons work, and who teaches them."
    )
    template: Template = field("the template that draws the page", "page", default="page")
    updated: Day = field("the day the words last changed", "2026-11-20")
    review: Day = field("the day to look at the words again", "2027-11-20")
    owner: Line = field("the role that answers for the page, never a person's name", "Communications lead")
