"""The languages the site speaks to people in, and a page again in one of them."""

from typing import Annotated, ClassVar

from pydantic import ValidationInfo, field_validator

from plugins.models.kinds import SOME, Address, Day, Line, Summary, YesNo, pattern, refusal
from plugins.models.record import Record, Strict, field

RIGHT_TO_LEFT = {"ar", "ckb", "fa", "he", "ps", "ur"}
Tag = Annotated[
    str, pattern("a language's tag (BCP 47), such as pl or zh-Hans", r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?")
]


class Language(Strict):
    """One language."""

    tag: Tag = field("its name for browsers", '"pl"')
    own: Line = field("its name in its own script", '"Polski"')
    english: Line = field("its name in English", '"Polish"')

    @property
    def title(self) -> str:
        return self.english

    @property
    def url(self) -> str:
        return f"/languages/{self.tag.lower()}/"

    @property
    def dir(self) -> str:
        """The direction it is read in, as HTML has it."""
        return "rtl" if self.tag in RIGHT_TO_LEFT else "ltr"


class Languages(Strict):
    """content/data/languages.toml."""

    sample: YesNo = field("whether the choice of languages is still a guess", "true", default=False)
    pages: Annotated[tuple[Address, ...], SOME] = field("the pages to be translated first", '["/enrol/"]')
    languages: tuple[Language, ...] = field(
        "the languages, each under [[languages]]", '[[languages]] tag = "pl"', default=()
    )

    @field_validator("languages")
    @classmethod
    def _each_once(cls, languages: tuple[Language, ...]) -> tuple[Language, ...]:
        tags = [language.tag for language in languages]
        if twice := sorted({tag for tag in tags if tags.count(tag) > 1}):
            raise refusal(f"each language once: {', '.join(twice)} stands here twice")
        return languages

    @property
    def by_tag(self) -> dict[str, Language]:
        return {language.tag: language for language in self.languages}


class Translation(Record):
    """A page in another language, translated by people."""

    needs_body: ClassVar[bool] = True

    of: Address = field("the address of the English page", "/help-with-fees/")
    language: Tag = field("the language's tag, as in content/data/languages.toml", "pl")
    title: Line = field("the page's title, in the language", "Pomoc w opłatach")
    description: Summary = field("what the page says, in the language", "Kto może płacić mniej.")
    source: Day = field("the `updated` day of the English page that was translated", "2026-11-20")
    updated: Day = field("the day the translation last changed", "2026-11-24")
    translator: Line = field(
        "who translated it, as a role or firm, never a person's name", "The council's translators"
    )
    checked: Line = field("who checked it, another speaker of the language", "A parent governor")

    @field_validator("updated")
    @classmethod
    def _is_not_older_than_its_source(cls, updated: Day, info: ValidationInfo) -> Day:
        if "source" in info.data and updated < info.data["source"]:
            raise refusal("a day not before source")
        return updated

    @property
    def url(self) -> str:
        return f"/{self.language.lower()}{self.of}"
