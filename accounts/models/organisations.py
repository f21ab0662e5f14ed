from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A school, a police department, a centre: where a person works. Its name stands in each language as on its papers."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=255, unique=True)
    name_ru = models.CharField(_("name in Russian"), max_length=255, unique=True)
    name_en = models.CharField(_("name in English"), max_length=255, blank=True)

    class Meta:
        ordering = ["name_kk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self):
        return self.name(get_language() or "kk")

    def name(self, language: str) -> str:
        """The name in that language; Russian where there is none in English."""
        return getattr(self, f"name_{language}", "") or self.name_ru
