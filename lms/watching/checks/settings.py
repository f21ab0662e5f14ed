"""Settings that contradict each other or must not be on where real people are."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Info, Warning
from django.http.request import validate_host


def address() -> CheckMessage:
    """Whether SITE_URL, which letters and QR codes bear, is an address that this platform answers under."""
    site = urlsplit(settings.SITE_URL)
    if not site.hostname or site.scheme not in ("http", "https"):
        return Error(f"SITE_URL is no address: {settings.SITE_URL}", hint="SITE_URL=https://the.name.people.type")
    if not validate_host(site.hostname, settings.ALLOWED_HOSTS):
        return Error(f"SITE_URL names {site.hostname}, which ALLOWED_HOSTS does not have.", hint=f"ALLOWED_HOSTS={site.hostname}")
    if not settings.DEMO and site.scheme == "http":
        return Warning("SITE_URL is not encrypted.", hint="Put a proxy with TLS in front and set SITE_URL=https://…")
    return Info(f"Letters and QR codes lead to {settings.SITE_URL}.")


def demo_and_debug() -> CheckMessage:
    """Whether what is for trying out is off where people from outside come."""
    if settings.DEMO and settings.HTTPS:
        return Error(
            "The demo academy stands on a public address: its passwords are known.", hint="Unset DEMO; start with an empty database."
        )
    if settings.DEBUG:
        return Error("DEBUG shows visitors what is inside.", hint="Unset DEBUG.")
    return Info("This is the demo academy: no real people in it." if settings.DEMO else "Demo and debug are off.")


def system_checks() -> CheckMessage:
    """What Django, Wagtail and our rooms check by themselves; `manage.py check --deploy` tells more."""
    found = checks.run_checks(include_deployment_checks=not settings.DEMO)
    serious = [each for each in found if each.is_serious()]
    if not found:
        return Info("manage.py check finds nothing.")
    kind = Error if serious else Warning
    return kind(f"manage.py check says: {(serious or found)[0].msg}", hint="manage.py check --deploy says all of it, with hints.")


CHECKS = (address, demo_and_debug, system_checks)
