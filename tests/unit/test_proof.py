"""What the bytes of a file are taken for, whatever it is called, and what is left of it."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.proof import Proof, judge
from musicservice.domain.proof.judge import kind_of
from musicservice.domain.uploads import LARGEST, Reason, UnfitError
from tests import proofs

GOOD = {
    "pdf": proofs.pdf(),
    "jpeg": proofs.PLAIN_JPEG,
    "png": proofs.png(),
    "heic": proofs.heic(),
}


def reason(content: bytes) -> str:
    with pytest.raises(UnfitError) as told:
        judge(content)
    return told.value.reason


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_file_is_kept_as_it_is(kind: str) -> None:
    assert judge(GOOD[kind]) == Proof(kind, GOOD[kind])  # type: ignore[arg-type]


UNFIT = {
    "nothing": (b"", "empty"),
    "one octet too many": (proofs.pdf(bytes(LARGEST)), "too-large"),
    "a drawing with a script": (proofs.SVG, "not-taken"),
    "a web page": (proofs.HTML, "not-taken"),
    "an archive": (proofs.archive(), "not-taken"),
    "an archive that swells": (proofs.archive(content=bytes(5_000_000)), "not-taken"),
    "a word processor's file": (proofs.archive("word/document.xml"), "not-taken"),
    "a GIF that is a script": (proofs.GIF_SCRIPT, "not-taken"),
    "a program": (b"MZ\x90\0" + bytes(100), "not-taken"),
    "text": ("Dear family, 李".encode(), "not-taken"),
    "a PDF behind a web page": (proofs.HTML + proofs.pdf(), "not-taken"),
    "a PDF behind more than a blank line": (b"\n" * 17 + proofs.pdf(), "not-taken"),
    "a PDF cut short": (proofs.pdf(end=b""), "damaged"),
    "a PDF with an archive behind": (proofs.pdf() + proofs.archive(), "two-in-one"),
    "a HEIC with an archive behind": (
        proofs.heic() + proofs.box(b"free", proofs.archive()),
        "two-in-one",
    ),
    "a locked PDF": (proofs.pdf(b"<< /Encrypt 5 0 R >>"), "protected"),
    "a PDF with a script": (proofs.pdf(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), "active"),
    "a PDF with a disguised script": (proofs.pdf(b"<< /S /J#61v#61Script >>"), "active"),
    "a PDF that starts a program": (proofs.pdf(b"<< /S /Launch /F (cmd.exe) >>"), "active"),
    "a PDF that carries a file": (proofs.pdf(b"<< /Names << /EmbeddedFiles 3 0 R >> >>"), "active"),
    "a PDF with a packed script": (proofs.pdf(proofs.object_stream(b"<< /S /JavaScript >>")), "active"),
    "a PDF that swells": (proofs.pdf(proofs.object_stream(bytes(33 * 1024 * 1024))), "swollen"),
    "a PDF of endless parts": (proofs.pdf(b"/ObjStm stream\n" * 2001), "swollen"),
    "a huge PNG": (proofs.png(60_000, 60_000), "swollen"),
    "a long PNG": (proofs.png(30_001, 1), "swollen"),
    "a PNG without area": (proofs.png(0, 9), "damaged"),
    "a PNG cut short": (proofs.png()[:-1], "damaged"),
    "a PNG without a picture": (
        b"\x89PNG\r\n\x1a\n" + proofs.chunk(b"IEND", b""),
        "damaged",
    ),
    "a PNG with a wrong checksum": (proofs.png()[:20] + b"\xff" + proofs.png()[21:], "damaged"),
    "a PNG whose head has no size": (
        b"\x89PNG\r\n\x1a\n" + proofs.chunk(b"IHDR", b"") + proofs.chunk(b"IEND", b""),
        "damaged",
    ),
    "a JPEG cut short": (proofs.PLAIN_JPEG[:-2], "damaged"),
    "a JPEG of its start alone": (b"\xff\xd8\xff", "damaged"),
    "a JPEG of endless parts": (proofs.jpeg(extra=proofs.segment(0xFE, b"") * 10_000), "swollen"),
    "a JPEG without a picture": (b"\xff\xd8\xff\xd9", "damaged"),
    "a huge JPEG": (
        proofs.PLAIN_JPEG.replace(b"\x08\x00\x02\x00\x03\x03", b"\x08\xea\x60\xea\x60\x03"),
        "swollen",
    ),
    "a HEIC cut short": (proofs.heic()[:-1], "damaged"),
    "a HEIC of its first box": (proofs.heic()[:24], "damaged"),
    "a HEIC of no size": (proofs.heic().replace(b"ispe", b"free"), "damaged"),
    "a huge HEIC": (proofs.heic(60_000, 60_000), "swollen"),
    "a HEIC of endless sizes": (
        proofs.heic(more=proofs.box(b"ispe", bytes(4) + b"\0\0\0\1" * 2) * 4096),
        "swollen",
    ),
    "a film of an iPhone": (proofs.heic(brand=b"qt  ", others=b""), "not-taken"),
    "an AVIF": (proofs.heic(brand=b"avif", others=b"mif1miaf"), "not-taken"),
}


@pytest.mark.parametrize("what", UNFIT)
def test_a_file_that_cannot_be_used_is_told_by_its_reason(what: str) -> None:
    content, expected = UNFIT[what]

    assert reason(content) == expected


def test_a_file_as_large_as_can_be_is_taken() -> None:
    room = LARGEST - len(proofs.pdf(b""))

    assert judge(proofs.pdf(b" " * room)).kind == "pdf"


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b" \n"])
def test_a_badly_made_letter_may_begin_with_an_empty_line(before: bytes) -> None:
    assert judge(before + proofs.pdf()).kind == "pdf"


def test_encrypted_metadata_alone_do_not_lock_a_pdf() -> None:
    assert judge(proofs.pdf(b"<< /EncryptMetadata false >>")).kind == "pdf"


def test_a_general_picture_is_a_heic_when_it_says_that_it_is_compatible() -> None:
    assert judge(proofs.heic(brand=b"mif1", others=b"mif1heic")).kind == "heic"


@given(st.binary(max_size=200))
def test_no_kind_is_seen_in_what_begins_otherwise(content: bytes) -> None:
    begins = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
    is_one = content.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(begins) or content[4:8] == b"ftyp"

    assert is_one or kind_of(content) is None


def outcome(content: bytes) -> str:
    try:
        return judge(content).kind
    except UnfitError as unfit:
        return unfit.reason


OUTCOMES = {*GOOD, *get_args(Reason)} - {"threat", "unscanned"}


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_a_file_changed_anywhere_is_judged_or_refused(kind: str, data: st.DataObject) -> None:
    content = bytearray(GOOD[kind])
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))

    assert {outcome(bytes(content)), outcome(bytes(content[:cut]))} <= OUTCOMES


@given(st.sampled_from(sorted(GOOD)), st.binary(max_size=300), st.sampled_from([4, 12, 24, 60]))
def test_whatever_follows_a_good_beginning_is_judged_or_refused(kind: str, rest: bytes, start: int) -> None:
    assert outcome(GOOD[kind][:start] + rest) in OUTCOMES
