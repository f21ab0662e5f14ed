"""What somebody supposes, line by line: something on a day."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.person import PersonField
from certificates.deciding_forms import Day
from certificates.models import Programme
from certificates.naming import Asked, asked_by
from certificates.piece_forms import RefField, clean_ref
from certificates.rules.imagining import Event
from courses.models import Course, Edition

WHATS = (
    ("", "–"),
    ("course", gettext_lazy("Completes a course")),
    ("exam", gettext_lazy("Passes the exam")),
    ("practicum", gettext_lazy("Takes part in the practicum")),
    ("training", gettext_lazy("Takes part in a training")),
    ("leave", gettext_lazy("Goes on leave")),
    ("grant", gettext_lazy("Is certified for a time")),
    ("recognised", gettext_lazy("Brings an earlier certificate")),
    ("revoked", gettext_lazy("The certification is revoked")),
    ("revoked_but_courses", gettext_lazy("The certification is revoked, completed courses still count")),
    ("changed", gettext_lazy("The rules in force that day are applied to the running period")),
)
PIECES = ("course", "exam", "practicum", "training")
LINES = 3
MOST = 60


class QuestionForm(forms.Form):
    """Which programme, on which day, and who, if somebody real."""

    programme = forms.ModelChoiceField(
        Programme.objects.filter(versions__isnull=False).distinct(), label=gettext_lazy("Programme"), to_field_name="slug"
    )
    day = Day(label=gettext_lazy("Day that is asked for"))
    person = PersonField(
        label=gettext_lazy("E-mail address of a person"), required=False, help_text=gettext_lazy("Empty: somebody invented.")
    )


class EventForm(forms.Form):
    """One thing that happens. Cleans to an `Event`; a line without a kind is no line."""

    what = forms.ChoiceField(label=gettext_lazy("What happens"), choices=WHATS, required=False)
    day = Day(label=gettext_lazy("Day"), required=False)
    until = Day(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("Practicum: signed off. Leave: day of return. Certificates: last valid day."),
    )
    ref = RefField()
    hours = forms.IntegerField(
        label=gettext_lazy("Academic hours"),
        required=False,
        min_value=0,
        max_value=2000,
        help_text=gettext_lazy("Empty: as many as the course has."),
    )

    def __init__(self, *args, asked: Asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.fields["ref"].offer(asked)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        what, day, until = cleaned.get("what"), cleaned.get("day"), cleaned.get("until")
        if what and not day and "day" not in self.errors:
            self.add_error("day", _("Say on which day."))
        if what in PIECES:
            clean_ref(self, what, self.asked)
        if what in ("grant", "recognised") and not until and "until" not in self.errors:
            self.add_error("until", _("Say until when: the last valid day."))
        if what in ("practicum", "leave", "grant", "recognised") and day and until and until < day + timedelta(days=what == "leave"):
            self.add_error("until", _("This day comes too early: it lies before the first."))
        return cleaned

    def event(self, hours: dict[str, int]) -> Event | None:
        """What was cleaned; `hours` are those of each course. None where nothing is said."""
        said = self.cleaned_data
        if not said.get("what"):
            return None
        ref = said["ref"] if said["what"] in PIECES else ""
        until = said["until"] + timedelta(days=1) if said["what"] == "grant" else said["until"]
        given = said["hours"] if said["hours"] is not None else hours.get(ref, 0) if said["what"] == "course" else 0
        return Event(said["day"], said["what"], ref, until, given)


class EventLines(forms.BaseFormSet):
    """The lines of a question. All that is typed in a line is kept when more lines are asked for."""

    def events(self) -> list[Event]:
        """What is supposed, of lines that are valid."""
        courses = {form.cleaned_data["ref"] for form in self.forms if form.cleaned_data.get("ref")}
        newest = Edition.objects.filter(course=OuterRef("pk")).order_by("-number").values("hours")[:1]
        hours = {str(key): each or 0 for key, each in Course.objects.filter(pk__in=courses).values_list("pk", Subquery(newest))}
        return [event for form in self.forms if (event := form.event(hours))]


Lines = forms.formset_factory(EventForm, formset=EventLines, extra=0, max_num=MOST, validate_max=True, absolute_max=MOST)


def lines(programme: Programme, data: Any, *, more: int = 0) -> EventLines:
    """The lines that `data` (a form's fields) holds for a programme, with `more` empty ones."""
    query = data.copy()
    asked = query.get("form-TOTAL_FORMS", "")
    there = int(asked) if asked.isdecimal() else 0
    query["form-TOTAL_FORMS"] = str(min(max(there, LINES) + more, MOST))
    query["form-INITIAL_FORMS"] = "0"
    return Lines(query, form_kwargs={"asked": asked_by(programme)})
