"""What is still a placeholder: it may be looked at and tried, and may not be published."""

from collections.abc import Iterator

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.reading.checks import DATA
from plugins.reading.library import Library

EXPECTED = "the real value, and no mark that it is a sample"


def check_samples(library: Library) -> None:
    """Raises ContentRefusedError with every placeholder of what is on show."""
    if mistakes := list(samples(library)):
        raise ContentRefusedError(mistakes)


def samples(library: Library) -> Iterator[Mistake]:
    """A mistake for every field, record or table that is marked as a sample."""
    for record in library.records:
        marked = getattr(record, "sample", False)
        if marked:
            found = ", ".join(marked) if isinstance(marked, tuple) else "the whole file"
            yield Mistake(record.path, record.line("sample"), "sample", EXPECTED, f"a sample: {found}")
    yield from _data(library)


def _data(library: Library) -> Iterator[Mistake]:
    data = library.data
    for name in data.site.sample:
        yield Mistake(f"{DATA}/site.toml", 0, name, EXPECTED, "a sample")
    for price in data.prices.all:
        if price.sample:
            yield Mistake(f"{DATA}/prices.toml", 0, price.id, EXPECTED, "a sample")
    if data.dates.sample:
        yield Mistake(f"{DATA}/dates.toml", 0, "sample", EXPECTED, "sample dates of terms")
    made_up = [school for school in data.school_list if school.sample]
    if made_up:
        expected = "the schools of the official register: see make schools"
        yield Mistake(
            f"{DATA}/schools.csv", 0, "sample", expected, f"{len(made_up)} schools that are made up"
        )
