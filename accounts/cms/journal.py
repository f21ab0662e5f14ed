"""The audit log as a file: all that is kept of each action, so that it can be read elsewhere."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports.audit_logging import LogEntriesView

from accounts.spreadsheets import never_formula


def harmless(value: Any) -> str:
    """As text that a spreadsheet does not take for a formula."""
    return never_formula(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True))


class Journal(LogEntriesView):
    """Wagtail's report; its files also tell the facts of each action, whose account it was, and what belongs to one action."""

    list_export = [*LogEntriesView.list_export, "data", "user.email", "uuid"]
    export_headings = {
        **LogEntriesView.export_headings,
        "data": _("Facts"),
        "user.email": _("E-mail address"),
        "uuid": _("One action"),
    }

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for name in ("label", "data", "user_display_name"):
            self.custom_field_preprocess[name] = {self.FORMAT_CSV: harmless, self.FORMAT_XLSX: harmless}

    def write_csv_response(self, queryset):
        """Written now: what is streamed later is written when nobody's language is spoken any more."""
        streamed = super().write_csv_response(queryset)
        return HttpResponse(b"".join(streamed), headers=streamed.headers)
