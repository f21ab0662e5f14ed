"""The form of a quiz page in the editor."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from quizzes.models.bank import Question


class QuizPageForm(WagtailAdminPageForm):
    """Checks the sections as the freezing will, while there is time to mend them."""

    def clean(self):
        cleaned = super().clean()
        for form in self.formsets["sections"].forms:
            if form.is_valid() and not form.cleaned_data.get("DELETE"):
                _check_section(form)
        return cleaned


def _check_section(form) -> None:
    questions, tag, draw = (form.cleaned_data.get(name) for name in ("questions", "tag", "draw"))
    if bool(questions) == bool(tag):
        form.add_error("tag", _("Choose either questions or a tag."))
        return
    pool = len(questions) if questions else Question.objects.filter(tagged_items__tag=tag, retired_at=None, latest__isnull=False).count()
    if not pool:
        form.add_error("tag", _("No question carries this tag."))
    elif draw and draw > pool:
        form.add_error("draw", _("There are only %(count)s questions to draw from.") % {"count": pool})
