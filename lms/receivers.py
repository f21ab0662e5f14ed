"""What the house does about news from its rooms."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.dispatch import receiver
from wagtail.models import ModelLogEntry, PageLogEntry

from accounts.models import User
from accounts.signals import person_erased


@receiver(person_erased)
def forget_in_the_log(person, **_kwargs):
    """The audit log keeps who did what to which row, and when; the words of the lines that named somebody are emptied."""
    names = Q(label__icontains=person.email)
    if person.full_name:
        names |= Q(label__icontains=person.full_name)
    of_person = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    ModelLogEntry.objects.filter(names | of_person).update(label="", data={})
    PageLogEntry.objects.filter(names).update(label="", data={})
