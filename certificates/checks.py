"""What is looked at when the platform starts."""

import ctypes

from django.core.checks import Error as CheckError
from django.core.checks import Warning as CheckWarning
from django.core.checks import register

from certificates import keys

# The names WeasyPrint tries; asked here without loading WeasyPrint.
LIBRARIES = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll", "harfbuzz-subset")

SOON = 60  # days: a certification authority takes its time
KEYS = "docs/operations.md says how to make a key and how to change to the next one."


def _present(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


@register()
def fast_fonts(app_configs, **kwargs):
    """Without libharfbuzz-subset, fonts are cut down in Python: a certificate takes ten times as long."""
    if any(_present(name) for name in LIBRARIES):
        return []
    return [
        CheckWarning(
            "The system library harfbuzz-subset is missing: certificates are drawn about ten times slower.",
            hint="Debian and Ubuntu: apt install libharfbuzz-subset0. macOS: brew install harfbuzz.",
            id="certificates.W001",
        )
    ]


@register()
def usable_key(app_configs, **kwargs):
    """A key that cannot sign is an error; one that ends soon, a warning. Without any, files are unsigned: that is allowed."""
    try:
        key = keys.current()
    except keys.UnusableKey as problem:
        return [CheckError(f"The key that signs certificates cannot be used. {problem}", hint=KEYS, id="certificates.E002")]
    left = keys.days_left(key.certificate) if key else SOON
    if left < 0:
        return [CheckError("The key that signs certificates has ended: new files are unsigned.", hint=KEYS, id="certificates.E003")]
    if left < SOON:
        return [CheckWarning(f"The key that signs certificates ends in {left} days.", hint=KEYS, id="certificates.W004")]
    return []
