"""Addresses. People's pages carry their language (/kk/…, /ru/…, /en/…); machines' and staff's do not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.cms.doors import enter
from certificates.views import answer, open_code
from courses.views.media import media_access
from trainings.views.calendars import feed
from trainings.views.presence import scan

urlpatterns = [
    path("cms/", include("accounts.cms.urls")),  # one door: Wagtail's own sign-in leads to ours
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media-access/", media_access, name="media-access"),
    path("c/<str:code>.json", answer, name="certificate-answer"),
    path("c/<str:code>", open_code, name="certificate-code"),
    path("calendars/<str:secret>.ics", feed, name="trainings-feed"),
    path("here/<int:pk>/<slug:code>", scan, name="trainings-scan"),
    path("", include("certificates.public_urls")),
]
if settings.DEMO:
    urlpatterns.append(path("mailbox/", include("notifications.urls")))
if settings.DEBUG:
    urlpatterns.append(path("samples/", TemplateView.as_view(template_name="samples.html")))

urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.urls")),
    path("me/letters/", include("notifications.letter_urls")),
    path("me/", include("accounts.urls")),
    path("learn/", include("courses.urls")),
    path("learn/", include("quizzes.urls")),
    path("trainings/", include("trainings.urls")),
    path("certificates/", include("certificates.urls")),
    path("_util/login/", enter),  # Wagtail's own asks for the password alone
    path("", include(wagtail_urls)),
)
