"""Programmes from files, through the form of the desk."""

from pathlib import Path
from typing import Any

from django.db import transaction

from certificates.models import Programme
from certificates.programme_forms import ALL_FIELDS, PARTS, ProgrammeForm
from courses.content import LANGUAGES, SOURCE, BadContent, read
from courses.models import CoursePage
from quizzes.models import QuizPage

WORDS = ("title", "about")
VALIDITY = ("months", "window_days", "grace_days", "keeps_anniversary", "renewal_after_lapse", "in_force_from", "note")
AT_THE_DESK = ("design", "responsible")  # chosen there, so no file says anything of them


@transaction.atomic
def put_programme(path: Path) -> Programme:
    """The programme of a file; its courses and tests are in the CMS already. Putting the same file twice changes nothing.

    Words are as the file has them. Other rules than the file had before make the next version, with the file's `note`, which has to be
    another one; rules that the desk changed since stay until the file's rules change. Raises BadContent.
    """
    try:
        fields = _fields(path.stem, read(path))
        form = ProgrammeForm(fields, instance=Programme.objects.filter(slug=path.stem).first(), for_user=None)
        for name in AT_THE_DESK:
            del form.fields[name]
        if form.is_valid():
            _keep_what_the_desk_changed(form)
        if not form.is_valid():
            raise BadContent("; ".join(f"{name}: {' '.join(errors)}" for name, errors in form.errors.items()))
        return form.save()
    except BadContent as error:
        error.add_note(str(path))
        raise


def _keep_what_the_desk_changed(form: ProgrammeForm) -> None:
    """Where the file says what it said when it was put last, the newest version stays the newest."""
    if form.instance.pk is None:
        return
    from_file = form.instance.versions.filter(made_by=None).last()
    if from_file is None:
        return
    if from_file.rules == form.cleaned_data["rules"]:
        form.cleaned_data["rules"] = form.instance.versions.last().rules
    elif from_file.note == form.cleaned_data["note"]:
        form.add_error("note", "The rules have changed: say what changes.")


def _fields(slug: str, data: dict[str, Any]) -> dict[str, Any]:
    """What the file says, as the desk's form would send it."""
    _require_known(data, (*WORDS, *VALIDITY, *PARTS))
    words = {f"{field}_{code}": data.get(field, {}).get(code, "").strip() for field in WORDS for code in LANGUAGES}
    rules = {name: data[name] for name in VALIDITY if name in data}
    parts = {f"{part}_{name}": value for part in PARTS for name, value in _requirements(data.get(part, {})).items()}
    return {"slug": slug, **words, "keeps_anniversary": True, **rules, **parts, "renewal_differs": "renewal" in data}


def _requirements(data: dict[str, Any]) -> dict[str, Any]:
    """One set of requirements, with the keys of courses and tests in place of their addresses."""
    _require_known(data, ALL_FIELDS)
    keyed = {name: [_course(slug) for slug in data[name]] for name in ("courses", "choice") if name in data}
    if "exam" in data:
        keyed["exam"] = _exam(data["exam"])
    if "practicum" in data:
        keyed["practicum"] = _course(data["practicum"])
    return {**data, **keyed}


def _course(slug: str) -> str:
    return str(_page(slug).translation_key)


def _exam(address: str) -> str:
    """The key of «course/test»."""
    course, _, test = address.partition("/")
    page = QuizPage.objects.descendant_of(_page(course)).filter(slug=test).first()
    if page is None:
        raise BadContent(f"{address}: no such test")
    return str(page.translation_key)


def _page(slug: str) -> CoursePage:
    page = CoursePage.objects.filter(slug=slug, locale__language_code=SOURCE).first()
    if page is None:
        raise BadContent(f"{slug}: no such course")
    return page


def _require_known(data: dict[str, Any], names: tuple[str, ...]) -> None:
    if unknown := ", ".join(sorted(set(data) - set(names))):
        raise BadContent(f"{unknown}: unknown")
