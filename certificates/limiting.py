"""How often one network address may look up certificates by typing, or by codes that nobody has.

Counted in the cache, so that every web process counts together.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

LOOK_UPS = 30
MINUTES = 10


def may_look_up(request: HttpRequest) -> bool:
    """Counts this look-up; False once there were too many. A counter begins anew ten minutes after its first look-up."""
    key = f"certificates.look-up.{get_adapter().get_client_ip(request)}"
    if cache.add(key, 1, MINUTES * 60):
        return True
    try:
        return cache.incr(key) <= LOOK_UPS
    except ValueError:  # it ran out between the two
        return True
