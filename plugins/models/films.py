"""Films in British Sign Language, and the places that are kept for them."""

from typing import Annotated

from pydantic import ValidationInfo, field_validator

from plugins.models.kinds import Address, Line, Prose, pattern, refusal
from plugins.models.record import Strict, field

File = Annotated[str, pattern("a film of our own in /videos/", r"/videos/[a-z0-9-]+\.(?:mp4|webm)")]
Captions = Annotated[str, pattern("captions of our own in /videos/", r"/videos/[a-z0-9-]+\.vtt")]
Poster = Annotated[
    str, pattern("a picture of our own in /videos/", r"/videos/[a-z0-9-]+\.(?:jpg|jpeg|png|webp|avif)")
]


class Film(Strict):
    """A page's film, or the place for it."""

    page: Address = field("the page it is for", '"/help-with-fees/"')
    poster: Poster | None = field("what is seen before it begins", '"/videos/fees.jpg"', default=None)
    captions: Captions | None = field("what is signed, as captions", '"/videos/fees.vtt"', default=None)
    transcript: Prose | None = field(
        "what is signed, in written English", '"You may pay less."', default=None
    )
    minutes: Line | None = field("how long it is, in words", '"2 minutes"', default=None)
    file: File | None = field("the film", '"/videos/fees.mp4"', default=None)

    @field_validator("file")
    @classmethod
    def _has_all_that_goes_with_it(cls, file: str | None, info: ValidationInfo) -> str | None:
        missing = [name for name in ("poster", "captions", "transcript") if not info.data.get(name)]
        if file and missing:
            raise refusal(f"a film with {' and '.join(missing)} too: not everybody can see it or read BSL")
        return file

    @property
    def files(self) -> tuple[str, ...]:
        """Everything of it that must be there."""
        return tuple(one for one in (self.file, self.poster, self.captions) if one)


class Films(Strict):
    """content/data/films.toml."""

    films: tuple[Film, ...] = field(
        "the films, each under [[films]]", '[[films]] page = "/enrol/"', default=()
    )

    @property
    def by_page(self) -> dict[str, Film]:
        return {film.page: film for film in self.films}
