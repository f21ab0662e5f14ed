"""Question = identity + versions; all languages of a version in one body."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.search import index


class Difficulty(models.TextChoices):
    """How hard the author takes a question to be; the analysis tells how hard it is."""

    EASY = "easy", _("easy")
    MEDIUM = "medium", _("medium")
    HARD = "hard", _("hard")


class Category(models.Model):
    """A shelf of the bank; shelves stand inside shelves (`quizzes.shelving` walks the tree)."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("inside"))

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="category_name_once_per_shelf"),
            models.UniqueConstraint(fields=["name"], condition=Q(parent=None), name="category_name_once_at_the_top"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="category_not_inside_itself"),
        ]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self):
        return self.name

    def with_all_inside(self) -> list[int]:
        """The ids of this shelf and of every shelf inside it. One query: a bank has few shelves."""
        inside: dict[int | None, list[int]] = {}
        for pk, parent in Category.objects.values_list("pk", "parent"):
            inside.setdefault(parent, []).append(pk)
        found = [self.pk]
        for pk in found:
            found += inside.get(pk, [])
        return found


class QuestionTag(TaggedItemBase):
    content_object = ParentalKey("quizzes.Question", on_delete=models.CASCADE, related_name="tagged_items")


class QuestionQuerySet(models.QuerySet):
    def in_use(self):
        """What quizzes may ask: not retired, and with something to ask."""
        return self.filter(retired_at=None, latest__isnull=False)

    def matching(self, *, category=None, tag=None, difficulty=""):
        """Questions of a category (and what stands inside it), with a tag, of a difficulty: whichever of these is given."""
        found = self
        if category:
            found = found.filter(category__in=category.with_all_inside())
        if tag:
            found = found.filter(tagged_items__tag=tag)
        return found.filter(difficulty=difficulty) if difficulty else found


class Question(index.Indexed, ClusterableModel):
    """The bank's entry. What it asks stands in its versions; the newest one (`latest`) is what a new quiz version takes."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="questions", verbose_name=_("category"))
    tags = ClusterTaggableManager(through=QuestionTag, blank=True)
    difficulty = models.CharField(_("difficulty"), max_length=8, choices=Difficulty, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("owner"))
    source_title = models.CharField(_("source"), max_length=255, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"))
    review_by = models.DateField(_("review by"))
    latest = models.ForeignKey("quizzes.QuestionVersion", models.PROTECT, null=True, editable=False, related_name="+")
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    behind = models.JSONField(default=dict, editable=False, help_text="Language to number of changes in others that it has not followed.")
    search_text = models.TextField(default="", editable=False, help_text="All words of the newest version, folded by quizzes.folding.")

    objects = QuestionQuerySet.as_manager()

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


class VersionPicture(models.Model):
    """A picture that a version shows: while the version is there, the picture cannot be deleted."""

    version = models.ForeignKey(QuestionVersion, models.CASCADE, related_name="pictures")
    image = models.ForeignKey("wagtailimages.Image", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "image"], name="version_picture_once")]
