"""Every rule of the linter, by the name that its findings bear.

To add one: a pure function on a document in `rules/`, a line here, and a file with the mistake among the
tests' seeded ones.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plugins.linting.document import Document
from plugins.linting.finding import Finding, Level, Note
from plugins.linting.rules import days, headings, held, links, pictures, reading, words
from plugins.models.language import Translation


@dataclass(frozen=True)
class Rule:
    """A rule: its name, how much its findings weigh, and how it looks at a text."""

    name: str
    level: Level
    look: Callable[[Document], Iterator[Note]]


RULES = (
    Rule("alt-text", Level.ERROR, pictures.is_described),
    Rule("alt-text-words", Level.WARNING, pictures.is_described_well),
    Rule("image-size", Level.WARNING, pictures.is_small_enough),
    Rule("heading-order", Level.ERROR, headings.follow_in_order),
    Rule("heading-capitals", Level.WARNING, headings.begin_with_one_capital),
    Rule("heading-twice", Level.WARNING, headings.differ),
    Rule("bold-heading", Level.WARNING, headings.are_not_bold_lines),
    Rule("table-headers", Level.ERROR, headings.tables_have_headers),
    Rule("link-words", Level.ERROR, links.says_where),
    Rule("bare-address", Level.WARNING, links.is_no_bare_address),
    Rule("link-twice", Level.WARNING, links.is_called_one_thing),
    Rule("link-to-file", Level.WARNING, links.says_that_it_is_a_file),
    Rule("link-expired", Level.WARNING, links.leads_to_what_is_on_show),
    Rule("words", Level.WARNING, words.are_ours),
    Rule("capitals", Level.WARNING, words.do_not_shout),
    Rule("abbreviation", Level.WARNING, words.are_explained),
    Rule("word-twice", Level.WARNING, words.do_not_stammer),
    Rule("reading-age", Level.WARNING, reading.age_is_eleven),
    Rule("long-sentence", Level.WARNING, reading.sentences_are_short),
    Rule("long-paragraph", Level.WARNING, reading.paragraphs_are_short),
    Rule("typed-sum", Level.ERROR, held.sums_are_quoted),
    Rule("sum-in-field", Level.ERROR, held.fields_hold_no_sums),
    Rule("unfinished", Level.WARNING, held.is_finished),
    Rule("unmarked-sample", Level.ERROR, held.samples_are_marked),
    Rule("gone-by", Level.WARNING, days.are_not_gone_by),
    Rule("course-over", Level.WARNING, days.sessions_are_to_come),
    Rule("old-news", Level.WARNING, days.news_is_new),
    Rule("review", Level.WARNING, days.are_reviewed),
    Rule("translation-old", Level.WARNING, days.translations_follow),
    Rule("goes-stale", Level.WARNING, days.stay_true),
    Rule("school-days", Level.WARNING, days.are_school_days),
)
OF_ANY_LANGUAGE = {
    *("alt-text", "image-size", "heading-order", "table-headers", "bare-address", "link-twice"),
    *("link-expired", "typed-sum", "sum-in-field", "translation-old"),
}
"""The rules that hold for a text in any language. The others know English words, and no others."""
NAMES = frozenset(rule.name for rule in RULES)
UNKNOWN = "allow"


def findings(document: Document) -> Iterator[Finding]:
    """What all rules say of a text, less the warnings that its file allows."""
    allowed: tuple[str, ...] = getattr(document.record, "allow", ())
    foreign = isinstance(document.record, Translation)
    for rule in RULES:
        if foreign and rule.name not in OF_ANY_LANGUAGE:
            continue
        for note in rule.look(document):
            level = note.level or rule.level
            if level is Level.ERROR or rule.name not in allowed:
                yield Finding(document.path, note.line, rule.name, level, note.said, note.fix)
    for name in allowed:
        if name not in NAMES and document.record:
            fix = "one of " + ", ".join(sorted(NAMES))
            line = document.record.line("allow")
            yield Finding(document.path, line, UNKNOWN, Level.ERROR, f"there is no rule called {name}", fix)
