"""Changed rules for periods that already run: on purpose, by somebody, with a reason. What begins later is under them anyway. [rule 12]"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.log_actions import log

from accounts.models import User
from certificates import tasks
from certificates.chronicle import facts_of, place, whole
from certificates.days import day_of
from certificates.explaining import shown
from certificates.models import Application, Certification, Period, Programme, ProgrammeVersion
from certificates.rules import facts
from certificates.rules.chain import resolve
from certificates.rules.changing import change, version_under
from notifications.posting import absolute
from notifications.telling import tell


@dataclass(frozen=True)
class Effect:
    """What the rules would do to one running period: its last valid day before and after, None where it never ends."""

    certification: Certification
    row: Period
    after: facts.Period
    before_last: date | None
    after_last: date | None

    @property
    def longer(self) -> bool:
        return (self.after_last or date.max) > (self.before_last or date.max)

    @property
    def shorter(self) -> bool:
        return (self.after_last or date.max) < (self.before_last or date.max)


def version_in_force(programme: Programme, today: date) -> ProgrammeVersion:
    """The version that somebody would be under who begins today. The programme has at least one."""
    return version_under([(each.in_force_from, each) for each in programme.versions.all()], today)


def effects(version: ProgrammeVersion, today: date) -> list[Effect]:
    """Every running period that was earned under another version, with what these rules would make of it. Eight queries."""
    people = Certification.objects.filter(programme=version.programme).select_related("person").order_by("pk")
    return list(_effects(whole(people).prefetch_related("periods__version"), version, today))


@transaction.atomic
def ask(version: ProgrammeVersion, *, reason: str, by: User, at: datetime) -> bool:
    """Writes down that it is wanted and asks a worker. One row for a version: of two clicks one is first, the other gets False."""
    application, first = Application.objects.get_or_create(version=version, defaults={"reason": reason, "by": by, "asked_at": at})
    if first:
        log(version.programme, "certificates.apply", user=by, data={"version": version.number, "reason": reason})
        transaction.on_commit(lambda: tasks.apply_rules.delay(application.pk), robust=True)
    return first


@transaction.atomic
def apply(application_id: int, *, at: datetime) -> int | None:
    """Changes every running period, all or none, and tells whom it moves; returns how many. None if there was nothing to do.

    Locks the application: a second worker finds it locked and leaves, one that comes later finds it done. Then locks the certifications.
    """
    mine = Application.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=application_id, applied_at=None)
    application = mine.select_related("version__programme", "by").first()
    if application is None:
        return None
    version, today = application.version, day_of(at)
    list(Certification.objects.select_for_update().filter(programme=version.programme).order_by("pk").values_list("pk"))
    found = effects(version, today)
    for effect in found:
        _write(effect, version, today)
        if effect.before_last != effect.after_last:
            _tell(effect, application, at=at)
    Application.objects.filter(pk=application.pk).update(applied_at=at, changed=len(found))
    return len(found)


def _effects(people, version: ProgrammeVersion, today: date) -> Iterator[Effect]:
    for certification in people:
        row = next(reversed(certification.periods.all()), None)
        if row is None or row.revoked_on or row.version_id == version.pk:
            continue
        known = facts_of(certification)
        stretch = resolve(known.periods, known.leaves, today)[-1]
        if stretch.until is not None and stretch.until <= today:
            continue
        after = change(stretch, version.rules, row.version.rules.months, today)
        last = resolve((*known.periods[:-1], after), known.leaves, today)[-1].last_day
        yield Effect(certification, row, after, stretch.last_day, last)


def _write(effect: Effect, version: ProgrammeVersion, today: date) -> None:
    names = ("anniversary", "term", "window_days", "grace_days", "last_day")
    Period.objects.filter(pk=effect.row.pk).update(version=version, **{name: getattr(effect.after, name) for name in names})
    place(effect.certification, today)


def _tell(effect: Effect, application: Application, *, at: datetime) -> None:
    person, programme = effect.certification.person, application.version.programme
    with override(person.language):
        context = {
            "subject": gettext("The rules of your certification changed: %(programme)s") % {"programme": programme.title()},
            "programme": programme.title(),
            "last_day": shown(effect.after_last) if effect.after_last else "",
            "reason": application.reason,
            "url": absolute(reverse("certificates:programme", args=[programme.slug])),
        }
    tell(person, f"period-{effect.row.pk}:version-{application.version.number}", "certificates/mail/changed", at=at, context=context)
