"""Sending a letter: subject, plain text and HTML from templates, in the language of the person it goes to."""

from collections.abc import Sequence
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


def post(person: Any, template: str, *, files: Sequence[tuple[str, str, str]] = (), **context: Any) -> None:
    """Sends `<template>_subject.txt`, `<template>.txt` and `<template>.html` to the person's address, with `files` (name, text, type).

    Raises what the mail server answers where it refuses.
    """
    with override(person.language):
        words = {**context, "person": person, "current_site": Sender(), "LANGUAGE_CODE": person.language}
        subject = " ".join(render_to_string(f"{template}_subject.txt", words).split())
        letter = EmailMultiAlternatives(subject, render_to_string(f"{template}.txt", words).strip() + "\n", to=[person.email])
        letter.attach_alternative(render_to_string(f"{template}.html", {**words, "subject": subject}), "text/html")
    for file in files:
        letter.attach(*file)
    letter.send()


def absolute(path: str) -> str:
    """A path as an address that works in a letter."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"
