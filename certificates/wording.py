"""The words of a certificate in each language, independent of the page's language, so that paper and check page always say the same. Pure.

Values stand after a colon in their bare form: a case ending is never glued to a variable.
"""

from dataclasses import dataclass

from certificates.days import in_words, span_in_words
from certificates.snapshot import Language, Snapshot, words

HEADING = {"kk": "Сертификат", "ru": "Сертификат", "en": "Certificate"}
HOLDER = {"kk": "Қатысушы", "ru": "Участник", "en": "Participant"}
NUMBER = {"kk": "Тіркеу нөмірі", "ru": "Регистрационный номер", "en": "Registration number"}
CHECK = {"kk": "Тексеру", "ru": "Проверка", "en": "Check"}
SPECIMEN = {"kk": "ҮЛГІ", "ru": "ОБРАЗЕЦ", "en": "SPECIMEN"}
DOCUMENT = {"kk": "Құжат", "ru": "Документ", "en": "Document"}
CONFIRMS = {"kk": "Растайды", "ru": "Подтверждает", "en": "Confirms"}
SENTENCE = {
    "course": {
        "kk": "Осы сертификат төмендегі курстың толық аяқталғанын растайды",
        "ru": "Настоящий сертификат подтверждает прохождение курса",
        "en": "This certificate confirms completion of the course",
    },
    "programme": {
        "kk": "Осы сертификат төмендегі бағдарлама бойынша сертификаттаудан өткенін растайды",
        "ru": "Настоящий сертификат подтверждает сертификацию по программе",
        "en": "This certificate confirms certification under the programme",
    },
}
LABELS = {
    "hours": {"kk": "Көлемі", "ru": "Объём", "en": "Workload"},
    "period": {"kk": "Оқу мерзімі", "ru": "Период обучения", "en": "Period of study"},
    "form": {"kk": "Оқу нысаны", "ru": "Форма обучения", "en": "Form of study"},
    "edition": {"kk": "Курс шығарылымы", "ru": "Издание курса", "en": "Course edition"},
    "validity": {"kk": "Жарамдылық мерзімі", "ru": "Срок действия", "en": "Valid"},
    "issued": {"kk": "Берілген күні", "ru": "Дата выдачи", "en": "Date of issue"},
    "replaces": {"kk": "Орнына берілді", "ru": "Выдан взамен", "en": "Replaces"},
    "place": {"kk": "Берілген жері", "ru": "Место выдачи", "en": "Place of issue"},
}
TITLE = {
    "course": {"kk": "Курс", "ru": "Курс", "en": "Course"},
    "programme": {"kk": "Бағдарлама", "ru": "Программа", "en": "Programme"},
}
ISSUER = {"kk": "Берген ұйым", "ru": "Выдан организацией", "en": "Issued by"}
NOTE = {"kk": "Ескерту", "ru": "Примечание", "en": "Note"}
BASIS = {"kk": "Негізі", "ru": "Основание", "en": "Basis"}
FORMS = {
    "distance": {"kk": "қашықтан", "ru": "дистанционная", "en": "distance"},
    "mixed": {"kk": "қашықтан және бетпе-бет", "ru": "дистанционная и очная", "en": "distance and in person"},
}


@dataclass(frozen=True)
class Line:
    """One printed fact: what it is and what it says."""

    label: str
    value: str


def facts(snapshot: Snapshot, language: Language) -> list[Line]:
    """The labelled facts in the order of the sheet; those that are empty are left out."""
    values = {
        "hours": hours(snapshot.hours, language),
        "period": span_in_words(snapshot.enrolled_on, snapshot.completed_on, language),
        "form": FORMS[snapshot.form][language],
        "edition": str(snapshot.edition or ""),
        "validity": _validity(snapshot, language),
        "issued": in_words(snapshot.issued_on, language),
        "replaces": snapshot.replaces,
        "place": words(snapshot.issuer.place, language),
    }
    return [Line(LABELS[key][language], value) for key, value in values.items() if value]


def _validity(snapshot: Snapshot, language: Language) -> str:
    """From the first to the last valid day; nothing where there is no end."""
    if snapshot.valid_from is None or snapshot.last_day is None:
        return ""
    return span_in_words(snapshot.valid_from, snapshot.last_day, language)


def sentence(snapshot: Snapshot, language: Language) -> str:
    """What the certificate confirms: in the design's words, if it has its own."""
    return snapshot.design.sentence.get(language) or SENTENCE[snapshot.kind][language]


def note(snapshot: Snapshot, language: Language) -> str:
    """What the course says, and below it what the design says."""
    return "\n".join(filter(None, [words(snapshot.note, language), snapshot.design.text.get(language)]))


def basis(snapshot: Snapshot, language: Language) -> str:
    """The order or contract that the course rests on, where there is one."""
    text = words(snapshot.issuer.basis, language)
    return f"{BASIS[language]}: {text}" if text else ""


def hours(number: int, language: Language) -> str:
    """«36 академиялық сағат», «36 академических часов», “36 academic hours”."""
    if language == "kk":
        return f"{number} академиялық сағат"
    if language == "ru":
        return f"{number} {_russian_hours(number)}"
    return f"{number} academic hour{'' if number == 1 else 's'}"


def _russian_hours(number: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return "академический час"
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return "академических часа"
    return "академических часов"
