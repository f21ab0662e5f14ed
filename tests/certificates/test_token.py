"""A key that stays on its token (PKCS#11): here SoftHSM plays the token."""

import os
import shutil
import subprocess
from pathlib import Path

import jwt
import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11.util.x509 import decode_x509_certificate

from certificates import keys, signing, token
from certificates.checks import usable_key
from certificates.rendering import draw
from tests.certificates import rows, signers

PIN = "246810"
PLACES = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so"]
MODULE = next((place for place in PLACES if Path(place).exists()), "")
pytestmark = pytest.mark.skipif(not MODULE, reason="needs SoftHSM: scripts/system tests")
URI = f"pkcs11:token=Qalqan%20test;object=certificates?module-path={MODULE}"


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A token with an RSA key, its certificate and its authority's, and beside them a stranger's certificate."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    key = signers.vouched_for()
    (folder / "key.pem").write_bytes(key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    tool = shutil.which("softhsm2-util")
    pin = ["--pin", PIN, "--so-pin", "13579"]
    subprocess.run([tool, "--init-token", "--free", "--label", "Qalqan test", *pin], check=True, capture_output=True)
    where = ["--token", "Qalqan test", "--label", "certificates", "--id", "01"]
    subprocess.run([tool, "--import", str(folder / "key.pem"), *where, "--pin", PIN], check=True, capture_output=True)
    stranger = keys.read(signers.stored("Stranger"), signers.PASSWORD)
    named = {"certificates": key.certificate, "authority": key.chain[0], "stranger": stranger.certificate}
    with pkcs11.lib(MODULE).get_token(token_label="Qalqan test").open(user_pin=PIN, rw=True) as session:
        for label, certificate in named.items():
            kept = {pkcs11.Attribute.LABEL: label, pkcs11.Attribute.TOKEN: True}
            session.create_object({**decode_x509_certificate(certificate.public_bytes(Encoding.DER)), **kept})
    return key


@pytest.fixture
def key(held, settings):
    token._refused.clear()
    keys._on_token.cache_clear()
    settings.SIGNING_KEY, settings.SIGNING_KEY_PASSWORD = URI, PIN
    return keys.current()


def test_its_certificate_and_those_that_vouch_for_it_are_read(key, held):
    assert (key.certificate, key.chain) == (held.certificate, held.chain)


def test_it_signs_a_file_and_a_credential(key, held, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(signing.sign_pdf(draw(rows.printed(), "en"), key)[0])
    assert "Signature is Valid." in subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout
    said = signing.sign_token({"id": "x"}, key, kid="k", kind="vc+jwt")
    assert jwt.decode(said, held.certificate.public_key(), algorithms=["RS256"]) == {"id": "x"}


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # pytest has threads; the child here does nothing but sign
def test_it_signs_in_a_worker_that_was_forked_after_the_start(key, held):
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.write(writing, key.sign(b"by the child"))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        assert stream.read() == held.sign(b"by the child")
    os.waitpid(child, 0)
    assert key.sign(b"by the parent") == held.sign(b"by the parent")


def test_a_refused_pin_is_not_tried_until_the_token_locks(key, settings, monkeypatch):
    settings.SIGNING_KEY_PASSWORD = "wrong"
    assert [found.id for found in usable_key(None)] == ["certificates.E002"]
    monkeypatch.setattr(token, "_library", None)
    with pytest.raises(keys.UnusableKey, match="not tried again"):
        keys.current()


@pytest.mark.parametrize(
    "uri",
    [
        URI.replace("Qalqan%20test", "another"),
        URI.replace("object=certificates", "object=another"),
        URI.replace("libsofthsm2.so", "nothing.so"),
        "pkcs11:token=Qalqan%20test",
    ],
)
def test_what_is_not_there_is_told(key, settings, uri):
    settings.SIGNING_KEY = uri
    assert [found.id for found in usable_key(None)] == ["certificates.E002"]
