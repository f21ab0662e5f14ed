"""What a person sees of their certification: the state with its reasons, the way to the next period, the papers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from certificates.chronicle import facts_of, version_on, whole
from certificates.explaining import missing_in_words, reasons_in_words, state_in_words
from certificates.models import Certificate, Certification, Period, Programme
from certificates.naming import Named, names_of, refs_of
from certificates.rules.awarding import way_on
from certificates.rules.chain import resolve
from certificates.rules.facts import Evidence, Facts
from certificates.rules.programme import Requirements, Rules
from certificates.rules.standing import Standing, stand
from certificates.steps import Step, steps
from courses.models import Enrolment


@dataclass(frozen=True)
class Shown:
    """A certification as a page shows it. `renewing`: the way leads to a renewal. `certificates`: of its periods, the newest first."""

    certification: Certification
    standing: Standing
    state: str
    reasons: list[str]
    missing: list[str]
    steps: list[Step]
    renewing: bool
    certificates: list[Certificate]

    @property
    def programme(self) -> Programme:
        return self.certification.programme


def held_by(person: Any, today: date) -> list[Shown]:
    """Every certification of a person, the latest first. A bounded number of queries, however many."""
    found = list(whole(Certification.objects.visible_to(person)).prefetch_related("periods__certificate"))
    known = [(each, facts_of(each)) for each in found]
    rules = {each.pk: version_on(each, facts, today).rules for each, facts in known}
    refs = refs_of(part for each in rules.values() for part in (each.first, each.to_renew))
    named = names_of(refs) if refs else Named({}, {})
    studying = open_courses(person) if found else set()
    return [_shown(each, facts, rules[each.pk], named, studying, today) for each, facts in known]


def shown_of(certification: Certification, today: date) -> Shown:
    """One certification that was read by `whole`, as its person sees it."""
    known = facts_of(certification)
    rules = version_on(certification, known, today).rules
    named = names_of(refs_of([rules.first, rules.to_renew]))
    return _shown(certification, known, rules, named, open_courses(certification.person), today)


def open_courses(person: Any) -> set[str]:
    """Keys of the courses that a person is in the middle of. One query."""
    found = Enrolment.objects.filter(learner=person, completed_at=None, left_at=None).values_list("course_id", flat=True)
    return {str(key) for key in found}


def _shown(certification: Certification, facts: Facts, rules: Rules, named: Named, studying: set[str], today: date) -> Shown:
    standing = stand(rules, facts, today)
    requirements, pieces, renewing = _next_way(rules, facts, today)
    before = {each.ref for each in facts.evidence if each.kind == "course"} - {each.ref for each in pieces}
    periods: list[Period] = sorted(certification.periods.all(), key=lambda each: -each.number)
    return Shown(
        certification=certification,
        standing=standing,
        state=state_in_words(standing),
        reasons=reasons_in_words(standing),
        missing=[missing_in_words(each, named.titles) for each in standing.missing],
        steps=steps(requirements, pieces, today, named, again=before - studying) if requirements else [],
        renewing=renewing,
        certificates=[each.certificate for each in periods if each.certificate],
    )


def _next_way(rules: Rules, facts: Facts, today: date) -> tuple[Requirements | None, list[Evidence], bool]:
    """What leads to the next period today: its requirements and the evidence that counts; none while nothing can be earned."""
    known = facts.known(today)
    chain = resolve(known.periods, known.leaves, today)
    latest = chain[-1] if chain else None
    way = way_on(rules, latest, today)
    if way is None:
        return None, [], False
    return way.requirements, [each for each in known.unspent() if way.counts(each)], bool(latest and not latest.period.revoked_on)
