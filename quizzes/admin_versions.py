"""Looking at one version of a question, and at what changed between two."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.admin_views import Desk
from quizzes.differing import Difference, differences, pieces
from quizzes.field_names import name_of
from quizzes.folders import drawer_of
from quizzes.models import Question, QuestionVersion
from quizzes.pictures import pictures_of, with_pictures
from quizzes.questions import LANGUAGES
from quizzes.registry import TYPES
from quizzes.standing import NAMES

TICKS = {"True": gettext_lazy("yes"), "False": gettext_lazy("no")}  # a tick that was never set is not stored


class VersionDesk(Desk):
    """A page about a question that is there already."""

    any_permission_required = ["add", "change", "view"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.question = get_object_or_404(Question.objects.select_related("latest"), pk=kwargs["pk"])

    def get_breadcrumbs_items(self):
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": reverse(self.edit_url_name, args=[self.question.pk]), "label": self.question.code}, here]


class PreviewQuestion(VersionDesk):
    """A version (the newest, unless the address names another) as a learner sees it, then with its key, in every language."""

    template_name = "quizzes/admin/preview.html"

    @cached_property
    def version(self):
        number = self.kwargs.get("number")
        return get_object_or_404(self.question.versions, number=number) if number else self.question.latest

    def get_page_title(self):
        return _("Preview of %(code)s, version %(number)s") % {"code": self.question.code, "number": self.version.number}

    def get_context_data(self, **kwargs):
        kind = TYPES[self.version.kind]
        body = kind.read_body(self.version.body)
        return {
            **super().get_context_data(**kwargs),
            "faces": [_face(kind, body, language) for language in LANGUAGES],
            "solution_template": kind.solution_template,
            "missing": [NAMES[code] for code in body.missing_languages()],
            "newest": self.version == self.question.latest,
            "latest": self.question.latest,
            "edit_url": reverse(self.edit_url_name, args=[self.question.pk]),
        }


def _face(kind, body, language):
    order = kind.choice_ids(body)
    with translation.override(language):
        pictures = pictures_of([body])
        view = with_pictures(kind.learner_view(body, order, language, None), body, pictures, language)
        solution = with_pictures(kind.solution_view(body, order, language, None), body, pictures, language)
        return {
            "language": language,
            "title": NAMES[language],
            "prompt": view["prompt"],
            "picture": None if kind.places_picture else view["picture"],
            "html": drawer_of(kind.name)(f"preview-{language}", view),
            "solution": {"view": solution},
        }


@dataclass(frozen=True)
class Said:
    """A difference with its name and language in words."""

    place: str
    language: str
    difference: Difference

    def pieces(self):
        """The words of both; a tick by what it stood and stands at."""
        if self.difference.before in TICKS or self.difference.after in TICKS:
            return pieces(str(TICKS.get(self.difference.before, _("no"))), str(TICKS.get(self.difference.after, _("no"))))
        return self.difference.pieces()


class CompareVersions(VersionDesk):
    """What changed from the version `before` to the version `after`; without them, what the newest one changed."""

    template_name = "quizzes/admin/bank/compare.html"

    def get_page_title(self):
        return _("Changes in %(code)s") % {"code": self.question.code}

    @cached_property
    def versions(self) -> list[QuestionVersion]:
        """All of them, the newest first."""
        return list(self.question.versions.select_related("created_by").order_by("-number"))

    def _asked_for(self, name, otherwise):
        wanted = self.request.GET.get(name, "")
        return next((version for version in self.versions if str(version.number) == wanted), otherwise)

    def get_context_data(self, **kwargs):
        after = self._asked_for("after", self.versions[0])
        earlier = [version for version in self.versions if version.number < after.number]
        before = self._asked_for("before", earlier[0] if earlier else after)
        return {
            **super().get_context_data(**kwargs),
            "versions": self.versions,
            "before": before,
            "after": after,
            "changes": _said(before, after),
            "kind_changed": before.kind != after.kind,
            "edit_url": reverse(self.edit_url_name, args=[self.question.pk]),
        }


def _said(before: QuestionVersion, after: QuestionVersion) -> list[Said]:
    """The differences, those of one place next to each other."""
    return [
        Said(_place(difference, before, after), NAMES.get(difference.language, ""), difference)
        for difference in differences(before.body, after.body)
    ]


def _place(difference: Difference, before: QuestionVersion, after: QuestionVersion) -> str:
    """Named as in the version that has the field: the new one, unless it is gone."""
    version = after if difference.after else before
    return name_of(version.kind, version.body, difference.path)
