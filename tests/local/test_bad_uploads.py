"""Files and forms that are not what they should be: each ends in words and a way on, and nothing leaks."""

import io
import re
from typing import Any

import pytest

from local.uploads import Uploads
from musicservice.adapters import s3 as adapter
from musicservice.domain.arriving import LARGEST_FORM
from musicservice.domain.uploads import LARGEST
from tests import proofs
from tests.sending_files import post, send
from tests.upload_pages import add, fields, follow, page, remove, texts
from tests.upload_site import PAGE, UploadSite

BAD = {
    "a drawing with a script": (proofs.SVG, "not a photo or a PDF"),
    "an archive that swells": (proofs.archive(content=bytes(1_000_000)), "not a photo or a PDF"),
    "a web page named as a letter": (proofs.HTML, "not a photo or a PDF"),
    "a GIF that is a script": (proofs.GIF_SCRIPT, "not a photo or a PDF"),
    "a letter with an archive behind": (proofs.pdf() + proofs.archive(), "a second file hidden in it"),
    "a huge picture": (proofs.png(60_000, 60_000), "far too big when opened"),
    "a HEIC cut short": (proofs.heic()[:-1], "damaged"),
    "a locked PDF": (proofs.pdf(b"<< /Encrypt 5 0 R >>"), "locked, perhaps with a password"),
    "a PDF with a program": (proofs.pdf(b"<< /S /JavaScript >>"), "more in it than a letter"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_cannot_be_used_is_told_in_words_and_deleted(
    proofs_site: UploadSite, what: str, capfd: pytest.CaptureFixture[str]
) -> None:
    content, said = BAD[what]
    add(proofs_site, content, name="canary-../../x.pdf")

    proofs_site.work()

    [text] = texts(page(proofs_site))
    assert "We cannot use this file, because" in text
    assert said in text
    assert proofs_site.lying("Quarantine") == proofs_site.lying("Evidence") == []
    captured = capfd.readouterr()
    assert "canary" not in captured.out + captured.err


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "There was nothing in that file"), (bytes(LARGEST + 1), "That file is too big")],
    ids=["empty", "10 MB and one octet"],
)
def test_a_file_of_a_size_we_do_not_take_is_told_at_once(
    proofs_site: UploadSite, content: bytes, said: str
) -> None:
    shown = follow(proofs_site, add(proofs_site, content))

    assert said in shown.select_one(".error-summary").get_text()  # type: ignore[union-attr]
    assert shown.title is not None
    assert shown.title.get_text().startswith("Error: ")
    assert said in shown.select_one("#file-error").get_text()  # type: ignore[union-attr]
    assert texts(shown) == []
    assert proofs_site.lying("Quarantine") == []


def test_a_file_far_too_big_is_answered_before_it_is_passed_on(proofs_site: UploadSite) -> None:
    shown = follow(proofs_site, add(proofs_site, bytes(20 * 1024 * 1024)))

    assert "The most we can take is 10 MB" in shown.get_text()
    assert proofs_site.lying("Quarantine") == []


def test_a_page_that_was_open_too_long_leads_to_a_fresh_one(
    proofs_site: UploadSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as late:
        late.setattr(adapter, "INVITED_FOR", -adapter.INVITED_FOR)
        told = add(proofs_site, proofs.pdf())

    assert "This page was open for a long time" in follow(proofs_site, told).get_text()
    assert add(proofs_site, proofs.pdf()).location.startswith(f"{proofs_site.page}?sent=1")


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "arrivals/other"},
        {"Content-Type": "text/html"},
        {"success_action_redirect": "https://evil.example/"},
        {"x-amz-signature": "0" * 64},
        {"acl": "public-read"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_form_that_was_changed_leads_to_a_fresh_page_and_brings_nothing_in(
    proofs_site: UploadSite, changes: dict[str, str]
) -> None:
    told = send(f"{proofs_site.url}/uploads/enrolment", fields(page(proofs_site)) | changes, proofs.pdf())

    assert told.location == f"{PAGE}?refused=expired"
    assert proofs_site.lying("Quarantine") == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data; boundary=x"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
    ],
)
def test_what_is_no_form_with_a_file_is_told_in_words(
    proofs_site: UploadSite, body: bytes, kind: str
) -> None:
    told = post(f"{proofs_site.url}/uploads/enrolment", body, kind)

    assert told.status == 303
    assert re.fullmatch(rf"{PAGE}\?refused=(unreadable|unavailable|expired)", told.location)
    assert follow(proofs_site, told).select_one(".error-summary") is not None


@pytest.mark.parametrize("upload", ["", "x", "../../x", "A" * 32])
def test_removing_what_is_not_ours_is_answered_the_same_and_changes_nothing(
    proofs_site: UploadSite, upload: str
) -> None:
    follow(proofs_site, add(proofs_site, proofs.pdf()))
    before = proofs_site.ids

    assert remove(proofs_site, upload) == 303
    assert proofs_site.ids == before


def test_a_remove_that_our_page_did_not_send_is_refused(proofs_site: UploadSite) -> None:
    follow(proofs_site, add(proofs_site, proofs.pdf()))

    assert remove(proofs_site, proofs_site.ids[0], more="1") == 400
    assert len(proofs_site.ids) == 2


@pytest.mark.parametrize(
    "query", ["?sent=9", "?sent=-1", "?sent=x", "?sent=", "?refused=nonsense", "?refused="]
)
def test_an_address_that_somebody_made_up_shows_the_plain_page(proofs_site: UploadSite, query: str) -> None:
    shown = page(proofs_site, query)

    assert texts(shown) == []
    assert shown.select(".error-summary") == []


def test_an_s3_that_does_not_answer_is_told_in_words(proofs_site: UploadSite) -> None:
    """The part alone, with an S3 behind it that is not there."""
    told: list[Any] = []
    part = Uploads("http://127.0.0.1:9", "bucket", {"enrolment": PAGE}, lambda *_: (404, [], b""), [])
    environ: dict[str, Any] = {"PATH_INFO": "/uploads/enrolment", "REQUEST_METHOD": "POST"}
    sent = io.BytesIO(b"form")

    part(environ | {"CONTENT_LENGTH": "4", "wsgi.input": sent}, lambda *said: told.append(said))  # type: ignore[arg-type]

    location = dict(told[0][1])["Location"]
    assert location == f"{PAGE}?refused=unavailable"
    shown = page(proofs_site, location.removeprefix(PAGE))
    assert "Something on our side is not working" in shown.get_text()


@pytest.mark.parametrize("length", [str(LARGEST_FORM + 1), "9" * 30, "-1", "x"])
def test_what_is_declared_too_long_is_not_read(length: str) -> None:
    told: list[Any] = []
    part = Uploads("http://127.0.0.1:9", "bucket", {"enrolment": PAGE}, lambda *_: (404, [], b""), [])
    environ = {"PATH_INFO": "/uploads/enrolment", "REQUEST_METHOD": "POST", "CONTENT_LENGTH": length}

    part(environ, lambda *said: told.append(said))  # type: ignore[arg-type]

    assert dict(told[0][1])["Location"] == f"{PAGE}?refused=too-large"
