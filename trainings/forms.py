"""Forms of the desk: planning a session, changing what changes quietly, moving and cancelling, which people are told of."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from trainings.models import Session, Venue
from trainings.scheduling import resize

QUIET = ["kind", "course", "title_kk", "title_ru", "title_en", "trainer", "language"]


def _only_staff_lead(form):
    staff = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("surname", "given_name", "email")
    form.fields["trainer"].queryset = staff


class FutureForm:
    """What is planned lies ahead, in a venue that is in use."""

    def clean_starts_at(self):
        starts_at = self.cleaned_data["starts_at"]
        if starts_at <= timezone.now():
            raise forms.ValidationError(_("This time has gone by."))
        return starts_at


class PlanForm(FutureForm, WagtailAdminModelForm):
    """A new session."""

    class Meta:
        model = Session
        fields = [*QUIET, "venue", "room", "starts_at", "ends_at", "capacity"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _only_staff_lead(self)
        self.fields["venue"].queryset = Venue.objects.filter(is_open=True)


class QuietForm(WagtailAdminModelForm):
    """What may be put right without telling anybody. Fewer places than are taken: `NotScheduled` comes out of save."""

    capacity = forms.IntegerField(
        label=gettext_lazy("Places"), min_value=1, max_value=1000, help_text=gettext_lazy("New places go to those who wait, at once.")
    )

    class Meta:
        model = Session
        fields = QUIET

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _only_staff_lead(self)
        self.initial["capacity"] = self.instance.capacity

    def save(self, commit=True):
        self.instance.save(update_fields=QUIET)  # not the rest: somebody may have moved it since
        resize(self.instance, capacity=self.cleaned_data["capacity"], at=timezone.now())
        return self.instance


class MoveForm(FutureForm, WagtailAdminModelForm):
    """Another place or time, and why."""

    note = forms.CharField(
        label=gettext_lazy("What people are told"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands in the letter as you write it."),
    )

    class Meta:
        model = Session
        fields = ["venue", "room", "starts_at", "ends_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = Venue.objects.filter(is_open=True)


class CancelForm(forms.Form):
    """Why it will not take place."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands in the letter and on the page of the session as you write it."),
    )
