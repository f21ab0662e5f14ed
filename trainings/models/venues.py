"""The centres."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.models.editions import in_language


def said(row: models.Model, field: str, language: str | None = None) -> str:
    """What `field_kk`, `field_ru`, `field_en` of a row say in that language, the current one by default; another where it is empty."""
    return in_language({code: getattr(row, f"{field}_{code}") for code in ("kk", "ru", "en")}, language)


class Venue(models.Model):
    """A place where people meet. Closed ones stay for what happened there; nobody plans in them any more."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=255, unique=True)
    name_ru = models.CharField(_("name in Russian"), max_length=255)
    name_en = models.CharField(_("name in English"), max_length=255, blank=True)
    address_kk = models.CharField(pgettext_lazy("place", "address in Kazakh"), max_length=255)
    address_ru = models.CharField(pgettext_lazy("place", "address in Russian"), max_length=255)
    address_en = models.CharField(pgettext_lazy("place", "address in English"), max_length=255, blank=True)
    is_open = models.BooleanField(_("in use"), default=True, help_text=_("No new session can be planned in a place that is not in use."))

    class Meta:
        ordering = ["name_kk"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        default_permissions = ("view", "add", "change")

    def __str__(self):
        return self.name()

    def name(self, language: str | None = None) -> str:
        return said(self, "name", language)

    def address(self, language: str | None = None) -> str:
        return said(self, "address", language)
