"""An instrument, or the voice, that a pupil may learn."""

from typing import Annotated, ClassVar, Literal

from plugins.models.kinds import LIST, Line, Summary, YesNo
from plugins.models.record import Record, field

FAMILIES = {
    "strings": "Strings",
    "woodwind": "Woodwind",
    "brass": "Brass",
    "percussion": "Percussion",
    "keyboard": "Keyboard",
    "guitar": "Guitar and ukulele",
    "voice": "Voice",
    "world": "Music from around the world",
}


Guess = Literal["start_age", "hire", "group"]


class Instrument(Record):
    needs_body: ClassVar[bool] = False

    title: Line = field("the instrument's name", "Violin")
    family: Literal["strings", "woodwind", "brass", "percussion", "keyboard", "guitar", "voice", "world"] = (
        field("its family", "strings")
    )
    summary: Summary = field(
        "what it is like to play, in one sentence", "Small enough to carry, and at home in any style."
    )
    start_age: Line = field("when children usually start", "From about 6; small sizes exist")
    hire: YesNo = field("whether we hire it out", "yes")
    group: YesNo = field("whether it is taught in groups or whole classes", "yes")
    sizes: Line = field("the sizes it comes in", "From 1/16 to full size", default="")

    sample: Annotated[tuple[Guess, ...], LIST] = field(
        "the fields whose values are placeholders", "[start_age, hire]", default=()
    )

    @property
    def url(self) -> str:
        return f"/instruments/#{self.slug}"
