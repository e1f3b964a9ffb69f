"""What helps people take part: one list for every form that asks. No diagnosis is among it."""

from musicservice.forms.kinds import Option

EVERYWHERE = (
    Option("physical", "Moving around, holding or reaching"),
    Option("hearing", "Hearing"),
    Option("sight", "Seeing"),
    Option("communication", "Communicating"),
    Option("sensory", "Noise, light or touch"),
    Option("learning", "Learning or remembering"),
    Option("anxiety", "Worry or anxiety"),
    Option("fatigue", "Tiredness or pain"),
)
"""What may be true of anybody, child or grown up."""
QUIET = Option("quiet-space", "A quiet space")
NOTHING = Option("none", "No, nothing")
OF_A_CHILD = (
    *EVERYWHERE,
    Option("care", "Toilet or medicine at rehearsals"),
    Option("instrument", "An adapted instrument"),
    QUIET,
    NOTHING,
    Option("talk", "I would rather talk about it"),
)
"""What a family can say of a child. content/data/adaptations.toml says what each means for a lesson."""
