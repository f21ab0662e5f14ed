"""The categories of the bank in Wagtail's admin, as the tree they are."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Case, Count, Value, When
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from quizzes.forms import CategoryForm
from quizzes.models import Category
from quizzes.shelving import lock_shelves, shelves, why_not_deleted


class ShelvesIndex(IndexView):
    """All shelves, each followed by what stands inside it."""

    @cached_property
    def tree(self):
        return shelves()

    def get_base_queryset(self):
        return super().get_base_queryset().annotate(held=Count("questions"))

    def order_queryset(self, queryset):
        if self.is_explicitly_ordered or self.is_searching or not self.tree:
            return super().order_queryset(queryset)
        places = [When(pk=shelf.category.pk, then=Value(place)) for place, shelf in enumerate(self.tree)]
        return queryset.order_by(Case(*places))

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        depths = {} if self.is_searching or self.is_explicitly_ordered else {shelf.category.pk: shelf.depth for shelf in self.tree}
        for category in context["object_list"]:
            category.depth = depths.get(category.pk, 0)
        return context


class Tended:
    """Saved while nobody else moves a shelf."""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        lock_shelves()
        return super().post(request, *args, **kwargs)


class AddShelf(Tended, CreateView):
    pass


class EditShelf(Tended, EditView):
    pass


class DeleteShelf(DeleteView):
    """Only an empty shelf goes; why another does not is said in words."""

    def dispatch(self, request, *args, **kwargs):
        reason = why_not_deleted(self.object)
        if reason and self.permission_policy.user_has_permission(request.user, "delete"):
            messages.error(request, reason)
            return redirect(reverse(self.edit_url_name, args=[self.object.pk]))
        return super().dispatch(request, *args, **kwargs)


class CategoryViewSet(ModelViewSet):
    """Shelves of the bank."""

    model = Category
    icon = "folder-open-inverse"
    index_view_class = ShelvesIndex
    add_view_class = AddShelf
    edit_view_class = EditShelf
    delete_view_class = DeleteShelf
    index_template_name = "quizzes/admin/bank/listing.html"
    copy_view_enabled = False
    list_per_page = 500  # a tree is read whole
    search_fields = ["name"]
    list_display = [
        TitleColumn(
            "name",
            label=_("Name"),
            accessor=lambda category: format_html('<span class="shelf" data-depth="{}">{}</span>', min(category.depth, 6), category.name),
            get_url=lambda category: reverse("question_categories:edit", args=[category.pk]),
            sort_key="name",
        ),
        Column("slug", classname="bank-wide", label=_("Short name")),
        Column("held", label=_("Questions")),
    ]

    def get_form_class(self, for_update=False):
        return CategoryForm
