"""Answers where somebody would stand in a programme on a day, and why, from the command line. Nothing is written."""

import shlex

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from certificates.days import day_of
from certificates.naming import Asked, asked_by
from certificates.supposing import Answer, suppose
from certificates.supposing_forms import QuestionForm, lines

EPILOG = """Each --event is «what day», then any of until=DAY, course=SLUG, hours=NUMBER:
  --event "course 2026-01-05 course=law" --event "practicum 2026-01-20 until=2026-01-22" --event "leave 2026-03-01 until=2026-05-01"
What: course, exam, practicum, training, leave, grant, recognised, revoked, revoked_but_courses, changed."""


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.epilog = EPILOG
        parser.add_argument("programme", help="its address")
        parser.add_argument("--on", default="", metavar="DAY", help="the day that is asked for; today, if not said")
        parser.add_argument("--person", default="", help="e-mail address of somebody real; without it, somebody invented")
        parser.add_argument("--event", action="append", default=[], help="see below")
        parser.add_argument("--language", default="en", choices=["kk", "ru", "en"])

    def handle(self, *args, programme, on, person, event, language, **options):
        with translation.override(language):
            asked = QuestionForm({"programme": programme, "person": person, "day": on or day_of(timezone.now()).isoformat()})
            said = _valid(asked)
            asks = asked_by(said["programme"])
            fields = {f"form-{number}-{name}": value for number, each in enumerate(event) for name, value in _line(each, asks).items()}
            given = lines(said["programme"], {**fields, "form-TOTAL_FORMS": str(len(event))})
            for line in given.forms:
                _valid(line)
            supposed = suppose(said["programme"], given.events(), said["day"], said["person"])
            self._tell(supposed.answer)
            for missing in supposed.answer.missing:
                self.stdout.write(f"  {missing}")
            self.stdout.write("")
            for turn in supposed.turns:
                self._tell(turn)

    def _tell(self, answer: Answer) -> None:
        self.stdout.write(f"{answer.day}  {answer.state}. {' '.join(answer.reasons)}")


def _valid(form) -> dict:
    if not form.is_valid():
        raise CommandError("; ".join(f"{name}: {' '.join(errors)}" for name, errors in form.errors.items()))
    return form.cleaned_data


def _line(text: str, asks: Asked) -> dict[str, str]:
    """«what day name=value …» as the fields of a line."""
    what, day, *rest = [*shlex.split(text), ""]
    named = dict(each.partition("=")[::2] for each in rest if each)
    if unknown := named.keys() - {"until", "course", "hours"}:
        raise CommandError(f"{text}: {', '.join(unknown)}?")
    return {
        "what": what,
        "day": day,
        "until": named.get("until", ""),
        "hours": named.get("hours", ""),
        "ref": asks.by_slug(what, named["course"]) or named["course"] if "course" in named else "",
    }
