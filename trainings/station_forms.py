"""Forms of the practicum: a station with its rubric, marks by it, a decision where two disagree."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.forms.reason import ReasonField
from trainings import rubrics
from trainings.models import Station

WRONG = {
    "empty": gettext_lazy("Write the rubric in this language too."),
    "line": gettext_lazy("Criterion %(place)s: begin every line but the first with the points and a colon."),
    "levels": gettext_lazy("Criterion %(place)s: give at least two levels with different points, the most above zero."),
    "differs": gettext_lazy("Criteria and points must be the same as in Kazakh."),
}
LANGUAGES = {"kk": gettext_lazy("Rubric in Kazakh"), "ru": gettext_lazy("Rubric in Russian"), "en": gettext_lazy("Rubric in English")}
HELP = gettext_lazy(
    "A paragraph for each criterion: its name on the first line, then a line for each level, e.g. “2: greets and says why they have come”."
)
FROZEN = ["pass_mark", *(f"rubric_{code}" for code in LANGUAGES)]


class StationForm(WagtailAdminModelForm):
    """A station; its rubric is written as text in each language (see trainings.rubrics)."""

    class Meta:
        model = Station
        fields = [
            "code",
            *(f"{field}_{code}" for field in ("title", "scene") for code in LANGUAGES),
            "pass_mark",
            "is_open",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = self.instance.read_rubric() if self.instance.pk else None
        for code, label in LANGUAGES.items():
            area = forms.Textarea(attrs={"rows": 14, "lang": code})
            text = rubrics.write(known, code) if known else ""
            self.fields[f"rubric_{code}"] = forms.CharField(label=label, widget=area, help_text=HELP, initial=text, strip=False)
        self.order_fields(
            [*(name for name in self.fields if name not in FROZEN and name != "is_open"), *FROZEN[1:], "pass_mark", "is_open"]
        )
        if self.instance.pk and self.instance.marks.exists():
            for name in FROZEN:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Somebody was marked by it: it stays as it is. Make another station to change it.")

    def clean(self):
        cleaned = super().clean()
        texts = {code: cleaned.get(f"rubric_{code}", "") for code in LANGUAGES}
        if not all(texts.values()):
            return cleaned
        try:
            rubric = rubrics.read(texts)
        except rubrics.BadRubric as wrong:
            self.add_error(f"rubric_{wrong.language}", WRONG[wrong.reason] % {"place": wrong.place})
            return cleaned
        if (cleaned.get("pass_mark") or 0) > rubric.maximum:
            self.add_error("pass_mark", _("The rubric gives %(most)s points at most.") % {"most": rubric.maximum})
        self.instance.rubric = rubric.model_dump(mode="json")
        return cleaned


class MarkForm(forms.Form):
    """Points for each criterion, and a comment that the person reads once the practicum is signed off."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The person reads it once the practicum is signed off."),
    )

    def __init__(self, *args, rubric: rubrics.Rubric, **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language()
        criteria = {
            f"criterion-{criterion.id}": forms.TypedChoiceField(
                label=criterion.text.get(language) or criterion.text["kk"],
                choices=[(level.points, f"{level.points}: {level.text.get(language) or level.text['kk']}") for level in criterion.levels],
                coerce=int,
                widget=forms.RadioSelect,
            )
            for criterion in rubric.criteria
        }
        self.criteria = list(criteria)
        self.fields = {**criteria, **self.fields}

    def scores(self) -> dict[str, int]:
        return {name.removeprefix("criterion-"): self.cleaned_data[name] for name in self.criteria}


class DecisionForm(forms.Form):
    """The points that stand, and why."""

    points = forms.IntegerField(label=gettext_lazy("Points that stand"), min_value=0)
    reason = ReasonField(max_length=1000)

    def __init__(self, *args, maximum: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.maximum = maximum
        self.fields["points"].widget.attrs["max"] = maximum

    def clean_points(self):
        if self.cleaned_data["points"] > self.maximum:
            raise ValidationError(_("The rubric gives %(most)s points at most.") % {"most": self.maximum})
        return self.cleaned_data["points"]
