from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserFilterSet, UserViewSet

from accounts.cms.forms import PersonCreationForm, PersonEditForm
from accounts.erasing import HasAccess, erase
from accounts.models import ErasureRequest, User


class PersonFilterSet(UserFilterSet):
    leaving = BooleanFilter(method="by_wish", label=_("Asked to be forgotten"), widget=BooleanRadioSelect)

    def by_wish(self, people, _name, wanted):
        waiting = ErasureRequest.objects.waiting().values("person")
        return people.filter(pk__in=waiting) if wanted else people.exclude(pk__in=waiting)

    class Meta:
        model = User
        fields = ["audience", "organisation"]


class PeopleIndexView(IndexView):
    """Name, address, audience, and what Wagtail shows of access."""

    search_fields = ["surname", "given_name", "patronymic", "email"]

    @cached_property
    def columns(self):
        own = [
            Column("email", label=_("E-mail address"), sort_key="email", width="25%"),
            Column("audience", accessor="get_audience_display", label=_("Audience"), sort_key="audience", width="15%"),
        ]
        columns = [column for column in super().columns if column.name != "email"]
        return [*columns[:2], *own, *columns[2:]]


class OnlySuperusersTouchSuperusers:
    """Who may edit people may not become one who may do everything by editing that person's address."""

    def get_object(self, *args, **kwargs):
        person = super().get_object(*args, **kwargs)
        if person.is_superuser and not self.request.user.is_superuser:
            raise PermissionDenied
        return person


class PersonCreateView(CreateView):
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}


class PersonEditView(OnlySuperusersTouchSuperusers, EditView):
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}


class PersonDeleteView(OnlySuperusersTouchSuperusers, DeleteView):
    """Erases: rows that others rest on stay as nobody's. Whoever has access to the desk has it taken away first."""

    page_title = _("Erase a person")
    success_message = _("Erased. Their certificates stay checkable by number, without a name.")

    @property
    def confirmation_message(self):
        return _(
            "The name, the e-mail address, the ways to sign in, letters, notes and written answers of %(person)s go for good. Exams that "
            "run are ended, places in trainings are given up. Certificates stay checkable by number, without the name, and results stay in "
            "sums. This cannot be undone."
        ) % {"person": self.object}

    def get_usage_url(self):
        """Nothing stands in the way, and what rests on the account is said in words."""

    def delete_action(self):
        erase(self.object, by=self.request.user, at=timezone.now())

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except HasAccess:
            messages.error(self.request, _("This person has access to the desk. Take the roles away first, then erase."))
            return redirect("wagtailusers_users:edit", self.object.pk)


class PeopleViewSet(UserViewSet):
    """People in the CMS's settings menu."""

    index_view_class = PeopleIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    filterset_class = PersonFilterSet
    copy_view_enabled = False  # nobody is another person with a different address
    create_template_name = "accounts/cms/person_create.html"
    edit_template_name = "accounts/cms/person_edit.html"

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
