"""Which language a person is spoken to in: the one of their profile, from sign-in on and in every mail."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import Resolver404, resolve, translate_url
from django.utils.translation import get_language

LANGUAGES = [code for code, _ in settings.LANGUAGES]


def page_language() -> str:
    """The language of the page that is being asked for."""
    language = get_language()
    return language if language in LANGUAGES else settings.LANGUAGE_CODE


def in_language(url: str, language: str) -> str:
    """The same page in that language. Wagtail's pages stay as they are: their translation may have another address or none."""
    try:
        match = resolve(urlsplit(url).path)
    except Resolver404:
        return url
    return url if match.url_name == "wagtail_serve" else translate_url(url, language)


def remember_language(response: HttpResponse, language: str) -> HttpResponse:
    """For the addresses that carry no language (/c/…, the way in at /): the next request finds it in a cookie."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
