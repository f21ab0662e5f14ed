"""The quiz as a page of a course: the trainer sets rules and sections here."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField, TranslatableField

from courses.models import Completion, ItemPage, Rule
from quizzes.models.bank import Difficulty
from quizzes.models.forms import QuizPageForm


class Feedback(models.TextChoices):
    """When a learner sees marks, keys and explanations."""

    AFTER_ATTEMPT = "after_attempt", _("after each attempt")
    AFTER_PASS = "after_pass", _("after passing or the last attempt")
    NEVER = "never", _("never: the result only")


class Purpose(models.TextChoices):
    """What a quiz is for: an entry test and a final test of the same course are compared (the gain)."""

    TEST = "test", _("a test")
    ENTRY = "entry", _("entry test: what people know before")
    FINAL = "final", _("final test: what they know after")


class QuizPage(ItemPage):
    """A quiz. Its rules are the same in every language; only title and introduction are translated."""

    kind = "quiz"
    base_form_class = QuizPageForm

    intro = RichTextField(_("introduction"), features=["bold", "italic", "ol", "ul", "link"], blank=True)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose, default=Purpose.TEST)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark, %"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)])
    time_limit_minutes = models.PositiveSmallIntegerField(_("time limit, minutes"), null=True, blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True, help_text=_("An attempt that is running then ends then."))
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts allowed"), null=True, blank=True, validators=[MinValueValidator(1)])
    pause_hours = models.PositiveSmallIntegerField(_("pause between attempts, hours"), default=0)
    shuffle_questions = models.BooleanField(_("shuffle questions"), default=True)
    shuffle_choices = models.BooleanField(_("shuffle choices"), default=True)
    per_page = models.PositiveSmallIntegerField(
        _("questions a page"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: all on one page.")
    )
    no_return = models.BooleanField(
        _("no return"), default=False, help_text=_("A page that was left is closed. Needs a number of questions a page.")
    )
    feedback = models.CharField(_("feedback"), max_length=16, choices=Feedback, default=Feedback.AFTER_ATTEMPT)

    RULES = [
        "purpose",
        "pass_mark",
        "time_limit_minutes",
        "opens_at",
        "closes_at",
        "attempts_allowed",
        "pause_hours",
        "shuffle_questions",
        "shuffle_choices",
        "per_page",
        "no_return",
        "feedback",
    ]
    content_panels = [
        *ItemPage.content_panels,
        FieldPanel("intro"),
        *ItemPage.item_panels,
        MultiFieldPanel([FieldPanel(name) for name in RULES], heading=_("Rules")),
        InlinePanel("sections", label=_("Section"), min_num=1),
    ]
    override_translatable_fields = [
        *ItemPage.override_translatable_fields,
        TranslatableField("intro"),
        *(SynchronizedField(name, overridable=False) for name in RULES),
        SynchronizedField("sections"),
    ]
    parent_page_types = ["courses.ModulePage"]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def serve_preview(self, request, mode_name):
        """Previewed as its course: what a learner meets of a quiz is drawn for an attempt."""
        course = self.get_parent().get_parent().specific
        return course.serve_preview(request, course.default_preview_mode)

    def rule(self) -> Rule:
        return Rule(Completion.PASSED, self.pass_mark)

    def hindrances(self) -> list[str]:
        from quizzes.freezing import hindrances  # verbs import models: the door is opened late

        return hindrances(self)

    def freeze(self, *, at) -> int:
        from quizzes.freezing import freeze  # verbs import models: the door is opened late

        return freeze(self, at=at)

    @classmethod
    def play(cls, request, seat):
        from quizzes.views.quiz import show_quiz

        return show_quiz(request, seat)


class QuizSection(Orderable, ClusterableModel):
    """A part of a quiz: a list of questions, or what the bank has of a category, tag and difficulty; all of it, or a number at random."""

    page = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="sections")
    questions = ParentalManyToManyField("quizzes.Question", blank=True, related_name="+", verbose_name=_("questions"))
    category = models.ForeignKey(
        "quizzes.Category",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
        help_text=_("With all that stand inside it."),
    )
    tag = models.ForeignKey("taggit.Tag", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tag"))
    difficulty = models.CharField(_("difficulty"), max_length=8, choices=Difficulty, blank=True)
    draw = models.PositiveSmallIntegerField(
        _("draw"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("How many at random; empty: all, in order.")
    )

    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark of this section, %"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Needed beside the pass mark of the whole."),
    )

    panels = [FieldPanel(name) for name in ("questions", "category", "tag", "difficulty", "draw", "pass_mark")]
