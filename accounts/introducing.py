"""Keeping what people say of themselves: names, audience, organisation, language."""

from django.db import transaction

from accounts.models import User
from accounts.signals import names_given


def introduce(person: User, **facts) -> User:
    """Write the facts of a profile. Sends `names_given` the moment surname and given name are both there.

    Locks the person's row, so that of two saves at once only one finds the names missing; a second call with the same facts
    changes nothing and sends nothing.
    """
    with transaction.atomic():
        stored = User.objects.select_for_update().get(pk=person.pk)
        were_given = stored.can_be_certified
        for name, value in facts.items():
            setattr(stored, name, value)
        stored.save(update_fields=list(facts))
        if stored.can_be_certified and not were_given:
            names_given.send(sender=User, person=stored)
    return stored
