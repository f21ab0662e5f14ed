"""What a person holds: certificates, and completed courses whose certificate waits for their name."""

from accounts.models import User
from certificates.access import visible_to
from certificates.models import Certificate
from courses.models import Enrolment


def certificates_of(person: User) -> dict:
    """`certificates`, newest first, without those that another took the place of, and `waiting` enrolments.

    One query; a second one only for a person without names.
    """
    waiting = Enrolment.objects.none()
    if not person.can_be_certified:
        completed = Enrolment.objects.filter(learner=person, completed_at__isnull=False, certificates=None)
        waiting = completed.select_related("edition").order_by("-completed_at")
    return {"certificates": list(visible_to(person).exclude(status=Certificate.Status.SUPERSEDED)), "waiting": list(waiting)}
