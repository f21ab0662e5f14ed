"""Certificates from before, in the CMS: a file is looked at, line by line, then taken over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.generic import FormView

from certificates.admin_frame import PeoplePage
from certificates.days import day_of
from certificates.models import Programme
from certificates.recognising import COLUMNS, FAULTS, MOST, Line, MeanwhileError, UnreadableError, read, recognise_all

SALT = "certificates.recognising"
LARGEST = 256 * 1024
UNREADABLE = {
    "encoding": gettext_noop("The file is no text. Save the table as CSV."),
    "header": gettext_noop("The first line has to name the columns: %(columns)s"),
    "empty": gettext_noop("There is no line below the first."),
    "long": gettext_noop("The file has too many lines. At most: %(most)s"),
}


class FileForm(forms.Form):
    programme = forms.ModelChoiceField(Programme.objects.filter(versions__isnull=False).distinct(), label=gettext_lazy("Programme"))
    file = forms.FileField(
        label=gettext_lazy("CSV file"), help_text=gettext_lazy("Its first line is: email;first_day;last_day;number. At most 500 lines.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("file") and cleaned.get("programme"):
            try:
                cleaned["data"] = self._read(cleaned["file"])
                cleaned["lines"] = read(cleaned["data"], cleaned["programme"], day_of(timezone.now()))
            except UnreadableError as error:
                self.add_error("file", _(UNREADABLE[error.args[0]]) % {"columns": ";".join(COLUMNS), "most": MOST})
        return cleaned

    def _read(self, file: Any) -> bytes:
        if file.size > LARGEST:
            raise UnreadableError("long")
        return file.read()


class Recognise(PeoplePage, FormView):
    """First the report, with nothing saved; the file comes back signed with the second step, so nothing waits on the server in between."""

    template_name = "certificates/admin/recognise.html"
    form_class = FileForm
    page_title = gettext_lazy("Earlier certificates from a file")
    header_icon = "upload"
    permissions = ("certificates.add_certification", "certificates.change_certification")

    def post(self, request, *args, **kwargs):
        if "looked_at" in request.POST:
            return self._take_over(request.POST["looked_at"])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        lines: list[Line] = form.cleaned_data["lines"]
        wrong = [(line, [_(FAULTS[fault]) for fault in line.faults]) for line in lines if line.faults]
        looked_at = {"programme": form.cleaned_data["programme"].pk, "data": form.cleaned_data["data"].decode("latin-1")}
        return self.render_to_response(
            self.get_context_data(
                form=form,
                lines=lines,
                wrong=wrong,
                looked_at="" if wrong else signing.dumps(looked_at, salt=SALT, compress=True),
            )
        )

    def _take_over(self, signed: str) -> HttpResponse:
        try:
            looked_at = signing.loads(signed, salt=SALT, max_age=3600)
            programme = Programme.objects.get(pk=looked_at["programme"])
            lines = read(looked_at["data"].encode("latin-1"), programme, day_of(timezone.now()))
            number = recognise_all(lines, programme, by=self.request.user, at=timezone.now())
        except (signing.BadSignature, MeanwhileError):
            messages.error(self.request, _("Something changed meanwhile, and nothing was saved. Look at the file once more."))
            return redirect("certification-recognise")
        messages.success(self.request, _("Earlier certificates taken over: %(number)s") % {"number": number})
        return redirect("certifications:index")
