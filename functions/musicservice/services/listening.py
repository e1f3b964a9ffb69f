"""Sums up what people said of a course: counts at once, and words once enough have answered.

It decides when words may be read, so that nobody can tell whose they are.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from musicservice.domain.submission import ANSWERS
from musicservice.feedback_ports import Voice, Voices
from musicservice.forms.classification import Classification
from musicservice.forms.feedback import FEEDBACK, FEWEST
from musicservice.forms.kinds import Field
from musicservice.forms.record import row
from musicservice.ports import Opener, SealBrokenError


@dataclass(frozen=True)
class Heard:
    """What was said to one question: how many gave which answer, or their words, sorted.

    `is_held_back` where there are words that nobody may read yet.
    """

    question: str
    counts: Counter[str]
    words: tuple[str, ...]
    is_held_back: bool = False


@dataclass(frozen=True)
class Listening:
    """The service."""

    voices: Voices
    opener: Opener

    def __call__(self, course: str) -> tuple[int, tuple[Heard, ...]]:
        """How many answered, and what they said. Raises UnavailableError."""
        voices = self.voices.of(course)
        said = (
            [self._said(one) for one in voices] if len(voices) >= FEWEST else [one.answers for one in voices]
        )
        return len(voices), tuple(_heard(field, said, len(voices)) for field in FEEDBACK.fields)

    def counted(self, course: str) -> tuple[int, tuple[Heard, ...]]:
        """The same without anybody's words: nothing is opened. Raises UnavailableError."""
        voices = self.voices.of(course)
        fields = [one for one in FEEDBACK.fields if one.classification is not Classification.SPECIAL]
        return len(voices), tuple(_heard(one, [v.answers for v in voices], len(voices)) for one in fields)

    def _said(self, voice: Voice) -> dict[str, Any]:
        """All answers of one person; those that cannot be opened are left out."""
        try:
            sealed = json.loads(self.opener.open(voice.sealed, {"record": voice.id, "purpose": ANSWERS}))
        except SealBrokenError:
            sealed = {}
        return {**voice.answers, **sealed}


def _heard(field: Field[Any], said: Sequence[Any], number: int) -> Heard:
    shown = [row(field, one[field.name]).shown for one in said if one.get(field.name) is not None]
    if field.classification is not Classification.SPECIAL:
        return Heard(field.label, Counter({label: shown.count(label) for label in _labels(field)}), ())
    return Heard(field.label, Counter(), tuple(sorted(shown)), is_held_back=0 < number < FEWEST)


def _labels(field: Field[Any]) -> Iterator[str]:
    return (option.label for option in getattr(field, "options", ()))
