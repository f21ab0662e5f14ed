"""The code on the room's screen: it changes every half minute, so that a photograph of it is worth nothing soon after. Pure.

A code is an HMAC of the number of the half minute, with the session's secret. The one before is accepted too: somebody may scan at the
last moment.
"""

import hmac
from base64 import b32encode
from datetime import datetime
from hashlib import sha256

STEP = 30  # seconds
LENGTH = 10  # letters of base32: 50 bits


def code_at(secret: str, now: datetime) -> str:
    """What the screen shows at that instant."""
    return _code(secret, _step(now))


def is_current(secret: str, code: str, now: datetime) -> bool:
    """Whether the screen shows this code or showed it in the half minute before."""
    step = _step(now)
    known = [_code(secret, step), _code(secret, step - 1)]
    return any(hmac.compare_digest(each.encode(), code.encode()) for each in known)


def seconds_left(now: datetime) -> float:
    """Until the next code."""
    return STEP - now.timestamp() % STEP


def _step(now: datetime) -> int:
    return int(now.timestamp()) // STEP


def _code(secret: str, step: int) -> str:
    digest = hmac.new(secret.encode(), str(step).encode(), sha256).digest()
    return b32encode(digest).decode()[:LENGTH].lower()
