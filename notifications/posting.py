"""Sending a letter: subject, plain text and HTML from templates, in the language of the person it goes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override


@dataclass(frozen=True)
class Sender:
    """How a letter signs itself."""

    name: str = settings.WAGTAIL_SITE_NAME
    domain: str = urlsplit(settings.SITE_URL).netloc


def post(
    person: Any,
    template: str,
    *,
    files: Sequence[tuple[str, str, str]] = (),
    headers: Mapping[str, str] | None = None,
    switch_off_url: str = "",
    **context: Any,
) -> None:
    """Sends `<template>_subject.txt`, `<template>.txt` and `<template>.html` to the person's address, with `files` (name, text, type).

    With `switch_off_url` the letter says how to get no more of its kind, to people and to their mail programs (RFC 8058); without, that it
    has to be sent. Raises what the mail server answers where it refuses.
    """
    headers = dict(headers or {})
    if switch_off_url:
        headers |= {"List-Unsubscribe": f"<{switch_off_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    with override(person.language):
        subject = subject_of(person, template, context)
        words = {**_words(person, context), "subject": subject, "switch_off_url": switch_off_url, "has_to_be_sent": not switch_off_url}
        text = render_to_string(f"{template}.txt", words).strip() + "\n"
        letter = EmailMultiAlternatives(subject, text, to=[person.email], headers=headers)
        letter.attach_alternative(render_to_string(f"{template}.html", words), "text/html")
    for file in files:
        letter.attach(*file)
    letter.send()


def subject_of(person: Any, template: str, context: Mapping[str, Any]) -> str:
    """A letter's subject, in the language of the person it goes to."""
    with override(person.language):
        return " ".join(render_to_string(f"{template}_subject.txt", _words(person, context)).split())


def absolute(path: str) -> str:
    """A path as an address that works in a letter."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def _words(person: Any, context: Mapping[str, Any]) -> dict[str, Any]:
    return {**context, "person": person, "current_site": Sender(), "LANGUAGE_CODE": person.language}
