"""The weekly letter to those responsible for programmes: whose certification ends, has ended or lapsed, which letters did not leave."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext, override

from accounts.models import User
from certificates.explaining import shown
from certificates.models import Certification, Period, Programme
from certificates.rules.chain import DAY
from notifications.choosing import unwanted
from notifications.models import Letter, Topic
from notifications.posting import absolute
from notifications.telling import tell

AHEAD = timedelta(days=90)
WEEK = timedelta(days=7)
NAMED = 25  # the rest is a number and a link


@dataclass(frozen=True)
class Section:
    """A heading with its number, the first names, and how many more there are."""

    heading: str
    lines: list[str]
    more: str


def digest(*, today: date, at: datetime) -> int:
    """Writes to everybody responsible for a programme who was not written to this week and to whom there is something to say.

    Unique by person and week: run on any day of it, and again, it writes one letter. Returns how many it wrote.
    """
    event = f"digest:{monday_of(today)}"
    told = Letter.objects.filter(person=OuterRef("pk"), event=event)
    people = User.objects.filter(~Exists(told), programmes_led__isnull=False, is_staff=True, is_active=True).distinct()
    news = {programme.pk: News(programme, today) for programme in Programme.objects.all()}
    written = 0
    for person in people.exclude(unwanted(Topic.DIGESTS, "pk")).prefetch_related("programmes_led").order_by("pk"):
        led = [programme.pk for programme in person.programmes_led.all()]
        with override(person.language):
            context = {"programmes": _programmes(news[pk] for pk in led), "letters": _letters(led)}
        if context["programmes"] or context["letters"]:
            tell(person, event, "certificates/mail/digest", at=at, context=context, topic=Topic.DIGESTS)
            written += 1
    return written


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - day.weekday() * DAY


class News:
    """What there is to say about a programme this week. Read once, said in as many languages as are asked for."""

    def __init__(self, programme: Programme, today: date):
        self.programme = programme
        self.today = today

    @cached_property
    def periods(self) -> list[Period]:
        """Those near their end, the earliest first: ending in the next days, in grace, or lapsed last week."""
        near = Period.objects.ending(until=self.today + AHEAD + DAY, since=monday_of(self.today) - WEEK - DAY)
        mine = near.in_force(self.today).filter(certification__programme=self.programme, valid_from__lte=self.today)
        return list(mine.select_related("certification__person").order_by("valid_until", "pk"))

    def sections(self) -> list[Section]:
        """In the current language; only those with something in them."""
        today, monday = self.today, monday_of(self.today)
        ending = [each for each in self.periods if each.valid_until > today]
        grace = [each for each in self.periods if each.valid_until <= today < each.grace_until]
        lapsed = [each for each in self.periods if monday - WEEK <= each.grace_until < monday]
        found = [
            _section(gettext("Ends in the next 90 days"), ((each, each.last_valid_day) for each in ending)),
            _section(gettext("Ended, can still be renewed; last day of grace"), ((each, each.grace_until - DAY) for each in grace)),
            _section(gettext("Lapsed last week; last valid day"), ((each, each.last_valid_day) for each in lapsed)),
        ]
        return [section for section in found if section.lines]


def _programmes(news: Iterable[News]) -> list[dict[str, Any]]:
    """What the letter says of each programme, in the current language."""
    programmes = []
    for each in news:
        sections = each.sections()
        if sections:
            address = f"{reverse('certifications:index')}?programme={each.programme.pk}"
            programmes.append(
                {"title": each.programme.title(), "sections": [asdict(section) for section in sections], "url": absolute(address)}
            )
    return programmes


def _letters(led: list[int]) -> dict[str, Any] | None:
    """Whom of the people in those programmes letters do not reach, in the current language."""
    people = Certification.objects.filter(programme__in=led).values("person")
    found = Letter.objects.failing().filter(person__in=people).select_related("person").order_by("failed_at")
    lines = dict.fromkeys(f"{letter.person}: {letter.get_failure_display()}" for letter in found)
    return asdict(_shortened(gettext("Letters to the people in your programmes that did not leave"), list(lines))) if lines else None


def _section(heading: str, found: Iterable[tuple[Period, date]]) -> Section:
    return _shortened(heading, [f"{period.certification.person}: {shown(day)}" for period, day in found])


def _shortened(heading: str, lines: list[str]) -> Section:
    rest = len(lines) - NAMED
    more = gettext("and more: %(number)s") % {"number": rest} if rest > 0 else ""
    return Section(f"{heading}: {len(lines)}", lines[:NAMED], more)
