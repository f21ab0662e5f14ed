"""The desk of one session: who comes, the list on paper, moving and cancelling with a look at who is told."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from trainings.access import led_by
from trainings.admin_frame import SessionPage
from trainings.forms import CancelForm, MoveForm
from trainings.models import OPEN, Attendance, BookingState
from trainings.presence import refusal, seconds_to_late
from trainings.scheduling import NotScheduled, audience, cancel, move

REFUSALS = {
    "cancelled": gettext_lazy("This session was cancelled."),
    "over": gettext_lazy("This session has begun already."),
}


class OfOneSession:
    """For whoever leads the session or plans all of them; for others it does not exist."""

    @cached_property
    def session(self):
        found = led_by(self.request.user).select_related("venue", "trainer")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "session": self.session}


class DeskPage(OfOneSession, SessionPage):
    """A page of the desk."""


class Desk(DeskPage, TemplateView):
    """Who has a place, who waits, who gave it up. Bounded queries, however many come."""

    template_name = "trainings/admin/desk.html"

    def get_context_data(self, **kwargs):
        holding = Prefetch("attendances", Attendance.objects.filter(withdrawn_at=None), to_attr="present")
        people = self.session.bookings.select_related("person__organisation").prefetch_related(holding)
        bookings = list(people.order_by("pk"))
        now = timezone.now()
        return {
            **super().get_context_data(**kwargs),
            "booked": [each for each in bookings if each.state == BookingState.BOOKED],
            "waiting": [each for each in bookings if each.state == BookingState.WAITING],
            "given_up": [each for each in bookings if each.state not in OPEN],
            "may_change": self.request.user.has_perm("trainings.change_session"),
            "ahead": not self.session.cancelled_at and self.session.starts_at > now,
            "listed": not self.session.cancelled_at
            and not refusal(self.session.starts_at, self.session.ends_at, marked_at=now, by_list=True),
            "late_in": seconds_to_late(self.session.starts_at, now=now),
        }


class PaperList(OfOneSession, TemplateView):
    """Those with a place, by surname, with room for signatures."""

    template_name = "trainings/admin/paper.html"

    def get_context_data(self, **kwargs):
        booked = self.session.bookings.filter(state=BookingState.BOOKED).select_related("person__organisation")
        people = [booking.person for booking in booked.order_by("person__surname", "person__given_name", "pk")]
        return {**super().get_context_data(**kwargs), "people": people}


class Change(DeskPage, FormView):
    """A change that people are told of: GET shows them, POST does it. For those who plan sessions."""

    template_name = "trainings/admin/change.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("trainings.change_session"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "told": list(audience(self.session))}

    def form_valid(self, form):
        try:
            done = self.change(form.cleaned_data)
        except NotScheduled as refused:
            form.add_error(None, REFUSALS[refused.reason])
            return self.form_invalid(form)
        messages.success(self.request, self.done if done else _("Nothing has changed."))
        return redirect("trainings_desk", self.session.pk)


class MoveSession(Change):
    """Another place or time."""

    step = gettext_lazy("Move")
    button = gettext_lazy("Move and tell everybody")
    done = gettext_lazy("The session was moved, and everybody was told.")
    form_class = MoveForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": led_by(self.request.user).get(pk=self.session.pk), "for_user": self.request.user}

    def change(self, data):
        facts = {name: data[name] for name in ("venue", "room", "starts_at", "ends_at", "note")}
        return move(self.session, **facts, by=self.request.user, at=timezone.now())


class CancelSession(Change):
    """It will not take place."""

    step = gettext_lazy("Cancel the session")
    button = gettext_lazy("Cancel the session and tell everybody")
    is_serious = True
    done = gettext_lazy("The session was cancelled, and everybody was told.")
    form_class = CancelForm

    def change(self, data):
        return cancel(self.session, reason=data["reason"], by=self.request.user, at=timezone.now())
