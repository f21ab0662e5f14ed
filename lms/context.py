"""What every page's frame needs: languages, the way home, whether this is the demo academy."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language


def language_links(request) -> list[dict]:
    """This page in each language: addresses differ in their first part alone."""
    here = get_language()
    path = request.get_full_path()
    prefix = f"/{here}/"
    rest = path.removeprefix(prefix) if path.startswith(prefix) else ""
    return [{"code": code, "name": name, "url": f"/{code}/{rest}", "current": code == here} for code, name in settings.LANGUAGES]


def shell(request) -> dict:
    """Context of templates/base.html. Costs no query."""
    prefix = f"/{get_language() or settings.LANGUAGE_CODE}/"
    return {
        "language_links": SimpleLazyObject(lambda: language_links(request)),
        "home_url": prefix,
        "catalogue_url": f"{prefix}courses/",
        "demo": settings.DEMO,
    }
