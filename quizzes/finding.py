"""What the bank's search looks through, and how it looks: any word of a question, whatever keyboard it was typed on."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from quizzes.folding import Folds, fold
from quizzes.passages import passages, plain

AS_TYPED = Folds(case=True, yo=True, lookalikes=False, kazakh=True)  # the beginning of a Latin word may look Cyrillic


def search_text(code: str, tags: Iterable[str], body: object) -> str:
    """All words of a question, folded: code, tags, every text in every language."""
    words = [plain(each) for texts in passages(body).values() for each in texts.values()]
    return "\n".join(fold(each) for each in (code, *sorted(tags), *words))


def found(questions: QuerySet, query: str) -> QuerySet:
    """Those questions that have every word of the query somewhere."""
    for word in query.split():
        questions = questions.filter(Q(search_text__contains=fold(word)) | Q(search_text__contains=fold(word, AS_TYPED)))
    return questions
