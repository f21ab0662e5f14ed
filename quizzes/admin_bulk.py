"""What can be done with many questions of the list at once, through Wagtail's own bulk actions."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from quizzes import arranging
from quizzes.admin_bank import excerpt, listed
from quizzes.forms import ChangesForm
from quizzes.models import Question


class QuestionsAction(PermissionCheckedMixin, BulkAction):
    """Lists the chosen questions and asks once more; then one transaction for all of them."""

    models = [Question]
    permission_policy = ModelPermissionPolicy(Question)
    permission_required = "change"
    template_name = "quizzes/admin/bank/bulk.html"
    explanation = ""
    verb = None

    def get_all_objects_in_listing_query(self, parent_id):
        return listed(self.request).values_list("pk", flat=True)

    @classmethod
    def get_queryset(cls, model, object_ids):
        chosen = [each for each in object_ids if str(each).isdecimal()]
        return list(Question.objects.filter(pk__in=chosen).select_related("latest", "category"))

    @cached_property
    def chosen(self):
        return self.get_actionable_objects()[0]

    def object_context(self, question):
        return {"item": question, "excerpt": excerpt(question)}

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "title": self.display_name,
            "explanation": self.explanation,
            "question": self.question_about(len(self.chosen)),
        }

    def question_about(self, count):
        """The words on the button."""
        raise NotImplementedError

    def get_execution_context(self):
        return {"action": self}

    @classmethod
    def execute_action(cls, objects, action=None, **kwargs):
        return action.do([question.pk for question in objects]), 0


class ChangeQuestions(QuestionsAction):
    display_name = pgettext_lazy("action", "Change")
    action_type = "change"
    aria_label = _("Change the chosen questions")
    explanation = _("What you leave empty stays as it is.")
    action_priority = 10
    form_class = ChangesForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "questions": self.chosen}

    def question_about(self, count):
        return ngettext("Change %(count)s question", "Change %(count)s questions", count) % {"count": count}

    def do(self, chosen):
        return arranging.change(chosen, self.cleaned_form.changes(), by=self.request.user)

    def get_success_message(self, count, _children):
        return ngettext("%(count)s question was changed.", "%(count)s questions were changed.", count) % {"count": count}


class RetireQuestions(QuestionsAction):
    display_name = _("Retire")
    action_type = "retire"
    aria_label = _("Retire the chosen questions")
    explanation = _("Editions that are open go on asking them; new editions do not. They can be brought back.")
    action_priority = 20
    classes = {"serious"}

    def question_about(self, count):
        return ngettext("Retire %(count)s question", "Retire %(count)s questions", count) % {"count": count}

    def do(self, chosen):
        return arranging.retire(chosen, by=self.request.user, at=timezone.now())

    def get_success_message(self, count, _children):
        return ngettext("%(count)s question was retired.", "%(count)s questions were retired.", count) % {"count": count}


class BringBackQuestions(QuestionsAction):
    display_name = _("Bring back")
    action_type = "bring_back"
    aria_label = _("Bring the chosen questions back into use")
    explanation = _("New editions may ask them again.")
    action_priority = 30

    def question_about(self, count):
        return ngettext("Bring back %(count)s question", "Bring back %(count)s questions", count) % {"count": count}

    def do(self, chosen):
        return arranging.bring_back(chosen, by=self.request.user)

    def get_success_message(self, count, _children):
        return ngettext("%(count)s question is in use again.", "%(count)s questions are in use again.", count) % {"count": count}


ACTIONS = (ChangeQuestions, RetireQuestions, BringBackQuestions)
