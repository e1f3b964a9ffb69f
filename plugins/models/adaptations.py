"""What helps in a lesson, by what a family says that a child needs; and what a teacher should ask."""

from typing import Annotated

from pydantic import AfterValidator

from musicservice.domain.office.briefing import LINE_LIMIT, MOST_ASKS, MOST_HELPS, Adaptation
from plugins.models.kinds import SOME, Line, Slug, pattern, refusal
from plugins.models.record import Strict, field

Short = Annotated[
    str, pattern(f"a sentence, on one line, of at most {LINE_LIMIT} characters", r"[^\t\n\r]+", LINE_LIMIT)
]
Sentences = Annotated[tuple[Short, ...], SOME]


def _at_most(most: int) -> AfterValidator:
    def check(lines: tuple[str, ...]) -> tuple[str, ...]:
        if len(lines) > most:
            raise refusal(f"at most {most} lines: all that is said of a child stands on one page")
        return lines

    return AfterValidator(check)


class Need(Strict):
    """One need."""

    need: Slug = field("the answer of the enrolment form that it is for", '"hearing"')
    title: Line = field("what the need is called in a brief", '"Hearing"')
    helps: Annotated[Sentences, _at_most(MOST_HELPS)] = field(
        "what helps in a lesson, one sentence each", '["Face the pupil when you speak."]'
    )
    asks: Annotated[Sentences, _at_most(MOST_ASKS)] = field(
        "what to ask the pupil or the family, one question each", '["Where is the best place to sit?"]'
    )

    def as_adaptation(self) -> Adaptation:
        """As the functions know it."""
        return Adaptation(self.need, self.title, self.helps, self.asks)


class Adaptations(Strict):
    """content/data/adaptations.toml."""

    needs: tuple[Need, ...] = field(
        "the needs, each under [[needs]]", '[[needs]] need = "hearing"', default=()
    )
