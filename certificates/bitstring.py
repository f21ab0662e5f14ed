"""A list of states, one bit for each certificate, as W3C Bitstring Status List 1.0 writes it. Pure.

Whoever checks reads a list of millions and asks nobody about one: we do not learn whose certificate is being checked.
"""

import gzip
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

PLACES = 1 << 22  # in a list of a year; half a megabyte of bits, a kilobyte as long as few are set
MULTIBASE = "u"  # base64url without padding


def encoded(places: Iterable[int]) -> str:
    """The list with the bits of those places set. The first bit is the leftmost of the first octet."""
    bits = bytearray(PLACES // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    return MULTIBASE + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def is_set(list_: str, place: int) -> bool:
    """The bit of that place. Raises IndexError beyond the list."""
    text = list_.removeprefix(MULTIBASE)
    return bool(gzip.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4)))[place // 8] & 0x80 >> place % 8)
