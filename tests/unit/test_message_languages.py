"""How a message is worded in another language, whole or not at all, before there is any translation."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from musicservice.domain.outbox import ENGLISH
from musicservice.messages.wording import FRAME, SHIPPED, Language, Languages, faults
from musicservice.messages.writing import Written, written
from tests.examples import CATALOGUE
from tests.messages import FACTS, KINDS, english, folder_with, translated, written_down

TABLES = sorted(set(english()) - {"direction"})


def letter(folder: Path, kind: str, asked: str) -> Written:
    return written(kind, FACTS, CATALOGUE.site, asked, Languages(folder))


def is_whole(one: Written) -> bool:
    """Whether every sentence is translated. The brackets of the pseudo-translation are in pairs."""
    opened = one.text.count("«")
    return opened > 10 and opened == one.text.count("»") and "«" in one.subject


def test_every_shipped_language_is_the_english_one_in_other_words() -> None:
    known = SHIPPED.known

    assert ENGLISH in known
    found = {
        f"{tag}: {fault}"
        for tag, language in known.items()
        for table in TABLES
        for fault in faults(language, known[ENGLISH], table)
    }
    assert found == set()
    assert {tag: sorted(one.tables) for tag, one in known.items()} == dict.fromkeys(known, TABLES)


def test_no_name_of_a_sentence_stands_in_the_frame_and_in_a_message() -> None:
    """The one would hide the other."""
    tables = english()

    assert [
        (name, key) for name in TABLES if name != FRAME for key in tables[name] if key in tables[FRAME]
    ] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_sentence_of_a_message_is_used(kind: str) -> None:
    """What stands in the file and in no message would be translated for nothing."""
    known = SHIPPED.known[ENGLISH].tables
    one = written(kind, FACTS, CATALOGUE.site, ENGLISH)
    told = " ".join((one.subject + " " + BeautifulSoup(one.html, "html.parser").get_text(" ")).split())
    table = known["application-receipt" if kind.endswith("receipt") else kind]
    sentences = [
        sentence for text in table.values() for sentence in (text if isinstance(text, list) else [text])
    ]

    for sentence in sentences:
        for piece in filter(str.strip, sentence.replace("}", "{").split("{")[::2]):
            assert piece.strip() in told


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("asked", ["pl", "pl-PL"])
def test_a_translated_message_is_sent_whole(tmp_path: Path, kind: str, asked: str) -> None:
    one = letter(folder_with(tmp_path, pl=translated()), kind, asked)

    assert is_whole(one)
    assert '<html lang="pl" dir="ltr">' in one.html


@pytest.mark.parametrize("asked", ["cy", "", "../../etc/passwd", "en", "EN-gb", "pl"])
def test_a_language_we_do_not_have_is_answered_in_english(asked: str) -> None:
    assert written("decision", FACTS, CATALOGUE.site, asked) == written(
        "decision", FACTS, CATALOGUE.site, ENGLISH
    )


def spoilt(**changes: Any) -> dict[str, Any]:
    tables = translated()
    tables["decision"] = {
        key: value for key, value in {**tables["decision"], **changes}.items() if value is not None
    }
    return tables


SPOILT = {
    "is missing": {"intro": None},
    "is not in the English text": {"another": "x"},
    "is empty": {"intro": " "},
    "has another number of sentences in its list": {"intro": ["one", "two"]},
    "has other {placeholders} than the English text": {"subject": "Nowiny {day}"},
    "decision.subject has other {placeholders}": {"subject": "Nowiny"},
    "decision.why has other {placeholders}": {"why": "Stray {brace"},
    "decision.intro has other {placeholders}": {"intro": "{reference.__class__}"},
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_message_that_is_not_wholly_translated_is_sent_in_english(tmp_path: Path, fault: str) -> None:
    folder = folder_with(tmp_path, pl=spoilt(**SPOILT[fault]))

    assert letter(folder, "decision", "pl") == letter(folder, "decision", ENGLISH)
    assert is_whole(letter(folder, "renewal", "pl"))


@pytest.mark.parametrize("fault", SPOILT)
def test_whoever_translates_is_told_what_is_wrong(fault: str) -> None:
    language = Language.from_toml("pl", written_down(spoilt(**SPOILT[fault])))

    [told] = faults(language, SHIPPED.known[ENGLISH], "decision")

    assert told.startswith("decision.")
    assert fault in told


def test_without_a_translated_frame_nothing_is_translated(tmp_path: Path) -> None:
    tables = translated()
    del tables[FRAME]

    folder = folder_with(tmp_path, pl=tables)

    assert letter(folder, "decision", "pl") == letter(folder, "decision", ENGLISH)


def test_a_sentence_may_turn_its_facts_around(tmp_path: Path) -> None:
    tables = translated()
    tables["decision"]["subject"] = "{reference}: nowiny"

    assert letter(folder_with(tmp_path, pl=tables), "decision", "pl").subject == "DMS-7K4Q-2M: nowiny"


@pytest.mark.parametrize("kind", KINDS)
def test_a_language_from_right_to_left_keeps_facts_in_their_order(tmp_path: Path, kind: str) -> None:
    one = letter(folder_with(tmp_path, ar=translated("rtl")), kind, "ar")
    page = BeautifulSoup(one.html, "html.parser")

    assert page.html is not None
    assert page.main is not None
    assert (page.html["lang"], page.html["dir"]) == (page.main["lang"], page.main["dir"]) == ("ar", "rtl")
    assert f"«This email is from \u2066{CATALOGUE.site.name}\u2069.»" in one.text
    facts = [part for part in page.find_all("span") if CATALOGUE.site.name in part.get_text()]
    assert {(part["lang"], part["dir"]) for part in facts} == {("en-GB", "ltr")}
    assert {part["dir"] for part in page.find_all(["a"]) if part.get("class") != ["button"]} == {"ltr"}
    assert "\u2066" not in one.subject


def test_an_english_message_says_once_that_it_is_english() -> None:
    page = BeautifulSoup(written("decision", FACTS, CATALOGUE.site, ENGLISH).html, "html.parser")

    assert [tag.name for tag in page.find_all(lang=True)] == ["html", "main"]
