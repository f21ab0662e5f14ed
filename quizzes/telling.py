"""What is known about a person's exams, for the person: no more than the pages of the exam and its receipt show them."""

from collections.abc import Iterable
from typing import Any

from accounts.exporting import Known, rows
from accounts.models import User
from quizzes.bodies import bodies_of
from quizzes.models import Accommodation, AnswerFile, Attempt, Marking
from quizzes.models.pages import Feedback
from quizzes.registry import TYPES
from quizzes.showing import asked_in


def known_of(person: User) -> Known:
    """Attempts with their results, answers in the words that were shown, what markers wrote, extra time, and the files handed in.

    Answers are told of finished attempts at quizzes that show answers at all; what people wrote themselves is theirs in any case.
    """
    finished = Attempt.objects.filter(enrolment__learner=person, finished_at__isnull=False)
    attempts = rows(
        Attempt.objects.filter(enrolment__learner=person),
        attempt="key",
        course="enrolment__course__slug",
        number="number",
        started_at="started_at",
        deadline_at="deadline_at",
        extra_time="extra_time",
        finished_at="finished_at",
        receipt="receipt",
        points="points",
        maximum="maximum",
        percent="percent",
        passed="passed",
    )
    marked = Marking.objects.filter(question__attempt__in=finished.filter(marks_due=False)).exclude(comment="")
    comments = rows(marked, attempt="question__attempt__key", question="question__position", comment="comment", marked_at="marked_at")
    extra = rows(
        Accommodation.objects.filter(learner=person),
        course="course__slug",
        extra_time="extra_time",
        reason="reason",
        granted_at="granted_at",
        ended_at="ended_at",
    )
    files = AnswerFile.objects.filter(question__attempt__enrolment__learner=person).order_by("pk")
    return Known(
        "exams",
        {"attempts": attempts, "answers": list(_answers(finished, person.language)), "markers_wrote": comments, "extra_time": extra},
        [(f"{each.key}/{each.name}", each.file) for each in files],
    )


def _answers(finished: Iterable[Attempt], language: str) -> Iterable[dict[str, Any]]:
    for attempt in finished.select_related("quiz").order_by("pk"):
        asked = asked_in(attempt)
        bodies = bodies_of((each.version, each.made_at) for each in asked)
        for each in asked:
            kind = TYPES[each.kind]
            told = {"attempt": attempt.key, "question": each.position, "answered_at": each.answered_at, "seconds": each.seconds}
            if attempt.quiz.feedback != Feedback.NEVER:
                answer = kind.read_answer(each.answer)
                told["shown"] = kind.learner_view(bodies[each.version], each.order, language, answer)
            elif kind.own_words:
                told["answer"] = each.answer
            yield told
