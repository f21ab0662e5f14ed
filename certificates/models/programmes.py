"""Programmes: what a certification takes, in versions that never change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certificates.models.designs import Design
from certificates.models.issuers import by_language
from certificates.rules.programme import Rules
from certificates.snapshot import Text
from trainings.models.venues import said


class Programme(models.Model):
    """A certification that people work towards and renew. What it takes stands in its versions."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title_kk = models.CharField(_("title in Kazakh"), max_length=200)
    title_ru = models.CharField(_("title in Russian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    about_kk = models.TextField(_("description in Kazakh"), blank=True)
    about_ru = models.TextField(_("description in Russian"), blank=True)
    about_en = models.TextField(_("description in English"), blank=True)
    design = models.ForeignKey(
        Design, models.PROTECT, null=True, blank=True, related_name="programmes", verbose_name=_("certificate design")
    )
    responsible = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        limit_choices_to={"is_staff": True, "is_active": True},
        related_name="programmes_led",
        verbose_name=_("responsible"),
        help_text=_("They see the people in this programme, and get a letter every week about whose certification ends."),
    )

    class Meta:
        ordering = ["slug"]
        verbose_name = pgettext_lazy("certification", "programme")
        verbose_name_plural = pgettext_lazy("certification", "programmes")
        default_permissions = ("view", "add", "change")  # what somebody was certified by is never deleted

    def __str__(self):
        return self.title()

    @property
    def titles(self) -> Text:
        return by_language(self, "title")

    def title(self) -> str:
        """The title in the current language."""
        return said(self, "title")

    def about(self) -> str:
        return said(self, "about")


class ProgrammeVersion(models.Model):
    """What a programme takes from a day on. Never edited: a change is the next version."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="certificates.rules.programme.Rules")
    in_force_from = models.DateField(_("in force from"))
    note = models.CharField(_("what changes"), max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["programme", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="programme_version_number_once")]

    def __str__(self):
        return f"{self.programme} {self.number}"

    @property
    def rules(self) -> Rules:
        """The rules. Raises pydantic.ValidationError for what this code cannot read."""
        return Rules.model_validate(self.content)


class Application(models.Model):
    """That a version is applied to periods which already run: asked for by somebody, done by a worker, once."""

    version = models.OneToOneField(ProgrammeVersion, models.PROTECT, related_name="application")
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    changed = models.PositiveIntegerField(null=True, help_text="How many periods.")

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="application_with_reason"),
            models.CheckConstraint(
                condition=models.Q(applied_at=None, changed=None) | models.Q(applied_at__isnull=False, changed__isnull=False),
                name="application_counts_what_it_changed",
            ),
        ]

    def __str__(self):
        return str(self.version)
