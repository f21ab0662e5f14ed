"""What is looked at when the platform starts."""

import ctypes

from django.core.checks import Warning as CheckWarning
from django.core.checks import register

# The names WeasyPrint tries; asked here without loading WeasyPrint.
LIBRARIES = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll", "harfbuzz-subset")


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
