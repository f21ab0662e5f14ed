"""A report as tables: for the pages of the desk and for files. Attempts have codes, nobody has a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from quizzes.analysis import ChoiceRow, Item, Response, choices_of, flags_of
from quizzes.analysis_words import LANGUAGE_NAMES, Remark, Shown, of_item, remark
from quizzes.choices import is_right, label, offered, shortened
from quizzes.format_words import kind_label
from quizzes.registry import TYPES
from quizzes.reporting import Asked, Report

UNANSWERED = ""
MOST_CHOICES = 40  # what was typed has no end
FIGURES = 4  # decimals in files


@dataclass(frozen=True)
class QuestionRow:
    """A question with its figures and what stands out."""

    asked: Asked
    item: Item
    prompt: str
    figures: list[Shown]
    remarks: list[Remark]

    @property
    def name(self) -> str:
        return f"{self.asked.code}, {self.asked.number}"

    @property
    def grave(self) -> bool:
        return any(remark.grave for remark in self.remarks)


@dataclass(frozen=True)
class LanguageShare:
    """How many of those who answered in a language took a choice; None where nobody answered in it."""

    language: str
    count: int
    share: float | None


@dataclass(frozen=True)
class Chosen:
    """A choice in words, whether it is right (None: cannot be told), and who took it."""

    words: str
    right: bool | None
    row: ChoiceRow
    languages: list[LanguageShare]


def question_rows(report: Report, language: str) -> list[QuestionRow]:
    """What stands out first, the grave before the rest; else by code."""
    rows = [question_row(asked, item, language) for asked, item in report.items()]
    return sorted(rows, key=lambda row: (not row.grave, not row.remarks))


def question_row(asked: Asked, item: Item, language: str) -> QuestionRow:
    remarks = [remark(flag, item) for flag in flags_of(item)]
    return QuestionRow(asked, item, shortened(asked.body.prompt.within(language)), of_item(item), remarks)


def spoken(report: Report) -> list[str]:
    """The languages in which this quiz was answered."""
    here = {sitting.language for sitting in report.sittings.values()}
    return [code for code in LANGUAGE_NAMES if code in here]


def choice_rows(report: Report, asked: Asked, language: str) -> list[Chosen]:
    """What was chosen and what nobody took: in the written order where there is one, else the commonest first; unanswered last."""
    if TYPES[asked.kind].by_hand:
        return []
    rows = [row for row in report.responses if row.item == asked.pk and row.maximum > 0]
    found = {row.choice: row for row in choices_of(rows, report.analysis.thirds)}
    third = 0.0 if report.analysis.thirds else None
    nobody = {choice: ChoiceRow(choice, 0, 0.0, 0, third, 0, third) for choice in offered(asked.kind, asked.body) if choice not in found}
    written = offered(asked.kind, asked.body) or [choice for choice in found if choice != UNANSWERED]
    others = [choice for choice in found if choice not in (*written, UNANSWERED)]
    by_language = {code: _counts([row for row in rows if row.language == code]) for code in spoken(report)}
    order = [*written, *others, *([UNANSWERED] if UNANSWERED in found else [])]
    return [_chosen(report, asked, (found | nobody)[choice], by_language, language) for choice in order]


def _counts(rows: list[Response]) -> tuple[int, dict[str, int]]:
    return len(rows), {row.choice: row.count for row in choices_of(rows, None)}


def _chosen(report: Report, asked: Asked, row: ChoiceRow, by_language: dict[str, tuple[int, dict[str, int]]], language: str) -> Chosen:
    answered = row.choice != UNANSWERED
    return Chosen(
        label(asked.kind, asked.body, row.choice, language) if answered else _("no answer"),
        is_right(asked.kind, asked.key, row.choice, report.alone.get((asked.pk, row.choice))) if answered else None,
        row,
        [
            LanguageShare(code, counts.get(row.choice, 0), 100 * counts.get(row.choice, 0) / everybody if everybody else None)
            for code, (everybody, counts) in by_language.items()
        ],
    )


def questions_table(report: Report, language: str) -> Iterator[list[Any]]:
    """The questions as a table for a file, figures as numbers."""
    rows = question_rows(report, language)
    labels = [shown.label for shown in rows[0].figures] if rows else []
    yield [_("Question"), _("Version"), _("Type"), _("Text"), _("Answers"), *labels, _("What stands out")]
    for row in rows:
        figures = [None if shown.value is None else round(shown.value, FIGURES) for shown in row.figures]
        remarks = "; ".join(remark.words for remark in row.remarks)
        yield [row.asked.code, row.asked.number, kind_label(row.asked.kind), row.prompt, row.item.answers, *figures, remarks]


def answers_table(report: Report, language: str) -> Iterator[list[Any]]:
    """Every answer, by attempt and place, with what was chosen in words."""
    yield [
        _("Attempt"),
        _("Language"),
        _("Number in the attempt"),
        _("Question"),
        _("Version"),
        _("Points"),
        _("Maximum points"),
        _("Seconds"),
        _("Chosen"),
    ]
    words: dict[tuple[int, str], str] = {}
    for row in report.responses:
        asked = report.questions[row.item]
        for choice in row.choices:
            if (row.item, choice) not in words:
                words[row.item, choice] = label(asked.kind, asked.body, choice, language)
        yield [
            report.sittings[row.attempt].code,
            row.language,
            row.position,
            asked.code,
            asked.number,
            row.points,
            row.maximum,
            row.seconds,
            "; ".join(words[row.item, choice] for choice in row.choices),
        ]


TABLES = {"questions": questions_table, "answers": answers_table}
