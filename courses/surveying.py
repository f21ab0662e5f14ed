"""Reading a course page as it stands now: the outline an edition would freeze, what hinders it, and which languages lag behind."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.validators import slug_re
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from courses.comparing import Item
from courses.models import CoursePage, Edition, EditionItem, ItemPage, ModulePage

LANGUAGES = [code for code, _name in settings.LANGUAGES]
LONGEST_SLUG = EditionItem._meta.get_field("slug").max_length


@dataclass(frozen=True)
class Lag:
    """A language in which an item is missing or behind. `untranslated` counts texts; None where the whole page is missing."""

    title: str
    language: str
    untranslated: int | None


@dataclass
class Survey:
    """A course page as it stands. `pages` maps an item's key to its page in each language."""

    course: CoursePage
    modules: list[ModulePage] = field(default_factory=list)
    items: list[ItemPage] = field(default_factory=list)
    pages: dict[str, dict[str, Page]] = field(default_factory=dict)
    lags: list[Lag] = field(default_factory=list)
    hindrances: list[str] = field(default_factory=list)

    def outline(self, versions: dict[str, int | None]) -> list[Item]:
        """The outline for `courses.comparing`; `versions` holds what each item froze beside its page."""
        outline = []
        for page in self.items:
            key = str(page.translation_key)
            rule = page.rule()
            outline.append(
                Item(
                    key=key,
                    title=page.title,
                    module=str(page.get_parent().translation_key),
                    kind=page.kind,
                    required=page.required,
                    minutes=page.minutes,
                    completion=rule.completion,
                    threshold=rule.threshold,
                    version=versions.get(key),
                    revisions={code: each.live_revision_id for code, each in self.pages[key].items()},
                )
            )
        return outline


def source_of(course: CoursePage) -> CoursePage:
    """The course in the source language, where its structure is edited."""
    return course.get_translation_or_none(Locale.get_default()) or course


def survey(course: CoursePage) -> Survey:
    """Reads the published pages of a course. Queries grow with its items, not with its learners."""
    found = Survey(course=source_of(course))
    found.modules = list(ModulePage.objects.child_of(found.course).live().order_by("path"))
    for module in found.modules:
        for page in module.get_children().live().order_by("path").specific():
            if isinstance(page, ItemPage):
                found.items.append(page)
    for page in found.items:
        _read_languages(found, page)
        found.hindrances += page.hindrances()
    if not found.items:
        found.hindrances.append(_("Publish at least one module with a lesson first."))
    if len({page.slug for page in found.items}) < len(found.items):
        found.hindrances.append(_("Two items have the same address (slug). Give each its own."))
    for page in [found.course, *found.items]:
        if len(page.slug) > LONGEST_SLUG or not slug_re.match(page.slug):
            found.hindrances.append(
                _("“%(title)s”: an address (slug) has at most %(count)s characters: Latin letters, digits, hyphens.")
                % {"title": page.title, "count": LONGEST_SLUG}
            )
    return found


def _read_languages(found: Survey, page: ItemPage) -> None:
    pages = {each.locale.language_code: each for each in Page.objects.translation_of(page, inclusive=True).select_related("locale")}
    shown = {code: each for code, each in pages.items() if code in LANGUAGES and each.live and each.live_revision_id}
    if page.locale.language_code not in shown:
        found.hindrances.append(_("“%(title)s” was never published through the editor.") % {"title": page.title})
    found.pages[str(page.translation_key)] = shown
    for code in LANGUAGES:
        if code not in shown:
            found.lags.append(Lag(page.title, code, None))
    translations = Translation.objects.filter(source__object_id=page.translation_key, enabled=True).select_related(
        "target_locale", "source"
    )
    for translation in translations:
        code = translation.target_locale.language_code
        if code not in shown:
            continue
        total, translated = translation.get_progress()
        behind = total - translated
        if page.live_revision.created_at > translation.source.last_updated_at:
            behind = max(behind, 1)  # the source moved on and its translations were not synchronised yet
        if behind:
            found.lags.append(Lag(page.title, code, behind))


def outline_of(edition: Edition) -> list[Item]:
    """The frozen outline of an edition, for `courses.comparing`."""
    items = edition.items.select_related("module").prefetch_related("pins")
    return [
        Item(
            key=str(item.key),
            title=next((pin.title for pin in sorted(item.pins.all(), key=lambda pin: LANGUAGES.index(pin.language))), item.slug),
            module=str(item.module.key),
            kind=item.kind,
            required=item.required,
            minutes=item.minutes,
            completion=item.completion,
            threshold=item.threshold,
            version=item.version,
            revisions={pin.language: pin.revision_id for pin in item.pins.all()},
        )
        for item in items
    ]
