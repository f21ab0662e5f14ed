"""Chores of this room. Each may run again at any time: nothing is drawn twice."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from certificates.models import Certificate

# Younger ones are with a worker right now.
PATIENCE = timedelta(minutes=2)
AT_ONCE = 500


@shared_task(name="certificates.tasks.draw", autoretry_for=(Exception,), retry_backoff=5, retry_backoff_max=300, max_retries=5)
def draw(certificate_id: int) -> None:
    """Draws the files that a certificate still lacks."""
    from certificates.drawing import draw_files  # loads WeasyPrint: only processes that draw should pay for it

    draw_files(certificate_id)


@shared_task(name="certificates.tasks.publish_lists", ignore_result=True)
def publish_lists() -> None:
    """Publishes the lists of states that say less than is known by now."""
    from certificates.listing import publish_stale  # it loads what signs

    publish_stale(at=timezone.now())


@shared_task(name="certificates.tasks.sweep", ignore_result=True)
def sweep() -> None:
    """Finds certificates that were never written or whose files were never drawn (a lost message, a dead worker), and asks again."""
    from certificates.issuing import issue_forgotten  # it asks for drawings of this module

    issue_forgotten(at=timezone.now())
    forgotten = Certificate.objects.filter(drawn_at=None, issued_at__lt=timezone.now() - PATIENCE).order_by("issued_at")
    for certificate_id in forgotten.values_list("pk", flat=True)[:AT_ONCE]:
        draw.delay(certificate_id)
    publish_lists.delay()
