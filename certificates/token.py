"""A key on a token (PKCS#11): it signs there and never leaves. Knows no model. The library `python-pkcs11` is asked for only here.

Every signature opens its own session and closes it: a token that was away is found again, and nothing survives a fork.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import unquote

from cryptography import x509

from certificates.keys import LEAST_BITS, Key, UnusableKey

SCHEME = "pkcs11:"
ONE_AT_A_TIME = Lock()  # a token knows one signed-in user in a process
_refused: set[tuple["Address", str]] = set()
_begun_by: dict[str, int] = {}


@dataclass(frozen=True)
class Address:
    """Where the key is: `pkcs11:token=…;object=…?module-path=…` (RFC 7512). `object` labels private key and certificate alike."""

    token: str
    object: str
    module: str


@dataclass(frozen=True, kw_only=True)
class TokenKey(Key):
    """A key that stays on its token."""

    address: Address
    pin: str

    def sign(self, data: bytes) -> bytes:
        from pkcs11 import KeyType, Mechanism, ObjectClass

        with _session(self.address, self.pin) as session:
            private = session.get_key(object_class=ObjectClass.PRIVATE_KEY, key_type=KeyType.RSA, label=self.address.object)
            signature: bytes = private.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS)
            return signature


def read(uri: str, pin: str) -> TokenKey:
    """The key at that address, with its certificate and those that vouch for it, as far as the token has them. Raises UnusableKey."""
    from pkcs11 import Attribute, KeyType, ObjectClass

    address = parse(uri)
    with _session(address, pin) as session:
        private = session.get_key(object_class=ObjectClass.PRIVATE_KEY, key_type=KeyType.RSA, label=address.object)
        if private.key_length < LEAST_BITS:
            raise UnusableKey(f"Certificates are signed by RSA of {LEAST_BITS} bits or more.")
        stored = {
            thing[Attribute.VALUE]: thing[Attribute.LABEL] for thing in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
        }
    certificates = {x509.load_der_x509_certificate(der): label for der, label in stored.items()}
    own = [certificate for certificate, label in certificates.items() if label == address.object]
    if len(own) != 1:
        raise UnusableKey(f"The token must hold one certificate with the label of the key, {address.object}.")
    return TokenKey(certificate=own[0], chain=tuple(_chain(own[0], list(certificates))), address=address, pin=pin)


def parse(uri: str) -> Address:
    """The parts of the address. Raises UnusableKey."""
    path, _mark, query = uri.removeprefix(SCHEME).partition("?")
    pairs = dict(pair.partition("=")[::2] for pair in [*path.split(";"), *query.split("&")])
    try:
        return Address(*(unquote(pairs[name]) for name in ("token", "object", "module-path")))
    except KeyError as problem:
        raise UnusableKey(f"SIGNING_KEY lacks {problem}: pkcs11:token=…;object=…?module-path=…") from problem


@contextmanager
def _session(address: Address, pin: str) -> Iterator[Any]:
    """A signed-in session. A PIN that was refused is not tried again in this process: tokens lock after a few tries. Raises UnusableKey."""
    try:
        import pkcs11
    except ImportError as problem:
        raise UnusableKey("Keys on a token need the library python-pkcs11.") from problem
    if (address, pin) in _refused:
        raise UnusableKey("The token has refused the PIN; it is not tried again before a restart.")
    with ONE_AT_A_TIME:
        try:
            with _library(address.module).get_token(token_label=address.token).open(user_pin=pin) as session:
                yield session
        except (pkcs11.PinIncorrect, pkcs11.PinLocked) as problem:
            _refused.add((address, pin))
            raise UnusableKey("The token refuses the PIN.") from problem
        except (pkcs11.PKCS11Error, RuntimeError) as problem:
            raise UnusableKey(f"The token cannot be used: {type(problem).__name__} {problem}") from problem


def _library(module: str) -> Any:
    """The token's own library. What a parent process has begun is of no use after a fork."""
    import pkcs11

    library = pkcs11.lib(module)
    if _begun_by.setdefault(module, os.getpid()) != os.getpid():
        library.reinitialize()
        _begun_by[module] = os.getpid()
    return library


def _chain(certificate: x509.Certificate, known: list[x509.Certificate]) -> Iterator[x509.Certificate]:
    while certificate.issuer != certificate.subject:
        above = [each for each in known if each.subject == certificate.issuer]
        if not above:
            return
        certificate = above[0]
        known = [each for each in known if each != certificate]
        yield certificate
