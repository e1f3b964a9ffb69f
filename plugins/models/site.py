"""Who the service is, how to reach it, and the two menus."""

from pydantic import field_validator

from musicservice import catalogue
from plugins.models.kinds import Address, Email, Line, Lines, Origin, Phone, YesNo, refusal
from plugins.models.record import Strict, field


class Link(Strict):
    label: Line = field("the words of the link", '"Lessons"')
    url: Address = field("where it leads on this site", '"/lessons/"')

    def as_link(self) -> catalogue.Link:
        return catalogue.Link(self.label, self.url)


class LinkGroup(Strict):
    title: Line = field("the heading above the links", '"About us"')
    links: tuple[Link, ...] = field("the links", '[{ label = "Prices", url = "/prices/" }]')

    def as_group(self) -> catalogue.LinkGroup:
        return catalogue.LinkGroup(self.title, tuple(link.as_link() for link in self.links))


class SiteDetails(Strict):
    """content/data/site.toml. `sample` names the fields whose values are placeholders."""

    name: Line = field("the service's name", '"Durham Music Service"')
    tagline: Line = field("what it is in a few words", '"Music for every young person"')
    url: Origin = field("the site's own address", '"https://www.example.org"')
    phone: Phone = field("the phone number", '"01632 960123"')
    email: Email = field("the email address", '"office@music.example"')
    address: Lines = field("the postal address, line by line", '["1 Sample Street", "Durham"]')
    minicom_or_relay: Line = field("how deaf people can call", '"Relay UK: 18001 01632 960123"')
    training_email: Email = field("where to write to whoever runs the courses", '"training@music.example"')
    keep_pages: YesNo = field(
        "whether devices keep the pages that were read on them, for when there is no connection",
        "true",
        default=True,
    )
    sample: Lines = field("the fields whose values are placeholders", '["phone", "email"]', default=())
    nav: tuple[Link, ...] = field("the main menu", '[{ label = "Prices", url = "/prices/" }]')
    footer: tuple[LinkGroup, ...] = field("the menus at the foot", "[]")

    @property
    def tel(self) -> str:
        """The phone number as a link: British, so a leading 0 stands for +44 (RFC 3966, E.164)."""
        digits = self.phone.replace(" ", "")
        return "tel:" + (digits if digits.startswith("+") else f"+44{digits.removeprefix('0')}")

    @field_validator("sample")
    @classmethod
    def _names_fields(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not set(names) <= set(cls.model_fields):
            raise refusal("names of fields of this file")
        return names

    def as_site(self, url: str) -> catalogue.Site:
        """The same for the shared layout, at the origin `url` of this build."""
        return catalogue.Site(
            name=self.name,
            tagline=self.tagline,
            url=url,
            nav=tuple(link.as_link() for link in self.nav),
            footer=tuple(group.as_group() for group in self.footer),
            phone=self.phone,
            email=self.email,
            address=self.address,
            minicom_or_relay=self.minicom_or_relay,
            training_email=self.training_email,
        )
