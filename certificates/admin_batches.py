"""Many certificates at once, in the CMS: what is wanted, how far it is, and the ZIP for whoever asked for it."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.log_actions import log

from certificates import tasks
from certificates.access import may_work_in_bulk
from certificates.admin_frame import RegisterPage, link
from certificates.batch_forms import WantedForm
from certificates.batching import KEEP, ask, progress_of
from certificates.models import Batch

SECONDS = 3  # between two looks at work that goes on
LISTED = 20


class BatchDesk(RegisterPage, TemplateView):
    """For those who may; and of batches each sees their own."""

    header_icon = "list-ul"

    def may(self, person):
        return may_work_in_bulk(person)


class Batches(BatchDesk):
    """What is wanted, looked at first (GET); POST `issue` or `gather` asks for it. Below, what this person asked for before."""

    template_name = "certificates/admin/batches.html"
    page_title = gettext_lazy("Many certificates at once")

    def get(self, request, *args, **kwargs):
        self.form = WantedForm(request.GET if "numbers" in request.GET else None)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.form = WantedForm(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(**kwargs))
        wanted, work = self.form.wanted(), Batch.Work.GATHER if "gather" in request.POST else Batch.Work.ISSUE
        if work == Batch.Work.GATHER:
            of = {"certificates": list(wanted.certificates.values_list("pk", flat=True)), "sheet": self.form.cleaned_data["sheet"]}
        else:
            of = {
                "enrolments": list(wanted.enrolments.values_list("pk", flat=True)),
                "periods": list(wanted.periods.values_list("pk", flat=True)),
            }
        if not any(of[name] for name in of if name != "sheet"):
            messages.info(request, _("There is nothing to do: nobody waits, and no certificate is among these."))
            return redirect("certificate-batches")
        return redirect("certificate-batch", ask(work, wanted.title, by=request.user, at=timezone.now(), **of).pk)

    def get_context_data(self, **kwargs):
        wanted = self.form.wanted() if self.form.is_bound and self.form.is_valid() else None
        counts = {"lacking": wanted.lacking, "nameless": wanted.nameless, "there": wanted.certificates.count()} if wanted else {}
        batches = Batch.objects.visible_to(self.request.user)[:LISTED]
        return {**super().get_context_data(**kwargs), "form": self.form, "wanted": wanted, **counts, "batches": batches}


class OneBatch(BatchDesk):
    """How far it is; looks again by itself. POST asks again, where a message may have been lost."""

    template_name = "certificates/admin/batch.html"

    @cached_property
    def batch(self):
        return get_object_or_404(Batch.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.batch.title

    def trail(self):
        return [*super().trail(), link(Batches.page_title, "certificate-batches")]

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.batch.finished_at is None:
            response["Refresh"] = str(SECONDS)
        return response

    def post(self, request, *args, **kwargs):
        if self.batch.finished_at is None:
            tasks.work_through.delay(self.batch.pk)
        return redirect("certificate-batch", self.batch.pk)

    def get_context_data(self, **kwargs):
        progress = progress_of(self.batch)
        over = progress["total"] - progress["waiting"]
        until = self.batch.finished_at + KEEP if self.batch.finished_at else None
        return {**super().get_context_data(**kwargs), "batch": self.batch, **progress, "over": over, "kept_until": until}


class BatchFile(BatchDesk):
    """The ZIP, for whoever asked for it."""

    def get(self, request, *args, **kwargs):
        batch = get_object_or_404(Batch.objects.visible_to(request.user).exclude(file=""), pk=kwargs["pk"])
        try:
            stored = batch.file.open("rb")
        except FileNotFoundError as problem:
            raise Http404 from problem
        log(batch, "certificates.batch_download", user=request.user)
        name = f"{slugify(batch.title, allow_unicode=True) or 'certificates'}-{batch.pk}.zip"
        response = FileResponse(stored, as_attachment=True, filename=name, content_type="application/zip")
        response["Cache-Control"] = "private, no-store"
        return response
