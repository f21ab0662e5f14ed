"""What a regrading would make of attempts: read, graded in memory, told as before and after. Nothing is written here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from quizzes.differences import Difference, Outcome
from quizzes.finishing import grade, waits
from quizzes.grading import decimal, total
from quizzes.models import Attempt, AttemptQuestion, CaseRemedy, QuestionVersion, RegradeCase
from quizzes.models.versions import VersionSection

SLICE = 500  # attempts in memory at a time
Row = dict[str, Any]  # what a regrading writes on an attempt's question: graded_as, remedy, points, maximum


@dataclass(frozen=True)
class Turn:
    """One attempt before and after: its outcome, and the rows that a regrading touches, by their id."""

    attempt: Attempt
    difference: Difference
    before: Mapping[int, Row]
    after: Mapping[int, Row]


def met_by(case: RegradeCase) -> QuerySet[AttemptQuestion]:
    """The answers that a case is about: to the question as it was asked up to the case's version, unless they stand as the case wants.

    Those of people who were erased are nobody's and stay as they were: their words are gone, and there is nobody to tell.
    """
    asked = AttemptQuestion.objects.filter(question_version__question=case.question_id, question_version__number__lte=case.version.number)
    asked = asked.filter(attempt__enrolment__learner__erased_at=None)
    if case.pk:
        asked = asked.exclude(attempt__regrade_changes__case=case)
    if case.remedy != CaseRemedy.NEW_KEY:
        return asked.exclude(remedy=case.remedy)
    own = Q(question_version=case.version_id, graded_as=None) | Q(graded_as=case.version_id)
    return asked.exclude(own, remedy="")


def attempts_met_by(case: RegradeCase) -> list[int]:
    """Ids of the attempts that a case is about, in the order in which they are locked."""
    return sorted(set(met_by(case).values_list("attempt_id", flat=True)))


class Scales:
    """Weighs attempts. Remembers versions and pass marks from one slice to the next."""

    def __init__(self) -> None:
        self.versions: dict[int, QuestionVersion] = {}
        self.pass_marks: dict[int, dict[int, int | None]] = {}

    def under(self, case: RegradeCase, attempts: Sequence[Attempt]) -> Iterator[Turn]:
        """These attempts before and after the case's remedy."""
        questions = self.questions_of(attempts)
        ids = set(met_by(case).filter(attempt__in=[attempt.pk for attempt in attempts]).values_list("pk", flat=True))
        for attempt in attempts:
            yield self.turn(
                attempt, questions[attempt.pk], {each.pk: remedied(each, case) for each in questions[attempt.pk] if each.pk in ids}
            )

    def turn(self, attempt: Attempt, questions: Sequence[AttemptQuestion], wanted: Mapping[int, Row]) -> Turn:
        """The attempt before, and after its rows became as `wanted`. Its questions are changed in memory."""
        touched = [each for each in questions if each.pk in wanted]
        before = {each.pk: row_of(each) for each in touched}
        standing = outcome_of(attempt)
        for each in touched:
            self._change(each, wanted[each.pk])
        outcome = standing and self.outcome(attempt, questions)
        if outcome is not None and not outcome.marks_due:
            for each in touched:
                mark = grade(each)
                each.points, each.maximum = decimal(mark.points), mark.maximum
        return Turn(attempt, Difference(standing, outcome), before, {each.pk: row_of(each) for each in touched})

    def outcome(self, attempt: Attempt, questions: Sequence[AttemptQuestion]) -> Outcome:
        """What the answers earn as the rows stand.

        Every question is graded anew: stored points are rounded, and a sum of them would not be exact.
        """
        if any(waits(each) for each in questions):
            return Outcome(None, attempt.maximum, None, None, marks_due=True)
        sections = [each.section for each in questions]
        marks = self.pass_marks[attempt.quiz_id] if len(set(sections)) > 1 else {}
        result = total([grade(each) for each in questions], pass_mark=attempt.quiz.pass_mark, sections=sections, section_marks=marks)
        return Outcome(result.points, result.maximum, result.percent, result.passed)

    def questions_of(self, attempts: Iterable[Attempt]) -> dict[int, list[AttemptQuestion]]:
        """All questions of these attempts, by attempt, with the versions that grade them."""
        by_attempt: dict[int, list[AttemptQuestion]] = {attempt.pk: [] for attempt in attempts}
        found = list(AttemptQuestion.objects.filter(attempt__in=by_attempt).order_by("attempt_id", "position"))
        self._read_versions({each.question_version_id for each in found} | {each.graded_as_id for each in found if each.graded_as_id})
        self._read_pass_marks({attempt.quiz_id for attempt in attempts})
        for each in found:
            each.question_version = self.versions[each.question_version_id]
            each.graded_as = self.versions.get(each.graded_as_id)
            by_attempt[each.attempt_id].append(each)
        return by_attempt

    def _change(self, question: AttemptQuestion, row: Row) -> None:
        self._read_versions({row["graded_as"]} - {None})
        question.graded_as = self.versions.get(row["graded_as"])
        question.remedy = row["remedy"]
        question.points = None if row["points"] is None else Decimal(row["points"])
        question.maximum = row["maximum"]

    def _read_versions(self, wanted: set[int]) -> None:
        missing = wanted - set(self.versions)
        if missing:
            self.versions.update(QuestionVersion.objects.in_bulk(missing))

    def _read_pass_marks(self, quizzes: set[int]) -> None:
        missing = quizzes - set(self.pass_marks)
        self.pass_marks.update((quiz, {}) for quiz in missing)
        for quiz, position, mark in VersionSection.objects.filter(quiz__in=missing).values_list("quiz_id", "position", "pass_mark"):
            self.pass_marks[quiz][position] = mark


def remedied(question: AttemptQuestion, case: RegradeCase) -> Row:
    """The row as the case wants it; its points come from grading."""
    wanted = {"graded_as": case.version_id, "remedy": ""} if case.remedy == CaseRemedy.NEW_KEY else {"remedy": case.remedy}
    return {**row_of(question), **wanted}


def row_of(question: AttemptQuestion) -> Row:
    """What a regrading may change of a row, as JSON."""
    points = None if question.points is None else str(question.points)
    return {"graded_as": question.graded_as_id, "remedy": str(question.remedy), "points": points, "maximum": question.maximum}


def outcome_of(attempt: Attempt) -> Outcome | None:
    """The outcome that the attempt carries; None while it is open."""
    if attempt.finished_at is None:
        return None
    return Outcome(attempt.points, attempt.maximum, attempt.percent, attempt.passed, attempt.marks_due)


def in_slices(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), SLICE):
        yield ids[start : start + SLICE]
