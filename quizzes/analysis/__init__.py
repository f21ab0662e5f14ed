"""What the answers tell about a test and its questions: classical item analysis. Pure: rows in, figures out, no Django.

Formulas are Moodle's, so that a figure means here what it means there: docs.moodle.org/dev/Quiz_statistics_calculations ("Moodle" below).
A quiz has one position for each question that everybody met, and one for each place that a draw fills. A figure that is not defined for
the data is None and says why; nothing is divided by zero. Sums are exact integers: the order of the rows changes no digit.
"""

from quizzes.analysis.choosing import ChoiceRow, Thirds, choices_of
from quizzes.analysis.differing import Differing, mantel_haenszel
from quizzes.analysis.figures import Figure
from quizzes.analysis.flags import Flag, flags_of
from quizzes.analysis.items import Item
from quizzes.analysis.rows import Response
from quizzes.analysis.whole import Analysis, Whole, analyse

__all__ = [
    "Analysis",
    "ChoiceRow",
    "Differing",
    "Figure",
    "Flag",
    "Item",
    "Response",
    "Thirds",
    "Whole",
    "analyse",
    "choices_of",
    "flags_of",
    "mantel_haenszel",
]
