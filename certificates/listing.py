"""Publishing the lists of states: signed anew when a certificate stopped standing, and daily, before the last one ends."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from certificates import credentials, keys, signing
from certificates.bitstring import encoded
from certificates.models import Certificate, Issuer, SigningCertificate, StatusList

FRESH = timedelta(days=1)


@transaction.atomic
def publish(year: int, *, key: keys.Key, at: datetime) -> StatusList:
    """Writes that year's list. Locks its row, so that of two at once the later one has read what the earlier one wrote."""
    row, _made = StatusList.objects.select_for_update().get_or_create(year=year, defaults={"made_at": at, "token": ""})
    fallen = Certificate.objects.filter(status_list=year).exclude(status=Certificate.Status.VALID)
    bits = encoded(fallen.values_list("status_index", flat=True))
    base = settings.SITE_URL.rstrip("/")
    claims = credentials.status_list(year, bits, base=base, issuer=Issuer.current().facts().name, at=at)
    SigningCertificate.of(key)
    kid = credentials.key_address(base, key.fingerprint)
    row.token, row.made_at = signing.sign_token(claims, key, kid=kid, kind=credentials.MEDIA_TYPE), at
    row.save()
    return row


def publish_stale(*, at: datetime) -> int:
    """Publishes again what is older than a day or than the last certificate that stopped standing. Returns how many; without a key none."""
    key = keys.current()
    if key is None or not key.is_good_at(at):
        return 0
    stale = [row.year for row in StatusList.objects.all() if row.made_at <= at - FRESH or _fell_since(row)]
    for year in stale:
        publish(year, key=key, at=at)
    return len(stale)


def _fell_since(row: StatusList) -> bool:
    fallen = Certificate.objects.filter(status_list=row.year).exclude(status=Certificate.Status.VALID)
    return fallen.filter(Q(revoked_at__gte=row.made_at) | Q(superseded_by__issued_at__gte=row.made_at)).exists()
