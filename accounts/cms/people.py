from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserFilterSet, UserViewSet

from accounts.cms.forms import PersonCreationForm, PersonEditForm
from accounts.models import User


class PersonFilterSet(UserFilterSet):
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
    pass


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
