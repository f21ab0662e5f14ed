"""The stations of a practicum."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trainings.models.venues import said
from trainings.rubrics import Rubric


class Station(models.Model):
    """A scene that is played and marked by a rubric. Once anybody was marked by it, rubric and pass mark stay as they are."""

    code = models.SlugField(_("short name"), max_length=40, unique=True)
    title_kk = models.CharField(_("title in Kazakh"), max_length=200)
    title_ru = models.CharField(_("title in Russian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    scene_kk = models.TextField(_("scene in Kazakh"), help_text=_("What is played, and what the person has to do."))
    scene_ru = models.TextField(_("scene in Russian"))
    scene_en = models.TextField(_("scene in English"))
    rubric = models.JSONField(editable=False, help_text="As trainings.rubrics has it.")
    pass_mark = models.PositiveSmallIntegerField(_("points to pass"), validators=[MinValueValidator(1)])
    is_open = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        default_permissions = ("view", "add", "change")
        constraints = [models.CheckConstraint(condition=Q(pass_mark__gte=1), name="station_has_a_pass_mark")]

    def __str__(self):
        return self.title()

    def title(self, language: str | None = None) -> str:
        return said(self, "title", language)

    def scene(self, language: str | None = None) -> str:
        return said(self, "scene", language)

    def read_rubric(self) -> Rubric:
        return Rubric.model_validate(self.rubric)
