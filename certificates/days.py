"""Calendar days on certificates: which day it was in Almaty, and its words in each language. Pure, independent of the page's language."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")
MONTHS = {
    "kk": ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"],
    "ru": ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
}
ORDER = {"kk": "{year} ж. {day} {month}", "ru": "{day} {month} {year} г.", "en": "{day} {month} {year}"}
GLUED = str.maketrans({" ": "\N{NO-BREAK SPACE}"})


def day_of(instant: datetime) -> date:
    """The calendar day of an instant in Almaty."""
    return instant.astimezone(ALMATY).date()


def in_words(day: date, language: str) -> str:
    """«2026 ж. 5 наурыз», «5 марта 2026 г.», “5 March 2026”; never broken between lines."""
    words = ORDER[language].format(year=day.year, day=day.day, month=MONTHS[language][day.month - 1])
    return words.translate(GLUED)


def span_in_words(first: date, last: date, language: str) -> str:
    """From one day to another; a single day stands alone."""
    if first == last:
        return in_words(first, language)
    return f"{in_words(first, language)} – {in_words(last, language)}"
