"""The desk for regrading: a case is opened with a reason, looked at, confirmed, watched, undone. Attempts have codes here, not names."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.forms.reason import ReasonField
from quizzes.cases import RUNNING, NotRegraded, ask_undo, confirm, drop, open_case
from quizzes.differences import Difference, Outcome
from quizzes.models import Attempt, CaseRemedy, CaseState, Question, QuestionVersion, RegradeCase
from quizzes.regrading import preview, progress_of
from quizzes.tasks import regrade

OPEN = ("quizzes.change_question", "quizzes.add_regradecase")
DECIDE = ("quizzes.change_question", "quizzes.change_regradecase")
PER_PAGE = 50
REFRESH = 3  # seconds between two looks at a case under way
REFUSALS = {
    "running": gettext_lazy("Another case of this question is not closed yet. Finish or drop that one first."),
    "nobody": gettext_lazy("Nobody has met these versions of the question: there is nothing to regrade."),
    "same": gettext_lazy("Everybody was asked the newest version already. Save the right key as a new version first."),
    "by_hand": gettext_lazy("People mark this question: there is no key to grade it by. Leave it out, or give full points."),
    "kind": gettext_lazy("The newest version is of another type than the one that was asked. It cannot grade those answers."),
    "ids": gettext_lazy("The newest version lacks choices that people were shown or have chosen. It cannot grade those answers."),
    "later": gettext_lazy("A later case of this question rests on this one. Undo or drop that one first."),
}


class CaseForm(forms.Form):
    """What is to be done, and why in words for everybody concerned."""

    remedy = forms.ChoiceField(
        label=gettext_lazy("What to do"),
        choices=[
            (CaseRemedy.NEW_KEY, gettext_lazy("The key was wrong: grade again by the newest version")),
            (CaseRemedy.LEFT_OUT, gettext_lazy("The question should not count: leave it out of the result")),
            (CaseRemedy.FULL, gettext_lazy("Nobody should lose by it: full points for everybody")),
        ],
        widget=forms.RadioSelect,
    )
    version = forms.ModelChoiceField(
        label=gettext_lazy("Versions that were asked"),
        queryset=QuestionVersion.objects.none(),
        empty_label=None,
        help_text=gettext_lazy("Only where the question is left out or gets full points; a new key is always the newest version's."),
    )
    reason = ReasonField(
        max_length=1000,
        help_text=gettext_lazy("Learners whose result changes read it in their letter and on their result page. It stays in the log."),
    )

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        version = self.fields["version"]
        version.queryset = question.versions.order_by("-number")
        version.label_from_instance = _up_to
        version.initial = question.latest_id

    def clean(self):
        given = super().clean()
        if given.get("remedy") == CaseRemedy.NEW_KEY:
            given["version"] = self.question.latest
        return given


def _up_to(version):
    return _("Version %(number)s and older ones") % {"number": version.number}


class ConfirmForm(forms.Form):
    """Typing the number shows that it was read."""

    number = forms.IntegerField(label=gettext_lazy("How many results change?"), min_value=0)

    def __init__(self, *args, expected, **kwargs):
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.fields["number"].help_text = _("Type the number above: %(number)s") % {"number": expected}

    def clean_number(self):
        if self.cleaned_data["number"] != self.expected:
            raise forms.ValidationError(_("The number of results that change is %(number)s now.") % {"number": self.expected})
        return self.expected


class Permitted(WagtailAdminTemplateMixin):
    """For those who have every permission of `needed`; to decide takes more than to look."""

    needed = OPEN
    header_icon = "rotate"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perms(self.needed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        bank = {"url": reverse("questions:index"), "label": _("Questions")}
        question = {"url": reverse("questions:edit", args=[self.question.pk]), "label": self.question.code}
        return [*self.breadcrumbs_items, bank, question, *self.trail(), {"url": "", "label": self.get_page_title()}]

    def trail(self):
        return []


class QuestionCases(Permitted, FormView):
    """The cases of one question, and the form for a new one."""

    form_class = CaseForm
    template_name = "quizzes/admin/regrading/question.html"
    page_title = gettext_lazy("Regrading")

    @cached_property
    def question(self):
        return get_object_or_404(Question.objects.select_related("latest"), pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "question": self.question}

    def get_context_data(self, **kwargs):
        cases = self.question.regrade_cases.select_related("opened_by")
        return {
            **super().get_context_data(**kwargs),
            "question": self.question,
            "cases": cases,
            "running": any(case.state in RUNNING for case in cases),
        }

    def form_valid(self, form):
        try:
            case = open_case(self.question, **form.cleaned_data, by=self.request.user, at=timezone.now())
        except NotRegraded as refusal:
            form.add_error(None, REFUSALS[refusal.reason])
            return self.form_invalid(form)
        return redirect("quizzes_regrade", case.pk)


class ShowCase(Permitted, FormView):
    """A case at whatever point it is. POST confirms an open one."""

    form_class = ConfirmForm

    @cached_property
    def case(self):
        return get_object_or_404(RegradeCase.objects.select_related("question", "version", "opened_by"), pk=self.kwargs["pk"])

    @property
    def question(self):
        return self.case.question

    def trail(self):
        return [{"url": reverse("quizzes_regrading", args=[self.question.pk]), "label": _("Regrading")}]

    def get_page_title(self):
        return _("Case %(number)s") % {"number": self.case.pk}

    def get_template_names(self):
        name = {CaseState.OPEN: "preview", CaseState.APPLYING: "running", CaseState.UNDOING: "running"}.get(self.case.state, "closed")
        return [f"quizzes/admin/regrading/{name}.html"]

    @cached_property
    def seen(self):
        return preview(self.case)

    def get_form_kwargs(self):
        expected = self.seen.tally.changed if self.case.state == CaseState.OPEN else 0
        return {**super().get_form_kwargs(), "expected": expected}

    def get_context_data(self, **kwargs):
        done, total = progress_of(self.case)
        return {
            **super().get_context_data(**kwargs),
            "case": self.case,
            "may_decide": self.request.user.has_perms(DECIDE),
            "done": done,
            "total": total,
            **self._rows(),
        }

    def _rows(self):
        if self.case.state in (CaseState.APPLYING, CaseState.UNDOING):
            return {}
        everybody = self.request.GET.get("show") == "all"
        rows = self._foreseen() if self.case.state == CaseState.OPEN else self._kept()
        shown = [row for row in rows if everybody or row["difference"].changed]
        page = Paginator(shown, PER_PAGE).get_page(self.request.GET.get("p"))
        return {
            "rows": page,
            "everybody": everybody,
            "more": len(rows) > len(shown),
            "seen": self.seen if self.case.state == CaseState.OPEN else None,
        }

    def _foreseen(self):
        return [row(turn.attempt, turn.difference) for turn in self.seen.turns]

    def _kept(self):
        changes = self.case.changes.select_related("attempt__enrolment__course")
        rows = [
            row(change.attempt, Difference(Outcome.read(change.before["outcome"]), Outcome.read(change.after["outcome"])))
            for change in changes.order_by("pk")
        ]
        return sorted(rows, key=lambda each: each["difference"].rank)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.case.state in (CaseState.APPLYING, CaseState.UNDOING):
            response["Refresh"] = str(REFRESH)
        return response

    def post(self, request, *args, **kwargs):
        if not request.user.has_perms(DECIDE):
            raise PermissionDenied
        if self.case.state != CaseState.OPEN:
            return redirect("quizzes_regrade", self.case.pk)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if confirm(self.case, by=self.request.user, at=timezone.now()):
            regrade.delay(self.case.pk)
        return redirect("quizzes_regrade", self.case.pk)


def row(attempt: Attempt, difference: Difference) -> dict:
    """A line of the table: the attempt by the beginning of its key, so that nobody's name is in it."""
    return {"code": str(attempt.key)[:8].upper(), "course": attempt.enrolment.course.slug, "difference": difference}


class CaseStep(View):
    """POST does one step with a case: `drop`, `undo`, or `again` for one that no worker has brought to its end."""

    http_method_names = ["post"]
    step = ""

    def post(self, request, pk):
        if not request.user.has_perms(DECIDE):
            raise PermissionDenied
        case = get_object_or_404(RegradeCase.objects.select_related("question", "version"), pk=pk)
        getattr(self, self.step)(case)
        return redirect("quizzes_regrade", case.pk)

    def drop(self, case):
        if drop(case, by=self.request.user, at=timezone.now()):
            messages.success(self.request, _("The case is closed; nothing was changed."))

    def undo(self, case):
        try:
            if ask_undo(case, by=self.request.user, at=timezone.now()):
                regrade.delay(case.pk)
        except NotRegraded as refusal:
            messages.error(self.request, REFUSALS[refusal.reason])

    def again(self, case):
        regrade.delay(case.pk)
