"""The form of a programme: its words, and what it takes, from which the next version is made."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from certificates.days import day_of
from certificates.models import Programme, ProgrammeVersion
from certificates.naming import names_of
from certificates.rules.programme import Courses, Requirements, Rules
from courses.models import Course, CoursePage
from quizzes.models import QuizPage

PARTS = ("first", "renewal")
ALL_FIELDS = ("courses", "choice", "needed", "in_order", "exam", "exam_months", "practicum", "hours")


def requirement_fields() -> dict[str, forms.Field]:
    """The fields of one set of requirements, made anew for each form."""
    return {
        "courses": forms.MultipleChoiceField(
            label=gettext_lazy("Courses, all of them"), required=False, widget=forms.CheckboxSelectMultiple
        ),
        "choice": forms.MultipleChoiceField(
            label=gettext_lazy("Courses to choose from"), required=False, widget=forms.CheckboxSelectMultiple
        ),
        "needed": forms.IntegerField(label=gettext_lazy("How many of these"), required=False, min_value=1),
        "in_order": forms.BooleanField(
            label=gettext_lazy("In this order: courses, exam, practicum"),
            required=False,
            help_text=gettext_lazy("What comes later opens when what stands before it is done."),
        ),
        "exam": forms.ChoiceField(label=gettext_lazy("Exam"), required=False),
        "exam_months": forms.IntegerField(
            label=gettext_lazy("The pass may be this many months old"),
            required=False,
            min_value=1,
            help_text=gettext_lazy("Empty: of any age."),
        ),
        "practicum": forms.ChoiceField(
            label=gettext_lazy("Practicum"), required=False, help_text=gettext_lazy("Of the sessions that belong to this course.")
        ),
        "hours": forms.IntegerField(label=gettext_lazy("Academic hours at least"), required=False, min_value=0),
    }


Required = type("Required", (forms.Form,), {f"{part}_{name}": field for part in PARTS for name, field in requirement_fields().items()})


class ProgrammeForm(Required, WagtailAdminModelForm):
    """Words change at once. Changed requirements become the next version, which applies to whoever begins later."""

    months = forms.IntegerField(
        label=gettext_lazy("Valid for months"), required=False, min_value=1, help_text=gettext_lazy("Empty: it never expires.")
    )
    window_days = forms.IntegerField(label=gettext_lazy("Renewal opens this many days before the last valid day"), min_value=0, initial=90)
    grace_days = forms.IntegerField(label=gettext_lazy("Days of grace after it"), min_value=0, initial=30)
    keeps_anniversary = forms.BooleanField(
        label=gettext_lazy("A renewal continues from the old end"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Otherwise a new period begins on the day the last requirement is met."),
    )
    renewal_differs = forms.BooleanField(label=gettext_lazy("Renewing takes something else than the first time"), required=False)
    renewal_after_lapse = forms.BooleanField(label=gettext_lazy("Renewing is enough after a lapse too"), required=False)
    in_force_from = forms.DateField(
        label=gettext_lazy("In force from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("For whoever begins on that day or later. Empty: today."),
    )
    note = forms.CharField(label=gettext_lazy("What changes"), required=False, max_length=500)

    class Meta:
        model = Programme
        fields = ["title_kk", "title_ru", "title_en", "slug", "about_kk", "about_ru", "about_en", "design", "responsible"]
        widgets = {"responsible": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        courses, exams = _choices()
        for part in PARTS:
            self.fields[f"{part}_courses"].choices = self.fields[f"{part}_choice"].choices = courses
            self.fields[f"{part}_exam"].choices = [("", _("none")), *exams]
            self.fields[f"{part}_practicum"].choices = [("", _("none")), *courses]
        self.fields["design"].empty_label = _("The default")
        for name in ("about_kk", "about_ru", "about_en"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 3})
        latest = self.instance.versions.last() if self.instance.pk else None
        if latest:
            self.initial |= _initial(latest.rules)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            cleaned["rules"] = self._rules(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> Programme:
        programme = super().save(commit)
        latest = programme.versions.last()
        if latest is None or latest.rules != self.cleaned_data["rules"]:
            now = timezone.now()
            ProgrammeVersion.objects.create(
                programme=programme,
                number=latest.number + 1 if latest else 1,
                content=self.cleaned_data["rules"].model_dump(mode="json"),
                in_force_from=self.cleaned_data["in_force_from"] or day_of(now),
                note=self.cleaned_data["note"],
                made_at=now,
                made_by=self.for_user,
            )
        return programme

    def _rules(self, cleaned: dict[str, Any]) -> Rules | None:
        first = self._requirements("first", cleaned)
        renewal = self._requirements("renewal", cleaned) if cleaned["renewal_differs"] else None
        if self.errors:
            return None
        names = ("months", "window_days", "grace_days", "keeps_anniversary", "renewal_after_lapse")
        try:
            return Rules(first=first, renewal=renewal, **{name: cleaned[name] for name in names})
        except ValidationError:
            self.add_error("window_days", _("The window has to be shorter than the validity."))
            return None

    def _requirements(self, part: str, cleaned: dict[str, Any]) -> Requirements | None:
        said = {name: cleaned[f"{part}_{name}"] for name in ALL_FIELDS}
        groups = [Courses(keys=(key,)) for key in said["courses"]]
        try:
            if said["choice"]:
                groups.append(Courses(keys=tuple(said["choice"]), needed=said["needed"] or 1))
        except ValidationError:
            self.add_error(f"{part}_needed", _("There are fewer courses to choose from than that."))
            return None
        try:
            return Requirements(
                courses=tuple(groups),
                in_order=said["in_order"],
                exam=said["exam"],
                exam_months=said["exam_months"],
                practicum=said["practicum"],
                hours=said["hours"] or 0,
            )
        except ValidationError:
            self.add_error(f"{part}_courses", _("Something has to be required: courses, an exam, a practicum or hours."))
            return None


def _initial(rules: Rules) -> dict[str, Any]:
    found = {name: getattr(rules, name) for name in ("months", "window_days", "grace_days", "keeps_anniversary", "renewal_after_lapse")}
    found["renewal_differs"] = rules.renewal is not None
    for part, requirements in (("first", rules.first), ("renewal", rules.renewal)):
        if requirements is None:
            continue
        choice = next((group for group in requirements.courses if len(group.keys) > 1), None)
        found |= {
            f"{part}_courses": [group.keys[0] for group in requirements.courses if len(group.keys) == 1],
            f"{part}_choice": list(choice.keys) if choice else [],
            f"{part}_needed": choice.number if choice else None,
            **{f"{part}_{name}": getattr(requirements, name) for name in ("in_order", "exam", "exam_months", "practicum", "hours")},
        }
    return found


def _choices() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Courses and tests by their titles; a course that is published may be asked for before its first edition is open."""
    slugs = {
        str(key): slug
        for found in (CoursePage.objects.live().values_list("translation_key", "slug"), Course.objects.values_list("key", "slug"))
        for key, slug in found
    }
    courses = sorted(slugs, key=lambda key: slugs[key])
    quizzes = sorted({str(key) for key in QuizPage.objects.values_list("translation_key", flat=True)})
    named = names_of([*courses, *quizzes])
    places = {
        key: f"{named.titles.get(key, key)} ({named.slugs[key]})" if key in named.slugs else named.titles.get(key, key) for key in quizzes
    }
    return [(key, named.titles.get(key) or slugs[key]) for key in courses], list(places.items())
