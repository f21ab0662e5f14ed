from django.apps import AppConfig
from django.conf import settings


class LmsConfig(AppConfig):
    name = "lms"

    def ready(self):
        from lms import tracing  # noqa: F401 — workers hear its signals too

        if settings.SENTRY_DSN:
            from lms import sentry

            sentry.begin(settings.SENTRY_DSN)
