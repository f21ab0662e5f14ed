"""What this room does about news from the rooms above it."""

from django.dispatch import receiver
from django.utils import timezone

from accounts.signals import names_given
from certificates.issuing import issue, issue_awaited
from courses.signals import course_completed


@receiver(course_completed)
def issue_when_completed(enrolment, at, **_kwargs):
    """Earned and issued in one transaction: there is no completed course whose certificate was forgotten."""
    issue(enrolment, at=at)


@receiver(names_given)
def issue_when_named(person, **_kwargs):
    """Certificates that waited for a name."""
    issue_awaited(person, at=timezone.now())
