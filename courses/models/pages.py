"""The trainer's desk: Wagtail pages of the public site and of courses."""

from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from accounts.models import Audience
from courses.blocks import LessonBody
from courses.blocks.text import RICH
from courses.models.editions import Completion
from courses.models.items import ItemPage, Rule


class HomePage(Page):
    """The front door: what Qalqan is, then courses by audience."""

    lead = models.CharField(_("in one sentence"), max_length=255)
    intro = RichTextField(_("introduction"), features=RICH, blank=True)
    audiences = StreamField(
        [
            (
                "audience",
                blocks.StructBlock(
                    [
                        ("audience", blocks.ChoiceBlock(choices=Audience.choices)),
                        ("title", blocks.CharBlock(max_length=100)),
                        ("text", blocks.TextBlock()),
                    ]
                ),
            )
        ],
        verbose_name=_("audiences"),
        blank=True,
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("intro"), FieldPanel("audiences")]
    template = "courses/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CataloguePage"]
    max_count_per_parent = 3

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        from courses.showing import continuing, shelves  # reads over models: the door is opened late

        return {
            **super().get_context(request, *args, **kwargs),
            "continuing": continuing(request.user),
            "shelves": shelves(self.locale),
        }


class CataloguePage(Page):
    """All courses, by audience."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    template = "courses/catalogue.html"
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.CoursePage"]

    class Meta:
        verbose_name = _("catalogue")

    def get_context(self, request, *args, **kwargs):
        from courses.showing import shelves

        audience = request.GET.get("audience", "")
        return {
            **super().get_context(request, *args, **kwargs),
            "shelves": shelves(self.locale, audience),
            "audience": audience,
            "audiences": Audience.choices,
        }


class CoursePage(Page):
    """A course: its promise and its outline. Learners follow its editions, not this page."""

    audience = models.CharField(_("audience"), max_length=16, choices=Audience, default=Audience.TEACHER)
    summary = models.TextField(_("promise"), max_length=400, help_text=_("One or two sentences."))
    description = RichTextField(_("description"), features=RICH, blank=True)
    outcomes = StreamField([("outcome", blocks.CharBlock(max_length=200))], verbose_name=_("you will be able to"), blank=True)
    teachers = StreamField(
        [
            (
                "teacher",
                blocks.StructBlock(
                    [("name", blocks.CharBlock(max_length=100)), ("role", blocks.CharBlock(max_length=200, required=False))]
                ),
            )
        ],
        verbose_name=_("who teaches"),
        blank=True,
    )
    hours = models.PositiveSmallIntegerField(_("academic hours"))
    certificate_note = models.TextField(_("what the certificate says"), max_length=400, blank=True)

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("hours")], heading=_("Course")),
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("outcomes"),
        FieldPanel("teachers"),
        FieldPanel("certificate_note"),
    ]
    override_translatable_fields = [SynchronizedField("slug"), SynchronizedField("audience"), SynchronizedField("hours")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("description")]
    template = "courses/course.html"
    parent_page_types = ["courses.CataloguePage"]
    subpage_types = ["courses.ModulePage"]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def get_context(self, request, *args, **kwargs):
        from courses.showing import face_of

        return {**super().get_context(request, *args, **kwargs), **face_of(self, request.user)}


class ModulePage(Page):
    """A part of a course: its children are the items."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    after_previous = models.BooleanField(
        _("opens after the previous module"), default=False, help_text=_("All required items of the modules before it must be done first.")
    )

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("after_previous")]
    override_translatable_fields = [SynchronizedField("slug"), SynchronizedField("after_previous")]
    parent_page_types = ["courses.CoursePage"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def serve(self, request, *args, **kwargs):
        """A module has no page of its own: its course does."""
        return redirect(self.get_parent().get_url(request))

    def serve_preview(self, request, mode_name):
        """Previewed as its course, for the same reason."""
        course = self.get_parent().specific
        return course.serve_preview(request, course.default_preview_mode)


class LessonPage(ItemPage):
    """A lesson: blocks to read and to practise with."""

    kind = "lesson"

    class Rules(models.TextChoices):
        OPENED = Completion.OPENED.value, Completion.OPENED.label
        READ = Completion.READ.value, Completion.READ.label
        VIDEO = Completion.VIDEO.value, Completion.VIDEO.label

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = StreamField(LessonBody(), verbose_name=_("lesson"))
    completion = models.CharField(_("done when"), max_length=10, choices=Rules, default=Rules.READ)
    video_percent = models.PositiveSmallIntegerField(_("percent of the video to see"), default=80)

    content_panels = [
        *ItemPage.content_panels,
        FieldPanel("summary"),
        *ItemPage.item_panels,
        MultiFieldPanel([FieldPanel("completion"), FieldPanel("video_percent")], heading=_("Done when")),
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        *ItemPage.override_translatable_fields,
        TranslatableField("body"),
        SynchronizedField("completion"),
        SynchronizedField("video_percent"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    parent_page_types = ["courses.ModulePage"]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def rule(self) -> Rule:
        if self.completion == Completion.VIDEO:
            return Rule(Completion.VIDEO, self.video_percent)
        return Rule(self.completion)

    def hindrances(self) -> list[str]:
        if self.completion == Completion.VIDEO and not self.body.first_block_by_name("video"):
            return [gettext("“%(title)s” is done when its video is seen, but it has no video.") % {"title": self.title}]
        return []

    preview_modes = [("", _("Lesson"))]

    def get_preview_context(self, request, mode_name):
        from courses.lessons import unsigned

        return {**super().get_preview_context(request, mode_name), "body": unsigned(self)}

    def get_preview_template(self, request, mode_name):
        return "courses/preview.html"

    @classmethod
    def play(cls, request, seat):
        from courses.views.lessons import show_lesson  # views import models: the door is opened late

        return show_lesson(request, seat)
