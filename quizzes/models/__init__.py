"""The bank, the quizzes drawn from it, the attempts at them, and what people do with attempts afterwards."""

from quizzes.models.accommodations import Accommodation
from quizzes.models.attempts import AnswerFile, Attempt, AttemptQuestion, EndedBy, LetterDue, Remedy
from quizzes.models.bank import Category, Difficulty, Question, QuestionTag, QuestionVersion, VersionPicture
from quizzes.models.importing import DraftFault, DraftState, ImportDraft
from quizzes.models.marking import Marking
from quizzes.models.pages import Purpose, QuizPage, QuizSection
from quizzes.models.regrading import CaseRemedy, CaseState, RegradeCase, RegradeChange
from quizzes.models.versions import PoolEntry, QuizVersion, VersionSection

__all__ = [
    "Accommodation",
    "AnswerFile",
    "Attempt",
    "AttemptQuestion",
    "CaseRemedy",
    "CaseState",
    "Category",
    "Difficulty",
    "DraftFault",
    "DraftState",
    "EndedBy",
    "ImportDraft",
    "LetterDue",
    "Marking",
    "PoolEntry",
    "Purpose",
    "Question",
    "QuestionTag",
    "QuestionVersion",
    "QuizPage",
    "QuizSection",
    "QuizVersion",
    "RegradeCase",
    "RegradeChange",
    "Remedy",
    "VersionPicture",
    "VersionSection",
]
