"""Extra time in Wagtail's admin: granted to a learner, ended when it is no longer needed. What was granted is never rewritten."""

from django import forms
from django.db.models import F
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.forms.person import PersonField
from courses.models import CoursePage
from courses.titles import titles_of
from quizzes.models import Accommodation

EVERY_COURSE = gettext_lazy("every course")


class GrantForm(WagtailAdminModelForm):
    """Extra time for somebody."""

    email = PersonField(label=gettext_lazy("E-mail address of the learner"))
    field_order = ["email", "course", "extra_time", "reason"]

    class Meta:
        model = Accommodation
        fields = ["course", "extra_time", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        titles = titles_of(CoursePage.objects.all())
        self.fields["course"].empty_label = EVERY_COURSE
        self.fields["course"].label_from_instance = lambda course: titles.get(course.key, course.slug)

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.instance.learner = cleaned["email"]
            open_one = Accommodation.objects.filter(learner=self.instance.learner, course=cleaned["course"], ended_at=None)
            if open_one.exists():
                self.add_error("email", _("This person has extra time there already. End that first."))
        return cleaned

    def save(self, commit=True):
        self.instance.granted_by = self.for_user
        return super().save(commit)


class EndForm(WagtailAdminModelForm):
    """What was granted, to read; and the end of it."""

    end = forms.BooleanField(
        label=gettext_lazy("End it now"), help_text=gettext_lazy("Attempts that have begun keep their time; the next ones get none.")
    )

    class Meta:
        model = Accommodation
        fields = []

    def save(self, commit=True):
        if self.instance.ended_at is None:
            self.instance.ended_at = timezone.now()
        return super().save(commit)


class AccommodationIndex(IndexView):
    """Those that hold first."""

    def get_base_queryset(self):
        found = super().get_base_queryset().select_related("learner", "granted_by")
        return found.order_by(F("ended_at").desc(nulls_first=True), "-granted_at")

    @cached_property
    def columns(self):
        titles = titles_of(CoursePage.objects.all())
        return [
            TitleColumn("learner", width="40%", label=_("Learner"), accessor=lambda each: each.learner, get_url=self.get_edit_url),
            Column("email", classname="bank-wide", label=_("E-mail address"), accessor="learner.email"),
            Column("course", label=_("Course"), accessor=lambda each: titles.get(each.course_id, EVERY_COURSE)),
            Column("extra_time", label=_("Extra time"), accessor=lambda each: f"+{each.extra_time} %"),
            Column("granted_by", classname="bank-wide", label=_("Granted by"), accessor=lambda each: each.granted_by or ""),
            DateColumn("granted_at", classname="bank-wide", label=_("Granted")),
            DateColumn("ended_at", label=_("Ended")),
        ]


class EndAccommodation(EditView):
    """What was granted, and the one thing that can still be done with it."""

    template_name = "quizzes/admin/accommodation.html"

    def get_page_subtitle(self):
        return str(self.object.learner)

    def get_context_data(self, **kwargs):
        title = titles_of(CoursePage.objects.all()).get(self.object.course_id, EVERY_COURSE)
        return {**super().get_context_data(**kwargs), "accommodation": self.object, "course_title": title}


class AccommodationViewSet(ModelViewSet):
    """Who has more time."""

    model = Accommodation
    icon = "time"
    menu_label = gettext_lazy("Extra time")
    index_view_class = AccommodationIndex
    index_template_name = "quizzes/admin/bank/listing.html"
    edit_view_class = EndAccommodation
    edit_template_name = "quizzes/admin/accommodation.html"
    copy_view_enabled = False
    search_fields = ["learner__surname", "learner__given_name", "learner__email"]

    def get_form_class(self, for_update=False):
        return EndForm if for_update else GrantForm

    def get_urlpatterns(self):
        # Ended, never deleted: attempts tell of the time that they had.
        return [each for each in super().get_urlpatterns() if each.name != "delete"]

    def get_common_view_kwargs(self, **kwargs):
        return {**super().get_common_view_kwargs(**kwargs), "delete_url_name": None}
