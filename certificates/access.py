"""Who may see which certificate. The check page is not here: whoever holds the paper or its code may read what the paper says."""

from django.db.models import QuerySet

from accounts.models import User
from certificates.models import Certificate, Certification
from courses.models import CoursePage


def visible_to(person: User) -> QuerySet[Certificate]:
    """A person's own certificates. Everybody else's do not exist for them."""
    return Certificate.objects.filter(learner=person)


def people_open_to(person: User) -> QuerySet[Certification]:
    """The people in programmes that somebody at the desk may see: all, or those in the programmes that they are responsible for."""
    if person.has_perm("certificates.view_certification"):
        return Certification.objects.all()
    return Certification.objects.filter(programme__responsible=person) if person.is_staff else Certification.objects.none()


def is_responsible(person: User) -> bool:
    """Whether somebody is responsible for any programme."""
    return bool(person.is_staff and person.is_active and person.programmes_led.exists())


def may_attach(person: User) -> bool:
    return person.has_perm("certificates.attach_signature")


def may_revoke(person: User) -> bool:
    return person.has_perm("certificates.revoke_certificate")


def may_correct(person: User) -> bool:
    return person.has_perm("certificates.correct_certificate")


def may_work_in_bulk(person: User) -> bool:
    return person.has_perm("certificates.bulk_certificate")


def may_design(person: User) -> bool:
    return person.has_perm("certificates.add_design") or person.has_perm("certificates.change_design")


def may_see_designs(person: User) -> bool:
    return may_design(person) or person.has_perm("certificates.view_design")


def may_choose_design(person: User, page: CoursePage) -> bool:
    """Whoever may open editions of a course decides what its certificates look like."""
    return bool(page.permissions_for_user(person).can_publish())
