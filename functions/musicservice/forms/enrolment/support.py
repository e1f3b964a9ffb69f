"""What would help them take part. Sealed as it arrives; a diagnosis is not asked for."""

from musicservice.forms.classification import Classification
from musicservice.forms.form import Section
from musicservice.forms.kinds import Checkboxes, LongText, Option, Radios

SPECIAL = Classification.SPECIAL

SUPPORT = Section(
    "Support",
    "You do not have to answer these. Only the people who arrange lessons can read what you tell us here.",
    (
        Checkboxes(
            name="access_needs",
            label="Is there anything that would help you take part?",
            classification=SPECIAL,
            hint="This is about the person who will learn. Choose all that apply; no diagnosis is needed",
            options=(
                Option("physical", "Moving around, holding or reaching"),
                Option("hearing", "Hearing"),
                Option("sight", "Seeing"),
                Option("communication", "Communicating"),
                Option("sensory", "Noise, light or touch"),
                Option("learning", "Learning or remembering"),
                Option("anxiety", "Worry or anxiety"),
                Option("fatigue", "Tiredness or pain"),
                Option("care", "Toilet or medicine at rehearsals"),
                Option("instrument", "An instrument adapted to them"),
                Option("quiet-space", "A quiet space"),
                Option("none", "No, nothing"),
                Option("talk", "I would rather talk about it"),
            ),
        ),
        LongText(
            name="access_detail",
            label="Tell us what helps",
            classification=SPECIAL,
            hint="What works well for them. We do not read this at once: if somebody is in danger, call 999",
            limit=500,
        ),
        Radios(
            name="tell_teacher",
            label="May we tell their music teacher?",
            classification=SPECIAL,
            options=(Option("yes", "Yes"), Option("no", "No, ask me first")),
        ),
    ),
)
