"""The desk for item analysis: which tests have results, what these tell about the test and each question, the same as files. No names."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from courses.titles import titles_of
from quizzes.analysis.differing import LEAST_GROUP, LEAST_TOGETHER
from quizzes.analysis.flags import ENOUGH
from quizzes.analysis_tables import MOST_CHOICES, TABLES, choice_rows, question_row, question_rows, spoken
from quizzes.analysis_words import ITEM, LANGUAGE_NAMES, of_whole
from quizzes.charting import histogram, scatter
from quizzes.models import QuizPage
from quizzes.registry import TYPES
from quizzes.reporting import ALL, BEST, FIRST, Scope, quizzes_with_attempts, read, versions_of
from quizzes.sheets import csv_lines, xlsx_file

PERMISSION = "quizzes.view_attempt"
MOST_ROWS = 30_000  # an XLSX file is made whole while somebody waits, some 10,000 rows a second; a CSV file is sent as it is made
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ScopeForm(forms.Form):
    """Which attempts count. What is not given, or makes no sense, is as it was first."""

    version = forms.TypedChoiceField(label=gettext_lazy("Version of the test"), required=False, coerce=int, empty_value=None)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), required=False, choices=[("", gettext_lazy("All languages")), *LANGUAGE_NAMES.items()]
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Attempts"),
        required=False,
        choices=[
            (FIRST, gettext_lazy("each person's first")),
            (BEST, gettext_lazy("each person's best")),
            (ALL, gettext_lazy("all")),
        ],
    )

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [("", _("All versions")), *((pk, _version(number, at)) for pk, number, at in versions)]

    def scope(self, key) -> Scope:
        given = self.cleaned_data if self.is_valid() else {}
        return Scope(key, given.get("version"), given.get("language", ""), given.get("which") or FIRST)


def _version(number, frozen_at):
    return _("Version %(number)s, %(date)s") % {"number": number, "date": date_format(localtime(frozen_at), "SHORT_DATE_FORMAT")}


class ResultsOnly:
    """For those who may see results; the rest is refused."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Quizzes(ResultsOnly, WagtailAdminTemplateMixin, TemplateView):
    """Tests with results, the latest first."""

    template_name = "quizzes/admin/analysis/quizzes.html"
    page_title = gettext_lazy("Analysis of tests")
    header_icon = "table"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "quizzes": quizzes_with_attempts(get_language()), "enough": ENOUGH}


class OfOneQuiz(ResultsOnly):
    """What every page about one test has: its report, for the attempts that the form names."""

    @cached_property
    def form(self):
        versions = versions_of(self.kwargs["key"])
        if not versions:
            raise Http404
        return ScopeForm(self.request.GET, versions=versions)

    @cached_property
    def report(self):
        return read(self.form.scope(self.kwargs["key"]))

    @property
    def enough(self):
        return self.report.analysis.whole.attempts >= ENOUGH

    @cached_property
    def query(self):
        """The attempts chosen, as the end of an address."""
        scope = self.report.scope
        given = {"version": scope.version, "language": scope.language, "which": "" if scope.which == FIRST else scope.which}
        chosen = urlencode({name: value for name, value in given.items() if value})
        return f"?{chosen}" if chosen else ""

    @cached_property
    def title(self):
        return titles_of(QuizPage.objects.filter(translation_key=self.kwargs["key"]))[self.kwargs["key"]]

    def address(self, name="quizzes_analysis", *more):
        return reverse(name, args=[self.kwargs["key"], *more]) + self.query


class OneQuiz(OfOneQuiz, WagtailAdminTemplateMixin, TemplateView):
    """The test as a whole and the table of its questions."""

    template_name = "quizzes/admin/analysis/quiz.html"
    header_icon = "table"

    def get_page_title(self):
        return self.title

    def get_breadcrumbs_items(self):
        desk = {"url": reverse("quizzes_analyses"), "label": Quizzes.page_title}
        return [*self.breadcrumbs_items, desk, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        found = {"form": self.form, "attempts": self.report.analysis.whole.attempts, "enough": ENOUGH, "query": self.query}
        return {**super().get_context_data(**kwargs), **found, **(self._figures() if self.enough else {})}

    def _figures(self):
        questions = question_rows(self.report, get_language())
        dots = [
            (row.name, row.item.facility.value, row.item.discrimination.value, row.grave)
            for row in questions
            if row.item.facility.value is not None and row.item.discrimination.value is not None
        ]
        return {
            "whole": of_whole(self.report.analysis.whole),
            "questions": questions,
            "figures": [{"label": label, "about": about} for _name, label, _unit, about in ITEM],
            "histogram": histogram(float(sitting.percent) for sitting in self.report.sittings.values()),
            "scatter": scatter(dots),
            "least_group": LEAST_GROUP,
            "least_together": LEAST_TOGETHER,
            "files": [
                {"label": f"{label}, {kind.upper()}", "url": self.address("quizzes_analysis_file", what, kind)}
                for what, label in (("questions", _("Questions")), ("answers", _("Answers without names")))
                for kind in ("csv", "xlsx")
            ],
        }


class OneQuestion(OfOneQuiz, WagtailAdminTemplateMixin, TemplateView):
    """One version of a question: its figures, and who chose what."""

    template_name = "quizzes/admin/analysis/question.html"
    header_icon = "help"

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.enough else redirect(self.address())

    @cached_property
    def asked(self):
        if self.kwargs["version"] not in self.report.analysis.items:
            raise Http404
        return self.report.questions[self.kwargs["version"]]

    def get_page_title(self):
        return _("Question %(code)s, version %(number)s") % {"code": self.asked.code, "number": self.asked.number}

    def get_breadcrumbs_items(self):
        desk = {"url": reverse("quizzes_analyses"), "label": Quizzes.page_title}
        quiz = {"url": self.address(), "label": self.title}
        return [*self.breadcrumbs_items, desk, quiz, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        language = get_language()
        choices = choice_rows(self.report, self.asked, language)
        return {
            **super().get_context_data(**kwargs),
            "question": question_row(self.asked, self.report.analysis.items[self.asked.pk], language),
            "by_hand": TYPES[self.asked.kind].by_hand,
            "prompt": self.asked.body.prompt.within(language),
            "choices": choices[:MOST_CHOICES],
            "more": len(choices[MOST_CHOICES:]),
            "languages": [LANGUAGE_NAMES[code] for code in spoken(self.report)],
            "thirds": self.report.analysis.thirds,
            "rekeyed": self.asked.key != self.asked.body,
            "back": self.address(),
            "least_group": LEAST_GROUP,
            "least_together": LEAST_TOGETHER,
        }


class Download(OfOneQuiz, View):
    """A table of the report as a file. With too few attempts there is none, as there is no page."""

    def get(self, request, key, what, kind):
        if what not in TABLES or kind not in ("csv", "xlsx"):
            raise Http404
        if not self.enough:
            return redirect(self.address())
        rows = list(TABLES[what](self.report, get_language()))  # now, while the reader's language is spoken
        if kind == "xlsx" and len(rows) > MOST_ROWS:
            number = number_format(MOST_ROWS, force_grouping=True)
            messages.error(request, _("More than %(number)s rows: take the CSV file, every spreadsheet opens it.") % {"number": number})
            return redirect(self.address())
        name = f"{slugify(self.title, allow_unicode=True)}-{what}.{kind}"
        if kind == "xlsx":
            return FileResponse(xlsx_file(rows), as_attachment=True, filename=name, content_type=XLSX)
        disposition = content_disposition_header(True, name)
        return StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition})
