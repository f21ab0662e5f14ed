"""The form of a quiz page in the editor."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from quizzes.models.bank import Question


class QuizPageForm(WagtailAdminPageForm):
    """Checks the rules and sections as the freezing will, while there is time to mend them."""

    def clean(self):
        cleaned = super().clean()
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("A quiz closes after it has opened."))
        if cleaned.get("no_return") and not cleaned.get("per_page"):
            self.add_error("per_page", _("Say how many questions stand on a page that cannot be returned to."))
        for form in self.formsets["sections"].forms:
            if form.is_valid() and not form.cleaned_data.get("DELETE"):
                _check_section(form)
        return cleaned


def _check_section(form) -> None:
    questions, draw = form.cleaned_data.get("questions"), form.cleaned_data.get("draw")
    asked = {name: form.cleaned_data.get(name) for name in ("category", "tag", "difficulty")}
    if bool(questions) == any(asked.values()):
        form.add_error("tag", _("Choose either questions, or a category, tag or difficulty."))
        return
    pool = len(questions) if questions else Question.objects.in_use().matching(**asked).distinct().count()
    if not pool:
        form.add_error("tag", _("The bank has no such question."))
    elif draw and draw > pool:
        form.add_error("draw", _("There are only %(count)s questions to draw from.") % {"count": pool})
