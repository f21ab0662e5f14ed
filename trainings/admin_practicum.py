"""A practicum at the desk: who stands where, marking, deciding, signing off."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from trainings.access import assessed_by, led_by
from trainings.admin_frame import SessionPage
from trainings.assessing import NotAssessed, Standing, mark, outcome_of, resolve, sign_off, standing_of, standings
from trainings.models import Booking, BookingState
from trainings.station_forms import DecisionForm, MarkForm
from trainings.verdicts import Outcome

REFUSALS = {
    "own": gettext_lazy("Nobody judges themselves."),
    "absent": gettext_lazy("This person has no place in this practicum."),
    "cancelled": gettext_lazy("This session was cancelled."),
    "early": gettext_lazy("The practicum has not begun yet."),
    "signed": gettext_lazy("This practicum is signed off: its marks stay."),
    "settled": gettext_lazy("As many assessors as are needed have marked this already."),
    "twice": gettext_lazy("You have marked this already."),
    "scores": gettext_lazy("Give points for every criterion."),
    "agreed": gettext_lazy("There is nothing to decide here."),
    "waiting": gettext_lazy("Not every station is settled yet."),
}


@dataclass(frozen=True)
class Row:
    """One person and where they stand."""

    booking: Booking
    cells: list[tuple[Standing, bool]]  # the station, and whether whoever looks has marked it
    outcome: Outcome


class PracticumPage(SessionPage):
    """A page about one practicum, for those who assess; for others it does not exist."""

    home = "trainings_practicum"

    @cached_property
    def session(self):
        return get_object_or_404(assessed_by(self.request.user).select_related("venue", "trainer"), pk=self.kwargs["pk"])

    @cached_property
    def leads(self):
        return led_by(self.request.user).filter(pk=self.session.pk).exists()

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "session": self.session, "leads": self.leads}


class Practicum(PracticumPage, TemplateView):
    """Everybody and every station. Bounded queries, however many there are."""

    template_name = "trainings/admin/practicum.html"

    def get_context_data(self, **kwargs):
        stations = list(self.session.stations.all())
        booked = self.session.bookings.filter(state=BookingState.BOOKED)
        bookings = list(booked.select_related("person", "result").order_by("person__surname", "person__given_name", "pk"))
        found = standings(bookings, stations, needed=self.session.assessors)
        viewer = self.request.user.pk
        rows = [
            Row(
                each,
                [(cell, any(given.assessor_id == viewer for given in cell.marks)) for cell in found[each.pk]],
                outcome_of(found[each.pk]),
            )
            for each in bookings
        ]
        return {**super().get_context_data(**kwargs), "stations": stations, "rows": rows}


class OfOnePerson(PracticumPage):
    """A page about one person in it."""

    @cached_property
    def booking(self):
        booked = self.session.bookings.filter(state=BookingState.BOOKED).select_related("person", "session")
        return get_object_or_404(booked, pk=self.kwargs["booking"])

    @cached_property
    def station(self):
        return get_object_or_404(self.session.stations, code=self.kwargs["station"])

    @cached_property
    def standing(self):
        return next(each for each in standing_of(self.booking) if each.station == self.station)

    def attempt(self, form, verb, done):
        """Does it and goes back to the list, or says in the form why not."""
        try:
            verb()
        except NotAssessed as refusal:
            form.add_error(None, REFUSALS[refusal.reason])
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect("trainings_practicum", self.session.pk)


class MarkStation(OfOnePerson, FormView):
    """One assessor, one person, one station."""

    step = gettext_lazy("Mark")
    form_class = MarkForm
    template_name = "trainings/admin/mark.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rubric": self.station.read_rubric()}

    def get_context_data(self, **kwargs):
        shown = self.standing.shown_to(self.request.user)
        mine = any(each.assessor_id == self.request.user.pk for each in shown)
        facts = {"booking": self.booking, "station": self.station, "standing": self.standing, "marks": shown, "marked": mine}
        return {**super().get_context_data(**kwargs), **facts}

    def form_valid(self, form):
        def keep():
            facts = {"scores": form.scores(), "comment": form.cleaned_data["comment"]}
            mark(self.booking, self.station, assessor=self.request.user, **facts, at=timezone.now())

        return self.attempt(form, keep, _("Your marks are kept."))


class LeadersOnly:
    """For whoever leads the session; for other assessors it does not exist."""

    @cached_property
    def session(self):
        sessions = assessed_by(self.request.user) & led_by(self.request.user)
        return get_object_or_404(sessions.select_related("venue", "trainer"), pk=self.kwargs["pk"])


class Decide(LeadersOnly, OfOnePerson, FormView):
    """A station on which two assessors disagree."""

    step = gettext_lazy("Decide")
    form_class = DecisionForm
    template_name = "trainings/admin/decide.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "maximum": self.station.read_rubric().maximum}

    def get_context_data(self, **kwargs):
        facts = {"booking": self.booking, "station": self.station, "standing": self.standing}
        return {**super().get_context_data(**kwargs), **facts, "marks": self.standing.shown_to(self.request.user)}

    def form_valid(self, form):
        def decide():
            resolve(self.booking, self.station, **form.cleaned_data, by=self.request.user, at=timezone.now())

        return self.attempt(form, decide, _("Your decision is kept."))


class SignOff(LeadersOnly, OfOnePerson, TemplateView):
    """The whole of one person's practicum. POST signs it off."""

    step = gettext_lazy("Sign off")
    template_name = "trainings/admin/sign_off.html"

    def get_context_data(self, **kwargs):
        found = standing_of(self.booking)
        facts = {"booking": self.booking, "standings": found, "outcome": outcome_of(found)}
        return {**super().get_context_data(**kwargs), **facts}

    def post(self, request, *args, **kwargs):
        try:
            sign_off(self.booking, by=request.user, at=timezone.now())
        except NotAssessed as refusal:
            messages.error(request, REFUSALS[refusal.reason])
        else:
            messages.success(request, _("Signed off: %(person)s") % {"person": self.booking.person})
        return redirect("trainings_practicum", self.session.pk)
