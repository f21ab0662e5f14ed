"""What a finished attempt says beyond its percent: how each section went, and what was learnt since the entry test."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from quizzes.differences import Difference, Outcome
from quizzes.grading import SectionResult, gain, total
from quizzes.models import Attempt, CaseState, Purpose, QuizVersion
from quizzes.questions import Mark


@dataclass(frozen=True)
class Gain:
    """An entry test and a final test of one enrolment, in percent. `share` is the normalised gain."""

    before: Decimal
    after: Decimal
    share: Decimal | None


@dataclass(frozen=True)
class Part:
    """A section as people count them."""

    part: int
    percent: Decimal
    pass_mark: int | None
    passed: bool


def sections_of(attempt: Attempt) -> list[Part]:
    """How each section went, where the quiz has several. Two queries at most; none for an attempt without result."""
    if attempt.marks_due or attempt.finished_at is None:
        return []
    rows = list(attempt.questions.values_list("section", "points", "maximum"))
    if len({section for section, _points, _maximum in rows}) < 2:
        return []
    marks = [Mark(Fraction(points), "stored", maximum) for _section, points, maximum in rows]
    pass_marks = dict(attempt.quiz.sections.values_list("position", "pass_mark"))
    result = total(marks, pass_mark=attempt.quiz.pass_mark, sections=[row[0] for row in rows], section_marks=pass_marks)
    return [_part(section) for section in result.sections]


def _part(section: SectionResult) -> Part:
    return Part(section.number + 1, section.percent, section.pass_mark, section.passed)


def gain_of(attempt: Attempt) -> Gain | None:
    """What was learnt between the first attempt at the course's entry test and this one at its final test. One query for a final test."""
    if attempt.quiz.purpose != Purpose.FINAL or attempt.percent is None:
        return None
    entries = QuizVersion.objects.filter(purpose=Purpose.ENTRY)
    first = Attempt.objects.filter(enrolment=attempt.enrolment_id, quiz__in=entries, percent__isnull=False).order_by("finished_at").first()
    if first is None:
        return None
    return Gain(first.percent, attempt.percent, gain(first.percent, attempt.percent))


@dataclass(frozen=True)
class Correction:
    """What a regrading did to this result, and why."""

    at: datetime
    reason: str
    before: Outcome


def corrections_of(attempt: Attempt) -> list[Correction]:
    """The regradings that this result has gone through and that stand, oldest first. One query."""
    standing = attempt.regrade_changes.filter(case__state__in=[CaseState.APPLIED, CaseState.UNDOING]).select_related("case")
    found = []
    for change in standing.order_by("case__applied_at"):
        difference = Difference(Outcome.read(change.before["outcome"]), Outcome.read(change.after["outcome"]))
        if difference.before and difference.changed:
            found.append(Correction(change.case.applied_at, change.case.reason, difference.before))
    return found
