"""What is taken out of a picture before it is kept, and that the picture stays what it was."""

import pytest

from musicservice.domain.proof import judge
from tests import proofs

SECRET = b"where we live"


def turned(content: bytes) -> int:
    """Which way up a picture says it is; 0 where it does not."""
    at = content.find(b"Exif\0\0MM\0*")
    return int.from_bytes(content[at + 24 : at + 26]) if at >= 0 else 0


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photo_forgets_where_it_was_taken_and_not_which_way_up(order: str) -> None:
    kept = judge(proofs.jpeg(extra=proofs.exif(6, order))).content

    assert proofs.PLACE not in kept
    assert turned(kept) == 6


@pytest.mark.parametrize(
    "extra",
    [
        proofs.exif(1),
        proofs.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
        proofs.segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff" + SECRET),
        proofs.segment(0xE1, b"Exif\0\0XX" + SECRET),
        proofs.segment(0xED, SECRET),
        proofs.segment(0xFE, SECRET),
        proofs.segment(0xE2, b"ICC_PROFILE\0" + SECRET),
        b"\xff\xff" + proofs.segment(0xFE, SECRET),
    ],
    ids=["upright", "xmp", "exif out of bounds", "exif of no order", "iptc", "comment", "profile", "filled"],
)
def test_a_photo_loses_all_that_is_no_picture(extra: bytes) -> None:
    assert judge(proofs.jpeg(extra=extra)).content == proofs.PLAIN_JPEG


@pytest.mark.parametrize("after", [proofs.archive(), proofs.HTML, proofs.PLAIN_JPEG, b"\0" * 9])
def test_what_hangs_behind_a_picture_is_cut_off(after: bytes) -> None:
    assert judge(proofs.jpeg(after=after)).content == proofs.PLAIN_JPEG
    assert judge(proofs.png(after=after)).content == proofs.png()


@pytest.mark.parametrize("name", [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"acTL", b"pRVt"])
def test_a_picture_loses_every_chunk_that_is_no_picture(name: bytes) -> None:
    assert judge(proofs.png(extra=proofs.chunk(name, SECRET))).content == proofs.png()


def test_a_real_picture_of_the_site_is_kept_whole(request: pytest.FixtureRequest) -> None:
    file = request.config.rootpath / "theme/static/images/touch-icon.png"

    kept = judge(file.read_bytes())

    assert kept.kind == "png"
    assert len(kept.content) > 0.5 * file.stat().st_size


def test_judging_twice_changes_nothing_more() -> None:
    once = judge(proofs.jpeg(extra=proofs.exif(8), after=SECRET))

    assert judge(once.content) == once
