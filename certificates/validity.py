"""Whether a certificate is in force on a day: what the record says, and for a programme's, when its period runs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from certificates.models import Certificate, Leave, Period

NEXT = Period.objects.filter(certification=OuterRef("period__certification"), number__gt=OuterRef("period__number")).order_by("number")


@dataclass(frozen=True)
class Validity:
    """`state`: valid, superseded, revoked; or of a period: not_yet, suspended, expired. `last_day` as it is now, after leaves moved it."""

    state: str
    first_day: date | None = None
    last_day: date | None = None
    renewed_by: str = ""


def with_validity(certificates: QuerySet[Certificate], today: date) -> QuerySet[Certificate]:
    """With what `validity_of` needs, in the same query."""
    leaves = Leave.objects.filter(Q(until=None) | Q(until__gt=today), certification=OuterRef("period__certification"), start__lte=today)
    return certificates.select_related("period").annotate(
        on_leave=Exists(leaves), renewed_by=Subquery(NEXT.values("certificate__serial")[:1])
    )


def validity_of(certificate: Certificate, today: date) -> Validity:
    """The state on that day of a certificate that was read by `with_validity`."""
    period = getattr(certificate, "period", None)
    if certificate.status != Certificate.Status.VALID or period is None:
        return Validity(certificate.status)
    last_day = period.last_valid_day
    state = "valid"
    if today < period.valid_from:
        state = "not_yet"
    elif certificate.on_leave and (period.grace_until is None or today < period.grace_until):
        state = "suspended"
    elif last_day and today > last_day:
        state = "expired"
    return Validity(state, period.valid_from, last_day, certificate.renewed_by or "")
