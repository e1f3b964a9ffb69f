"""The agreement between a family and the service. Its version is stored with every request."""

from markupsafe import Markup
from pydantic import PrivateAttr

from plugins.models.kinds import Day, Line, Prose, Slug
from plugins.models.record import Body, LocalLink, Strict, field

URL = "/terms/"


class Clause(Strict):
    id: Slug = field("its anchor", '"an-offer"')
    heading: Line = field("its heading", '"Nothing is owed until you accept an offer"')
    text: Prose = field("its words, as Markdown", '"You owe nothing until you have seen the price."')

    _body: Body = PrivateAttr(default_factory=Body)

    def bind(self, body: Body) -> None:
        """Called once by the reader, with the words as HTML."""
        self._body = body

    @property
    def html(self) -> Markup:
        return self._body.html

    @property
    def links(self) -> tuple[LocalLink, ...]:
        return self._body.links

    @property
    def pictures(self) -> tuple[LocalLink, ...]:
        return self._body.pictures


class Terms(Strict):
    version: Day = field("the day this version began", '"2026-11-24"')
    title: Line = field("the title of the terms", '"Terms for lessons and hire"')
    clauses: tuple[Clause, ...] = field("every clause, each under [[clauses]]", "[]")

    @property
    def url(self) -> str:
        return URL
