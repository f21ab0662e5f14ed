"""Forms for what people decide about a certification, each with a reason that stays in the log."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.forms.person import PersonField
from accounts.forms.reason import ReasonField
from certificates import certifying
from certificates.days import day_of
from certificates.models import Certification, Evidence, Programme
from certificates.naming import asked_by
from certificates.piece_forms import RefField, clean_ref


class Day(forms.DateField):
    """A day, chosen on the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BeginForm(forms.Form):
    """Puts somebody into a programme."""

    email = PersonField(label=gettext_lazy("E-mail address"))
    programme = forms.ModelChoiceField(Programme.objects.all(), label=gettext_lazy("Programme"))


class Decision(forms.Form):
    """One thing to decide about a certification. Each has `apply`, which does it and returns whether anything changed."""

    title: str
    reason = ReasonField()

    def __init__(self, *args, certification: Certification, **kwargs):
        super().__init__(*args, **kwargs)
        self.certification = certification


class LeaveForm(Decision):
    title = pgettext_lazy("absence", "Leave")
    start = Day(label=gettext_lazy("First day of leave"))
    until = Day(label=gettext_lazy("Day of return"), required=False, help_text=gettext_lazy("Empty: not known yet."))
    field_order = ["start", "until", "reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("start") and cleaned.get("until") and cleaned["until"] <= cleaned["start"]:
            self.add_error("until", _("The day of return comes after the first day of leave."))
        return cleaned

    def apply(self, certification, **by_at):
        if certification.leaves.filter(until=None).exists():
            return False
        certifying.go_on_leave(certification, **self.cleaned_data, **by_at)
        return True


class ReturnForm(Decision):
    title = gettext_lazy("Return from leave")
    reason = None
    until = Day(label=gettext_lazy("Day of return"))

    def apply(self, certification, **by_at):
        leave = certification.leaves.filter(until=None, start__lt=self.cleaned_data["until"]).first()
        return leave is not None and certifying.return_from_leave(leave, **self.cleaned_data, **by_at)


class SpanForm(Decision):
    """From a first to a last day, both included."""

    first = Day(label=gettext_lazy("First valid day"))
    last = Day(label=gettext_lazy("Last valid day"))
    field_order = ["first", "last", "reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("The last day is not before the first."))
        return cleaned


class GrantForm(SpanForm):
    title = gettext_lazy("Certify for a time")

    def apply(self, certification, *, by, at):
        first, last, reason = (self.cleaned_data[name] for name in ("first", "last", "reason"))
        certifying.grant(certification, start=first, until=last + timedelta(days=1), reason=reason, by=by)
        return True


class RecogniseForm(SpanForm):
    title = gettext_lazy("Recognise an earlier certificate")
    reason = forms.CharField(label=gettext_lazy("Its number and who issued it"), max_length=200)

    def apply(self, certification, **by_at):
        first, last, number = (self.cleaned_data[name] for name in ("first", "last", "reason"))
        return certifying.recognise_period(certification, first=first, last=last, number=number, **by_at) is not None


class RecogniseOneForm(Decision):
    """A course, exam, practicum or training that was done elsewhere."""

    title = gettext_lazy("Recognise what was met elsewhere")
    kind = forms.ChoiceField(label=gettext_lazy("What was met"), choices=Evidence.Kind)
    ref = RefField()
    on = Day(label=gettext_lazy("Day"))
    hours = forms.IntegerField(label=gettext_lazy("Academic hours"), min_value=0, max_value=2000, initial=0)
    reason = ReasonField(label=gettext_lazy("What it rests on: number, who issued it"))
    field_order = ["kind", "ref", "on", "hours", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked_by(self.certification.programme)
        self.fields["ref"].offer(self.asked)

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > day_of(timezone.now()):
            raise forms.ValidationError(_("This day has not come yet."))
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind"):
            clean_ref(self, cleaned["kind"], self.asked)
        return cleaned

    def apply(self, certification, **by_at):
        return certifying.recognise_evidence(certification, **self.cleaned_data, **by_at) is not None


class WithdrawRecognisedForm(Decision):
    title = gettext_lazy("Take a recognition back")
    piece = forms.ModelChoiceField(
        Evidence.objects.none(),
        label=gettext_lazy("Which"),
        help_text=gettext_lazy("It counts for nothing more. A period that it carried stays until it is revoked."),
    )
    field_order = ["piece", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["piece"].queryset = self.certification.evidence.filter(recognised_by__isnull=False, withdrawn_at=None)

    def apply(self, certification, **by_at):
        return certifying.withdraw_recognised(self.cleaned_data["piece"], reason=self.cleaned_data["reason"], **by_at)


class RevokeForm(Decision):
    title = gettext_lazy("Revoke certification")
    courses_stand = forms.BooleanField(
        label=gettext_lazy("Completed courses still count"),
        required=False,
        help_text=gettext_lazy("Exam and practicum have to be passed again in any case."),
    )
    field_order = ["reason", "courses_stand"]

    def apply(self, certification, **by_at):
        courses = certification.evidence.filter(kind=Evidence.Kind.COURSE).values_list("pk", flat=True)
        stands = list(courses) if self.cleaned_data["courses_stand"] else []
        return certifying.revoke_certification(certification, stands=stands, reason=self.cleaned_data["reason"], **by_at)


DECISIONS: dict[str, type[Decision]] = {
    "leave": LeaveForm,
    "return": ReturnForm,
    "grant": GrantForm,
    "recognise": RecogniseForm,
    "recognise-one": RecogniseOneForm,
    "withdraw-recognised": WithdrawRecognisedForm,
    "revoke": RevokeForm,
}
