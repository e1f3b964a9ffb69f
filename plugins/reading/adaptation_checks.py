"""Whether something is said of everything that a family can say a child needs, once, and of nothing else."""

from collections.abc import Iterator

from musicservice.forms.access import NOTHING, OF_A_CHILD
from plugins.mistakes import Mistake
from plugins.reading.library import Library
from plugins.reading.naming import unknown

PATH = "content/data/adaptations.toml"
ANSWERS = tuple(option.value for option in OF_A_CHILD if option != NOTHING)


def check_adaptations(library: Library) -> Iterator[Mistake]:
    """Every answer of the form without an entry, and every entry that is for no answer, or comes twice."""
    said = [one.need for one in library.data.adaptations.needs]
    for number, need in enumerate(said, 1):
        if need not in ANSWERS:
            expected = (
                "an answer to “Is there anything that would help them take part?” in the enrolment form"
            )
            yield unknown(PATH, f"needs {number}, need", expected, need, ANSWERS)
        elif need in said[: number - 1]:
            yield Mistake(PATH, 0, f"needs {number}, need", "each need once", f'"{need}" a second time')
    for need in ANSWERS:
        if need not in said:
            expected = f'an entry for "{need}", which families can choose in the enrolment form'
            yield Mistake(PATH, 0, "needs", expected, "none", f'[[needs]] need = "{need}"')
