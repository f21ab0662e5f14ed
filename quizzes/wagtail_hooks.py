"""Where `quizzes` meets Wagtail's admin: the question bank."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from quizzes import admin_analysis, admin_bulk, admin_marking, admin_receipts
from quizzes.admin_accommodations import AccommodationViewSet
from quizzes.admin_analysis import Download, OneQuestion, OneQuiz, Quizzes
from quizzes.admin_bank import QuestionViewSet
from quizzes.admin_formats import ExportViewSet, ImportViewSet
from quizzes.admin_marking import HandedIn, MarkAnswer, Queue
from quizzes.admin_receipts import CheckReceipt
from quizzes.admin_regrading import CaseStep, QuestionCases, ShowCase
from quizzes.admin_shelves import CategoryViewSet


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
        AccommodationViewSet("accommodations", url_prefix="extra-time"),
    )
    menu_label = _("Question bank")
    menu_icon = "help"
    menu_order = 300


@hooks.register("register_admin_viewset")
def bank():
    return BankGroup()


for action in admin_bulk.ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_urls")
def hall_urls():
    return [
        path("exams/receipts/", CheckReceipt.as_view(), name="quizzes_receipts"),
        path("exams/analysis/", Quizzes.as_view(), name="quizzes_analyses"),
        path("exams/analysis/<uuid:key>/", OneQuiz.as_view(), name="quizzes_analysis"),
        path("exams/analysis/<uuid:key>/<int:version>/", OneQuestion.as_view(), name="quizzes_analysis_question"),
        path("exams/analysis/<uuid:key>/<slug:what>.<slug:kind>", Download.as_view(), name="quizzes_analysis_file"),
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


@hooks.register("register_admin_menu_item")
def analysis_item():
    return PermittedItem(admin_analysis.PERMISSION, _("Analysis of tests"), reverse_lazy("quizzes_analyses"), icon_name="table", order=315)


@hooks.register("register_log_actions")
def log_actions(actions):
    """Words for the audit log."""
    actions.register_action("quizzes.retire", _("Retire a question"), _("The question was retired"))
    actions.register_action("quizzes.bring_back", _("Bring a question back"), _("The question was brought back into use"))
    actions.register_action("quizzes.mark", _("Mark an answer"), _("An answer was marked"))
    actions.register_action("quizzes.regrade_open", _("Open a regrading"), _("A case of regrading was opened"))
    actions.register_action("quizzes.regrade_drop", _("Drop a regrading"), _("A case of regrading was closed without changing anything"))
    actions.register_action("quizzes.regrade_confirm", _("Confirm a regrading"), _("A case of regrading was confirmed"))
    actions.register_action("quizzes.regrade_apply", _("Apply a regrading"), _("A case of regrading was applied"))
    actions.register_action("quizzes.regrade_ask_undo", _("Ask to undo a regrading"), _("A case of regrading is to be undone"))
    actions.register_action("quizzes.regrade_undo", _("Undo a regrading"), _("A case of regrading was undone"))
