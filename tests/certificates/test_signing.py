"""The platform's signature in the PDF: valid to a reader of its own, broken by one byte, honest where there is no key."""

import subprocess
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from asn1crypto import tsp
from asn1crypto.keys import PrivateKeyInfo
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override
from jwt import PyJWK
from pyhanko.sign.timestamps import DummyTimeStamper

from certificates import keys, signing, tasks
from certificates.checks import usable_key
from certificates.rendering import draw
from tests.certificates import rows, signers

VALID = "Signature is Valid."


@pytest.fixture
def key(tmp_path, settings):
    return signers.put(tmp_path, settings)


def verdict(tmp_path, pdf: bytes) -> str:
    """What poppler says of the file."""
    path = tmp_path / "checked.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout


def drawn(person):
    certificate = rows.certificate(person)
    tasks.draw(certificate.pk)
    return certificate


def page_of(client, certificate) -> str:
    with override("en"):
        return client.get(reverse("certificates:check", args=[certificate.code])).content.decode()


class TestTheFile:
    def test_a_reader_finds_it_valid_and_whole(self, tmp_path, key):
        pdf, is_stamped = signing.sign_pdf(draw(rows.printed(), "kk-ru"), key)
        said = verdict(tmp_path, pdf)
        assert VALID in said
        assert "Total document signed" in said
        assert "ETSI.CAdES.detached" in said
        assert not is_stamped

    @pytest.mark.parametrize("place", [0.05, 0.3, 0.6])
    def test_one_changed_byte_is_noticed(self, tmp_path, key, place):
        drawing = draw(rows.printed(), "en")
        pdf = bytearray(signing.sign_pdf(drawing, key)[0])
        pdf[int(len(drawing) * place)] ^= 1
        assert VALID not in verdict(tmp_path, bytes(pdf))

    def test_what_was_drawn_stands_in_it_unchanged(self, key):
        drawing = draw(rows.printed(), "en")
        assert signing.sign_pdf(drawing, key)[0].startswith(drawing)

    def test_keys_of_a_certification_authority_sign_too(self, tmp_path):
        key = keys.read(keys.stored(signers.vouched_for(), "x"), "x")
        assert key.chain == signers.vouched_for().chain
        assert VALID in verdict(tmp_path, signing.sign_pdf(draw(rows.printed(), "en"), key)[0])

    def test_a_time_stamp_is_put_in(self, tmp_path, key, settings, monkeypatch):
        authority = signers.vouched_for()
        private = PrivateKeyInfo.load(authority.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
        stamper = DummyTimeStamper(signing.PlatformSigner(authority).signing_cert, private)
        monkeypatch.setattr(signing, "_stamper", lambda _url: stamper)
        pdf, is_stamped = signing.sign_pdf(draw(rows.printed(), "en"), key)
        assert is_stamped
        assert VALID in verdict(tmp_path, pdf)

    def test_a_time_stamp_server_that_is_away_holds_up_nobody(self, tmp_path, key, settings):
        settings.TIMESTAMP_URL = "http://127.0.0.1:9/"
        self.goes_without(tmp_path, key)

    def test_nor_does_one_that_talks_nonsense(self, tmp_path, key, monkeypatch):
        class Confused(DummyTimeStamper):
            async def async_request_tsa_response(self, req):
                return tsp.TimeStampResp.load(b"<html>nonsense</html>")

        monkeypatch.setattr(signing, "_stamper", lambda _url: Confused(signing.PlatformSigner(key).signing_cert, None))
        self.goes_without(tmp_path, key)

    def goes_without(self, tmp_path, key):
        pdf, is_stamped = signing.sign_pdf(draw(rows.printed(), "en"), key)
        assert not is_stamped
        assert VALID in verdict(tmp_path, pdf)


@pytest.mark.django_db
class TestTheCertificate:
    def test_both_sheets_are_signed_and_the_page_says_by_whom(self, client, tmp_path, aigerim, key):
        certificate = drawn(aigerim)
        for file in certificate.files.all():
            with file.file.open() as stored:
                assert VALID in verdict(tmp_path, stored.read())
            assert file.signed_by.fingerprint == key.fingerprint
        page = page_of(client, certificate)
        assert key.fingerprint in page
        assert "CN=Qalqan,O=Narkostop,C=KZ" in page
        assert "by the platform's own clock" in page

    def test_without_a_key_the_file_is_unsigned_and_the_page_says_so(self, client, aigerim):
        certificate = drawn(aigerim)
        assert certificate.files.filter(signed_by=None).count() == 2
        assert "The PDF carries no digital signature." in page_of(client, certificate)

    def test_an_ended_key_signs_nothing_and_nobody_waits(self, tmp_path, settings, aigerim, caplog):
        signers.put(tmp_path, settings, "Old", days=1, begun=datetime.now(UTC) - timedelta(days=3))
        assert drawn(aigerim).files.filter(signed_by=None).count() == 2
        assert "has ended" in caplog.text

    def test_a_key_that_cannot_be_read_is_loud(self, settings, aigerim):
        settings.SIGNING_KEY = "/nowhere/key.p12"
        certificate = rows.certificate(aigerim)
        with pytest.raises(keys.UnusableKey):
            tasks.draw(certificate.pk)

    def test_after_a_change_of_keys_the_old_one_stays_published(self, client, tmp_path, settings, aigerim, daniyar):
        old = signers.put(tmp_path, settings, "Old")
        before = drawn(aigerim)
        new = signers.put(tmp_path, settings, "New")
        after = drawn(daniyar)
        settings.SIGNING_KEY = ""  # a web process has none
        assert old.fingerprint in page_of(client, before)
        assert new.fingerprint in page_of(client, after)
        published = client.get("/.well-known/jwks.json").json()["keys"]
        assert [key["kid"].rsplit("/", 1)[1] for key in published] == [f"{each.fingerprint}.json" for each in (new, old)]

    def test_a_published_key_is_the_one_that_signs(self, client, aigerim, key, settings):
        drawn(aigerim)
        certificate = client.get(reverse("trust:key-certificate", args=[key.fingerprint])).content
        assert keys.fingerprint(x509.load_pem_x509_certificate(certificate)) == key.fingerprint
        described = client.get(f"/trust/keys/{key.fingerprint}.json").json()
        assert PyJWK(described).key.public_numbers() == key.private.public_key().public_numbers()
        assert "d" not in described

    def test_an_unknown_key_is_not_found(self, client):
        assert client.get(f"/trust/keys/{'0' * 64}.json").status_code == 404


class TestTheOperator:
    def test_makes_a_key_and_never_overwrites_one(self, tmp_path, settings):
        settings.SIGNING_KEY_PASSWORD = signers.PASSWORD
        path, said = tmp_path / "2026.p12", StringIO()
        call_command("make_signing_key", str(path), "--organisation", "Narkostop", stdout=said)
        key = keys.read(path.read_bytes(), signers.PASSWORD)
        assert key.fingerprint in said.getvalue()
        assert path.stat().st_mode & 0o077 == 0
        assert keys.fingerprint(x509.load_pem_x509_certificate(path.with_suffix(".pem").read_bytes())) == key.fingerprint
        with pytest.raises(CommandError, match="exists"):
            call_command("make_signing_key", str(path))
        assert keys.read(path.read_bytes(), signers.PASSWORD).fingerprint == key.fingerprint

    def test_is_asked_for_a_password(self, tmp_path):
        with pytest.raises(CommandError, match="SIGNING_KEY_PASSWORD"):
            call_command("make_signing_key", str(tmp_path / "key.p12"))

    def test_hears_nothing_of_a_good_key_or_of_none(self, tmp_path, settings):
        assert usable_key(None) == []
        signers.put(tmp_path, settings)
        assert usable_key(None) == []

    def test_is_warned_of_a_key_that_ends_soon(self, tmp_path, settings):
        signers.put(tmp_path, settings, "Short", days=20)
        assert [found.id for found in usable_key(None)] == ["certificates.W004"]

    def test_is_stopped_by_an_ended_key_and_by_a_wrong_password(self, tmp_path, settings):
        signers.put(tmp_path, settings, "Ended", days=1, begun=datetime.now(UTC) - timedelta(days=3))
        assert [found.id for found in usable_key(None)] == ["certificates.E003"]
        settings.SIGNING_KEY_PASSWORD = "another"
        assert [found.id for found in usable_key(None)] == ["certificates.E002"]
