"""Stands before Wagtail's own addresses under /cms/."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from accounts.cms import doors
from accounts.cms.journal import Journal

urlpatterns = [
    path("login/", doors.enter),
    path("password_reset/", doors.reset_password),
    path("password_reset/<path:step>", doors.reset_password),
    path("failwhale/", doors.nothing),
    path("test404/", doors.nothing),
    path("reports/site-history/", require_admin_access(Journal.as_view())),
    path("reports/site-history/results/", require_admin_access(Journal.as_view(results_only=True))),
    path("account/", require_admin_access(doors.PreferencesView.as_view())),
]
