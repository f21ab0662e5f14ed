"""A programme as a way: each thing that it takes, done or not, with where to go for it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.explaining import shown
from certificates.naming import Named
from certificates.rules.facts import Evidence
from certificates.rules.meeting import Missing, begins_after, meet
from certificates.rules.programme import Courses, Requirements


@dataclass(frozen=True)
class Step:
    """One line of the way. `state`: done, open, or locked while the programme's order asks for something before it.

    `again` is the slug of a course that was completed for an earlier period and has to be begun anew.
    """

    title: str
    state: str
    note: str = ""
    url: str = ""
    again: str = ""


def steps(requirements: Requirements, evidence: Iterable[Evidence], today: date, named: Named, again: Collection[str] = ()) -> list[Step]:
    """The way with what of it is done. `again` are keys of courses that have to be begun anew. No query."""
    pieces = list(evidence)
    met = meet(requirements, pieces, today)
    found = [step for group in requirements.courses for step in _courses(group, requirements, pieces, named, again)]
    missing = {each.what: each for each in met.missing}
    if requirements.exam:
        found.append(_exam(requirements, missing.get("exam"), pieces, named))
    if requirements.practicum:
        found.append(_practicum(requirements, missing.get("practicum"), pieces, named))
    if requirements.hours:
        lacks = missing["hours"].more if "hours" in missing else 0
        note = _("have: %(have)s of %(all)s") % {"have": requirements.hours - lacks, "all": requirements.hours}
        found.append(Step(_("Academic hours"), "open" if lacks else "done", note))
    return found


def _courses(group: Courses, requirements: Requirements, pieces: list[Evidence], named: Named, again: Collection[str]) -> Iterator[Step]:
    done = {each.ref: each for each in pieces if each.kind == "course"}
    enough = sum(key in done for key in group.keys) >= group.number
    for key in group.keys:
        title, url = named.titles.get(key, key), named.url(key)
        if key in done:
            yield Step(title, "done", _done(done[key]), url)
        elif enough:
            continue
        else:
            note = _("%(number)s of these") % {"number": group.number} if group.needed and group.needed < len(group.keys) else ""
            locked = begins_after(requirements, pieces, "course", key)
            yield (
                Step(title, "locked", note) if locked else Step(title, "open", note, url, named.slugs.get(key, "") if key in again else "")
            )


def _exam(requirements: Requirements, missing: Missing | None, pieces: list[Evidence], named: Named) -> Step:
    title = named.titles.get(requirements.exam, _("Exam"))
    if missing is None:
        return Step(title, "done", _done(max((each for each in pieces if each.kind == "exam"), key=lambda each: each.on)))
    note = _("passed too long ago: %(day)s") % {"day": shown(missing.too_old_since)} if missing.too_old_since else ""
    locked = begins_after(requirements, pieces, "exam", requirements.exam)
    return Step(title, "locked", note) if locked else Step(title, "open", note, named.url(requirements.exam))


def _practicum(requirements: Requirements, missing: Missing | None, pieces: list[Evidence], named: Named) -> Step:
    if missing is None:
        return Step(_("Practicum"), "done", _done(next(each for each in pieces if each.kind == "practicum")))
    locked = begins_after(requirements, pieces, "practicum", requirements.practicum)
    return Step(_("Practicum"), "locked") if locked else Step(_("Practicum"), "open", "", reverse("trainings:sessions"))


def _done(piece: Evidence) -> str:
    return _("done: %(day)s") % {"day": shown(piece.on)}
