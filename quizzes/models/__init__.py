"""The bank, the quizzes drawn from it, and the attempts at them."""

from quizzes.models.attempts import Attempt, AttemptQuestion
from quizzes.models.bank import Category, Question, QuestionVersion
from quizzes.models.pages import QuizPage, QuizSection
from quizzes.models.versions import PoolEntry, QuizVersion, VersionSection

__all__ = [
    "Attempt",
    "AttemptQuestion",
    "Category",
    "PoolEntry",
    "Question",
    "QuestionVersion",
    "QuizPage",
    "QuizSection",
    "QuizVersion",
    "VersionSection",
]
