"""Open Badges 3.0: what is signed, checked by another library than the one that signs, with nothing but what is published."""

import io
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import jwt
import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates import bitstring, credentials, issuing, tasks
from certificates.listing import publish_stale
from certificates.models import Certificate, Credential, StatusList
from certificates.revoking import revoke
from certificates.snapshot import read
from tests.certificates import rows, signers

BASE = "https://qalqan.example"
PLACE = {"status_list": 2026, "status_index": 94567}


def claims(**facts):
    return credentials.credential(read(rows.printed(**facts)), issued_at=rows.DONE, **PLACE)


class TestWhatIsSaid:
    def test_it_is_a_verifiable_credential_and_a_badge(self):
        said = claims()
        assert said["@context"][0] == "https://www.w3.org/ns/credentials/v2"
        assert said["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0")
        assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
        assert said["credentialSubject"]["achievement"].keys() >= {"id", "type", "name", "description", "criteria"}
        assert (said["iss"], said["jti"], said["nbf"]) == (said["issuer"]["id"], said["id"], int(rows.DONE.timestamp()))

    def test_nobody_is_named_but_who_knows_the_name_can_compare_it(self):
        said = claims()
        assert not [word for word in ("Сейітқали", "Айгерім", "Seiitkali", "@mektep") if word in json.dumps(said, ensure_ascii=False)]
        (identity,) = said["credentialSubject"]["identifier"]
        told = "Сейітқали Айгерім Нұрланқызы" + identity["salt"]
        assert identity["identityHash"] == "sha256$" + sha256(told.encode()).hexdigest()

    def test_a_course_is_one_achievement_for_everybody_and_another_in_its_next_edition(self):
        first, second = claims(), claims(full_name="Қасымов Данияр", serial="QLQ-26-11111-11111-11", code="y" * 22)
        named = [said["credentialSubject"]["achievement"]["id"] for said in (first, second, claims(edition=3))]
        assert named[0] == named[1] != named[2]

    def test_it_points_to_its_place_in_the_list(self):
        status = claims()["credentialStatus"]
        assert status["statusListCredential"] == f"{BASE}/trust/status/2026.jwt"
        assert (status["statusListIndex"], status["type"]) == ("94567", "BitstringStatusListEntry")


class TestBits:
    def test_those_that_were_put_in_are_set_and_no_others(self):
        written = bitstring.encoded([0, 7, 8, bitstring.PLACES - 1])
        assert [place for place in [*range(20), bitstring.PLACES - 1] if bitstring.is_set(written, place)] == [
            0,
            7,
            8,
            bitstring.PLACES - 1,
        ]

    def test_an_empty_list_is_small(self):
        assert len(bitstring.encoded([])) < 1000

    def test_beyond_the_list_there_is_nothing(self):
        with pytest.raises(IndexError):
            bitstring.is_set(bitstring.encoded([]), bitstring.PLACES)


@pytest.fixture
def key(tmp_path, settings):
    settings.SITE_URL = BASE
    return signers.put(tmp_path, settings)


def verified(client, token: str) -> dict:
    """What a token says, once its signature is checked with the key that its header names, as published. Raises where it is not so."""
    kid = jwt.get_unverified_header(token)["kid"]
    (published,) = [each for each in client.get("/.well-known/jwks.json").json()["keys"] if each["kid"] == kid]
    assert client.get(kid.removeprefix(BASE)).json() == published
    return jwt.decode(token, jwt.PyJWK(published), algorithms=["RS256"])


def drawn(person) -> Certificate:
    certificate = rows.certificate(person)
    tasks.draw(certificate.pk)
    return certificate


def listed(client, certificate) -> bool:
    """Whether the published list says that the certificate no longer stands: found from the credential alone."""
    status = verified(client, certificate.credential.token)["credentialStatus"]
    response = client.get(status["statusListCredential"].removeprefix(BASE))
    assert response["Content-Type"] == "application/vc+jwt"
    said = verified(client, response.content.decode())
    assert said["id"] == status["statusListCredential"]
    assert said["credentialSubject"]["statusPurpose"] == status["statusPurpose"]
    return bitstring.is_set(said["credentialSubject"]["encodedList"], int(status["statusListIndex"]))


@pytest.mark.django_db
class TestPublished:
    def test_another_library_finds_it_signed_by_the_published_key(self, client, aigerim, key):
        said = verified(client, drawn(aigerim).credential.token)
        assert said["id"] == Certificate.objects.get().facts.check_url
        assert client.get(said["iss"].removeprefix(BASE)).json()["id"] == said["iss"]

    def test_a_changed_one_is_noticed(self, client, aigerim, key):
        head, body, signature = drawn(aigerim).credential.token.split(".")
        with pytest.raises(jwt.InvalidSignatureError):
            verified(client, ".".join([head, body[:40] + ("A" if body[40] != "A" else "B") + body[41:], signature]))

    def test_it_says_what_the_files_enclose(self, aigerim, key):
        certificate = drawn(aigerim)
        for file in certificate.files.all():
            with file.file.open() as stored:
                enclosed = pypdf.PdfReader(io.BytesIO(stored.read())).attachments
            assert enclosed["credential.jwt"] == [certificate.credential.token.encode()]

    def test_its_learner_takes_it_along_and_nobody_else(self, client, aigerim, outsider, key):
        certificate = drawn(aigerim)
        address = f"/kk/certificates/{certificate.serial}/credential.jwt"
        assert client.get(address).status_code == 302
        client.force_login(outsider)
        assert client.get(address).status_code == 404
        client.force_login(aigerim)
        assert client.get(address).content.decode() == certificate.credential.token
        assert address in client.get(f"/kk/certificates/{certificate.serial}/").content.decode()

    def test_drawing_again_makes_no_second_one(self, aigerim, key):
        certificate = drawn(aigerim)
        before = certificate.credential.token
        certificate.files.all().delete()
        tasks.draw(certificate.pk)
        assert Credential.objects.get().token == before

    def test_a_valid_one_is_not_in_the_list_and_a_revoked_one_is(
        self, client, aigerim, daniyar, saule, key, django_capture_on_commit_callbacks
    ):
        certificate, other = drawn(aigerim), drawn(daniyar)
        assert not listed(client, certificate)
        with django_capture_on_commit_callbacks(execute=True):
            revoke(certificate, by=saule, at=timezone.now(), reason="Another person sat the test")
        assert listed(client, certificate)
        assert not listed(client, other)

    def test_a_replaced_one_is_in_the_list_after_the_sweep(self, client, aigerim, key):
        certificate = drawn(aigerim)
        Certificate.objects.update(status="superseded")
        Certificate.objects.create(
            serial="QLQ-26-11111-11111-11",
            enrolment=certificate.enrolment,
            snapshot=certificate.snapshot,
            snapshot_version=1,
            issued_at=timezone.now(),
            supersedes=certificate,
        )
        tasks.sweep()
        assert listed(client, certificate)

    def test_the_list_is_signed_anew_each_day_and_ends_if_nobody_does(self, client, aigerim, key):
        drawn(aigerim)
        row = StatusList.objects.get()
        assert publish_stale(at=row.made_at + timedelta(hours=3)) == 0
        assert publish_stale(at=row.made_at + timedelta(days=2)) == 1
        assert verified(client, row.token)["exp"] == int((row.made_at + timedelta(days=30)).timestamp())

    def test_without_a_key_there_is_neither(self, client, aigerim):
        drawn(aigerim)
        tasks.publish_lists()
        assert not Credential.objects.exists()
        assert client.get(f"/trust/status/{datetime.now(UTC).year}.jwt").status_code == 404

    def test_two_certificates_never_share_a_place(self, aigerim, daniyar, monkeypatch):
        first, second = rows.certificate(aigerim), rows.certificate(daniyar)
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.filter(pk=second.pk).update(status_list=first.status_list, status_index=first.status_index)

    def test_a_place_that_is_taken_gives_way_to_another(self, aigerim, daniyar, monkeypatch):
        places = iter([5, 5, 6])
        monkeypatch.setattr(Certificate._meta.get_field("status_index"), "default", lambda: next(places))
        monkeypatch.delattr(Certificate._meta.get_field("status_index"), "_get_default", raising=False)
        assert [rows.certificate(person).status_index for person in (aigerim, daniyar)] == [5, 6]
        assert issuing.TRIES > 2
