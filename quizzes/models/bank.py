"""Question = identity + versions; all languages of a version in one body."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.search import index


class Category(models.Model):
    """A shelf of the bank."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self):
        return self.name


class QuestionTag(TaggedItemBase):
    content_object = ParentalKey("quizzes.Question", on_delete=models.CASCADE, related_name="tagged_items")


class Question(index.Indexed, ClusterableModel):
    """The bank's entry. What it asks stands in its versions; the newest one (`latest`) is what a new quiz version takes."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="questions", verbose_name=_("category"))
    tags = ClusterTaggableManager(through=QuestionTag, blank=True)
    source_title = models.CharField(_("source"), max_length=255, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"))
    review_by = models.DateField(_("review by"))
    latest = models.ForeignKey("quizzes.QuestionVersion", models.PROTECT, null=True, editable=False, related_name="+")
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    search_fields = [index.SearchField("code"), index.AutocompleteField("code"), index.FilterField("category")]

    class Meta:
        ordering = ["code"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.code


class QuestionVersion(models.Model):
    """What a question asked from some day on. Never edited: attempts and quiz versions rest on it."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, help_text=_("Name of a question type, as in quizzes.registry."))
    body = models.JSONField(help_text=_("The type's Body, with all languages."))
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["question", "-number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_number_once")]

    def __str__(self):
        return f"{self.question} v{self.number}"
