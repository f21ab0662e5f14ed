"""The issuer from a file, for an academy that has none yet."""

from certificates.models import Issuer, Signatory


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
