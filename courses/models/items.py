"""What a page must offer to be an item of a course."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField


@dataclass(frozen=True)
class Rule:
    """What completes an item: a member of `Completion`, with a percentage where it needs one."""

    completion: str
    threshold: int | None = None


class ItemPage(Page):
    """A page that stands in a module as something to do.

    A kind says its name (`kind`), what completes it (`rule`), what it freezes beside its own revision (`freeze`), and how the player shows
    it (`play`). The rest of `courses` never asks which kind it is.
    """

    kind: ClassVar[str]

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15, help_text=_("How long a learner needs."))
    required = models.BooleanField(_("required"), default=True, help_text=_("Needed to complete the course."))

    item_panels = [MultiFieldPanel([FieldPanel("minutes"), FieldPanel("required")], heading=_("In the course"))]
    override_translatable_fields = [SynchronizedField("minutes"), SynchronizedField("required"), SynchronizedField("slug")]
    subpage_types = []

    class Meta:
        abstract = True

    def rule(self) -> Rule:
        """What completes this item."""
        raise NotImplementedError

    def hindrances(self) -> list[str]:
        """Why an edition with this item could never be completed, in words for the trainer."""
        return []

    def freeze(self, *, at) -> int | None:
        """Freezes what an edition needs beside this page's revision; returns the number of that version, or None."""
        return None

    def serve(self, request, *args, **kwargs):
        """The public door leads to the course: learners follow an edition, and drafts are nobody's business."""
        return redirect(self.get_parent().get_parent().get_url(request))

    @classmethod
    def play(cls, request, seat):
        """The player's answer for this kind of item, as pinned. `seat` is `courses.seating.Seat`."""
        raise NotImplementedError


def kind_named(kind: str) -> type[ItemPage]:
    """The page class of that kind."""
    return next(model for model in ItemPage.__subclasses__() if model.kind == kind)
