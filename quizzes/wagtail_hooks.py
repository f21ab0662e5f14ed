"""Where `quizzes` meets Wagtail's admin: the question bank."""

import django_filters
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from quizzes import admin_marking, admin_receipts
from quizzes.admin_formats import ExportViewSet, ImportViewSet
from quizzes.admin_marking import HandedIn, MarkAnswer, Queue
from quizzes.admin_receipts import CheckReceipt
from quizzes.admin_regrading import CaseStep, QuestionCases, ShowCase
from quizzes.admin_views import ChooseType, EditQuestion, PreviewQuestion
from quizzes.folders import editor_of
from quizzes.models import Category, Question
from quizzes.registry import TYPES


class QuestionFilters(WagtailFilterSet):
    """What trainers look for."""

    kind = django_filters.ChoiceFilter(
        field_name="latest__kind", label=_("Type"), choices=lambda: [(kind, editor_of(kind).label) for kind in TYPES]
    )
    tag = django_filters.ModelChoiceFilter(
        field_name="tagged_items__tag",
        label=_("Tag"),
        queryset=lambda _request: Tag.objects.filter(quizzes_questiontag_items__isnull=False).distinct(),
    )
    due = django_filters.BooleanFilter(method="by_review", label=_("Review due"))

    class Meta:
        model = Question
        fields = ["category"]

    def by_review(self, questions, name, value):
        today = timezone.localdate()
        return questions.filter(review_by__lte=today) if value else questions.filter(review_by__gt=today)


class QuestionIndex(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("category", "latest")


class QuestionViewSet(ModelViewSet):
    """The bank. Editing has views of its own, because a body belongs to its type and is saved as a version."""

    model = Question
    icon = "help"
    menu_label = _("Questions")
    index_view_class = QuestionIndex
    filterset_class = QuestionFilters
    search_backend_name = None  # codes are found by their letters, not by words
    search_fields = ["code"]
    form_fields = ["code"]
    copy_view_enabled = False
    list_display = [
        TitleColumn("code", label=_("Code"), get_url=lambda question: reverse("questions:edit", args=[question.pk]), sort_key="code"),
        Column("kind", label=_("Type"), accessor=lambda question: editor_of(question.latest.kind).label),
        Column("category", label=_("Category"), sort_key="category"),
        Column("version", label=_("Version"), accessor=lambda question: question.latest.number),
        Column("review_by", label=_("Review by"), sort_key="review_by"),
    ]

    def __init__(self):
        super().__init__("questions", url_prefix="questions")

    def desk(self, view, **more):
        names = {f"{name}_url_name": self.get_url_name(name) for name in ("index", "edit", "preview")}
        add = {"add_url_name": self.get_url_name("add_of_type")}
        return view.as_view(permission_policy=self.permission_policy, model=self.model, **names, **add, **more)

    @cached_property
    def add_view(self):
        return self.desk(ChooseType)

    @cached_property
    def edit_view(self):
        return self.desk(EditQuestion)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("new/<slug:kind>/", self.desk(EditQuestion), name="add_of_type"),
            path("preview/<int:pk>/", self.desk(PreviewQuestion), name="preview"),
        ]


class CategoryViewSet(ModelViewSet):
    """Shelves of the bank."""

    model = Category
    icon = "folder-open-inverse"
    form_fields = ["name", "slug"]
    list_display = ["name", "slug"]


class PermittedItem(MenuItem):
    """A menu item for those who have a permission."""

    def __init__(self, permission, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


class BankGroup(ModelViewSetGroup):
    items = (
        QuestionViewSet(),
        CategoryViewSet("question_categories", url_prefix="question-categories"),
        ImportViewSet(),
        ExportViewSet(),
    )
    menu_label = _("Question bank")
    menu_icon = "help"
    menu_order = 300


@hooks.register("register_admin_viewset")
def bank():
    return BankGroup()


@hooks.register("register_admin_urls")
def hall_urls():
    return [
        path("exams/receipts/", CheckReceipt.as_view(), name="quizzes_receipts"),
        path("exams/marking/", Queue.as_view(), name="quizzes_marking"),
        path("exams/marking/<int:pk>/", MarkAnswer.as_view(), name="quizzes_mark"),
        path("exams/marking/<int:pk>/<uuid:key>/", HandedIn.as_view(), name="quizzes_handed_in"),
        path("exams/regrading/questions/<int:pk>/", QuestionCases.as_view(), name="quizzes_regrading"),
        path("exams/regrading/<int:pk>/", ShowCase.as_view(), name="quizzes_regrade"),
        path("exams/regrading/<int:pk>/drop/", CaseStep.as_view(step="drop"), name="quizzes_regrade_drop"),
        path("exams/regrading/<int:pk>/undo/", CaseStep.as_view(step="undo"), name="quizzes_regrade_undo"),
        path("exams/regrading/<int:pk>/again/", CaseStep.as_view(step="again"), name="quizzes_regrade_again"),
    ]


@hooks.register("register_admin_menu_item")
def marking_item():
    return PermittedItem(admin_marking.PERMISSION, _("Marking"), reverse_lazy("quizzes_marking"), icon_name="edit", order=310)


@hooks.register("register_admin_menu_item")
def receipts_item():
    return PermittedItem(
        admin_receipts.PERMISSION, _("Check a receipt"), reverse_lazy("quizzes_receipts"), icon_name="tick-inverse", order=320
    )


@hooks.register("register_log_actions")
def log_actions(actions):
    """Words for the audit log."""
    actions.register_action("quizzes.mark", _("Mark an answer"), _("An answer was marked"))
    actions.register_action("quizzes.regrade_open", _("Open a regrading"), _("A case of regrading was opened"))
    actions.register_action("quizzes.regrade_drop", _("Drop a regrading"), _("A case of regrading was closed without changing anything"))
    actions.register_action("quizzes.regrade_confirm", _("Confirm a regrading"), _("A case of regrading was confirmed"))
    actions.register_action("quizzes.regrade_apply", _("Apply a regrading"), _("A case of regrading was applied"))
    actions.register_action("quizzes.regrade_ask_undo", _("Ask to undo a regrading"), _("A case of regrading is to be undone"))
    actions.register_action("quizzes.regrade_undo", _("Undo a regrading"), _("A case of regrading was undone"))
