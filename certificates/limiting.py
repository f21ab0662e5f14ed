"""How often one network address may look up certificates by typing, or by codes that nobody has."""

from django.http import HttpRequest

from accounts.limiting import address_of, within

LOOK_UPS = 30


def may_look_up(request: HttpRequest) -> bool:
    """Counts this look-up; False once there were too many."""
    return within("certificates.look-up", address_of(request), most=LOOK_UPS)
