"""Letters of the exam hall."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override

from courses.outline import outline_of
from notifications.posting import absolute, post
from quizzes.models import Attempt


def post_receipt(attempt_id: int) -> None:
    """Tells the learner what was recorded when their attempt ended."""
    attempt = Attempt.objects.select_related("enrolment__learner", "enrolment__course", "enrolment__edition").get(pk=attempt_id)
    enrolment = attempt.enrolment
    outline = outline_of(enrolment.edition)
    item = outline.by_key(attempt.item_key)
    answers = list(attempt.questions.values_list("answer", flat=True))
    with override(enrolment.learner.language):
        path = reverse("quizzes:attempt-receipt", args=[enrolment.course.slug, item.slug, attempt.key])
        post(
            enrolment.learner,
            "quizzes/mail/receipt",
            title=outline.title(item, enrolment.learner.language),
            code=attempt.receipt,
            when=date_format(localtime(attempt.finished_at), "DATETIME_FORMAT"),
            answered=sum(answer is not None for answer in answers),
            total=len(answers),
            url=absolute(path),
        )
