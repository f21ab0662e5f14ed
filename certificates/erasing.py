"""Taking a person out of their certificates: each number stays answerable, without the name."""

from datetime import datetime
from functools import partial

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from certificates.batching import remove_with
from certificates.models import Certificate, Credential
from certificates.models.certificates import private_storage


@transaction.atomic
def erase(person: User, *, by: User | None, at: datetime) -> list[Certificate]:
    """Takes the name out of every certificate of that person, with the files and credentials that bear it. It cannot be undone.

    What a file's fingerprint was stays, so that whoever kept the file can still have it compared. Locks the certificates; a second call
    finds none. The files go after commit, and so does every ZIP that holds one of them.
    """
    certificates = list(Certificate.objects.select_for_update().filter(learner=person))
    for certificate in certificates:
        stored = [file.file.name for file in certificate.files.all() if file.file]
        certificate.files.update(file="")
        Credential.objects.filter(certificate=certificate).delete()
        certificate.snapshot = {key: value for key, value in certificate.snapshot.items() if key not in ("full_name", "latin_name")}
        certificate.learner = certificate.enrolment = None
        certificate.correction_reason = ""  # it may tell the name
        certificate.erased_at, certificate.drawn_at = at, certificate.drawn_at or at
        certificate.save()
        log(certificate, "certificates.erase", user=by)
        for name in stored:  # each on its own: one that cannot be deleted leaves none of the others
            transaction.on_commit(partial(private_storage().delete, name), robust=True)
    transaction.on_commit(lambda: remove_with(certificates, at=at), robust=True)
    return certificates


def erase_forgotten(*, at: datetime) -> int:
    """Certificates that were issued at the very instant in which their person was erased: neither transaction saw the other.

    Asked by the sweep; returns how many there were.
    """
    return sum(len(erase(person, by=None, at=at)) for person in User.objects.filter(erased_at__isnull=False, certificates__isnull=False))
