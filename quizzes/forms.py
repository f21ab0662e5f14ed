"""Facts about a question, as the editor asks for them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from quizzes.models import Question


class QuestionForm(WagtailAdminModelForm):
    """The bank's entry beside its body. Saved by `quizzes.banking`, not by itself."""

    source_url = forms.URLField(assume_scheme="https", max_length=500, required=False, label=_("address of the source"))

    class Meta:
        model = Question
        fields = ["code", "category", "tags", "source_title", "source_url", "checked_on", "review_by"]
