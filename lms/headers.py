"""Headers beside Django's own: what a page may ask of the device, and how strict the desk is.

Our pages run no inline script and no inline style (CONTENT_SECURITY_POLICY in the settings). Wagtail's forms begin their widgets by inline
scripts (dates, choosers, rows of a list) and place things by inline styles, so the desk allows both, and nothing from elsewhere.
"""

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

NOT_ASKED = (
    *("accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "geolocation", "gyroscope"),
    *("hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
)
PERMISSIONS = ", ".join(f"{feature}=()" for feature in NOT_ASKED)
DESK = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],  # the desk shows previews in frames
}


class Headers:
    """Stands inside the CSP middleware, which writes what is chosen here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.desk = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        if "Access-Control-Allow-Origin" not in response:
            response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(self.desk):
            self._of_the_desk(response)
        return response

    def _of_the_desk(self, response: HttpResponse) -> None:
        """A preview is a page of ours, drawn by a request within this one, with our policy: the desk may show it in a frame."""
        drawn = response.headers.get("Content-Security-Policy")
        if drawn:
            response.headers["Content-Security-Policy"] = drawn.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        elif not hasattr(response, "_csp_config"):
            response._csp_config = DESK  # type: ignore[attr-defined]


def of_media(headers: dict[str, str], _path: str, _url: str) -> None:
    """For uploaded files that this process serves itself: a picture is shown and a video played, a program inside either is never run."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
