"""Reminding people of the end of a certification: each event once, in their language, with what is missing and where to go on.

A chore of every day that may run at any time, twice, by two workers at once, or not at all for a week: the outbox lets each event in once.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import Error as DatabaseError
from django.db import transaction
from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, override

from certificates.chronicle import event_of, facts_of, version_on, whole
from certificates.explaining import missing_in_words, reasons_in_words, shown
from certificates.models import Certification, Grant, Period
from certificates.naming import Named, names_of, refs_of
from certificates.rules.chain import DAY
from certificates.rules.meeting import Missing, meet
from certificates.rules.programme import Rules
from certificates.rules.reminding import GRACE, LAPSED, LATE, MARKS, TEMPORARY, TEMPORARY_ENDED, Reminder, reminder_due
from certificates.rules.standing import Standing, State, stand
from notifications.choosing import unwanted
from notifications.models import Letter, Topic
from notifications.posting import absolute
from notifications.telling import News, tell_many

logger = logging.getLogger(__name__)
AT_ONCE = 200  # as many certifications stay locked while their letters are written
# About: the letter's subject.
SUBJECTS = {
    **dict.fromkeys((str(mark) for mark in MARKS), gettext_noop("Your certification ends: %(title)s. Last valid day: %(day)s")),
    GRACE: gettext_noop("Your certification has ended and can still be renewed: %(title)s"),
    LAPSED: gettext_noop("Your certification has lapsed: %(title)s"),
    **dict.fromkeys(
        (f"{TEMPORARY}{mark}" for mark in MARKS), gettext_noop("Your temporary certification ends: %(title)s. Last valid day: %(day)s")
    ),
    TEMPORARY_ENDED: gettext_noop("Your temporary certification has ended: %(title)s"),
}


def remind(*, today: date, at: datetime) -> int:
    """Tells everybody what is due on that day and was not told; returns how many letters it wrote. A second run writes none."""
    due = {*_perhaps_due(today).values_list("certification", flat=True), *_perhaps_carried(today).values_list("certification", flat=True)}
    return sum(_remind_each(ids, today, at=at) for ids in _in_turns(sorted(due)))


def _perhaps_due(today: date) -> QuerySet[Period]:
    """Periods near their end about which the letter of the day is not in the outbox. The rules say whether it is really due."""
    periods = Period.objects.ending(until=today + (max(MARKS) + 1) * DAY, since=today - LATE).in_force(today)
    marks = [When(valid_until__lte=today + (mark + 1) * DAY, then=Value(str(mark))) for mark in MARKS]
    about = Case(
        When(grace_until__lte=today, then=Value(LAPSED)),
        When(valid_until__lte=today, then=Value(GRACE)),
        *marks,
        output_field=CharField(),
    )
    event = Concat(
        Value("certification-"),
        Cast("certification_id", TextField()),
        Value(":"),
        Cast("number", TextField()),
        Value(":"),
        about,
        Value(":"),
        Cast("valid_until", TextField()),
        output_field=TextField(),
    )
    told = Letter.objects.filter(person=OuterRef("certification__person"), event=OuterRef("event"))
    active = periods.filter(certification__person__is_active=True).exclude(unwanted(Topic.REMINDERS, "certification__person"))
    return active.annotate(event=event).filter(~Exists(told))


def _perhaps_carried(today: date) -> QuerySet[Grant]:
    """Temporary certifications near their end about which the letter of the day is not in the outbox."""
    grants = Grant.objects.filter(start__lte=today, until__lte=today + (max(MARKS) + 1) * DAY, until__gt=today - LATE)
    marks = [When(until__lte=today + (mark + 1) * DAY, then=Value(f"{TEMPORARY}{mark}")) for mark in MARKS]
    about = Case(When(until__lte=today, then=Value(TEMPORARY_ENDED)), *marks, output_field=CharField())
    begins = Concat(Value("certification-"), Cast("certification_id", TextField()), Value(":"), output_field=TextField())
    ends = Concat(Value(":"), about, Value(":"), Cast("until", TextField()), output_field=TextField())
    told = Letter.objects.filter(
        person=OuterRef("certification__person"), event__startswith=OuterRef("begins"), event__endswith=OuterRef("ends")
    )
    active = grants.filter(certification__person__is_active=True).exclude(unwanted(Topic.REMINDERS, "certification__person"))
    return active.annotate(begins=begins, ends=ends).filter(~Exists(told))


def _remind_each(ids: Sequence[int], today: date, *, at: datetime) -> int:
    """As many at once as it can be: where one of them cannot be told, the others are, one by one."""
    try:
        return _remind(ids, today, at=at)
    except DatabaseError:
        raise
    except Exception:
        if len(ids) > 1:
            return sum(_remind_each([each], today, at=at) for each in ids)
        logger.exception("Nothing could be told about certification %s", ids[0])
        return 0


@transaction.atomic
def _remind(ids: Sequence[int], today: date, *, at: datetime) -> int:
    """Writes the letters that are due to these, in one transaction.

    Locks their certifications: whoever renews at this moment is told before it or not at all, and a second worker finds the letters there.
    """
    found = Certification.objects.filter(pk__in=ids).select_related("person").select_for_update(of=("self",)).order_by("pk")
    due = []
    for certification in whole(found):
        known = facts_of(certification)
        reminder = reminder_due(known, today)
        if reminder:
            rules = version_on(certification, known, today).rules
            due.append((certification, reminder, rules, stand(rules, known, today)))
    named: dict[str, Named] = {}
    news = []
    for certification, reminder, rules, standing in due:
        language = certification.person.language
        with override(language):
            if language not in named:
                named[language] = names_of(refs_of(part for _one, _about, each, _standing in due for part in (each.first, each.to_renew)))
            context = _context(certification, reminder, rules, standing, named[language], today)
        event = f"{event_of(certification.pk)}{len(certification.periods.all())}:{reminder.key}"
        news.append(News(certification.person, event, "certificates/mail/reminder", context))
    return tell_many(news, at=at, topic=Topic.REMINDERS)


def _context(
    certification: Certification, reminder: Reminder, rules: Rules, standing: Standing, named: Named, today: date
) -> dict[str, Any]:
    """What the letter says, in the current language."""
    programme = certification.programme
    title, last_day = programme.title(), shown(reminder.until - DAY)
    return {
        "subject": gettext(SUBJECTS[reminder.about]) % {"title": title, "day": last_day},
        "title": title,
        "reasons": reasons_in_words(standing),
        "way": _way(standing, reminder),
        "missing": [missing_in_words(each, named.titles) for each in _missing(rules, standing, reminder, today)],
        "url": absolute(reverse("certificates:programme", args=[programme.slug])),
    }


def _way(standing: Standing, reminder: Reminder) -> str:
    """What can be done now."""
    if reminder.about.startswith(TEMPORARY):
        return gettext("When everything below is done, you are certified without the temporary certification.")
    if standing.state == State.CERTIFIED:
        return gettext("You need not do anything yet. What you do from the day renewal opens counts.")
    if standing.state == State.RENEWABLE:
        return gettext("You can renew now. When everything below is done, the next certificate comes by itself.")
    if standing.state == State.IN_GRACE:
        return gettext("You are not certified now. If everything below is done in time, the certification goes on.")
    if standing.renews:
        return gettext("You are not certified now. When everything below is done, you are certified again.")
    return gettext("You are not certified now. The way to a new certification begins from the start; below is what is still missing.")


def _missing(rules: Rules, standing: Standing, reminder: Reminder, today: date) -> tuple[Missing, ...]:
    """What is still to do; before renewal opens, all that it will take."""
    opens_later = standing.state == State.CERTIFIED and not reminder.about.startswith(TEMPORARY)
    return meet(rules.to_renew, [], today).missing if opens_later else standing.missing


def _in_turns(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
