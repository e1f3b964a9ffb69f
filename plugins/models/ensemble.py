"""An ensemble: a band, orchestra or choir that young people join."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import ValidationInfo, field_validator

from musicservice.domain import ensembles
from plugins.models import life
from plugins.models.kinds import (
    SOME,
    Day,
    Line,
    Lines,
    PictureName,
    Slug,
    Slugs,
    Summary,
    Whole,
    YesNo,
    kind,
    refusal,
)
from plugins.models.life import Allowed, LastDay, OldAddresses
from plugins.models.prices import Price
from plugins.models.record import HEAD_PICTURE, Record, field

ALL = (ensembles.ALL,)
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _all_or_list(value: object) -> object:
    if value == "all":
        return ALL
    if not isinstance(value, list | tuple) or not value:
        raise ValueError
    return value


class Ensemble(Record):
    needs_body: ClassVar[bool] = False

    title: Line = field("the ensemble's name", "Stars and City Wind Band")
    summary: Summary = field(
        "what it is, in one sentence", "A friendly wind band for players of about Grade 1 to 3."
    )
    who: Line = field("who it is for", "Wind, brass and percussion players who enjoy playing together")
    age_from: Whole = field("the youngest age, in years", "8")
    age_to: Whole = field("the oldest age, in years", "14")
    standard: Line = field("how well players usually play", "About Grade 1 to Grade 3; no exam needed")
    instruments: Annotated[Slugs, kind('a list of instruments, or the word "all"', _all_or_list)] = field(
        "the instruments it has, by their file names, or all", "[flute, clarinet]", choices="instruments"
    )
    levels: Annotated[tuple[ensembles.Level, ...], SOME] = field(
        "the same in the finder's words, one or more: starting, playing, confident", "[starting, playing]"
    )
    town: Line = field("the town or village it meets in", "Durham City")
    place: Line = field("where it meets", "Awaiting confirmation")
    days: Annotated[tuple[Weekday, ...], SOME] = field("the days it meets on", "[Monday]")
    when: Line = field("when it meets", "Awaiting confirmation")
    cost: Slug = field(
        "the price, by its id in content/data/prices.toml", "ensemble-membership", choices="prices"
    )
    first: Lines = field(
        "what a first rehearsal is like, a step a line", "[Somebody says hello at the door.]", default=()
    )
    join: Line = field("how to join", "Send the enrolment form; come and try a rehearsal first.")
    image: PictureName | None = HEAD_PICTURE
    sample: Lines = field("the fields whose values are placeholders", "[place, when]", default=())
    year: Line = field("the year the facts are from", "2019")
    draft: YesNo = life.draft()
    publish: Day | None = life.publish()
    expires: LastDay | None = life.expires()
    redirect_from: OldAddresses = life.redirect_from()
    allow: Allowed = life.allow()

    @field_validator("age_to")
    @classmethod
    def _oldest_is_not_younger(cls, age_to: int, info: ValidationInfo) -> int:
        if age_to < info.data.get("age_from", 0):
            raise refusal("an age that is not below age_from")
        return age_to

    @field_validator("sample")
    @classmethod
    def _names_fields(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not set(names) <= set(cls.model_fields):
            raise refusal("names of fields of this file")
        return names

    @property
    def for_all_instruments(self) -> bool:
        return self.instruments == ALL

    @property
    def url(self) -> str:
        return f"/ensembles/{self.slug}/"

    def as_ensemble(self, prices: Mapping[str, Price]) -> ensembles.Ensemble:
        """The same for the finder; `prices` is every price by its id."""
        cost = prices[self.cost]
        return ensembles.Ensemble(
            slug=self.slug,
            title=self.title,
            summary=self.summary,
            age_from=self.age_from,
            age_to=self.age_to,
            levels=self.levels,
            instruments=self.instruments,
            days=self.days,
            town=self.town,
            when=self.when,
            place=self.place,
            pence=cost.pence,
            per=cost.per,
            sample=(*self.sample, *(["cost"] if cost.sample and "cost" not in self.sample else [])),
        )
