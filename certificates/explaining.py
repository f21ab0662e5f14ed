"""A standing in words: the same sentences on the learner's page and at the desk. Days stand after a colon, in bare form."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from certificates.rules.meeting import Missing
from certificates.rules.standing import Reason, Standing, State

STATES = {
    State.NOT_STARTED: _("Not started"),
    State.IN_PROGRESS: _("In progress"),
    State.CERTIFIED: _("Certified"),
    State.RENEWABLE: _("Certified, renewal is open"),
    State.IN_GRACE: _("Not certified: in grace"),
    State.LAPSED: _("Not certified: lapsed"),
    State.SUSPENDED: _("Suspended"),
    State.REVOKED: _("Revoked"),
}
REASONS = {
    "nothing_yet": gettext_noop("Nothing of what is required has been done yet."),
    "begun": gettext_noop("Some of what is required is done."),
    "valid_until": gettext_noop("Last valid day: %(day)s"),
    "never_expires": gettext_noop("It never expires. Certified since: %(day)s"),
    "window_opens": gettext_noop("Renewal opens: %(day)s"),
    "window_open": gettext_noop("Renewal is open since: %(day)s"),
    "renewed_until": gettext_noop("Renewed already. Last valid day then: %(day)s"),
    "ended": gettext_noop("It ended. Last valid day: %(day)s"),
    "grace_until": gettext_noop("It can still be renewed. Last day of grace: %(day)s"),
    "grace_ended": gettext_noop("The grace is over. Its last day: %(day)s"),
    "on_leave": gettext_noop("On leave, the clock stands still. First day of leave: %(day)s"),
    "temporary_until": gettext_noop("Certified for a time. Last valid day: %(day)s"),
    "temporary_ended": gettext_noop("The temporary certification is over. Its last valid day: %(day)s"),
    "revoked": gettext_noop("It was revoked. Day: %(day)s"),
}


def state_in_words(standing: Standing) -> str:
    """The state."""
    return str(STATES[standing.state])


def reasons_in_words(standing: Standing) -> list[str]:
    """Why it is so, one sentence each."""
    return [_reason(reason) for reason in standing.reasons]


def missing_in_words(missing: Missing, titles: Mapping[str, str]) -> str:
    """What is still required; `titles` names courses and tests by their key."""
    named = ", ".join(titles.get(ref, ref) for ref in missing.refs)
    if missing.what == "courses" and missing.more == len(missing.refs):
        return gettext("To complete: %(courses)s") % {"courses": named}
    if missing.what == "courses":
        return gettext("To complete, of these, %(number)s: %(courses)s") % {"number": missing.more, "courses": named}
    if missing.what == "exam" and missing.too_old_since:
        passed = {"exam": named, "day": shown(missing.too_old_since)}
        return gettext("To pass again, because the pass is too old: %(exam)s. Passed: %(day)s") % passed
    if missing.what == "exam":
        return gettext("To pass: %(exam)s") % {"exam": named}
    if missing.what == "practicum":
        return gettext("To take part in the practicum and have it signed off: %(course)s") % {"course": named}
    return ngettext("Academic hours missing: %(number)s", "Academic hours missing: %(number)s", missing.more) % {"number": missing.more}


def shown(day: date) -> str:
    """A day in the language of the page."""
    return date_format(day, "DATE_FORMAT")


def _reason(reason: Reason) -> str:
    words = gettext(REASONS[reason.why])
    return words % {"day": shown(reason.day)} if reason.day else words
