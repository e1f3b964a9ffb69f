"""The words that we do not use, and what we say instead: content/data/words.toml, which comms keep."""

import re
from functools import cached_property

from plugins.models.kinds import Line, Lines, YesNo
from plugins.models.record import Strict, field


class Avoided(Strict):
    """Words to avoid, and what to say."""

    words: Lines = field("the words, in every form they come in", '["utilise", "utilises"]')
    say: Line = field("what to say instead", '"use"')
    why: Line = field("why, in one sentence", '"A short word does the same."', default="")
    stops: YesNo = field("whether nothing may be published with it", "false", default=False)
    fine_in: Lines = field(
        "the folders of content/ in which it is the readers’ own word", '["courses"]', default=()
    )

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of the words as a whole word; small letters find capitals too."""
        return re.compile("|".join(map(_spelled, self.words)))


class Vocabulary(Strict):
    avoid: tuple[Avoided, ...] = field("words to avoid, each group under [[avoid]]", "[]", default=())
    capitals: Lines = field(
        "words in capitals that every reader knows, or that have no other name", '["BBC", "PDF"]', default=()
    )


def _spelled(word: str) -> str:
    """A pattern for one word or phrase: any space between, either apostrophe or hyphen."""
    parts = [re.escape(part).replace("'", "['’]").replace("’", "['’]") for part in word.split()]
    spaced = r"\s+".join(parts)
    whole = rf"(?<![\w-]){spaced}(?![\w-])"
    return whole if word != word.lower() else f"(?i:{whole})"
