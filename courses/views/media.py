"""May whoever asks have this file? Asked by whatever serves `/media/`, before it serves."""

from posixpath import normpath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from courses.media_access import may_fetch


@require_safe
def media_access(request: HttpRequest) -> HttpResponse:
    """204 if so, else 403. The file's address comes as proxies hand it on, in X-Forwarded-Uri."""
    path = unquote(urlsplit(request.headers.get("X-Forwarded-Uri", "")).path)
    name = path.removeprefix(settings.MEDIA_URL)
    allowed = name != path and normpath(name) == name and not name.startswith(("/", "..")) and may_fetch(request.user, name)
    return HttpResponse(status=204 if allowed else 403)
