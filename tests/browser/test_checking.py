"""Comparing a file on the check page in a real browser: the file stays there."""

import pytest

from certificates.models import Certificate
from certificates.models.certificates import private_storage
from tests.certificates import rows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def certificate(aigerim, chores_here) -> Certificate:
    return rows.certificate(aigerim)


@pytest.fixture
def pdf(certificate) -> bytes:
    with private_storage().open(certificate.files.get(sheet="kk-ru").file.name) as stored:
        return stored.read()


def choose(page, pdf: bytes) -> None:
    page.set_input_files("file-compare input", {"name": "certificate.pdf", "mimeType": "application/pdf", "buffer": pdf})


def test_the_issued_file_is_the_same_and_one_byte_makes_another(certificate, pdf, open_page):
    page = open_page()
    page.goto(f"/kk/certificates/c/{certificate.code}/")
    sent = []
    page.on("request", lambda request: sent.append(request.post_data_buffer))
    choose(page, pdf)
    page.wait_for_selector("file-compare[data-state=same] [data-result=same]:visible")
    choose(page, pdf[:-20] + b"x" + pdf[-19:])
    page.wait_for_selector("file-compare[data-state=different] [data-result=different]:visible")
    assert not any(sent)


def test_without_a_script_the_fingerprint_is_there_to_compare(certificate, open_page):
    page = open_page(javascript=False)
    page.goto(f"/kk/certificates/c/{certificate.code}/")
    assert not page.is_visible("file-compare")
    page.locator("details:has(pre) summary").click()
    for file in certificate.files.all():
        assert page.get_by_text(file.sha256).is_visible()
