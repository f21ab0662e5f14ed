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
from quizzes.models.forms import QuizPageForm


class Feedback(models.TextChoices):
    """When a learner sees marks, keys and explanations."""

    AFTER_ATTEMPT = "after_attempt", _("after each attempt")
    AFTER_PASS = "after_pass", _("after passing or the last attempt")
    NEVER = "never", _("never: the result only")


class QuizPage(ItemPage):
    """A quiz. Its rules are the same in every language; only title and introduction are translated."""

    kind = "quiz"
    base_form_class = QuizPageForm

    intro = RichTextField(_("introduction"), features=["bold", "italic", "ol", "ul", "link"], blank=True)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark, %"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)])
    time_limit_minutes = models.PositiveSmallIntegerField(_("time limit, minutes"), null=True, blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts allowed"), null=True, blank=True, validators=[MinValueValidator(1)])
    pause_hours = models.PositiveSmallIntegerField(_("pause between attempts, hours"), default=0)
    shuffle_questions = models.BooleanField(_("shuffle questions"), default=True)
    shuffle_choices = models.BooleanField(_("shuffle choices"), default=True)
    feedback = models.CharField(_("feedback"), max_length=16, choices=Feedback, default=Feedback.AFTER_ATTEMPT)

    RULES = [
        "pass_mark",
        "time_limit_minutes",
        "attempts_allowed",
        "pause_hours",
        "shuffle_questions",
        "shuffle_choices",
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
    """A part of a quiz: a fixed list of questions, or a number drawn at random from a tag."""

    page = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="sections")
    questions = ParentalManyToManyField("quizzes.Question", blank=True, related_name="+", verbose_name=_("questions"))
    tag = models.ForeignKey("taggit.Tag", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tag"))
    draw = models.PositiveSmallIntegerField(
        _("draw"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("How many at random; empty: all, in order.")
    )

    panels = [FieldPanel("questions"), FieldPanel("tag"), FieldPanel("draw")]
