"""The site as staff see it who key in a form: the public's own pages, with the office's frame around them."""

from dataclasses import dataclass, field, fields
from typing import ClassVar, Self

from musicservice.catalogue import Site
from musicservice.pages.office.frame import Frame


@dataclass(frozen=True)
class Indoors(Site):
    """The site's facts and the frame. `says` and `links`, words and address, are for staff, not for paper."""

    layout: ClassVar[str] = "office/keying.html"

    frame: Frame = field(kw_only=True)
    outdoors: str = field(kw_only=True)
    says: tuple[str, ...] = field(kw_only=True, default=())
    links: tuple[tuple[str, str], ...] = field(kw_only=True, default=())

    @classmethod
    def of(cls, site: Site, frame: Frame, outdoors: str) -> Self:
        """The site within a frame; `outdoors` is its own origin."""
        facts = {one.name: getattr(site, one.name) for one in fields(Site)}
        return cls(**facts, frame=frame, outdoors=outdoors)

    @property
    def away(self) -> str:
        """The site's own origin."""
        return self.outdoors
