"""The trainer's page about editions: what opening or correcting would change, before anything happens."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from courses.comparing import Change, Item, Kind, compare
from courses.correcting import correct
from courses.forms import CorrectionForm, OpeningForm
from courses.models import CoursePage, Edition, Enrolment
from courses.opening import CannotOpen, open_edition
from courses.surveying import LANGUAGES, Survey, outline_of, source_of, survey

WORDS = {
    Kind.ADDED: gettext_lazy("added"),
    Kind.REMOVED: gettext_lazy("removed"),
    Kind.MOVED: gettext_lazy("moved"),
    Kind.RULES: gettext_lazy("rules changed"),
    Kind.TEXT: gettext_lazy("text changed"),
    Kind.QUESTIONS: gettext_lazy("questions changed"),
}


class EditionsView(TemplateView):
    """Shows the impact; POST `open` opens the next edition, POST `correct` moves chosen texts inside the edition that `edition` names.

    Only those who may publish the course may do either; who may edit it may look. A correction is offered for the newest edition and for
    every earlier one that people follow: each is compared with what is published now, so that a correction reaches those in its middle.
    """

    template_name = "courses/admin/editions.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.course = source_of(get_object_or_404(CoursePage, pk=kwargs["page_id"]))
        may = self.course.permissions_for_user(request.user)
        self.may_publish = may.can_publish()
        if not may.can_edit():
            raise PermissionDenied
        editions = Edition.objects.filter(course_id=self.course.translation_key).select_related("opened_by")
        # Counted apart: joined to its learners, every one of them would bring the whole edition along.
        staying = Enrolment.objects.filter(edition=OuterRef("pk"), left_at=None).order_by().values("edition")
        self.editions = list(editions.annotate(learners=Coalesce(Subquery(staying.annotate(count=Count("pk")).values("count")), 0)))
        self.newest = self.editions[0] if self.editions else None

    @cached_property
    def survey(self) -> Survey:
        return survey(self.course)

    @cached_property
    def published(self) -> list[Item]:
        """The outline that an edition would freeze now."""
        return self.survey.outline(_versions(self.survey))

    def changes_since(self, edition: Edition | None) -> list[Change]:
        return compare(outline_of(edition) if edition else [], self.published)

    def edition_named(self, number: str | None) -> Edition | None:
        """The edition of that number if it can be corrected; the newest one where none is named."""
        if number is None:
            return self.newest
        for edition in self.editions:
            if str(edition.number) == number and (edition.learners or edition == self.newest):
                return edition
        raise Http404

    def get_context_data(self, **kwargs):
        changes = self.changes_since(self.newest)
        corrected = kwargs.get("corrected") or self.edition_named(self.request.GET.get("edition"))
        return {
            **super().get_context_data(**kwargs),
            "course": self.course,
            "survey": self.survey,
            "next_number": (self.newest.number if self.newest else 0) + 1,
            "changes": [{"change": change, "words": WORDS[change.kind], "faces": _faces(self.survey, change)} for change in changes],
            "standing": _standing(self.editions),
            "newest": self.newest,
            "corrected": corrected,
            "corrections": self._corrections(corrected) if self.may_publish else [],
            "may_publish": self.may_publish,
            "opening_form": kwargs.get("opening_form") or OpeningForm(),
            "correction_form": kwargs.get("correction_form") or CorrectionForm(choices=self._choices(corrected)),
            "languages": LANGUAGES,
        }

    def post(self, request, *args, **kwargs):
        if not self.may_publish:
            raise PermissionDenied
        return self._open(request) if "open" in request.POST else self._correct(request)

    def _open(self, request):
        form = OpeningForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(opening_form=form))
        try:
            edition = open_edition(self.course, by=request.user, at=timezone.now(), note=form.cleaned_data["note"])
        except CannotOpen as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, _("Edition %(number)s is open. Those who enrol from now on follow it.") % {"number": edition.number})
        return redirect(request.path)

    def _correct(self, request):
        edition = self.edition_named(request.POST.get("edition", ""))
        form = CorrectionForm(request.POST, choices=self._choices(edition))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(corrected=edition, correction_form=form))
        chosen = [tuple(choice.split(":")) for choice in form.cleaned_data["texts"]]
        moved = correct(edition, chosen, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(
            request,
            _("Corrected for everybody in edition %(number)s. Texts: %(count)s") % {"number": edition.number, "count": len(moved)},
        )
        return redirect(f"{request.path}?edition={edition.number}")

    def _choices(self, edition: Edition | None) -> list[tuple[str, str]]:
        """What a correction may move in that edition: “item key:language” with its words."""
        changes = self.changes_since(edition) if edition else []
        return [(f"{each.key}:{code}", f"{each.title} ({code})") for each in changes if each.correctable for code in each.languages]

    def _corrections(self, corrected: Edition | None) -> list[dict]:
        """The editions that can be corrected, newest first, with the number of texts in which each differs from what is published."""
        found = [
            {"edition": edition, "texts": len(self._choices(edition)), "chosen": edition == corrected}
            for edition in self.editions
            if edition.learners or edition == self.newest
        ]
        return found if any(each["texts"] for each in found) else []


def _versions(found: Survey) -> dict[str, int | None]:
    """What each item would freeze now: frozen for real and rolled back, so that a kind answers in one way only."""
    with transaction.atomic():
        versions = {str(page.translation_key): page.freeze(at=timezone.now()) for page in found.items if not page.hindrances()}
        transaction.set_rollback(True)
    return versions


def _faces(found: Survey, change) -> list[dict]:
    """The page of a change in each language, for links to Wagtail's comparison."""
    pages = found.pages.get(change.key, {})
    return [{"language": code, "page": pages[code]} for code in change.languages if code in pages]


def _standing(editions: list[Edition]) -> list[dict]:
    """How many learners stand where, by edition."""
    counts = {
        row["edition"]: row
        for row in Enrolment.objects.filter(edition__in=editions)
        .values("edition")
        .annotate(
            studying=Count("pk", filter=Q(completed_at=None, left_at=None, current_item__isnull=False)),
            waiting=Count("pk", filter=Q(completed_at=None, left_at=None, current_item=None)),
            completed=Count("pk", filter=Q(completed_at__isnull=False)),
        )
        .order_by()
    }
    places = Enrolment.objects.filter(edition__in=editions, completed_at=None, left_at=None, current_item__isnull=False)
    at_item: dict[int, dict[str, int]] = {}
    for row in places.values("edition", "current_item").annotate(people=Count("pk")).order_by():
        at_item.setdefault(row["edition"], {})[str(row["current_item"])] = row["people"]
    return [
        {
            "edition": edition,
            "counts": counts.get(edition.pk),
            "places": [
                {"title": item.title, "people": at_item[edition.pk][item.key]}
                for item in (outline_of(edition) if edition.pk in at_item else [])
                if item.key in at_item[edition.pk]
            ],
        }
        for edition in editions
    ]
