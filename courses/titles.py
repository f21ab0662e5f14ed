"""Titles of what stands in several languages."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from wagtail.models import Page


def titles_of(pages: QuerySet[Page], language: str | None = None) -> dict[UUID, str]:
    """The title of each of those pages by the key that its translations share, in that language (the current one by default).

    In another where it lacks that one. One query.
    """
    wanted = language or get_language()
    rows = pages.values_list("translation_key", "locale__language_code", "title")
    # The wanted language comes last and stays.
    return {key: title for key, _code, title in sorted(rows, key=lambda row: (row[1] == wanted, row[1]))}
