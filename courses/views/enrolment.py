"""A learner and one course: its page, enrolling, leaving, coming back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.limiting import limited
from courses.enrolling import NothingOpen, come_back, enrol, leave
from courses.models import Course
from courses.outline import outline_of
from courses.seating import enrolment_of
from courses.shown import next_item, show_outline
from courses.statements import done_keys


@require_GET
@login_required
def course(request, course):
    """The outline of a course the learner is in, with what is done, and one button onward."""
    enrolment = enrolment_of(request.user, course)
    outline = outline_of(enrolment.edition)
    done = done_keys(enrolment)
    context = {
        "enrolment": enrolment,
        "title": enrolment.edition.title(),
        "shown": show_outline(outline, done, course),
        "next": next_item(outline, done, enrolment.current_item),
    }
    return render(request, "courses/overview.html", context)


@require_POST
@login_required
@limited("courses.enrol", most=30)
def enrol_here(request, course):
    """Enrols and opens the first item; somebody already enrolled goes on where they were."""
    found = get_object_or_404(Course, slug=course)
    try:
        enrolment = enrol(request.user, found, at=timezone.now())
    except NothingOpen:
        messages.info(request, _("This course is not open yet."))
        return redirect("learning:my-learning")
    outline = outline_of(enrolment.edition)
    item = next_item(outline, done_keys(enrolment), enrolment.current_item)
    return redirect("learning:item", course, item.slug) if item else redirect("learning:course", course)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave_course(request, course):
    """GET asks in words; POST leaves and offers the way back. What was done stays."""
    enrolment = enrolment_of(request.user, course)
    if enrolment.completed_at:
        return redirect("learning:course", course)
    if request.method != "POST":
        return render(request, "courses/leave.html", {"enrolment": enrolment, "title": enrolment.edition.title()})
    leave(enrolment, at=timezone.now())
    return redirect(reverse("learning:my-learning") + f"?left={course}")


@require_POST
@login_required
def return_to_course(request, course):
    """Undoes leaving."""
    come_back(request.user, get_object_or_404(Course, slug=course))
    return redirect("learning:course", course)
