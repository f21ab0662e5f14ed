"""Staff check a receipt: they type its code and see whose it is and whether the answers are still those that were handed in."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from quizzes.receipts import check, parse

PERMISSION = "quizzes.view_attempt"


class ReceiptForm(forms.Form):
    """The code of a receipt, in whatever way people type it."""

    code = forms.CharField(label=_("Code of the receipt"), max_length=60)

    def clean_code(self):
        code = parse(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("A code has sixteen letters and digits, such as ABCD-EFGH-2345-WXYZ. Compare it once more."))
        checked = check(code)
        if checked is None:
            raise forms.ValidationError(_("No attempt has this receipt. It was mistyped, or it was not given by this academy."))
        return checked


class CheckReceipt(WagtailAdminTemplateMixin, FormView):
    """GET with a code shows what it leads to: nothing is changed, so the address may be kept."""

    form_class = ReceiptForm
    template_name = "quizzes/admin/receipt.html"
    page_title = _("Check a receipt")
    header_icon = "tick-inverse"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "data": self.request.GET or None}

    def get_context_data(self, **kwargs):
        form = self.get_form()
        checked = form.cleaned_data["code"] if form.is_valid() else None
        questions = checked.attempt.questions.order_by("position") if checked else []
        return {**super().get_context_data(form=form), "checked": checked, "questions": questions, **kwargs}
