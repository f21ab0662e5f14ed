"""The markers' desk: what waits, one answer at a time by its rubric, and on to the next. No names anywhere."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from quizzes.bodies import body_of
from quizzes.marking import NotMarked, mark, waiting_for
from quizzes.models import AnswerFile
from quizzes.registry import TYPES

PERMISSION = "quizzes.add_marking"
REFUSALS = {
    "settled": gettext_lazy("This answer has its marks already."),
    "twice": gettext_lazy("You have marked this answer already."),
    "own": gettext_lazy("Nobody marks their own answer."),
    "scores": gettext_lazy("Give points for every criterion."),
}


class MarkersOnly:
    """For those who may mark; the rest is refused."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class MarkersPage(MarkersOnly, WagtailAdminTemplateMixin):
    """A page of theirs, headed by its own title."""

    header_icon = "edit"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class Queue(MarkersPage, TemplateView):
    """What waits for this marker, the oldest first."""

    template_name = "quizzes/admin/marking/queue.html"
    page_title = gettext_lazy("Marking")

    def get_context_data(self, **kwargs):
        waiting = waiting_for(self.request.user)
        return {**super().get_context_data(**kwargs), "waiting": waiting[:100], "total": waiting.count()}


class MarkingForm(forms.Form):
    """Points for each criterion of the rubric, and a comment that the learner reads."""

    comment = forms.CharField(
        label=gettext_lazy("Comment for the learner"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, rubric, **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language()
        self.criteria = [f"criterion-{criterion.id}" for criterion in rubric]
        fields = {
            f"criterion-{criterion.id}": forms.TypedChoiceField(
                label=criterion.criterion.within(language),
                choices=[(level.points, f"{level.points}: {level.text.within(language)}") for level in criterion.levels],
                coerce=int,
                widget=forms.RadioSelect,
            )
            for criterion in rubric
        }
        self.fields = {**fields, **self.fields}

    def scores(self) -> dict[str, int]:
        return {name.removeprefix("criterion-"): self.cleaned_data[name] for name in self.criteria}


class MarkAnswer(MarkersPage, FormView):
    """One answer with its question and rubric. POST keeps the marks and leads to the next."""

    form_class = MarkingForm
    template_name = "quizzes/admin/marking/answer.html"

    @cached_property
    def question(self):
        return get_object_or_404(waiting_for(self.request.user), pk=self.kwargs["pk"])

    def get_page_title(self):
        return _("Answer %(number)s") % {"number": self.question.pk}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rubric": body_of(self.question.question_version).rubric}

    def get_context_data(self, **kwargs):
        version = self.question.question_version
        kind, body = TYPES[version.kind], body_of(version)
        answer = kind.read_answer(self.question.answer)
        return {
            **super().get_context_data(**kwargs),
            "question": self.question,
            "view": kind.learner_view(body, self.question.order, get_language(), answer),
            "answer": answer,
            "files": self.question.files.filter(pk=getattr(answer, "file", None)),
        }

    def form_valid(self, form):
        try:
            mark(
                self.question,
                marker=self.request.user,
                scores=form.scores(),
                comment=form.cleaned_data["comment"],
                at=timezone.now(),
            )
        except NotMarked as refusal:
            form.add_error(None, REFUSALS[refusal.reason])
            return self.form_invalid(form)
        messages.success(self.request, _("Your marks are kept."))
        following = waiting_for(self.request.user).first()
        return redirect("quizzes_mark", following.pk) if following else redirect("quizzes_marking")


class HandedIn(MarkersOnly, View):
    """A file handed in with an answer that this marker may mark; always downloaded, never shown as a page of ours."""

    def get(self, request, pk, key):
        question = get_object_or_404(waiting_for(request.user), pk=pk)
        handed_in = get_object_or_404(AnswerFile, question=question, key=key)
        name = f"answer-{question.pk}.{handed_in.name.rpartition('.')[2]}"
        return FileResponse(handed_in.file.open(), as_attachment=True, filename=name)
