"""Uploaded files of the embedded default, where no proxy stands in front: what is a lesson's is asked for first."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Gate:
    """Lets a request for a file through to `files` if `site` answers 204 at its address for that; else 404."""

    def __init__(self, files: Application, site: Application):
        self.files, self.site = files, site

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(settings.MEDIA_URL) and not self._may(environ, path):
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b""]
        return self.files(environ, start_response)

    def _may(self, environ: dict[str, Any], path: str) -> bool:
        said: list[str] = []
        asked = {**environ, "REQUEST_METHOD": "GET", "PATH_INFO": reverse("media-access"), "HTTP_X_FORWARDED_URI": path, "QUERY_STRING": ""}
        answer = self.site(asked, lambda status, *_rest: said.append(status))
        for _part in answer:
            pass
        getattr(answer, "close", lambda: None)()
        return said[0].startswith("204")
