"""Venues and sessions in Wagtail's admin."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from trainings.access import led_by
from trainings.forms import PlanForm, QuietForm
from trainings.models import BookingState, Kind, Session, Station, Venue
from trainings.scheduling import NotScheduled
from trainings.station_forms import StationForm


class NeverDeleted(ModelViewSet):
    """What people came to stays: closed or cancelled, never deleted."""

    copy_view_enabled = False

    def get_urlpatterns(self):
        return [each for each in super().get_urlpatterns() if each.name != "delete"]

    def get_common_view_kwargs(self, **kwargs):
        return {**super().get_common_view_kwargs(**kwargs), "delete_url_name": None}


class VenueViewSet(NeverDeleted):
    """The centres."""

    model = Venue
    icon = "site"
    menu_label = gettext_lazy("Venues")
    form_fields = ["name_kk", "name_ru", "name_en", "address_kk", "address_ru", "address_en", "is_open"]
    search_fields = ["name_kk", "name_ru", "name_en", "address_kk", "address_ru"]
    list_display = [
        TitleColumn("name", label=gettext_lazy("Venue"), accessor=str, get_url=lambda venue: reverse("venues:edit", args=[venue.pk])),
        Column("address", label=gettext_lazy("Address"), accessor=lambda venue: venue.address()),
        BooleanColumn("is_open", label=gettext_lazy("In use")),
    ]


class StationViewSet(NeverDeleted):
    """The stations of a practicum, with their rubrics."""

    model = Station
    icon = "form"
    menu_label = gettext_lazy("Stations")
    search_fields = ["code", "title_kk", "title_ru", "title_en"]
    list_display = [
        TitleColumn("title", label=gettext_lazy("Station"), accessor=str, get_url=lambda each: reverse("stations:edit", args=[each.pk])),
        Column("code", label=gettext_lazy("Short name")),
        Column("pass_mark", label=gettext_lazy("Points to pass")),
        BooleanColumn("is_open", label=gettext_lazy("In use")),
    ]

    def get_form_class(self, for_update=False):
        return StationForm


class SessionsIndex(IndexView):
    """The latest first. A session opens for whoever leads it, a practicum also for assessors."""

    def get_base_queryset(self):
        self.own = set(led_by(self.request.user).values_list("pk", flat=True))
        counts = {
            state: Count("bookings", filter=Q(bookings__state=state), distinct=True)
            for state in (BookingState.BOOKED, BookingState.WAITING)
        }
        return super().get_base_queryset().select_related("venue", "trainer").annotate(**counts).order_by("-starts_at")

    @cached_property
    def columns(self):
        return [
            TitleColumn("title", label=pgettext("meeting", "Session"), accessor=lambda each: each.title(), get_url=self._desk),
            Column("when", label=_("When"), accessor=lambda each: each.when()),
            Column("venue", label=_("Venue"), accessor="venue"),
            Column("trainer", label=_("Trainer"), accessor="trainer"),
            Column("language", label=_("Language"), accessor="get_language_display"),
            Column("places", label=_("Places"), accessor=self._places),
        ]

    def _desk(self, session):
        if session.pk in self.own:
            return reverse("trainings_desk", args=[session.pk])
        assesses = session.kind == Kind.PRACTICUM and self.request.user.has_perm("trainings.add_stationmark")
        return reverse("trainings_practicum", args=[session.pk]) if assesses else None

    def _places(self, session):
        if session.cancelled_at:
            return _("cancelled")
        taken = _("%(taken)s of %(places)s") % {"taken": session.booked, "places": session.capacity}
        waiting = _("waiting: %(number)s") % {"number": session.waiting}
        return f"{taken}, {waiting}" if session.waiting else taken


class EditSession(EditView):
    """What may be put right quietly. Place and time are moved, which people are told of."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except NotScheduled:
            form.add_error("capacity", _("More people have a place than would be left."))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def get_success_url(self):
        return reverse("trainings_desk", args=[self.object.pk])


class SessionViewSet(NeverDeleted):
    """Sessions."""

    model = Session
    icon = "date"
    menu_label = pgettext_lazy("meeting", "Sessions")
    index_view_class = SessionsIndex
    edit_view_class = EditSession
    search_fields = ["title_kk", "title_ru", "title_en"]
    list_filter = ["kind", "venue", "language", "starts_at"]

    def get_form_class(self, for_update=False):
        return QuietForm if for_update else PlanForm


class InPersonGroup(ModelViewSetGroup):
    items = (
        SessionViewSet("training_sessions", url_prefix="sessions"),
        VenueViewSet("venues", url_prefix="venues"),
        StationViewSet("stations", url_prefix="stations"),
    )
    menu_label = gettext_lazy("In person")
    menu_icon = "date"
    menu_order = 305
