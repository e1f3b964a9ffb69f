"""The inclusion strategy as a PDF: tagged, named, in a language, whole, and the same every time."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from plugins.reading.library import Library, read_library
from plugins.writing import strategy_pdf
from plugins.writing.html_tree import UnprintableError, tree
from tests.conftest import Build
from tests.site.commands import ROOT


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(ROOT / "content")


@pytest.fixture(scope="module")
def pdf(production_build: Build) -> PdfReader:
    return PdfReader(production_build.site / "inclusion/strategy.pdf")


def squeezed(text: str) -> str:
    """Without spaces and hyphens: lines break where the page wants them to."""
    return "".join(text.replace("-", "").split())


def test_it_is_tagged_and_says_its_language_and_title(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Inclusion strategy of Durham Music Service"
    assert pdf.metadata.author == "Durham Music Service"


def test_it_claims_pdf_ua_1(pdf: PdfReader) -> None:
    assert pdf.xmp_metadata is not None
    xmp = pdf.xmp_metadata.stream.get_data().decode("utf-8")

    assert "http://www.aiim.org/pdfua/ns/id/" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_it_holds_every_promise_and_every_section(pdf: PdfReader, library: Library) -> None:
    printed = squeezed(" ".join(page.extract_text() for page in pdf.pages))
    records = (*library.missions, *library.aims, *library.commitments, *library.sections)
    missing = [
        f"{record.path}: {block[:60]}"
        for record in records
        for block in paragraphs(record.html)
        if squeezed(block) not in printed
    ]

    assert len(library.commitments) == 13
    assert missing == []


def paragraphs(html: str) -> list[str]:
    """The text of each paragraph and item of `html`."""
    return [
        tag.get_text() for tag in BeautifulSoup(html, "html.parser").find_all(["p", "li", "h3", "td", "th"])
    ]


def test_it_has_a_bookmark_for_every_part(pdf: PdfReader, library: Library) -> None:
    titles = {item["/Title"] for item in pdf.outline if not isinstance(item, list)}

    assert {f"{section.number}. {section.title}" for section in library.sections} <= titles
    assert {f"Our commitments: {group.title.lower()}" for group in library.groups} <= titles


def test_it_says_that_it_is_a_proposal_on_the_cover_and_before_the_commitments(pdf: PdfReader) -> None:
    texts = [" ".join(page.extract_text().split()) for page in pdf.pages]
    whole = " ".join(texts[1:])
    before, first, _ = whole.partition("Young people 1:")

    assert "It is a proposal" in texts[0]
    assert "awaits the service’s confirmation" in texts[0]
    assert first
    assert "These owners and measures are proposals" in before


def test_it_keeps_each_commitment_on_one_page(pdf: PdfReader, library: Library) -> None:
    texts = [squeezed(page.extract_text()) for page in pdf.pages]
    torn = [
        c.slug
        for group in library.groups
        for c in group.commitments
        if not any(
            squeezed(f"{group.title} {c.number}: {c.title}") in text and squeezed(c.measure) in text
            for text in texts
        )
    ]

    assert torn == []


def test_its_links_hold_outside_the_site(pdf: PdfReader) -> None:
    annotations = [note.get_object() for page in pdf.pages for note in page.get("/Annots") or []]
    addresses = {note["/A"]["/URI"] for note in annotations if "/URI" in note.get("/A", {})}

    assert "https://www.durhammusic.org.uk/strategy/#young-people-1" in addresses
    assert [a for a in addresses if not a.startswith(("https://", "tel:", "mailto:"))] == []


def test_it_embeds_its_own_typeface(pdf: PdfReader) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts
    assert all("AtkinsonHyperlegible" in font for font in fonts)


def test_it_is_the_same_every_time(library: Library, tmp_path: Path) -> None:
    first, second = (strategy_pdf.made(library, tmp_path / name) for name in ("a", "b"))

    assert first == second


def test_it_is_made_anew_only_when_something_changed(library: Library, tmp_path: Path) -> None:
    strategy_pdf.made(library, tmp_path)
    (kept,) = tmp_path.glob("*.pdf")
    kept.write_bytes(b"kept")

    assert strategy_pdf.made(library, tmp_path) == b"kept"


def test_it_refuses_what_it_cannot_print() -> None:
    with pytest.raises(UnprintableError, match="video"):
        tree("<p><video></video></p>", "https://music.example")


def test_it_takes_text_as_text() -> None:
    """Nothing in the words is read as an instruction of the typesetter."""
    said = '#panic("x") $1$ *a* _b_ @c <d> // e \\ f [g]'
    (node,) = tree("<p>" + said.replace("<", "&lt;") + "</p>", "https://music.example")

    assert isinstance(node, dict)
    assert node["children"] == [said]
