"""Consent text and organisations from files."""

from datetime import UTC, datetime

from accounts.models import ConsentText, Organisation


def put_consent(data: dict) -> ConsentText:
    """The consent text of that version. A published version is never edited: change the text under a new version."""
    year, month = data["version"].split("-")[:2]
    text, _created = ConsentText.objects.get_or_create(
        version=data["version"],
        defaults={"published_at": datetime(int(year), int(month), 1, tzinfo=UTC), "title": data["title"], "body": data["body"]},
    )
    return text


def put_organisations(rows: list[dict]) -> None:
    """Organisations by their Kazakh name."""
    for row in rows:
        name = row["name"]
        Organisation.objects.update_or_create(name_kk=name["kk"], defaults={"name_ru": name["ru"], "name_en": name["en"]})
