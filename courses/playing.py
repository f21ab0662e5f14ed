"""The pinned page of an item in the language of the request."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Revision

from courses.models import ItemPage
from courses.seating import Seat


def pinned(seat: Seat) -> tuple[int, str]:
    """The revision that the edition pins for this item, and its language: the current one, else the first there is in kk, ru, en."""
    revisions = seat.outline.revisions[str(seat.item.key)]
    for language in (get_language(), *(code for code, _name in settings.LANGUAGES)):
        if language in revisions:
            return revisions[language], language
    raise LookupError(f"{seat.item.slug} is pinned in no language")


def pinned_page(seat: Seat) -> ItemPage:
    """The page as it was approved."""
    number, _language = pinned(seat)
    return Revision.objects.get(pk=number).as_object()
