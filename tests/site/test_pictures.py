"""A picture as it comes from a phone, made ready for pages, or refused in words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from plugins.pictures import making
from plugins.pictures.making import LARGEST_ON_A_PHONE, PHONE, Job, Rendition, encoded, made, old, widths
from plugins.pictures.opening import LARGEST_FILE, UnfitPictureError, opened
from tests.pictures import GPS, WORDS, bomb, drawn, noisy, saved, telling

RED = (255, 0, 0)


def alike(one: tuple[int, ...], other: tuple[int, ...], within: int = 12) -> bool:
    return all(abs(a - b) <= within for a, b in zip(one[:3], other, strict=True))


def test_it_stands_upright_and_says_nothing_of_where_it_was_taken(tmp_path: Path) -> None:
    file = saved(tmp_path, **telling())
    assert WORDS.encode() in file.read_bytes()
    with Image.open(file) as came:
        assert came.getexif().get_ifd(GPS)

    folder, renditions = made(Job(file, tmp_path / "kept"))

    assert {(one.width, one.height) for one in renditions} == {(400, 600), (600, 900)}
    for one in renditions:
        content = (folder / one.name).read_bytes()
        with Image.open(folder / one.name) as shown:
            assert dict(shown.getexif()) == {}
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(shown.info)
            assert alike(shown.convert("RGB").getpixel((shown.width - 9, 9)), RED, 60)  # type: ignore[arg-type]
        assert WORDS.encode() not in content
        assert b"Exif" not in content.replace(b"ExifMIMEType", b"")


def test_its_files_are_named_by_what_is_in_them_and_not_by_the_name_it_came_by(tmp_path: Path) -> None:
    _, renditions = made(Job(saved(tmp_path, "zofia-smith.jpg"), tmp_path / "kept"))
    _, again = made(Job(saved(tmp_path, "other.jpg"), tmp_path / "kept"))
    _, changed = made(Job(saved(tmp_path, "other.jpg", drawn().rotate(180)), tmp_path / "kept"))

    assert not [one for one in renditions if "zofia" in one.name]
    assert renditions == again
    assert not {one.name for one in changed} & {one.name for one in again}


def test_it_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = saved(tmp_path)
    first = made(Job(file, tmp_path / "kept"))

    monkeypatch.setattr(making, "opened", lambda _: pytest.fail("it was made before"))

    assert made(Job(file, tmp_path / "kept")) == first


def test_a_build_that_was_cut_short_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(tmp_path)

    def cut(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "encoded", cut)
    with pytest.raises(KeyboardInterrupt):
        made(Job(file, tmp_path / "kept"))
    monkeypatch.undo()

    assert list((tmp_path / "kept").iterdir()) == []
    folder, renditions = made(Job(file, tmp_path / "kept"))
    assert all((folder / one.name).stat().st_size for one in renditions)


def test_it_is_made_in_a_few_widths_and_never_wider_than_it_is() -> None:
    assert widths(4032) == (400, 800, 1200, 1600)
    assert widths(1000) == (400, 800, 1000)
    assert widths(330) == (330,)
    assert (old(4032), old(700), old(330)) == ({800, 1200}, {700}, {330})


@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_a_file_for_a_phone_is_light_whatever_the_picture(kind: str) -> None:
    fair = drawn(PHONE, 600)
    grainy = Image.blend(drawn(PHONE, 600), noisy(PHONE, 600), 0.2)

    assert len(encoded(fair, kind)) < LARGEST_ON_A_PHONE
    assert len(encoded(grainy, kind)) <= LARGEST_ON_A_PHONE


def cut_short(folder: Path) -> Path:
    file = saved(folder)
    file.write_bytes(file.read_bytes()[:3000])
    return file


def written(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


def huge(folder: Path) -> Path:
    with (folder / "huge.jpg").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    return folder / "huge.jpg"


def moving(kind: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        frames = [drawn().rotate(180)]
        return saved(folder, f"film.{kind}", drawn(), save_all=True, append_images=frames, duration=100)

    return write


UNFIT: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "a stamp": (lambda to: saved(to, picture=drawn(200, 150)), "at least 320 points", "200 by 150"),
    "a GIF": (lambda to: saved(to, "a.gif"), "JPEG, PNG, WebP", "something else"),
    "words": (written("a.jpg", b"Dear all, here is the photo."), "JPEG, PNG, WebP", "something else"),
    "a drawing in SVG": (written("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "JPEG", "else"),
    "nothing": (written("a.heic", b""), "JPEG", "something else"),
    "half a picture": (cut_short, "whole picture", "damaged"),
    "half a HEIC": (written("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 90), "", ""),
    "a film in WebP": (moving("webp"), "does not move", "a film"),
    "a film in PNG": (moving("png"), "does not move", "a film"),
    "a bomb": (bomb, "100 million points", "far more"),
    "a huge file": (huge, "at most 50 MB", "50 MB"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_it_refuses_in_words(case: str, tmp_path: Path) -> None:
    write, expected, found = UNFIT[case]

    with pytest.raises(UnfitPictureError) as unfit:
        opened(write(tmp_path))

    assert expected in unfit.value.expected
    assert found in unfit.value.found


def wide_gamut(folder: Path) -> Path:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    return saved(folder, icc_profile=profile[:40])


TAKEN: dict[str, Callable[[Path], Path]] = {
    "a HEIC": lambda to: saved(to, "a.heic"),
    "a HEIC that calls itself JPEG": lambda to: saved(to, "a.heic").rename(to / "IMG_1.JPG"),
    "a JPEG that calls itself PNG": lambda to: saved(to, "a.png", kind="JPEG"),
    "a WebP": lambda to: saved(to, "a.webp"),
    "an AVIF": lambda to: saved(to, "a.avif"),
    "a JPEG for print, in CMYK": lambda to: saved(to, picture=drawn(mode="CMYK")),
    "a JPEG with two pictures in it": lambda to: saved(
        to, "a.jpg", kind="MPO", save_all=True, append_images=[drawn()]
    ),
    "a PNG of few colours": lambda to: saved(to, "a.png", drawn().quantize(64)),
    "a damaged colour profile": wide_gamut,
}


@pytest.mark.parametrize("case", TAKEN)
def test_it_takes(case: str, tmp_path: Path) -> None:
    picture = opened(TAKEN[case](tmp_path))

    assert (picture.mode, picture.size) == ("RGB", (900, 600))
    assert alike(picture.getpixel((9, 9)), RED, 30)  # type: ignore[arg-type]
    assert picture.info == {}


def test_it_takes_sixteen_bits_of_grey(tmp_path: Path) -> None:
    deep = drawn(mode="L").convert("I").point(lambda depth: depth * 256).convert("I;16")

    picture = opened(saved(tmp_path, "a.png", deep))

    assert alike(picture.getpixel((450, 599)), drawn(mode="L").convert("RGB").getpixel((450, 599)), 3)  # type: ignore[arg-type]


def test_what_can_be_seen_through_stays_so_and_is_white_for_old_browsers(tmp_path: Path) -> None:
    clear = drawn(mode="RGBA")
    clear.paste((0, 0, 0, 0), (450, 0, 900, 600))

    folder, renditions = made(Job(saved(tmp_path, "a.png", clear), tmp_path / "kept"))

    for one in renditions:
        with Image.open(folder / one.name) as shown:
            corner = shown.getpixel((shown.width - 5, 5))
        assert isinstance(corner, tuple)
        assert corner[3:] == (() if one.kind == "jpg" else (0,))
        assert one.kind != "jpg" or alike(corner, (255, 255, 255))


def test_a_rendition_says_its_true_size(tmp_path: Path) -> None:
    folder, renditions = made(Job(saved(tmp_path), tmp_path / "kept"))

    assert renditions
    for one in renditions:
        with Image.open(folder / one.name) as shown:
            assert one == Rendition(one.name, one.kind, *shown.size)
