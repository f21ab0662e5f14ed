"""The platform's key: what it signs certificates with, read from a PKCS#12 file or left on a token. Knows no model.

Only processes that draw need it. What the others publish about keys, they read from `SigningCertificate`, kept at a key's first use.
"""

from abc import ABC, abstractmethod
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

# RSA: what PDF 1.7, and so PDF/A-3, knows, and what every reader of Open Badges 3.0 must. Elliptic curves need PDF 2.0.
ALGORITHM = "RS256"
BITS = 3072
LEAST_BITS = 2048


class UnusableKey(Exception):  # noqa: N818 it reads as what it says
    """The key cannot be reached or read, or is of a kind that cannot sign a certificate."""


@dataclass(frozen=True, kw_only=True)
class Key(ABC):
    """Something that signs, with its certificate and the certificates that vouch for it."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @abstractmethod
    def sign(self, data: bytes) -> bytes:
        """The RSA signature (PKCS#1 v1.5) over the SHA-256 of `data`."""

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate: the key's name everywhere."""
        return fingerprint(self.certificate)

    def is_good_at(self, instant: datetime) -> bool:
        """Whether its certificate is valid at that instant."""
        return self.certificate.not_valid_before_utc <= instant <= self.certificate.not_valid_after_utc


@dataclass(frozen=True, kw_only=True)
class FileKey(Key):
    """A key in memory, from a file."""

    private: rsa.RSAPrivateKey

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data, PKCS1v15(), hashes.SHA256())


def current() -> Key | None:
    """The key of the settings; None where none is set. Read again when its file changes. Raises UnusableKey."""
    if not settings.SIGNING_KEY:
        return None
    if settings.SIGNING_KEY.startswith("pkcs11:"):
        return _on_token(settings.SIGNING_KEY, settings.SIGNING_KEY_PASSWORD)
    path = Path(settings.SIGNING_KEY)
    try:
        changed = path.stat().st_mtime_ns
    except OSError as problem:
        raise UnusableKey(f"SIGNING_KEY: {problem}") from problem
    return _read(path, settings.SIGNING_KEY_PASSWORD, changed)


@lru_cache(maxsize=4)
def _on_token(uri: str, pin: str) -> Key:
    from certificates.token import read  # it builds on this module

    return read(uri, pin)


@lru_cache(maxsize=4)
def _read(path: Path, password: str, _changed: int) -> FileKey:
    try:
        return read(path.read_bytes(), password)
    except OSError as problem:
        raise UnusableKey(f"SIGNING_KEY: {problem}") from problem


def read(stored: bytes, password: str) -> FileKey:
    """The key in a PKCS#12 file. Raises UnusableKey."""
    try:
        private, certificate, chain = pkcs12.load_key_and_certificates(stored, password.encode() or None)
    except ValueError as problem:
        raise UnusableKey("The file is no PKCS#12, or SIGNING_KEY_PASSWORD is not its password.") from problem
    if certificate is None or private is None:
        raise UnusableKey("The file must hold a private key and its certificate.")
    if not isinstance(private, rsa.RSAPrivateKey) or private.key_size < LEAST_BITS:
        raise UnusableKey(f"Certificates are signed by RSA of {LEAST_BITS} bits or more.")
    return FileKey(private=private, certificate=certificate, chain=tuple(chain))


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate in hexadecimal digits."""
    return sha256(certificate.public_bytes(Encoding.DER)).hexdigest()


def public_jwk(certificate: x509.Certificate, *, kid: str) -> dict[str, Any]:
    """The public key as a JSON Web Key (RFC 7517), with the certificate that says whose it is."""
    numbers = _rsa(certificate).public_numbers()
    return {
        "kty": "RSA",
        "n": _whole(numbers.n),
        "e": _whole(numbers.e),
        "kid": kid,
        "use": "sig",
        "alg": ALGORITHM,
        "x5t#S256": _base64(bytes.fromhex(fingerprint(certificate))),
    }


def new_key(names: Iterable[tuple[x509.ObjectIdentifier, str]], *, at: datetime, days: int) -> FileKey:
    """A self-signed key. A reader of the PDF has no reason to trust its name: it proves that nothing was changed."""
    private = rsa.generate_private_key(65537, BITS)
    name = x509.Name([x509.NameAttribute(kind, text) for kind, text in names])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(minutes=5))  # clocks differ
        .not_valid_after(at + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .sign(private, hashes.SHA256())
    )
    return FileKey(private=private, certificate=certificate)


def named(common_name: str, organisation: str) -> list[tuple[x509.ObjectIdentifier, str]]:
    """The name of a key of this country. X.520 allows 64 characters a part."""
    parts = [(NameOID.COUNTRY_NAME, "KZ"), (NameOID.ORGANIZATION_NAME, organisation[:64]), (NameOID.COMMON_NAME, common_name[:64])]
    return [(kind, text) for kind, text in parts if text]


def stored(key: FileKey, password: str) -> bytes:
    """The key as a PKCS#12 file."""
    return pkcs12.serialize_key_and_certificates(
        b"qalqan", key.private, key.certificate, list(key.chain), BestAvailableEncryption(password.encode())
    )


def pem(certificate: x509.Certificate) -> str:
    """The certificate as text."""
    return certificate.public_bytes(Encoding.PEM).decode()


def days_left(certificate: x509.Certificate, *, now: datetime | None = None) -> int:
    """Whole days until the certificate ends; negative after it."""
    return (certificate.not_valid_after_utc - (now or datetime.now(UTC))).days


def _rsa(certificate: x509.Certificate) -> rsa.RSAPublicKey:
    public = certificate.public_key()
    assert isinstance(public, rsa.RSAPublicKey)  # noqa: S101 read() takes no other
    return public


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _whole(number: int) -> str:
    return _base64(number.to_bytes((number.bit_length() + 7) // 8))
