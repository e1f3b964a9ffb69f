"""The certificate of somebody who came: tagged, with their name as they write it, or a line for it."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from musicservice.messages.facts import Attended, Facts
from musicservice.printing import can_print
from musicservice.printing.certificate import APOLOGY, SAMPLE, certificate
from musicservice.services.enclosing import NoCourseError, enclosed
from tests.courses import held
from tests.examples import CATALOGUE

SITE, MADE = CATALOGUE.site, date(2027, 3, 30)
COURSE = replace(
    held("2027-03-26 13:00", "2027-03-29 13:00", hours=2),
    title="Everyone in the room",
    outcomes=("Plan one lesson with several ways in", "Say what helps"),
)


def read(name: str, **changes: object) -> PdfReader:
    course = replace(COURSE, **changes)  # type: ignore[arg-type]
    return PdfReader(io.BytesIO(certificate(course, name, "DMS-7K4Q-2M", SITE, MADE)))


def said(pdf: PdfReader) -> str:
    return "".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_it_is_an_accessible_pdf_on_one_page() -> None:
    pdf = read("Łucja Example")

    assert len(pdf.pages) == 1
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
    assert pdf.metadata
    assert pdf.metadata.title == "Certificate of attendance: Everyone in the room"
    assert "Łucja" not in str(pdf.metadata)
    assert pdf.xmp_metadata is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp_metadata.stream.get_data().decode()


def test_it_says_who_came_to_what_when_for_how_long_and_what_they_learned() -> None:
    text = said(read("Łucja Němcová-O’Neill"))

    for words in (
        "Łucja Němcová-O’Neill",
        "Everyone in the room",
        "Held on these days: Friday 26 March 2027; Monday 29 March 2027",
        "Length: 4 hours",
        "Plan one lesson with several ways in",
        "Reference DMS-7K4Q-2M. Made on 30 March 2027",
        SITE.phone,
    ):
        assert "".join(words.split()) in text, words
    assert "signed" not in text


@pytest.mark.parametrize("name", ["Nguyễn Thị Ánh", "Żółć Łęcka", "Иван Петров", "Ἀθηνᾶ", "שלום", "किरण"])
def test_a_name_in_another_script_is_shown_as_it_was_typed(name: str) -> None:
    assert can_print(name)
    assert "writteninbyhand" not in said(read(name))


@pytest.mark.parametrize("name", ["李明", "தமிழ்", "Bo 🥁", "አበበ"])
def test_a_name_that_no_typeface_has_is_a_line_to_write_on_and_never_boxes(name: str) -> None:
    text = said(read(name))

    assert "".join(APOLOGY.split()) in text
    assert not set(name.replace("Bo ", "")) & set(text)


def test_a_picture_in_the_name_of_a_course_stops_no_certificate() -> None:
    text = said(read("A", title="Drums 🥁 for all", outcomes=("Play 李 loud",)))

    assert "Drumsforall" in text
    assert "Playloud" in text


def test_no_name_is_taken_for_markup() -> None:
    assert '#set*page*("a")[x]$y$' in said(read('#set *page* ("a") [x] $y$'))


def test_a_long_name_and_much_learned_stay_whole() -> None:
    text = said(read("Wolfeschlegelsteinhausenbergerdorff " * 4, outcomes=("Learn much. " * 20,) * 8))

    assert text.count("Wolfeschlegelsteinhausenbergerdorff") == 4
    assert text.count("Learnmuch.") == 160


def test_a_course_that_is_a_sample_says_so() -> None:
    assert "".join(SAMPLE.split()) in said(read("A", sample=True))
    assert "sample" not in said(read("A"))


def test_the_same_certificate_is_the_same_bytes() -> None:
    one, two = (certificate(COURSE, "A", "DMS-7K4Q-2M", SITE, MADE) for _ in range(2))

    assert one == two


def test_it_waits_while_the_file_of_its_course_is_gone() -> None:
    facts = Facts(reference="DMS-7K4Q-2M", certificate=Attended("choirs", "Łucja"))

    with pytest.raises(NoCourseError):
        enclosed(facts, SITE, lambda _: None, MADE)
    [file] = enclosed(facts, SITE, CATALOGUE.course, MADE)
    assert (file.name, file.kind) == ("certificate-DMS-7K4Q-2M.pdf", "application/pdf")
    assert file.content.startswith(b"%PDF-")
