"""The issuer and the designs of certificates from a file, for an academy that has none yet."""

from datetime import datetime

from certificates.designing import keep_version, make_default
from certificates.models import Design, Issuer, Signatory
from certificates.models.designs import Content
from certificates.snapshot import Design as Looks


def put_issuer(data: dict, signatories: list[dict]) -> Issuer:
    """Makes the issuer if nobody did; what was edited in the CMS stays. A person's name may be missing: the role then stands alone."""
    found = Issuer.objects.first()
    if found:
        return found
    parts = {"name": data["name"], "place": data["place"], "basis": data.get("basis", {})}
    issuer = Issuer(**{f"{field}_{code}": text for field, texts in parts.items() for code, text in texts.items()})
    issuer.signatories = [
        Signatory(
            sort_order=order, **{f"{field}_{code}": text for field in ("name", "role") for code, text in (row.get(field) or {}).items()}
        )
        for order, row in enumerate(signatories)
    ]
    issuer.save()
    return issuer


def put_designs(rows: list[dict], *, at: datetime) -> None:
    """Makes the designs that nobody made yet, with what the issuer says now; the first design of an academy is its default."""
    issuer = Issuer.current().facts()
    for row in rows:
        design, made = Design.objects.get_or_create(name=row["name"])
        if made:
            keep_version(design, Content(issuer=issuer, design=Looks(layout=row["layout"])), pictures={}, by=None, at=at)
    if not Design.objects.filter(is_default=True).exists():
        make_default(Design.objects.get(name=rows[0]["name"]), is_default=True)
