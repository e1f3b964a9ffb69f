"""Proofs through the one origin, without script: posted as a browser does, read as people do."""

import http.client
import re
import urllib.error

import pytest

from musicservice.domain.uploads import MOST_FILES
from tests import proofs
from tests.sending_files import DIRECT, send
from tests.upload_pages import add, fields, follow, page, remove, texts
from tests.upload_site import UploadSite


def test_a_photo_is_added_checked_and_kept_without_where_it_was_taken(proofs_site: UploadSite) -> None:
    told = add(proofs_site, proofs.jpeg(extra=proofs.exif()))
    assert told.status == 303

    first = texts(follow(proofs_site, told))
    proofs_site.work()
    second = texts(page(proofs_site))

    assert len(first) == len(second) == 1
    assert "On its way to be checked" in first[0]
    assert "File 1 : a photo (JPEG) of 490 bytes Checked. We can use it." in re.sub(
        r"\d+ bytes", "490 bytes", second[0]
    )
    [key] = proofs_site.lying("Evidence")
    kept = proofs_site.s3.get_object(Bucket=proofs_site.names["Evidence"], Key=key)["Body"].read()
    assert proofs.PLACE not in kept
    assert proofs_site.lying("Quarantine") == []


def test_the_page_says_that_there_is_no_scanner_here(proofs_site: UploadSite) -> None:
    shown = follow(proofs_site, add(proofs_site, proofs.pdf()))

    assert "No virus scanner here." in shown.get_text()


def test_the_address_one_comes_back_to_holds_neither_bucket_nor_name(proofs_site: UploadSite) -> None:
    told = add(proofs_site, proofs.pdf())

    assert told.location == f"{proofs_site.page}?sent=1"


def test_the_answers_bear_the_headers_of_the_origin(proofs_site: UploadSite) -> None:
    line = http.client.HTTPConnection(proofs_site.url.removeprefix("http://"), timeout=10)
    line.request("POST", "/uploads/enrolment", b"x")
    answer = line.getresponse()
    line.close()

    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] is None


def test_nothing_can_be_fetched_from_there(proofs_site: UploadSite) -> None:
    add(proofs_site, proofs.pdf())
    [key] = proofs_site.lying("Quarantine")

    for path in (f"/uploads/{key}", f"/uploads/enrolment/{key}", "/uploads/"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            DIRECT.open(proofs_site.url + path, timeout=10)
    with pytest.raises(urllib.error.HTTPError, match="303"):
        DIRECT.open(f"{proofs_site.url}/uploads/enrolment", timeout=10)


def test_a_sent_form_that_is_sent_again_adds_no_second_file(proofs_site: UploadSite) -> None:
    shown = page(proofs_site)
    twice = [send(f"{proofs_site.url}/uploads/enrolment", fields(shown), proofs.pdf()) for _ in range(2)]
    for told in twice:
        follow(proofs_site, told)

    proofs_site.work()

    assert len(texts(page(proofs_site))) == 1
    assert len(proofs_site.lying("Evidence")) == 1


def test_an_invitation_used_again_after_the_check_changes_nothing(proofs_site: UploadSite) -> None:
    shown = page(proofs_site)
    follow(proofs_site, send(f"{proofs_site.url}/uploads/enrolment", fields(shown), proofs.pdf()))
    proofs_site.work()
    before = texts(page(proofs_site))

    send(f"{proofs_site.url}/uploads/enrolment", fields(shown), proofs.SVG)
    proofs_site.work()

    assert texts(page(proofs_site)) == before
    assert proofs_site.lying("Quarantine") == []


def test_five_files_are_taken_and_there_is_no_form_for_a_sixth(proofs_site: UploadSite) -> None:
    for _ in range(MOST_FILES):
        follow(proofs_site, add(proofs_site, proofs.png()))

    shown = page(proofs_site)

    assert len(texts(shown)) == MOST_FILES
    assert shown.select("form.upload") == []
    assert "To add another, remove one first" in shown.get_text()


def test_a_file_is_removed_by_its_button_and_thrown_away(proofs_site: UploadSite) -> None:
    follow(proofs_site, add(proofs_site, proofs.pdf()))
    follow(proofs_site, add(proofs_site, proofs.png()))
    proofs_site.work()
    button = page(proofs_site).select(".proofs__one button")[0]

    assert (button["name"], remove(proofs_site, str(button["value"]))) == ("remove", 303)
    proofs_site.work()

    assert len(texts(page(proofs_site))) == 1
    assert len(proofs_site.lying("Evidence")) == 1
