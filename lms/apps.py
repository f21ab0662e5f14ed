from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import pre_delete, pre_save


class LogIsAppendOnly(Exception):  # noqa: N818 — it reads as the refusal it is
    """Somebody tried to change or delete a line of the audit log."""


class House(AppConfig):
    name = "lms"

    def ready(self):
        from wagtail.models import ModelLogEntry, PageLogEntry

        from lms import receivers, tracing  # noqa: F401 — workers hear their signals too

        for model in (ModelLogEntry, PageLogEntry):
            pre_save.connect(_only_new, sender=model)
            pre_delete.connect(_never, sender=model)
        if settings.SENTRY_DSN:
            from lms import sentry

            sentry.begin(settings.SENTRY_DSN)


def _only_new(instance, raw, **_):
    if not raw and not instance._state.adding:
        raise LogIsAppendOnly


def _never(**_):
    raise LogIsAppendOnly
