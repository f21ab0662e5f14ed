"""Files of questions in Wagtail's admin: upload, look, take over; choose, look, download.

Import wants `add_question`, export `view_question`.
"""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from taggit.models import Tag
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from quizzes import importing, stocking
from quizzes.exporting import export_questions
from quizzes.format_words import FORMATS, STATES, kind_label, say
from quizzes.formats.entries import LARGEST_FILE
from quizzes.formats.registry import FORMATS as HANDLERS
from quizzes.formats.summary import summary
from quizzes.models import Category, DraftFault, DraftState, ImportDraft, Question
from quizzes.tasks import take_over

IMPORT, EXPORT, SHELVES = "quizzes.add_question", "quizzes.view_question", "quizzes.add_category"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
ROWS_A_PAGE = 100
REFRESH = 3  # seconds between two looks at a file that is being taken over
FAULTS = {
    DraftFault.MEANWHILE: gettext_lazy("Something with the same code or name came into the bank in the same moment."),
    DraftFault.BROKEN: gettext_lazy("An error that only the log can explain; whoever runs the platform finds it there."),
}


class FileForm(forms.Form):
    """What every file needs: a format and the language of its texts."""

    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=list(FORMATS.items()))
    language = forms.ChoiceField(label=gettext_lazy("Language of the texts"), choices=LANGUAGES)


class UploadForm(FileForm):
    """A file that comes in."""

    file = forms.FileField(label=gettext_lazy("File"))
    category = forms.ModelChoiceField(Category.objects.all(), label=gettext_lazy("Category"))
    shelves = forms.BooleanField(label=gettext_lazy("Make categories inside it as the file names them"), required=False)
    prefix = forms.SlugField(
        label=gettext_lazy("Beginning of the codes"),
        max_length=20,
        required=False,
        allow_unicode=True,
        help_text=gettext_lazy("Put before each code, such as “law-”. May stay empty."),
    )
    field_order = ["file", "format", "language", "category", "shelves", "prefix"]

    def __init__(self, *args, may_make_shelves, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_make_shelves:
            del self.fields["shelves"]

    def clean_file(self):
        if self.cleaned_data["file"].size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than %(megabytes)s MB.") % {"megabytes": LARGEST_FILE // 1024**2})
        return self.cleaned_data["file"]


class ExportForm(FileForm):
    """Which questions go out."""

    category = forms.ModelChoiceField(Category.objects.all(), label=gettext_lazy("Category"), required=False)
    tag = forms.ModelChoiceField(
        Tag.objects.filter(quizzes_questiontag_items__isnull=False).distinct(), label=gettext_lazy("Tag"), required=False
    )
    codes = forms.CharField(
        label=gettext_lazy("Codes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only these questions, codes with spaces or commas between them. Empty: all."),
    )

    def questions(self):
        """The chosen ones, without those that are retired."""
        found = Question.objects.matching(category=self.cleaned_data["category"], tag=self.cleaned_data["tag"]).in_use()
        codes = self.cleaned_data["codes"].replace(",", " ").split()
        found = found.filter(code__in=codes) if codes else found
        return found.select_related("latest").prefetch_related("tags").order_by("category__name", "code").distinct()


class FormatsDesk(WagtailAdminTemplateMixin, TemplateView):
    """A page for those who have the permission."""

    permission = IMPORT
    header_icon = "upload"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class Upload(FormatsDesk):
    """The file is kept as a draft of its maker; nothing comes into the bank yet."""

    template_name = "quizzes/admin/import.html"
    page_title = gettext_lazy("Import questions")

    def form(self, *data):
        return UploadForm(*data, may_make_shelves=self.request.user.has_perm(SHELVES))

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        values = form.cleaned_data
        file = values.pop("file")
        draft = ImportDraft.objects.create(
            content=file.read(), file_name=file.name[-255:], made_by=request.user, made_at=timezone.now(), **values
        )
        return redirect("question_import:report", draft.pk)

    def get_context_data(self, **kwargs):
        return {"form": self.form(), **super().get_context_data(**kwargs)}


class ImportReport(FormatsDesk):
    """Every question of the file and what becomes of it; the button takes over what can be taken. While that goes on, how far it is."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        visible = ImportDraft.objects.visible_to(request.user) if request.user.is_authenticated else ImportDraft.objects.none()
        self.draft = get_object_or_404(visible.select_related("category").defer("content"), pk=kwargs["pk"])

    @property
    def under_way(self):
        return self.draft.state == DraftState.SAVING

    def get_template_names(self):
        return ["quizzes/admin/import_running.html" if self.under_way else "quizzes/admin/import_report.html"]

    def get_page_title(self):
        return _("Import of %(file)s") % {"file": self.draft.file_name}

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.under_way:
            response["Refresh"] = str(REFRESH)
        return response

    def post(self, request, *args, **kwargs):
        """Asks for it; `again` where it was asked for and no worker has done it yet."""
        if stocking.ask(self.draft, new_versions="new_versions" in request.POST) or "again" in request.POST:
            take_over.delay(self.draft.pk)
        return redirect("question_import:report", self.draft.pk)

    def get_context_data(self, **kwargs):
        draft = self.draft
        context = {
            **super().get_context_data(**kwargs),
            "draft": draft,
            "format": FORMATS[draft.format],
            "language": dict(LANGUAGES)[draft.language],
        }
        if self.under_way:
            done, total = stocking.progress_of(draft)
            return {**context, "done": done, "total": total}
        return {**context, **self._report()}

    def _report(self):
        draft = self.draft
        report = importing.preview(bytes(draft.content), draft.format, draft.language, prefix=draft.prefix)
        state = self.request.GET.get("state", "")
        rows = [row for row in report.rows if row.state == state] if state in STATES else report.rows
        page = Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        return {
            "state": state,
            "counts": [(name, label, report.count(name)) for name, label in STATES.items()],
            "page": page,
            "rows": [_shown(row, draft.language) for row in page],
            "new": len(report.taken(new_versions=False)),
            "versions": len(report.taken(new_versions=True)) - len(report.taken(new_versions=False)),
            "fault": FAULTS.get(draft.fault),
        }


def _shown(row, language):
    """A row as the template wants it. The prompt was cleaned when it was read."""
    entry = row.entry
    return {
        "line": row.line,
        "name": row.name,
        "code": row.code,
        "state": row.state,
        "label": STATES[row.state],
        "kind": kind_label(entry.kind) if entry else "",
        "category": " / ".join(entry.category) if entry else "",
        "tags": entry.tags if entry else (),
        "picture": entry.picture.name if entry and entry.picture else "",
        "prompt": mark_safe(entry.body["prompt"].get(language, "")) if entry else "",  # noqa: S308
        "lines": summary(entry.body, language) if entry else [],
        "reasons": [say(reason) for reason in row.reasons],
    }


class Export(FormatsDesk):
    """Only looks: the address may be kept, and `download` in it gives the file."""

    template_name = "quizzes/admin/export.html"
    page_title = gettext_lazy("Export questions")
    header_icon = "download"
    permission = EXPORT

    def get(self, request, *args, **kwargs):
        self.form = ExportForm(request.GET if "format" in request.GET else None)
        self.exported = None
        if self.form.is_valid():
            self.exported = export_questions(self.form.questions(), self.form.cleaned_data["format"], self.form.cleaned_data["language"])
            if "download" in request.GET:
                return self._file()
        return self.render_to_response(self.get_context_data())

    def _file(self):
        chosen = HANDLERS[self.form.cleaned_data["format"]]
        name = f"questions-{chosen.name}-{self.form.cleaned_data['language']}.{chosen.extension}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(self.exported.text, content_type=f"{chosen.mime}; charset=utf-8", headers=headers)

    def get_context_data(self, **kwargs):
        losses = self.exported.losses if self.exported else ()
        chosen = {name: self.request.GET.getlist(name) for name in self.form.fields if name in self.request.GET}
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "exported": self.exported,
            "left_out": [(loss.code, say(loss.reason)) for loss in losses if loss.whole],
            "lost": [(loss.code, say(loss.reason)) for loss in losses if not loss.whole],
            "download": "?" + urlencode({**chosen, "download": 1}, doseq=True),
        }


class PermittedFileItem(MenuItem):
    permission = IMPORT

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


class PermittedExportItem(PermittedFileItem):
    permission = EXPORT


class ImportViewSet(ViewSet):
    """The way in."""

    name = "question_import"
    url_prefix = "question-import"
    icon = "upload"
    menu_label = gettext_lazy("Import questions")
    menu_item_class = PermittedFileItem

    def get_urlpatterns(self):
        return [path("", Upload.as_view(), name="index"), path("<int:pk>/", ImportReport.as_view(), name="report")]


class ExportViewSet(ViewSet):
    """The way out."""

    name = "question_export"
    url_prefix = "question-export"
    icon = "download"
    menu_label = gettext_lazy("Export questions")
    menu_item_class = PermittedExportItem

    def get_urlpatterns(self):
        return [path("", Export.as_view(), name="index")]
