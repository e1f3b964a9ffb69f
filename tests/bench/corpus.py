"""Pages in numbers, of the length of a real one: the same files for every tool that builds them."""

import random
from datetime import date, timedelta
from pathlib import Path

from tests.site import small_content

FIRST = date(2020, 1, 1)
WORDS = [
    "music",
    "lesson",
    "child",
    "school",
    "instrument",
    "choir",
    "ensemble",
    "teacher",
    "family",
    "term",
    "concert",
    "place",
    "week",
    "hall",
    "form",
    "play",
    "sing",
    "listen",
    "learn",
    "ask",
    "borrow",
    "practise",
    "read",
    "join",
    "begin",
    "help",
    "find",
    "need",
    "know",
    "show",
    "the",
    "a",
    "and",
    "for",
    "with",
    "every",
    "in",
    "at",
    "of",
    "to",
    "from",
    "small",
    "young",
    "new",
    "open",
    "free",
    "Saturday",
    "evening",
    "Durham",
    "brass",
    "string",
    "voice",
    "drum",
]
HEADINGS, PARAGRAPHS, SENTENCES = 5, 3, 4


def pages(count: int) -> dict[str, str]:
    """So many pages by their names, each of about 700 words, five headings, a list, a table and two links."""
    return {f"page-{n:04}": page(n) for n in range(count)}


def page(n: int) -> str:
    """One page: the same for the same number."""
    chance = random.Random(n)  # noqa: S311 - the same corpus each time
    day = FIRST + timedelta(days=n % 2000)
    head = f"---\ntitle: Page number {n}\ndate: {day}\nsummary: {sentence(chance)}\n---\n"
    parts = [f"## {sentence(chance)[:-1]}\n\n{words(chance)}" for _ in range(HEADINGS)]
    items = "\n".join(f"- {sentence(chance)}" for _ in range(5))
    table = "\n".join(
        ["| Day | Place |", "|---|---|", *(f"| {n + i} | {chance.choice(WORDS)} |" for i in range(5))]
    )
    links = "Read the [terms](/terms/) and our [strategy](/strategy/)."
    return "\n\n".join((head, *parts, items, table, links)) + "\n"


def words(chance: random.Random) -> str:
    made = (" ".join(sentence(chance) for _ in range(SENTENCES)) for _ in range(PARAGRAPHS))
    return "\n\n".join(made)


def sentence(chance: random.Random) -> str:
    said = " ".join(chance.choice(WORDS) for _ in range(11))
    return f"{said[0].upper()}{said[1:]}."


def for_us(folder: Path, count: int) -> Path:
    """The smallest content that our site is made of, and the corpus as its news. Gives `content/`."""
    return small_content.write(folder, {f"news/{name}.md": text for name, text in pages(count).items()})


def alone(folder: Path, count: int) -> Path:
    """The corpus and nothing else."""
    folder.mkdir(parents=True)
    for name, text in pages(count).items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder
