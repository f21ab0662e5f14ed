"""The question's editor in Wagtail's admin: facts, then the body in three languages, then how it looks to a learner."""

from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from quizzes.banking import BadQuestion, save_question
from quizzes.folders import editor_of
from quizzes.forms import QuestionForm
from quizzes.models import Question
from quizzes.registry import TYPES
from quizzes.standing import states_of
from quizzes.usage import editions_asking, pages_asking


class Desk(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page of the bank. The viewset gives `permission_policy`, `index_url_name`, `breadcrumbs_items`, …"""

    model = None
    index_url_name = add_url_name = edit_url_name = preview_url_name = preview_version_url_name = compare_url_name = ""
    header_icon = "help"

    def get_breadcrumbs_items(self):
        bank = {"url": reverse(self.index_url_name), "label": _("Questions")}
        return [*self.breadcrumbs_items, bank, {"url": "", "label": self.get_page_title()}]


class ChooseType(Desk):
    """A new question begins with its type."""

    template_name = "quizzes/admin/types.html"
    permission_required = "add"

    def get_page_title(self):
        return _("New question")

    def get_context_data(self, **kwargs):
        types = [{"label": editor_of(kind).label, "url": reverse(self.add_url_name, args=[kind])} for kind in TYPES]
        return {**super().get_context_data(**kwargs), "types": types}


class EditQuestion(Desk):
    """One form for a new question of a type (`kind`) and for an existing one (`pk`). Every save goes through `quizzes.banking`."""

    template_name = "quizzes/admin/question.html"
    any_permission_required = ["add", "change"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.question = get_object_or_404(Question.objects.select_related("latest"), pk=kwargs["pk"]) if "pk" in kwargs else None
        self.kind = self.question.latest.kind if self.question else kwargs["kind"]
        if self.kind not in TYPES:
            raise Http404

    def dispatch(self, request, *args, **kwargs):
        needed = "change" if self.question else "add"
        if not self.permission_policy.user_has_permission(request.user, needed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def facts(self):
        return QuestionForm(self.request.POST or None, instance=self.question, for_user=self.request.user)

    @cached_property
    def editor(self):
        return editor_of(self.kind)(self.request.POST or None, body=self.question.latest.body if self.question else None)

    def get_page_title(self):
        return self.question.code if self.question else editor_of(self.kind).label

    def post(self, request, *args, **kwargs):
        valid = [self.facts.is_valid(), self.editor.is_valid()]
        version = self._save() if all(valid) else None
        if version is None:
            messages.error(request, _("Not saved yet: some fields need your attention."))
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("Saved: %(code)s, version %(number)s") % {"code": version.question.code, "number": version.number})
        return redirect(reverse(self.edit_url_name, args=[version.question_id]))

    def _save(self):
        facts = {name: self.facts.cleaned_data[name] for name in QuestionForm.Meta.fields}
        if self.question:
            facts["code"] = self.question.code  # the code is the question's identity
        try:
            return save_question(
                kind=self.kind,
                body=self.editor.body(),
                agreed=self.facts.agreed,
                by=self.request.user,
                at=timezone.now(),
                **facts,
            )
        except BadQuestion as wrong:
            self.editor.add_errors(wrong.errors)
            return None

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "facts": self.facts,
            "editor": self.editor,
            "type_label": editor_of(self.kind).label,
            "question": self.question,
            **(self._known() if self.question else {}),
            "preview_url": reverse(self.preview_url_name, args=[self.question.pk]) if self.question else "",
            "may_regrade": bool(self.question) and self.request.user.has_perm("quizzes.add_regradecase"),
            "media": self.facts.media + self.editor.media + Media(css={"all": ["quizzes/bank.css"]}),
        }

    def _known(self):
        """What a question that is there already has: languages that agree or not, places where it is asked, versions."""
        return {
            "languages": [(state, self.facts.tick(state.language)) for state in states_of(self.question)],
            "pages": pages_asking(self.question),
            "editions": editions_asking(self.question),
            "versions": self.question.versions.select_related("created_by").order_by("-number"),
            "compare_url": reverse(self.compare_url_name, args=[self.question.pk]),
        }
