"""An instrument, or the voice, that a pupil may learn: how to start, how far it reaches, how it sounds."""

from typing import Annotated, ClassVar, Literal

from pydantic import ValidationInfo, field_validator

from plugins.models.kinds import LIST, SOME, Line, Numbers, Positive, Summary, Whole, YesNo, refusal
from plugins.models.pitch import TRANSPOSITIONS, Note, Pitch, Reads
from plugins.models.record import Record, Strict, field

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


class Reach(Strict):
    """From the lowest note to the highest that a practised player uses, as they are written."""

    lowest: Note = field("the lowest note, as it is written", "G3")
    highest: Note = field("the highest note, as it is written", "E7")
    reads: Reads = field("what a written C sounds as", "b-flat", default="as-it-sounds")
    clefs: Annotated[tuple[Literal["treble", "alto", "bass"], ...], SOME] = field(
        "the clef it reads, or two, the higher first", "[treble]"
    )
    note: Line = field("what must be known of it", "This is the alto, which most begin on.", default="")

    @field_validator("highest")
    @classmethod
    def _is_above(cls, highest: Pitch, info: ValidationInfo) -> Pitch:
        lowest = info.data.get("lowest")
        if lowest is not None and highest.number <= lowest.number:
            raise refusal("a note above the lowest")
        return highest

    def sounding(self, written: Pitch) -> Pitch:
        """What is heard when `written` is played."""
        steps, semitones, _ = TRANSPOSITIONS[self.reads]
        return written.moved(steps, semitones)

    @property
    def heard(self) -> tuple[Pitch, Pitch]:
        """The lowest and the highest note as they sound."""
        return self.sounding(self.lowest), self.sounding(self.highest)

    @property
    def words(self) -> str:
        """As it sounds: "from the G below middle C to the fourth E above middle C"."""
        lowest, highest = self.heard
        return f"from {lowest.place} to {highest.place}"

    @property
    def transposition(self) -> str:
        """What a player must know about reading, in a sentence."""
        _, _, lower = TRANSPOSITIONS[self.reads]
        if not lower:
            return "It sounds as it is written."
        heard = self.sounding(Pitch.named("C5")).letter
        if heard == "C":
            return f"It sounds {lower} lower than it is written."
        article = "an" if heard[0] in "AEF" else "a"
        return f"It sounds {lower} lower than it is written: play a C, and you hear {article} {heard}."


class Sound(Strict):
    """A recipe for a browser to make a likeness of the sound, and the notes that it plays, as they sound."""

    plays: Annotated[tuple[Note, ...], SOME] = field("the notes it plays, as they sound", "[G3, B3, D4, G4]")
    harmonics: Numbers = field("how strong each harmonic is, the lowest first", "[100, 60, 40]")
    attack: Positive = field("how long a note takes to speak, in thousandths of a second", "60")
    fall: Whole = field("how long it rings, in thousandths; 0 where the player holds it", "0", default=0)
    noise: Whole = field("how much breath, bow or beat is in it, in per cent", "5", default=0)
    wobble: Whole = field("how far the note wavers, in hundredths of a semitone", "12", default=0)
    beat: Positive = field("how long a note lasts, in thousandths of a second", "450", default=450)


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
    reach: Reach | None = field(
        "how low and how high it goes", "{lowest: G3, highest: E7, clefs: [treble]}", default=None
    )
    sound: Sound | None = field(
        "how a browser can imitate it", "{plays: [G3, D4], harmonics: [100, 60], attack: 60}", default=None
    )

    sample: Annotated[tuple[Guess, ...], LIST] = field(
        "the fields whose values are placeholders", "[start_age, hire]", default=()
    )

    @property
    def url(self) -> str:
        return f"/instruments/{self.slug}/"
