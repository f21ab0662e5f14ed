"""Which device asks: a UUID in a signed cookie, given at the first start. It survives signing out and costs no query."""

from uuid import UUID, uuid4

from django.conf import settings

COOKIE = "device"
SALT = "quizzes.device"
YEAR = 365 * 24 * 3600


def device_of(request) -> UUID | None:
    """The device that sent this request, if it was given a name before."""
    value = request.get_signed_cookie(COOKIE, default=None, salt=SALT)
    return UUID(value) if value else None


def device_or_new(request) -> UUID:
    return device_of(request) or uuid4()


def remember(response, device: UUID):
    """Gives the device its name for a year."""
    response.set_signed_cookie(
        COOKIE, str(device), salt=SALT, max_age=YEAR, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )
    return response
