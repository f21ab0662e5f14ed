"""How certificates look: designs in versions that never change, the pictures on them, and what chose which."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import BaseModel, ConfigDict

from certificates import snapshot
from courses.models import Course


class Content(BaseModel):
    """What a version of a design says: the parts of a snapshot that come from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: snapshot.Issuer
    design: snapshot.Design

    @property
    def pictures(self) -> set[str]:
        return snapshot.pictures_of(self.issuer, self.design)


class Picture(models.Model):
    """A logo or a signature, named by its own bytes. They stand in the row: certificates are drawn from them as long as there are any."""

    sha256 = models.CharField(max_length=64, unique=True)
    data = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()


class Design(models.Model):
    """How certificates look, by a name for those who choose. What they print stands in its versions."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    is_default = models.BooleanField(
        _("used where nothing else is chosen"),
        default=False,
        help_text=_("Courses and programmes without a choice of their own take this design."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")
        default_permissions = ("view", "add", "change")  # what certificates were drawn by is never deleted
        constraints = [models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="design_one_default")]

    def __str__(self):
        return self.name


class DesignVersion(models.Model):
    """What a design prints. Never edited: a change is the next version."""

    design = models.ForeignKey(Design, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="certificates.models.designs.Content")
    note = models.CharField(pgettext_lazy("design", "what changes"), max_length=500, blank=True)
    pictures = models.ManyToManyField(Picture, through="DesignPicture", related_name="versions")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["design", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["design", "number"], name="design_version_number_once")]

    def __str__(self):
        return f"{self.design}, {self.number}"

    @property
    def read(self) -> Content:
        """The content. Raises pydantic.ValidationError for what this code cannot read."""
        return Content.model_validate(self.content)


class DesignPicture(models.Model):
    """That a version prints a picture: neither goes while the other is there."""

    version = models.ForeignKey(DesignVersion, models.PROTECT, related_name="+")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["version", "picture"], name="design_picture_once")]


class CourseDesign(models.Model):
    """The design that a course chose for its certificates, in all its editions. A course without a row takes the default."""

    course = models.OneToOneField(Course, models.PROTECT, related_name="+")
    design = models.ForeignKey(Design, models.PROTECT, related_name="courses")

    class Meta:
        default_permissions = ()
