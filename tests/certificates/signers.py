"""Keys that tests sign with, made once in a run."""

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from certificates import keys

PASSWORD = "Алтын-кілт"


@cache
def stored(name: str = "Qalqan", *, days: int = 300, begun: datetime | None = None) -> bytes:
    """A PKCS#12 file under `PASSWORD`."""
    return keys.stored(keys.new_key(keys.named(name, "Narkostop"), at=begun or datetime.now(UTC), days=days), PASSWORD)


@cache
def vouched_for() -> keys.FileKey:
    """An RSA key whose certificate comes from an authority."""
    now = datetime.now(UTC)
    authority = keys.new_key(keys.named("An authority", ""), at=now, days=9)
    private = rsa.generate_private_key(65537, 2048)
    certificate = (
        x509.CertificateBuilder()
        .issuer_name(authority.certificate.subject)
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Qalqan")]))
        .public_key(private.public_key())
        .serial_number(7)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=9))
        .sign(authority.private, hashes.SHA256())
    )
    return keys.FileKey(private=private, certificate=certificate, chain=(authority.certificate,))


def put(folder, settings, name: str = "Qalqan", **made) -> keys.Key:
    """Makes the platform sign with the key of that name from now on."""
    path = folder / f"{name}.p12"
    path.write_bytes(stored(name, **made))
    settings.SIGNING_KEY, settings.SIGNING_KEY_PASSWORD = str(path), PASSWORD
    return keys.current()
