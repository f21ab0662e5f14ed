"""Forms of the desk: planning a session, changing what changes quietly, moving and cancelling, which people are told of."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.forms.reason import ReasonField
from courses.models import Edition
from trainings.models import Kind, Session, Station, StationMark, Venue
from trainings.scheduling import resize

QUIET = ["kind", "course", "title_kk", "title_ru", "title_en", "trainer", "language", "assessors"]


def _fill_choices(form):
    """Only staff lead sessions; courses go by the title of their newest edition."""
    staff = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("surname", "given_name", "email")
    form.fields["trainer"].queryset = staff
    titles = {edition.course_id: edition.title() for edition in Edition.objects.order_by("number")}
    form.fields["course"].label_from_instance = lambda course: titles.get(course.pk, course.slug)


class StationsForm:
    """A practicum has stations, a training none; a station where somebody was marked stays."""

    def _tick_stations(self):
        field = self.fields["stations"]
        kept = Q(sessions=self.instance.pk) if self.instance.pk else Q(pk=None)
        field.queryset = Station.objects.filter(Q(is_open=True) | kept).distinct()
        field.widget = forms.CheckboxSelectMultiple(choices=field.choices)

    def clean(self):
        cleaned = super().clean()
        stations = set(cleaned.get("stations") or [])
        if (cleaned.get("kind") == Kind.PRACTICUM) != bool(stations):
            self.add_error("stations", _("A practicum needs stations, a training has none."))
        marked = StationMark.objects.filter(booking__session=self.instance.pk)
        if self.instance.pk and marked.exclude(station__in=stations).exists():
            self.add_error("stations", _("Somebody was marked at a station that you would take away."))
        if self.instance.pk and "assessors" in self.changed_data and marked.exists():
            self.add_error("assessors", _("Marks were given already: the number of assessors stays."))
        return cleaned


class FutureForm:
    """What is planned lies ahead, in a venue that is in use."""

    def clean_starts_at(self):
        starts_at = self.cleaned_data["starts_at"]
        if starts_at <= timezone.now():
            raise forms.ValidationError(_("This time has gone by."))
        return starts_at


class PlanForm(StationsForm, FutureForm, WagtailAdminModelForm):
    """A new session."""

    class Meta:
        model = Session
        fields = [*QUIET, "venue", "room", "starts_at", "ends_at", "capacity", "stations"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _fill_choices(self)
        self._tick_stations()
        self.fields["venue"].queryset = Venue.objects.filter(is_open=True)


class QuietForm(StationsForm, WagtailAdminModelForm):
    """What may be put right without telling anybody. Fewer places than are taken: `NotScheduled` comes out of save."""

    capacity = forms.IntegerField(
        label=gettext_lazy("Places"), min_value=1, max_value=1000, help_text=gettext_lazy("New places go to those who wait, at once.")
    )

    class Meta:
        model = Session
        fields = [*QUIET, "stations"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _fill_choices(self)
        self._tick_stations()
        self.initial["capacity"] = self.instance.capacity

    def save(self, commit=True):
        self.instance.save(update_fields=QUIET)  # not the rest: somebody may have moved it since
        self.instance.stations.set(self.cleaned_data["stations"])
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

    reason = ReasonField(help_text=gettext_lazy("Stands in the letter and on the page of the session as you write it."))
