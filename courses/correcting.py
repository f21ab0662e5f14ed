"""Correcting an edition: a pin moves to the text published now, for everybody in the edition, and that is recorded."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from courses.models import Correction, Edition, EditionItem, Pin


@transaction.atomic
def correct(edition: Edition, changes: Iterable[tuple[str, str]], *, by, at, reason: str) -> list[Correction]:
    """Moves the pins named by (item key, language) to the published revisions; returns what moved.

    Locks the edition row. What already shows the published revision stays as it is, so a second call moves nothing. The outline and the
    rules of an edition never change here.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    wanted = set(changes)
    moved = []
    for item in edition.items.prefetch_related("pins"):
        languages = {language for key, language in wanted if key == str(item.key)}
        if languages:
            moved += _move_pins(item, languages, by=by, at=at, reason=reason)
    if moved:
        Edition.objects.filter(pk=edition.pk).update(corrected_at=at)
        page = Page.objects.filter(translation_key=edition.course_id).order_by("locale_id").first()
        log(page, "courses.correction", user=by, data={"number": edition.number, "reason": reason, "texts": len(moved)})
    return moved


def _move_pins(item: EditionItem, languages: set[str], *, by, at, reason: str) -> list[Correction]:
    pins = {pin.language: pin for pin in item.pins.all()}
    pages = Page.objects.filter(translation_key=item.key, locale__language_code__in=languages, live=True).select_related("locale")
    moved = []
    for page in pages:
        language = page.locale.language_code
        pin = pins.get(language)
        if page.live_revision_id is None or (pin and pin.revision_id == page.live_revision_id):
            continue
        before = pin.revision_id if pin else None
        Pin.objects.update_or_create(item=item, language=language, defaults={"revision_id": page.live_revision_id, "title": page.title})
        moved.append(
            Correction.objects.create(
                item=item,
                language=language,
                from_revision_id=before,
                to_revision_id=page.live_revision_id,
                reason=reason,
                at=at,
                by=by,
            )
        )
    return moved
