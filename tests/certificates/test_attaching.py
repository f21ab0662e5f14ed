"""Signatures made elsewhere: taken if they are signatures, kept, shown as attached, never called good."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder, serialize_certificates
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from certificates import tasks
from certificates.attaching import attach
from certificates.detached import MOST, NotASignature, examine
from certificates.models import DetachedSignature
from tests import people
from tests.certificates import rows, signers


def signature(*options, encoding=Encoding.DER) -> bytes:
    """A CMS signature by a key that is not the platform's."""
    key = signers.vouched_for()
    built = PKCS7SignatureBuilder().set_data(b"%PDF-1.7").add_signer(key.certificate, key.private, hashes.SHA256())
    return built.sign(encoding, list(options))


DETACHED = (PKCS7Options.DetachedSignature, PKCS7Options.Binary)


class TestExamining:
    @pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
    def test_a_detached_signature_is_one(self, encoding):
        examine(signature(*DETACHED, encoding=encoding))

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"%PDF-1.7 a certificate", "no-cms"),
            (b"", "no-cms"),
            (b"-----BEGIN CMS-----\nnot base64 at all\n-----END CMS-----", "no-cms"),
            (bytes.fromhex("300b06092a864886f70d010701"), "not-signed"),
            (b"0" * (MOST + 1), "too-large"),
        ],
    )
    def test_something_else_is_none(self, data, why):
        with pytest.raises(NotASignature, match=why):
            examine(data)

    def test_one_that_encloses_the_document_is_not_detached(self):
        with pytest.raises(NotASignature, match="not-detached"):
            examine(signature(PKCS7Options.Binary))

    def test_a_bag_of_certificates_is_signed_by_nobody(self):
        with pytest.raises(NotASignature, match="no-signer"):
            examine(serialize_certificates([signers.vouched_for().certificate], Encoding.DER))


@pytest.fixture
def drawn(aigerim):
    certificate = rows.certificate(aigerim)
    tasks.draw(certificate.pk)
    return certificate


@pytest.fixture
def administrator(db):
    person = people.person("admin@narkostop.kz", surname="Ж", given_name="А", is_staff=True)
    names = ["access_admin", "view_certificate", "attach_signature"]
    person.user_permissions.add(*Permission.objects.filter(codename__in=names))
    return person


@pytest.mark.django_db
class TestAttached:
    @pytest.fixture
    def attached(self, drawn, administrator):
        assert attach(drawn, signature(*DETACHED), sheet="kk-ru", by=administrator, at=rows.DONE)
        return DetachedSignature.objects.get()

    def test_the_page_and_the_answer_say_attached_and_not_verified(self, client, drawn, attached, django_assert_num_queries):
        with django_assert_num_queries(2):
            page = client.get(f"/en/certificates/c/{drawn.code}/").content.decode()
        assert "It is not verified here" in page
        assert "21 March 2026" in page
        said = client.get(f"/c/{drawn.code}.json").json()["detached_signature"]
        assert said["verified"] is False

    def test_nobody_reads_of_one_where_there_is_none(self, client, drawn):
        assert "Signature made elsewhere" not in client.get(f"/en/certificates/c/{drawn.code}/").content.decode()
        assert client.get(f"/c/{drawn.code}.json").json()["detached_signature"] is None

    def test_its_holder_gets_the_file_and_nobody_else(self, client, drawn, attached, aigerim, outsider):
        address = f"/kk/certificates/{drawn.serial}/signatures/{attached.pk}.p7s"
        client.force_login(outsider)
        assert client.get(address).status_code == 404
        client.force_login(aigerim)
        assert client.get(address).getvalue() == signature_of(attached)
        assert address in client.get(f"/kk/certificates/{drawn.serial}/").content.decode()

    def test_the_same_file_twice_is_there_once(self, drawn, attached, administrator):
        assert not attach(drawn, signature_of(attached), sheet="kk-ru", by=administrator, at=rows.DONE)
        assert DetachedSignature.objects.count() == 1


def signature_of(row) -> bytes:
    with row.file.open() as stored:
        return stored.read()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestDesk:
    def send(self, client, certificate, data: bytes):
        file = SimpleUploadedFile("signature.p7s", data)
        return client.post(reverse("certificate-signatures", args=[certificate.pk]), {"sheet": "en", "file": file})

    def test_a_signature_is_attached_listed_and_logged(self, client, drawn, administrator):
        client.force_login(administrator)
        address = reverse("certificate-signatures", args=[drawn.pk])
        assert address in client.get(reverse("certificates_register:inspect", args=[drawn.pk])).content.decode()
        assert self.send(client, drawn, signature(*DETACHED)).url == address
        row = DetachedSignature.objects.get()
        assert (row.sheet, row.attached_by) == ("en", administrator)
        link = reverse("certificate-signature-file", args=[row.pk])
        assert link in client.get(address).content.decode()
        assert client.get(link).getvalue() == signature_of(row)
        assert ModelLogEntry.objects.get(action="certificates.attach_signature").user == administrator

    @pytest.mark.parametrize("data", [b"no signature", b"0" * (MOST + 1)])
    def test_something_else_is_refused(self, client, drawn, administrator, data):
        client.force_login(administrator)
        response = self.send(client, drawn, data)
        assert response.status_code == 200
        assert response.context["form"].errors.keys() == {"file"}
        assert not DetachedSignature.objects.exists()

    def test_without_the_permission_nobody_attaches(self, client, drawn, administrator):
        administrator.user_permissions.remove(Permission.objects.get(codename="attach_signature"))
        client.force_login(administrator)
        self.send(client, drawn, signature(*DETACHED))
        assert not DetachedSignature.objects.exists()
