"""Specimens: a sheet of nobody in particular, for whoever designs. Each says across itself that it is one."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from certificates.days import day_of
from certificates.models.designs import Content
from certificates.snapshot import Snapshot

TITLES = {
    "kk": "Тәуелділіктің алдын алу: не көмектеседі",
    "ru": "Профилактика зависимостей: что помогает",
    "en": "Preventing addiction: what helps",
}
NOTES = {
    "kk": "Курс мектеп мұғалімдері мен психологтеріне арналған.",
    "ru": "Курс для школьных учителей и психологов.",
    "en": "A course for school teachers and psychologists.",
}
LONG_NAME = "Қожахметова-Сәрсенбайқызы Айгүл-Мереке Нұрсұлтанқызы"
LONG_TITLES = {
    "kk": "Кәмелетке толмағандармен жұмыс істейтін мамандардың біліктілігін арттыру: отбасымен, мектеппен және жергілікті қауымдастықпен "
    "бірлескен профилактика, дағды сабақтары, көмекке бағыттау және мамандардың өз амандығын сақтауы",
    "ru": "Повышение квалификации специалистов, работающих с несовершеннолетними: совместная профилактика с семьёй, школой и местным "
    "сообществом, занятия по развитию навыков, направление к помощи и забота специалиста о себе",
    "en": "In-service training of professionals who work with minors: prevention together with family, school and community, sessions on "
    "skills, referral to help, and looking after oneself",
}
LONG_NOTES = {code: " ".join([text] * 6)[:400] for code, text in NOTES.items()}


def specimen(content: Content, sheet: str, *, pictures: Mapping[str, bytes], long: bool = False) -> bytes:
    """The PDF of one sheet of that design; `long` with the longest texts that a certificate may meet."""
    from certificates.rendering import draw  # loads WeasyPrint: only who draws should pay for it

    today = day_of(timezone.now())
    facts = Snapshot(
        serial="QLQ-00-00000-00000-00",
        code="0" * 22,
        check_base=settings.SITE_URL.rstrip("/"),
        full_name=LONG_NAME if long else "Сейітқали Айгерім Нұрланқызы",
        latin_name="Aigul-Mereke Kozhakhmetova-Sarsenbaikyzy" if long else "Aigerim Seiitkali",
        title=LONG_TITLES if long else TITLES,
        note=LONG_NOTES if long else NOTES,
        hours=36,
        edition=1,
        enrolled_on=today - timedelta(days=16),
        completed_on=today,
        issued_on=today,
        issuer=content.issuer,
        design=content.design,
    )
    return draw(facts.model_dump(mode="json"), sheet, pictures=pictures, specimen=True)
