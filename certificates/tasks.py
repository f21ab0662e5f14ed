"""Chores of this room. Each may run again at any time: nothing is drawn twice."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from certificates.days import day_of
from certificates.models import Application, Certificate

# Younger ones are with a worker right now.
PATIENCE = timedelta(minutes=2)
AT_ONCE = 500


@shared_task(name="certificates.tasks.draw", autoretry_for=(Exception,), retry_backoff=5, retry_backoff_max=300, max_retries=5)
def draw(certificate_id: int) -> None:
    """Draws the files that a certificate still lacks."""
    from certificates.drawing import draw_files  # loads WeasyPrint: only processes that draw should pay for it

    draw_files(certificate_id)


@shared_task(name="certificates.tasks.work_through", ignore_result=True)
def work_through(batch_id: int) -> None:
    """Goes on with certificates that were asked for in bulk; beside other workers it takes what they have not taken."""
    from certificates import batching  # it asks for tasks of this module

    batching.work_through(batch_id)


@shared_task(name="certificates.tasks.apply_rules", ignore_result=True)
def apply_rules(application_id: int) -> None:
    """Applies changed rules to the periods that run, if nobody has."""
    from certificates import applying  # it asks for tasks of this module

    applying.apply(application_id, at=timezone.now())


@shared_task(name="certificates.tasks.publish_lists", ignore_result=True)
def publish_lists() -> None:
    """Publishes the lists of states that say less than is known by now."""
    from certificates.listing import publish_stale  # it loads what signs

    publish_stale(at=timezone.now())


@shared_task(name="certificates.tasks.sweep", ignore_result=True)
def sweep() -> None:
    """Finds certificates that were never written, or whose files were never drawn, and bulk work and changes of rules that nobody finished;
    asks again.

    A lost message and a dead worker leave no other trace. Removes ZIPs that had their days.
    """
    from certificates import batching  # these ask for tasks of this module
    from certificates.erasing import erase_forgotten
    from certificates.issuing import issue_forgotten

    issue_forgotten(at=timezone.now())
    erase_forgotten(at=timezone.now())
    forgotten = Certificate.objects.filter(drawn_at=None, issued_at__lt=timezone.now() - PATIENCE).order_by("issued_at")
    for certificate_id in forgotten.values_list("pk", flat=True)[:AT_ONCE]:
        draw.delay(certificate_id)
    for batch_id in batching.unfinished():
        work_through.delay(batch_id)
    batching.remove_old(at=timezone.now())
    waiting = Application.objects.filter(applied_at=None, asked_at__lt=timezone.now() - PATIENCE)
    for application_id in waiting.values_list("pk", flat=True):
        apply_rules.delay(application_id)
    publish_lists.delay()


@shared_task(name="certificates.tasks.remind", ignore_result=True)
def remind() -> None:
    """Tells whose certification ends or has ended, and those responsible for the programmes. What was told already is not told again."""
    from certificates.digesting import digest  # both ask for chores of this module's kind: loaded when they are due
    from certificates.reminding import remind as remind_people

    now = timezone.now()
    remind_people(today=day_of(now), at=now)
    digest(today=day_of(now), at=now)
