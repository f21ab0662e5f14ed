"""The bank's list in Wagtail's admin: what there is, how it stands, and the way to each question."""

import django_filters
from django.contrib.auth import get_user_model
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField
from taggit.models import Tag
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from quizzes.admin_versions import CompareVersions, PreviewQuestion
from quizzes.admin_views import ChooseType, EditQuestion
from quizzes.bodies import body_of
from quizzes.finding import found
from quizzes.folders import editor_of
from quizzes.forms import ShelfIterator
from quizzes.models import Category, Difficulty, Question
from quizzes.passages import plain
from quizzes.registry import TYPES
from quizzes.standing import NAMES, STATES, in_state, states_of


class ShelfChoice(ModelChoiceField):
    iterator = ShelfIterator


class ShelfFilter(django_filters.ModelChoiceFilter):
    """A category with everything that stands inside it."""

    field_class = ShelfChoice

    def filter(self, questions, value):
        return questions.matching(category=value) if value else questions


class QuestionFilters(WagtailFilterSet):
    """What trainers look for. Retired questions are shown to those who ask for them."""

    category = ShelfFilter(label=_("Category"), queryset=Category.objects.all())
    tag = django_filters.ModelChoiceFilter(
        field_name="tagged_items__tag",
        label=_("Tag"),
        queryset=lambda _request: Tag.objects.filter(quizzes_questiontag_items__isnull=False).distinct(),
    )
    kind = django_filters.ChoiceFilter(
        field_name="latest__kind", label=_("Type"), choices=lambda: [(kind, editor_of(kind).label) for kind in TYPES]
    )
    difficulty = django_filters.ChoiceFilter(label=_("Difficulty"), choices=Difficulty.choices)
    languages = django_filters.ChoiceFilter(
        method="by_languages",
        label=_("Languages"),
        choices=[*STATES.items(), (_("to be worked on"), list(NAMES.items()))],
    )
    due = django_filters.BooleanFilter(method="by_review", label=_("Review due"))
    owner = django_filters.ModelChoiceFilter(
        label=_("Owner"), queryset=lambda _request: get_user_model().objects.filter(pk__in=Question.objects.values("owner"))
    )
    retired = django_filters.ChoiceFilter(
        method="by_retirement", label=_("Retired"), empty_label=_("hidden"), choices=[("shown", _("shown too")), ("only", _("only these"))]
    )

    class Meta:
        model = Question
        fields = []

    def filter_queryset(self, questions):
        questions = super().filter_queryset(questions)
        return questions if self.form.cleaned_data.get("retired") else questions.filter(retired_at=None)

    def by_languages(self, questions, name, value):
        return in_state(questions, value)

    def by_review(self, questions, name, value):
        today = timezone.localdate()
        return questions.filter(review_by__lte=today) if value else questions.filter(review_by__gt=today)

    def by_retirement(self, questions, name, value):
        return questions.filter(retired_at__isnull=False) if value == "only" else questions


def listed(request):
    """Every question that the list of this address shows, on all its pages."""
    chosen = QuestionFilters(request.GET, queryset=Question.objects.all(), request=request).qs
    return found(chosen, request.GET.get("q", ""))


class QuestionIndex(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("category", "latest", "owner")

    def search_queryset(self, queryset):
        return found(queryset, self.search_query or "")

    def get_context_data(self, *args, **kwargs):
        may = self.user_has_permission("change")
        actions = bulk_action_registry.get_bulk_actions_for_model("quizzes", "question") if may else []
        return {
            **super().get_context_data(*args, **kwargs),
            "plain_actions": [
                (reverse("wagtail_bulk_action", args=["quizzes", "question", action.action_type]), action.display_name)
                for action in sorted(actions, key=lambda action: action.action_priority)
            ],
            "chosen": [(name, value) for name in ("q", *QuestionFilters.base_filters) for value in self.request.GET.getlist(name)],
        }


class TickColumn(BulkActionsCheckboxColumn):
    cell_template_name = "quizzes/admin/bank/tick.html"


class CodeColumn(TitleColumn):
    """The code, which the tick before it is described by."""

    cell_template_name = "quizzes/admin/bank/code.html"

    def get_cell_context_data(self, instance, parent_context):
        more = {"excerpt": excerpt(instance), "kind": _kind(instance), "languages": _languages(instance)}
        return {**super().get_cell_context_data(instance, parent_context), **more}


def excerpt(question):
    """The beginning of what it asks."""
    return Truncator(plain(body_of(question.latest).prompt.within(get_language()))).chars(110)


def _kind(question):
    return editor_of(question.latest.kind).label


def _languages(question):
    """A sign for each language; what is wrong stands in words behind it."""
    signs = ((state.name, state.language, "" if state.name == "agreed" else f" {state.words}") for state in states_of(question))
    return format_html('<ul class="bank-languages">{}</ul>', format_html_join("", '<li data-state="{}"><b>{}</b>{}</li>', signs))


class QuestionViewSet(ModelViewSet):
    """The bank. Editing has views of its own, because a body belongs to its type and is saved as a version."""

    model = Question
    icon = "help"
    menu_label = _("Questions")
    index_view_class = QuestionIndex
    index_template_name = "quizzes/admin/bank/index.html"
    filterset_class = QuestionFilters
    search_backend_name = None  # every word is found by its letters, folded: see `quizzes.finding`
    search_fields = ["code"]
    form_fields = ["code"]
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        TickColumn("bulk_actions", obj_type="question"),
        CodeColumn("code", label=_("Question"), get_url=lambda question: reverse("questions:edit", args=[question.pk]), sort_key="code"),
        Column("kind", classname="bank-wide", label=_("Type"), accessor=_kind, sort_key="latest__kind"),
        Column("category", classname="bank-wide", label=_("Category"), sort_key="category__name"),
        Column("difficulty", classname="bank-wide", label=_("Difficulty"), accessor="get_difficulty_display"),
        Column("languages", classname="bank-wide", label=_("Languages"), accessor=_languages),
        Column("review_by", classname="bank-wide", label=_("Review by"), sort_key="review_by"),
        Column("owner", classname="bank-wide", label=_("Owner"), accessor=lambda question: question.owner or "", sort_key="owner__surname"),
    ]

    def __init__(self):
        super().__init__("questions", url_prefix="questions")

    def desk(self, view, **more):
        names = {f"{name}_url_name": self.get_url_name(name) for name in ("index", "edit", "preview", "preview_version", "compare")}
        add = {"add_url_name": self.get_url_name("add_of_type")}
        return view.as_view(permission_policy=self.permission_policy, model=self.model, **names, **add, **more)

    @cached_property
    def add_view(self):
        return self.desk(ChooseType)

    @cached_property
    def edit_view(self):
        return self.desk(EditQuestion)

    def get_urlpatterns(self):
        # A question is never deleted, only retired: attempts and quiz versions rest on it.
        kept = [each for each in super().get_urlpatterns() if each.name != "delete"]
        return [
            *kept,
            path("new/<slug:kind>/", self.desk(EditQuestion), name="add_of_type"),
            path("preview/<int:pk>/", self.desk(PreviewQuestion), name="preview"),
            path("preview/<int:pk>/<int:number>/", self.desk(PreviewQuestion), name="preview_version"),
            path("compare/<int:pk>/", self.desk(CompareVersions), name="compare"),
        ]

    def get_common_view_kwargs(self, **kwargs):
        return {**super().get_common_view_kwargs(**kwargs), "delete_url_name": None}
